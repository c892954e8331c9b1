// How far our int8 logits lie from those of another runtime, which answers in real numbers: multiples of one scale that the
// answers give away themselves.

export interface LogitPair {
  readonly ours: Int8Array;
  /** The same logits in the same order. */
  readonly peer: Float32Array;
}

/** For each pair, the quantisation steps between each logit of ours and the peer's. */
export function stepsApart(pairs: readonly LogitPair[]): number[][] {
  const step = quantisationStep(pairs.map(({ peer }) => peer));
  const offsets = pairs.map(({ ours, peer }) =>
    Array.from(peer, (logit, index) => (ours[index] ?? 0) - Math.round(logit / step)),
  );
  const zeroPoint = median(offsets.flat());
  return offsets.map((logits) => logits.map((offset) => Math.abs(offset - zeroPoint)));
}

function quantisationStep(answers: readonly Float32Array[]): number {
  const levels = [...new Set(answers.flatMap((logits) => [...logits]))].sort((a, b) => a - b);
  return levels.reduce((least, level, index) => Math.min(least, level - (levels[index - 1] ?? -Infinity)), Infinity);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
