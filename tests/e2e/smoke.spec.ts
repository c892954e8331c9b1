// The test that runs after a deployment, here against the local server: content with a whole site, and not with one that
// lacks a header, a compressed binary, or the version that was deployed.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, request as forward, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

const run = promisify(execFile);

/** What the smoke test says, and whether it is content. */
async function smoke(...parameters: string[]): Promise<{ content: boolean; said: string }> {
  try {
    return { content: true, said: (await run("node", ["scripts/smoke.mjs", ...parameters])).stdout };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { content: false, said: stdout + stderr };
  }
}

/** The site behind a host that spoils its answers. */
async function spoilt(site: string, spoil: (path: string, headers: IncomingHttpHeaders) => void): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const target = new URL(incoming.url ?? "/", site);
    const asked = { ...incoming.headers, host: target.host };
    if (target.pathname.endsWith(".wasm")) spoil("request", asked);
    forward(target, { method: incoming.method, headers: asked }, (answer) => {
      spoil(target.pathname, answer.headers);
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  await once(server.listen(0, "localhost"), "listening");
  return server;
}

const addressOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`;

test("a whole site", async ({ baseURL }) => {
  const { content, said } = await smoke(baseURL as string, "web/dist");
  expect(said).not.toContain("FAIL");
  expect(said).toContain("a drawn A is read");
  expect(content).toBe(true);
});

test("a site whose host forgets the policy and compresses no binary", async ({ baseURL }) => {
  const server = await spoilt(baseURL as string, (path, headers) => {
    if (path === "/") delete headers["content-security-policy"];
    if (path === "request") delete headers["accept-encoding"];
  });
  const { content, said } = await smoke(addressOf(server));
  server.closeAllConnections();
  server.close();
  expect(said).toContain("/: content-security-policy is absent");
  expect(said).toMatch(/FAIL wasm, compressed/);
  expect(said).toMatch(/FAIL the WebAssembly came compressed/);
  expect(content).toBe(false);
});

test("no address", async () => {
  expect((await smoke("nowhere")).content).toBe(false);
});
