// What a site's owner adds to the host's configuration: the site's own name beside 'self', where a sandboxed frame has no
// self, and a collector that pages may report to. The two do not depend on each other's order.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allowConnecting, type HostConfig, hostConfig, nameSite } from "../../web/vite/host-config.ts";

const config: HostConfig = JSON.parse(readFileSync("staticwebapp.config.json", "utf8"));
const policyOf = (headers: Readonly<Record<string, string>> = {}) => headers["Content-Security-Policy"] ?? "";
const site = "https://edge.example";
const collector = "https://collector.example";

test("the frame's policy names the site wherever it says 'self', and no other policy does", () => {
  const named = nameSite(config, site);
  const policies = named.routes
    .filter(({ route }) => route.startsWith("/embed"))
    .map(({ headers }) => policyOf(headers));
  expect(policies).toHaveLength(2);
  for (const policy of policies) {
    expect(policy.split("'self'").length).toBeGreaterThan(4);
    expect(policy.split(`'self' ${site}`)).toHaveLength(policy.split("'self'").length);
  }
  expect(JSON.stringify(named).replaceAll(` ${site}`, "")).toBe(JSON.stringify(config));
});

test("the pages may connect to the collector, too, and no other directive changes", () => {
  const before = policyOf(config.globalHeaders).split("; ");
  const after = policyOf(allowConnecting(config, collector).globalHeaders).split("; ");
  expect(after.filter((directive) => !before.includes(directive))).toEqual([`connect-src 'self' ${collector}`]);
  expect(after).toHaveLength(before.length);
});

test("a policy that has no place for a collector stops the build", () => {
  const without = { ...config, globalHeaders: { "Content-Security-Policy": "default-src 'none'" } };
  expect(() => allowConnecting(without, collector)).toThrow(/connect-src/);
});

test("the built site's configuration has both, or neither", () => {
  const built = (owner: Parameters<typeof hostConfig>[0]): HostConfig => {
    const folder = mkdtempSync(join(tmpdir(), "emnist-config-"));
    const { writeBundle } = hostConfig(owner) as unknown as { writeBundle(options: { dir: string }): void };
    writeBundle({ dir: folder });
    const text = readFileSync(join(folder, "staticwebapp.config.json"), "utf8");
    rmSync(folder, { recursive: true });
    return JSON.parse(text);
  };
  expect(built({ collector: `${collector}/v1/metrics`, site: `${site}/path` })).toEqual(
    allowConnecting(nameSite(config, site), collector),
  );
  expect(built({ collector: "", site: "" })).toEqual(config);
  expect(() => hostConfig({ collector: "", site: "edge.example" })).toThrow();
});
