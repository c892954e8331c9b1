// Naming the site beside 'self', where a sandboxed frame has no self.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nameSite } from "../../web/vite/site.ts";

const config = JSON.parse(readFileSync("staticwebapp.config.json", "utf8"));
const origin = "https://edge.example";

test("the frame's policy names the site wherever it says 'self', and no other policy does", () => {
  const named = nameSite(config, origin);
  const policies = named.routes
    .filter(({ route }: { route: string }) => route.startsWith("/embed"))
    .map(({ headers }: { headers: Record<string, string> }) => headers["Content-Security-Policy"]);
  expect(policies).toHaveLength(2);
  for (const policy of policies) {
    expect(policy.split("'self'").length).toBeGreaterThan(4);
    expect(policy.split(`'self' ${origin}`)).toHaveLength(policy.split("'self'").length);
  }
  expect(named.globalHeaders).toEqual(config.globalHeaders);
  expect(JSON.stringify(named).replaceAll(` ${origin}`, "")).toBe(
    JSON.stringify({ ...config, routes: config.routes.map((route: object) => ({ ...route, headers: {}, ...route })) }),
  );
});
