// Keeps one whole version of a page for use without a network. A version is kept completely or not at all: glue of
// one and wasm of another would crash. The next version waits until the visitor reloads.

import { simdIsSupported } from "../core/simd.ts";

/** Written into this file by the build (web/vite/service-worker.ts). */
declare const build: {
  readonly cachePrefix: string;
  readonly version: string;
  /** What every browser needs, and what only one with or without SIMD does. */
  readonly files: readonly string[];
  readonly simd: readonly string[];
  readonly scalar: readonly string[];
};
declare const self: ServiceWorkerGlobalScope;

// Taken once: the build writes it out in full wherever it is named.
const { cachePrefix, version, files, simd, scalar } = build;
const cacheName = cachePrefix + version;

self.addEventListener("install", (event) => event.waitUntil(keepVersion()));
self.addEventListener("activate", (event) => event.waitUntil(dropOtherVersions()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answer(event.request));
});

async function keepVersion(): Promise<void> {
  const binary = typeof WebAssembly === "object" && simdIsSupported() ? simd : scalar;
  const cache = await caches.open(cacheName);
  try {
    // Hashed files may come from the browser's own cache, most are there already; the others keep their names, not
    // their contents.
    const request = (file: string) =>
      new Request(file, { cache: file.startsWith("/assets/") ? "default" : "no-cache" });
    await cache.addAll([...files, ...binary].map(request));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

async function dropOtherVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request, { ignoreSearch: request.mode === "navigate" })) ?? fetch(request);
}
