// What every kind of path of the site must answer, written down by intention and not read from the host's configuration:
// the local server, the host's emulator and the live site are all held against this one list.

/** @typedef {{ kind: string, path: string, accept?: string, status?: number, headers: Record<string, string | RegExp | undefined> }} Expectation */

const everywhere = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };
const policy = new RegExp(
  "^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'" +
    "( https://[^ ;]+)?; (?!.*unsafe-inline)(?!.*unsafe-eval' )(?!.*\\*).*base-uri 'none'; form-action 'none';" +
    ".*frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types [a-z-]+$",
);
const ours = {
  ...everywhere,
  "cache-control": "no-cache",
  "content-security-policy": policy,
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(self)",
};
const forEver = {
  ...everywhere,
  "cache-control": "public, max-age=31536000, immutable",
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "content-security-policy": undefined,
  "permissions-policy": undefined,
};
/** A frame that any page may hold; `frame-ancestors *` would refuse those without an origin. */
const frame = {
  ...everywhere,
  "content-security-policy": /^default-src 'none'; (?!.*frame-ancestors)/,
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": undefined,
  "cross-origin-resource-policy": "cross-origin",
  "x-frame-options": undefined,
};
const javascript = /^(text|application)\/javascript/;

/** The hashed files that a page's tags name. */
export const hashedFiles = (html) => [...new Set(html.match(/\/assets\/[\w.-]+/g))];

/**
 * @param {string} html the page, as served
 * @param {boolean} embedded whether the site has the widget's frame
 * @returns {Expectation[]}
 */
export function expectations(html, embedded) {
  const files = hashedFiles(html);
  const file = (ending) =>
    files.find((name) => name.endsWith(ending)) ?? fail(`The page's tags name no file that ends in ${ending}.`);
  const wasm = { ...forEver, "content-type": "application/wasm" };
  return [
    { kind: "page", path: "/", headers: { ...ours, "content-type": /^text\/html/ } },
    { kind: "page by its file's name", path: "/index.html", headers: { ...ours, "content-type": /^text\/html/ } },
    { kind: "script", path: file(".js"), headers: { ...forEver, "content-type": javascript } },
    { kind: "style", path: file(".css"), headers: { ...forEver, "content-type": /^text\/css/ } },
    { kind: "wasm", path: file(".wasm"), accept: "identity", headers: { ...wasm, "content-encoding": undefined } },
    { kind: "wasm, compressed", path: file(".wasm"), accept: "br", headers: { ...wasm, "content-encoding": "br" } },
    { kind: "model", path: file(".onnx"), headers: { ...forEver, "content-type": "application/octet-stream" } },
    { kind: "service worker", path: "/service-worker.js", headers: { ...ours, "content-type": javascript } },
    {
      kind: "manifest",
      path: "/manifest.webmanifest",
      headers: { ...ours, "content-type": /^application\/manifest\+json/ },
    },
    { kind: "icon", path: "/icon.svg", headers: { ...ours, "content-type": /^image\/svg\+xml/ } },
    { kind: "missing page", path: "/nothing-here", status: 404, headers: {} },
    {
      kind: "missing file",
      path: "/assets/nothing-here.wasm",
      status: 404,
      headers: { "content-type": /^(?!application\/wasm)/ },
    },
    { kind: "configuration", path: "/staticwebapp.config.json", status: 404, headers: {} },
    ...(embedded
      ? [{ kind: "widget's frame", path: "/embed.html", headers: { ...frame, "content-type": /^text\/html/ } }]
      : []),
  ];
}

/** Asks one path of the site at `origin` and says what is wrong with the answer: one sentence a fault. */
export async function faults(origin, { path, accept = "gzip, br", status = 200, headers }) {
  const response = await fetch(new URL(path, origin), { headers: { "Accept-Encoding": accept }, redirect: "manual" });
  await response.arrayBuffer();
  const found = response.status === status ? [] : [`${path}: status ${response.status}, not ${status}`];
  for (const [name, expected] of Object.entries(headers)) {
    const value = response.headers.get(name) ?? undefined;
    const right = expected instanceof RegExp ? value !== undefined && expected.test(value) : value === expected;
    if (!right) found.push(`${path}: ${name} is ${value ?? "absent"}, not ${expected ?? "absent"}`);
  }
  return found;
}

function fail(sentence) {
  throw new Error(sentence);
}
