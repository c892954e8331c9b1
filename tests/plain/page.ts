// A bare page around the plain network: no framework, no styles, one script and one file of weights, asked for as early
// as a page can. It reads one stored glyph as soon as it can; anything smaller would not answer.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { readPlainNetwork } from "./onnx.ts";

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title><link rel="icon" href="data:,">
<link rel="preload" href="/weights" as="fetch" crossorigin><script type="module" src="/script.js"></script>
<output id="best"></output></html>`;

/** Serves the page for the float ONNX file in `file`; classes are named by `labels`. */
export function servePlainPage(file: Uint8Array, glyph: Uint8Array, labels: readonly string[]): Server {
  const { layers, weights } = readPlainNetwork(file);
  const script = `${readFileSync(join(import.meta.dirname, "network.js"), "utf8").replace("export ", "")}
    const weights = new Float32Array(await (await fetch("/weights")).arrayBuffer());
    const glyph = Float32Array.from(${JSON.stringify([...glyph])}, (pixel) => pixel / 255);
    const logits = run({ layers: ${JSON.stringify(layers)}, weights }, glyph);
    document.getElementById("best").textContent = ${JSON.stringify(labels)}[logits.indexOf(Math.max(...logits))];`;
  const files: Readonly<Record<string, readonly [type: string, body: Buffer]>> = {
    "/": ["text/html; charset=utf-8", brotliCompressSync(html)],
    "/script.js": ["text/javascript", brotliCompressSync(script)],
    "/weights": ["application/octet-stream", brotliCompressSync(new Uint8Array(weights.buffer))],
  };
  return createServer((request, response) => {
    const [type, body] = files[request.url ?? ""] ?? [];
    if (!type) return response.writeHead(404).end();
    return response
      .writeHead(200, { "Content-Type": type, "Content-Encoding": "br", "Content-Length": body?.length })
      .end(body);
  });
}
