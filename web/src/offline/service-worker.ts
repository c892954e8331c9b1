// Keeps one whole version of a page for use without a network. A version is kept completely or not at all: glue of
// one and wasm of another would crash. The next version waits until the visitor reloads. A site that takes this file away
// takes the worker away.

import { simdIsSupported } from "../core/simd.ts";

/** Written into this file by the build (web/vite/service-worker.ts). */
declare const build: {
  readonly cachePrefix: string;
  readonly version: string;
  /** What every browser needs, and what only one with or without SIMD does. */
  readonly files: readonly string[];
  readonly simd: readonly string[];
  readonly scalar: readonly string[];
  /** Those of all the above that are kept once they have been used, by the name of the part, which its first file has too. */
  readonly onUse: Readonly<Record<string, readonly string[]>>;
  /** The hash of each file whose name does not change with its content. */
  readonly integrity: Readonly<Record<string, string>>;
};
declare const self: ServiceWorkerGlobalScope;

// Taken once: the build writes it out in full wherever it is named.
const { cachePrefix, version, files, simd, scalar, onUse, integrity } = build;
const cacheName = cachePrefix + version;
const localHosts = ["localhost", "127.0.0.1", "[::1]"];

self.addEventListener("install", (event) => event.waitUntil(keepVersion()));
self.addEventListener("activate", (event) => event.waitUntil(dropVersions((name) => name !== cacheName)));
self.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "take over") self.skipWaiting();
  else if (typeof data?.used === "string")
    event.waitUntil(keepUsed(data.used).then(() => event.ports[0]?.postMessage("kept")));
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answer(event));
});

async function keepVersion(): Promise<void> {
  const used = await usedFiles();
  const unused = Object.entries(onUse).flatMap(([name, files]) => (used.some(isOf(name)) ? [] : files));
  const wanted = filesHere().filter((file) => !unused.includes(file));
  const cache = await caches.open(cacheName);
  try {
    await cache.addAll(wanted.map(request));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

/** What this browser needs of this version. */
function filesHere(): string[] {
  const binary = typeof WebAssembly === "object" && simdIsSupported() ? simd : scalar;
  return [...files, ...binary];
}

// Hashed files may come from the browser's own cache, most are there already. The others keep their names, not their
// contents: those of another version, deployed meanwhile, are refused.
function request(file: string): Request {
  const hash = integrity[file];
  return hash ? new Request(file, { cache: "no-cache", integrity: hash }) : new Request(file);
}

/** Keeps the part of that name, which the page has begun to use, unless this worker has retired. */
async function keepUsed(name: string): Promise<void> {
  if (!(await caches.has(cacheName))) return;
  const used = filesHere().filter((file) => onUse[name]?.includes(file));
  await (await caches.open(cacheName)).addAll(used.map(request));
}

/** What the visitor has of earlier versions: what was used once is at hand in the next, too. */
async function usedFiles(): Promise<string[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname);
}

/** Whether a file, of whichever version, is the one that has the name of a part. */
const isOf = (name: string) => (path: string) => new RegExp(`^/assets/${name}-[\\w-]{8}\\.\\w+$`).test(path);

async function dropVersions(isOld: (name: string) => boolean): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && isOld(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const isPage = request.mode === "navigate";
  if (isPage && !(await stays(event))) return fetch(request);
  // Not by open(), which would make the cache again after this worker has retired.
  return (await caches.match(request, { cacheName, ignoreSearch: isPage })) ?? fetch(request);
}

/**
 * Whether this worker may answer for the site: not when the site no longer has it. Then it goes, with all it kept. On
 * this machine's own ports another project may be served tomorrow, so there it finds out first; elsewhere meanwhile.
 */
async function stays(event: FetchEvent): Promise<boolean> {
  const wanted = isWanted().then(async (wanted) => {
    if (!wanted) await retire();
    return wanted;
  });
  if (localHosts.includes(self.location.hostname)) return wanted;
  event.waitUntil(wanted);
  return true;
}

/** Without an answer, or with one that only says that the server is in trouble, it is. */
async function isWanted(): Promise<boolean> {
  try {
    const { status, ok, headers } = await fetch(self.location.href, { cache: "no-store" });
    const isScript = /javascript/.test(headers.get("Content-Type") ?? "");
    return ok ? isScript : status !== 404 && status !== 410;
  } catch {
    return true;
  }
}

async function retire(): Promise<void> {
  await dropVersions(() => true);
  await self.registration.unregister();
}
