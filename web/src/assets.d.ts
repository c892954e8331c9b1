// What the build puts in place of these names: files made elsewhere (web/vite/built-files.ts says where each one lies), the
// words by language, and the model card.

declare module "emnist:simd.mjs" {
  export { default } from "./core/emnist-module.d.ts";
}
declare module "emnist:scalar.mjs" {
  export { default } from "./core/emnist-module.d.ts";
}
declare module "emnist:line-simd.mjs" {
  export { default } from "./core/emnist-line-module.d.ts";
}
declare module "emnist:line-scalar.mjs" {
  export { default } from "./core/emnist-line-module.d.ts";
}
declare module "emnist:golden" {
  const golden: import("./core/golden.ts").Golden;
  export default golden;
}
declare module "emnist:pictures-simd.mjs" {
  export { default } from "./core/emnist-pictures-module.d.ts";
}
declare module "emnist:pictures-scalar.mjs" {
  export { default } from "./core/emnist-pictures-module.d.ts";
}
declare module "emnist:pictures-golden" {
  const golden: import("./core/load-pictures.ts").GoldenPictures;
  export default golden;
}
declare module "emnist:line-golden" {
  const golden: import("./core/load-line.ts").GoldenLines;
  export default golden;
}
/** Each is the address of a hashed asset. */
declare module "emnist:simd.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:scalar.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:pictures-simd.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:pictures-scalar.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:model?url" {
  const url: string;
  export default url;
}
declare module "emnist:line-simd.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:line-scalar.wasm?url" {
  const url: string;
  export default url;
}
declare module "emnist:line-model?url" {
  const url: string;
  export default url;
}
declare module "emnist:words?url" {
  const url: string;
  export default url;
}
/** Bytes of what the reader of lines is made of. */
declare module "emnist:line-sizes" {
  const sizes: Readonly<Record<"simd" | "scalar" | "model" | "words", number>>;
  export default sizes;
}

/** What the page says (web/strings.json); what the widget says; what the demo page says: web/vite/strings.ts. */
declare module "strings:page" {
  export const english: import("./words/wording.ts").Strings<import("./page/texts.ts").TextKey>;
  export const translations: import("./words/wording.ts").Catalogue<import("./page/texts.ts").TextKey>["translations"];
}
/** All of the page's English; "strings:page" has only what is said before the page is complete. */
declare module "strings:page/en" {
  const english: import("./words/wording.ts").Strings<import("./page/texts.ts").TextKey>;
  export default english;
}
declare module "strings:pad" {
  export const english: import("./words/wording.ts").Strings<import("./widget/texts.ts").PadTextKey>;
  export const translations: import("./words/wording.ts").Catalogue<
    import("./widget/texts.ts").PadTextKey
  >["translations"];
}
declare module "strings:lines" {
  export const english: import("./words/wording.ts").Strings<import("./page/lines/texts.ts").LineTextKey>;
  export const translations: import("./words/wording.ts").Catalogue<
    import("./page/lines/texts.ts").LineTextKey
  >["translations"];
}
declare module "strings:line-field" {
  export const english: import("./words/wording.ts").Strings<import("./widget/line/texts.ts").LineTextKey>;
  export const translations: import("./words/wording.ts").Catalogue<
    import("./widget/line/texts.ts").LineTextKey
  >["translations"];
}
declare module "strings:guide" {
  export const english: import("./words/wording.ts").Strings<import("./widget/guide/texts.ts").GuideTextKey>;
  export const translations: import("./words/wording.ts").Catalogue<
    import("./widget/guide/texts.ts").GuideTextKey
  >["translations"];
}
declare module "strings:demo" {
  export const english: import("./words/wording.ts").Strings<keyof typeof import("./demo/strings.json")>;
  export const translations: import("./words/wording.ts").Catalogue<
    keyof typeof import("./demo/strings.json")
  >["translations"];
}

/** Our own drawings: class name → several drawings. */
declare module "emnist:samples" {
  const samples: {
    readonly classes: Readonly<Record<string, readonly (readonly import("./core/index.ts").Stroke[])[]>>;
  };
  export default samples;
}

/** What the page shows of models/model-card.json, and the addresses of its pictures. */
declare module "emnist:card" {
  const card: import("./page/model-card.ts").ModelCard;
  export default card;
  export const plots: readonly { readonly name: string; readonly url: string }[];
}

/** Where reports of timings go; "" for nowhere (web/vite/host-config.ts). */
declare const otlpEndpoint: string;
