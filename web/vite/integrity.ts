// Subresource integrity: every script, stylesheet and preloaded module that a built page names carries the hash of what
// was built. Knows no page by name. What a script imports later is not named in a page; the policy keeps it to this site.

import { createHash } from "node:crypto";
import type { Plugin, Rollup } from "vite";

/** The `integrity` of a file with that content. */
export const integrityOf = (content: string | Uint8Array): string =>
  `sha384-${createHash("sha384").update(content).digest("base64")}`;

const checked =
  /<script\b[^>]*\bsrc="\/([^"]+)"|<link\b(?=[^>]*\brel="(?:stylesheet|modulepreload)")[^>]*\bhref="\/([^"]+)"/g;

/** `html` with the integrity of each file that `contentOf` knows; it knows all that the page names, or the build stops. */
export function withIntegrity(html: string, contentOf: (name: string) => string | Uint8Array | undefined): string {
  return html.replace(checked, (tag, script, link) => {
    const content = contentOf(script ?? link);
    if (content === undefined) throw new Error(`The page names ${script ?? link}, which the build did not make.`);
    return `${tag} integrity="${integrityOf(content)}"`;
  });
}

/**
 * A ready-made tag for each script whose address stays the same from version to version, for other people's pages. Such a
 * tag runs this version and no other; what the script imports is named by its content.
 */
export function tagsForOthers(bundle: Rollup.OutputBundle): string {
  const named = Object.values(bundle).flatMap((file) =>
    file.type === "chunk" && file.isEntry && !file.fileName.startsWith("assets/") ? [file] : [],
  );
  const tag = ({ fileName, code }: Rollup.OutputChunk) =>
    `<script type="module" src="/${fileName}" integrity="${integrityOf(code)}" crossorigin="anonymous"></script>\n`;
  return named.map(tag).join("");
}

export function integrity(): Plugin {
  return {
    name: "integrity",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post", // the code is final only after Vite's own hooks
      handler(_options, bundle) {
        const contentOf = (name: string) => {
          const file = bundle[name];
          return file?.type === "chunk" ? file.code : file?.source;
        };
        for (const file of Object.values(bundle))
          if (file.type === "asset" && file.fileName.endsWith(".html"))
            file.source = withIntegrity(file.source.toString(), contentOf);
        const tags = tagsForOthers(bundle);
        if (tags) this.emitFile({ type: "asset", fileName: "script-tags.txt", source: tags });
      },
    },
  };
}
