// Serves the built pages on loopback as a host would: everything brotli, isolated from other origins. Compressed once
// and kept by content, since the largest takes half a minute.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { repository } from "./contestants.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

interface Served {
  readonly type: string;
  readonly body: Buffer;
}

export interface Server {
  /** Ends with a slash; a page is at its name, a slash behind it. */
  readonly address: string;
  /** Paths asked for since the last call, in order. */
  asked(): string[];
  /** Bytes of a path's body as it travels. */
  sizeOf(path: string): number;
  close(): void;
}

/** `folders` by the name of the page that is built there. */
export async function serve(folders: ReadonlyMap<string, string>, quality: number): Promise<Server> {
  const files = new Map<string, Served>();
  for (const [page, folder] of folders)
    for (const name of readdirSync(folder)) {
      const type = types[extname(name)] ?? "application/octet-stream";
      const body = compressed(readFileSync(join(folder, name)), quality);
      files.set(`/${page}/${name === "index.html" ? "" : name}`, { type, body });
    }
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const file = files.get(path);
    if (!file) return response.writeHead(404).end();
    return response
      .writeHead(200, {
        "Content-Type": file.type,
        "Content-Encoding": "br",
        "Content-Length": file.body.length,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
      })
      .end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    asked() {
      const paths = asked;
      asked = [];
      return paths;
    },
    sizeOf: (path) => files.get(path)?.body.length ?? 0,
    close: () => server.close(),
  };
}

function compressed(content: Buffer, quality: number): Buffer {
  const folder = join(repository, "build/bench/brotli");
  const file = join(folder, `${createHash("sha256").update(content).digest("hex")}.${quality}.br`);
  if (existsSync(file)) return readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const body = brotliCompressSync(content, { params });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, body);
  return body;
}
