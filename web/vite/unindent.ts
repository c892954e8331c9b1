// The pages without the indentation of their source, which a first visit would pay for, twice where it is kept offline.
// Line breaks stay between tags, so that nothing moves on the screen.

import type { Plugin } from "vite";

export function unindent(): Plugin {
  return {
    name: "unindent",
    apply: "build",
    transformIndexHtml: { order: "post", handler: (html) => html.replace(/>\n\s+</g, ">\n<") },
  };
}
