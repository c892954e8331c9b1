// The local server answers as the host will: its headers, its compression, its 404s, and nothing outside the folder.

import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedSite, serveSite } from "../../scripts/site-server.mjs";

const site = mkdtempSync(join(tmpdir(), "emnist-serve-"));
const wasm = Buffer.from("\0asm and more");
let server: ServedSite;

beforeAll(async () => {
  mkdirSync(join(site, "assets"));
  writeFileSync(join(site, "index.html"), "<!doctype html>".repeat(50));
  writeFileSync(join(site, "embed.html"), "<!doctype html>");
  writeFileSync(join(site, "emnist-pad.js"), "export {};");
  writeFileSync(join(site, "assets/emnist.wasm"), wasm);
  writeFileSync(join(site, "assets/emnist.wasm.br"), brotliCompressSync(wasm));
  writeFileSync(join(site, "assets/plain.onnx"), wasm);
  writeFileSync(join(site, "404.html"), "<!doctype html>lost?");
  server = await serveSite(site);
});

afterAll(async () => {
  await server.close();
  rmSync(site, { recursive: true });
});

/** As it travels: fetch() would decompress, and tidy the path. */
async function get(path: string, accept = "gzip, br") {
  const { port, hostname } = new URL(server.address);
  const sent = request({ port, path, hostname, headers: { "Accept-Encoding": accept } }).end();
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

test("the page carries the strict policy and isolates itself", async () => {
  const { status, headers, body } = await get("/");
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
  expect(headers["cache-control"]).toBe("no-cache");
  expect(headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(body).toString()).toMatch(/^<!doctype html>/);
});

test("hashed files are for ever, for everyone, and of the right type", async () => {
  const { headers, body } = await get("/assets/emnist.wasm");
  expect(headers["content-type"]).toBe("application/wasm");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(headers["content-security-policy"]).toBeUndefined();
  expect(headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(body)).toEqual(wasm);
});

test.each(["/embed.html", "/embed", "/embed?length=6"])("%s may be framed by anyone, isolated or not", async (path) => {
  const { status, headers, body } = await get(path);
  expect(status).toBe(200);
  expect(brotliDecompressSync(body).toString()).toBe("<!doctype html>");
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; (?!.*frame-ancestors)/);
  expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
  expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(headers["cross-origin-opener-policy"]).toBeUndefined();
  expect(headers["x-frame-options"]).toBeUndefined();
});

test("the script that defines the element is for everyone, but not for ever", async () => {
  const { headers } = await get("/emnist-pad.js");
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(headers["cache-control"]).toBe("no-cache");
});

test("who does not accept brotli gets the file itself, and so does a binary without a compressed sibling", async () => {
  const plain = await get("/", "gzip");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect((await get("/assets/emnist.wasm", "identity")).body).toEqual(wasm);
  const onnx = await get("/assets/plain.onnx");
  expect(onnx.headers["content-encoding"]).toBeUndefined();
  expect(onnx.body).toEqual(wasm);
});

test.each(["/nothing", "/assets/nothing.wasm", "/assets/", "/../package.json", "/%2e%2e/package.json", "/assets"])(
  "%s is a 404",
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

test("an address that leads nowhere shows the site's own page for that, not kept by anyone", async () => {
  const { status, headers, body } = await get("/assets/nothing.js");
  expect({ status, type: headers["content-type"], body: body.toString() }).toEqual({
    status: 404,
    type: "text/html; charset=utf-8",
    body: "<!doctype html>lost?",
  });
  expect(headers["cache-control"]).toBeUndefined();
});

test("an address that is none is a 400", async () => {
  expect((await get("/%zz")).status).toBe(400);
});
