// The host's configuration as it lies in the built site: staticwebapp.config.json with what the site's owner adds when
// building.
// - EMNIST_OTLP_ENDPOINT=https://collector.example/v1/metrics: where pages report how long answers take. Its origin joins
//   the policy of the pages; without it they hold nothing of reporting.
// - EMNIST_SITE=https://edge.example: where the site will be. WebKit takes 'self' in the policy of a sandboxed frame for
//   nobody, since such a frame has no origin; naming the site lets the widget run there.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const name = "staticwebapp.config.json";
const policyHeader = "Content-Security-Policy";

type Headers = Readonly<Record<string, string>>;

export interface HostConfig {
  readonly globalHeaders: Headers;
  readonly routes: readonly { readonly route: string; readonly headers?: Headers }[];
}

/** `headers`, their policy changed; without a policy they stay as they are. */
function withPolicy(headers: Headers, change: (policy: string) => string): Headers {
  const policy = headers[policyHeader];
  return policy ? { ...headers, [policyHeader]: change(policy) } : headers;
}

/** `config` with one more origin that the pages may connect to. */
export function allowConnecting(config: HostConfig, origin: string): HostConfig {
  const allow = (policy: string) => {
    if (!/\bconnect-src [^;]*/.test(policy)) throw new Error("The policy has no connect-src to add a collector to.");
    return policy.replace(/\bconnect-src [^;]*/, (directive) => `${directive} ${origin}`);
  };
  return { ...config, globalHeaders: withPolicy(config.globalHeaders, allow) };
}

/** `config` with `origin` beside 'self' in the policies of what others may frame. */
export function nameSite(config: HostConfig, origin: string): HostConfig {
  const name = (policy: string) =>
    policy.includes("frame-ancestors") ? policy : policy.replaceAll("'self'", `'self' ${origin}`);
  const routes = config.routes.map((route) =>
    route.headers ? { ...route, headers: withPolicy(route.headers, name) } : route,
  );
  return { ...config, routes };
}

export interface Owner {
  /** Both empty when there is none. */
  readonly collector: string;
  readonly site: string;
}

const fromEnvironment = (): Owner => ({
  collector: process.env.EMNIST_OTLP_ENDPOINT ?? "",
  site: process.env.EMNIST_SITE ?? "",
});

export function hostConfig({ collector, site } = fromEnvironment()): Plugin {
  // An address that is none stops the build here.
  const [collectorOrigin, siteOrigin] = [collector, site].map((address) => address && new URL(address).origin);
  return {
    name: "host-config",
    config: () => ({ define: { otlpEndpoint: JSON.stringify(collector) } }),
    // Beside the bundle, not in it: the host reads this file and serves it to nobody.
    writeBundle({ dir = "" }) {
      let config: HostConfig = JSON.parse(readFileSync(join(import.meta.dirname, "../..", name), "utf8"));
      if (collectorOrigin) config = allowConnecting(config, collectorOrigin);
      if (siteOrigin) config = nameSite(config, siteOrigin);
      writeFileSync(join(dir, name), `${JSON.stringify(config, undefined, 2)}\n`);
    },
  };
}
