// The production build on loopback, served the way the host will: with the headers of staticwebapp.config.json, brotli, and
// a 404 for what is not there. The command is serve.mjs; tests and measurements serve what they look at themselves.

import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

const repository = join(import.meta.dirname, "..");

const typesOfFiles = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
};
const textual = /^(text\/|image\/svg|application\/(json|manifest))/;

/**
 * Serves a built site until it is closed.
 * @param {string} folder the built site
 * @param {number} port 0 takes one that is free
 * @returns {Promise<{ address: string, close(): Promise<void> }>} the address ends with a slash; rejects when the folder
 *   holds no page or the port is taken
 */
export async function serveSite(folder, port = 0) {
  if (!existsSync(join(folder, "index.html")))
    throw new Error(`There is no page in ${folder}: run scripts/build.sh first.`);
  const answer = answerer(resolve(folder));
  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      response.writeHead(400, { "Content-Type": "text/plain" }).end(`${error.message}\n`);
    }
  });
  await once(server.listen(port, "localhost"), "listening");
  return {
    address: `http://localhost:${server.address().port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Answers requests for the site in `folder`. */
function answerer(folder) {
  // The build puts its own beside the page, with what it was built for; a folder without one gets the repository's.
  const ownConfig = join(folder, "staticwebapp.config.json");
  const configFile = existsSync(ownConfig) ? ownConfig : join(repository, "staticwebapp.config.json");
  const config = JSON.parse(readFileSync(configFile, "utf8"));

  const types = { ...typesOfFiles, ...config.mimeTypes };

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

  return answer;
}
