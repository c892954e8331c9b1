// Links in the head of each page that has a script to what the first answer needs: fetched beside the script that will ask for it, not after it.

import { join } from "node:path";
import type { Plugin } from "vite";
import { builtFile } from "./built-files.ts";

const web = join(import.meta.dirname, "..");

export function preload(): Plugin {
  return {
    name: "preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        if (!html.includes("<script")) return [];
        const files = Object.values(bundle ?? {});
        const link = (name: string, attributes: object) => {
          const source = builtFile(name);
          const file = files.find((file) =>
            file.type === "asset"
              ? file.originalFileNames.some((original) => join(web, original) === source)
              : file.facadeModuleId === source,
          );
          if (!file) throw new Error(`The build has nothing made from ${name}.`);
          return {
            tag: "link",
            attrs: { ...attributes, href: `/${file.fileName}`, crossorigin: true },
            injectTo: "head" as const,
          };
        };
        return [
          link("emnist:simd.wasm", { rel: "preload", as: "fetch" }),
          link("emnist:model", { rel: "preload", as: "fetch" }),
          link("emnist:simd.mjs", { rel: "modulepreload" }),
        ];
      },
    },
  };
}
