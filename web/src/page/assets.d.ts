// The built files that the page is made of; vite.config.ts says where each one lies.

declare module "emnist:simd.mjs" {
  export { default } from "../core/emnist-module.d.ts";
}
declare module "emnist:scalar.mjs" {
  export { default } from "../core/emnist-module.d.ts";
}
declare module "emnist:golden" {
  const golden: import("../core/golden.ts").Golden;
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
declare module "emnist:model?url" {
  const url: string;
  export default url;
}

/** One language of web/strings.json; of what the widget says; of what its demo page says. */
declare module "strings:*" {
  const strings: Readonly<Record<import("./texts.ts").TextKey, string>>;
  export default strings;
}
declare module "strings:pad/*" {
  const strings: Readonly<Record<import("../widget/texts.ts").PadTextKey, string>>;
  export default strings;
}
declare module "strings:demo/*" {
  const strings: Readonly<Record<keyof typeof import("../demo/strings.json"), string>>;
  export default strings;
}

/** Our own drawings: class name → several drawings. */
declare module "emnist:samples" {
  const samples: {
    readonly classes: Readonly<Record<string, readonly (readonly import("../core/index.ts").Stroke[])[]>>;
  };
  export default samples;
}

/** What the page shows of models/model-card.json, and the addresses of its pictures. */
declare module "emnist:card" {
  const card: import("./model-card.ts").ModelCard;
  export default card;
  export const plots: readonly { readonly name: string; readonly url: string }[];
}

/** Where reports go, or nothing (web/vite/report.ts). */
declare const otlpEndpoint: string;
