// No runtime: loops in JavaScript over the float network.

import layers from "bench:layers";
import modelUrl from "bench:model?url";
import { run } from "../../plain/network.js";
import { type Contestant, fromLogits } from "./contestant.ts";

export async function start(): Promise<Contestant> {
  const weights = new Float32Array(await (await fetch(modelUrl)).arrayBuffer());
  return fromLogits((pixels) => run({ layers, weights }, pixels));
}
