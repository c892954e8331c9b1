// Serves the production build on loopback the way the host will: with the headers of staticwebapp.config.json, brotli,
// and a 404 for what is not there. Usage: node scripts/serve.mjs [folder] [port]

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

const repository = join(import.meta.dirname, "..");
const folder = resolve(process.argv[2] ?? join(repository, "web/dist"));
const port = Number(process.argv[3] ?? 4173);
// The build puts its own beside the page, with what it was built for; a folder without one gets the repository's.
const ownConfig = join(folder, "staticwebapp.config.json");
const configFile = existsSync(ownConfig) ? ownConfig : join(repository, "staticwebapp.config.json");
const config = JSON.parse(readFileSync(configFile, "utf8"));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ...config.mimeTypes,
};
const textual = /^(text\/|image\/svg|application\/(json|manifest))/;

/** The first route that matches wins. */
function routeFor(path) {
  const matches = ({ route }) =>
    route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : route === path || route === `${path}index.html`;
  return config.routes.find(matches);
}

/** An empty value takes a global header away. */
function headersFor(route) {
  const headers = { ...config.globalHeaders, ...route?.headers };
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
}

/** The file a path means, or undefined; never one outside the folder. */
function fileFor(path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const compressed = new Map();
function brotli(file) {
  if (existsSync(`${file}.br`)) return readFileSync(`${file}.br`);
  const key = `${file} ${statSync(file).mtimeMs}`;
  if (!compressed.has(key)) compressed.set(key, brotliCompressSync(readFileSync(file)));
  return compressed.get(key);
}

function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const route = routeFor(path);
  const file = fileFor(route?.rewrite ?? path);
  if (!file || file === ownConfig) {
    notFound(response);
    return;
  }
  const type = types[extname(file)] ?? "application/octet-stream";
  const headers = { ...headersFor(route), "Content-Type": type, Vary: "Accept-Encoding" };
  const accepts = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
  const encode = accepts && (textual.test(type) || existsSync(`${file}.br`));
  const body = encode ? brotli(file) : readFileSync(file);
  response.writeHead(200, { ...headers, ...(encode && { "Content-Encoding": "br" }), "Content-Length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** With none of the headers above, as on the host. */
function notFound(response) {
  const page = fileFor(config.responseOverrides?.["404"]?.rewrite ?? "");
  response.writeHead(404, { "Content-Type": page ? types[".html"] : "text/plain" });
  response.end(page ? readFileSync(page) : "Not found.\n");
}

if (!existsSync(join(folder, "index.html"))) {
  console.error(`There is no page in ${folder}: run scripts/build.sh first.`);
  process.exit(1);
}
createServer((request, response) => {
  try {
    answer(request, response);
  } catch (error) {
    response.writeHead(400, { "Content-Type": "text/plain" }).end(`${error.message}\n`);
  }
}).listen(port, "localhost", () => console.log(`Serving ${folder} at http://localhost:${port}`));
