// What pages.ts puts into a page when it builds it.

declare module "bench:contestant" {
  /** Fetches what it needs; ready to read when it resolves. */
  export function start(): Promise<import("./contestant.ts").Contestant>;
}
/** Addresses of the contestant's network and, where it is ours, of the binary. */
declare module "bench:model?url" {
  const url: string;
  export default url;
}
declare module "bench:binary?url" {
  const url: string;
  export default url;
}
/** The layers of the plain network, whose model file holds nothing but weights. */
declare module "bench:layers" {
  const layers: import("../../plain/onnx.ts").PlainNetwork["layers"];
  export default layers;
}

/** The 784 bytes that each visit reads. */
declare const sampleGlyph: readonly number[];
declare var contestant: import("./contestant.ts").Contestant;
