// 32-bit FNV-1a: small, and every changed byte changes it. Plain JavaScript, for scripts that run without a compiler.

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

export function fnv1a(bytes, before = offsetBasis) {
  let hash = before;
  // Not by `of`: in code that runs for the first time the iterator takes five times as long, and the first answer waits.
  for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ (bytes[index] & 0xff), prime);
  return hash >>> 0;
}
