// The collector that reports go to, if the site's owner names one: EMNIST_OTLP_ENDPOINT=https://collector.example/v1/metrics
// when building. Its origin joins the policy of the built site; without it the page holds nothing of reporting.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const config = join(import.meta.dirname, "../../staticwebapp.config.json");

interface HostConfig {
  readonly globalHeaders: Readonly<Record<string, string>>;
}

/** `policy` with one more origin that pages may connect to. */
export function allowConnecting(policy: string, origin: string): string {
  if (!/\bconnect-src [^;]*/.test(policy)) throw new Error("The policy has no connect-src to add a collector to.");
  return policy.replace(/\bconnect-src [^;]*/, (directive) => `${directive} ${origin}`);
}

export function report(endpoint = process.env.EMNIST_OTLP_ENDPOINT ?? ""): Plugin {
  const origin = endpoint && new URL(endpoint).origin; // an address that is none stops the build here
  return {
    name: "report",
    config: () => ({ define: { otlpEndpoint: JSON.stringify(endpoint) } }),
    // Beside the bundle, not in it: the host reads this file and serves it to nobody.
    writeBundle({ dir = "" }) {
      const host: HostConfig = JSON.parse(readFileSync(config, "utf8"));
      const headers = { ...host.globalHeaders };
      const policy = headers["Content-Security-Policy"];
      if (origin && policy) headers["Content-Security-Policy"] = allowConnecting(policy, origin);
      const source = `${JSON.stringify({ ...host, globalHeaders: headers }, undefined, 2)}\n`;
      writeFileSync(join(dir, "staticwebapp.config.json"), source);
    },
  };
}
