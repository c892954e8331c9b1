// Where the site will be, if its owner says so: EMNIST_SITE=https://edge.example when building. WebKit takes 'self' in the
// policy of a sandboxed frame for nobody, since such a frame has no origin; naming the site lets the widget run there.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

interface HostConfig {
  readonly routes: readonly { readonly headers?: Readonly<Record<string, string>> }[];
}

/** `config` with `origin` beside 'self' in the policies of what others may frame. */
export function nameSite<Config extends HostConfig>(config: Config, origin: string): Config {
  const named = (headers: Readonly<Record<string, string>> = {}) => {
    const policy = headers["Content-Security-Policy"];
    if (!policy?.includes("frame-ancestors *")) return headers;
    return { ...headers, "Content-Security-Policy": policy.replaceAll("'self'", `'self' ${origin}`) };
  };
  return { ...config, routes: config.routes.map((route) => ({ ...route, headers: named(route.headers) })) };
}

/** After the plugin that writes the site's staticwebapp.config.json. */
export function site(address = process.env.EMNIST_SITE ?? ""): Plugin {
  const origin = address && new URL(address).origin; // an address that is none stops the build here
  return {
    name: "site",
    writeBundle({ dir = "" }) {
      if (!origin) return;
      const file = join(dir, "staticwebapp.config.json");
      const config: HostConfig = JSON.parse(readFileSync(file, "utf8"));
      writeFileSync(file, `${JSON.stringify(nameSite(config, origin), undefined, 2)}\n`);
    },
  };
}
