// The wasm of another build, as an old cache mixes it with this build's glue: names on the border are not the same. Made
// from this build's wasm; knows the binary format's import and export sections, and nothing else.

/** Emscripten names what crosses the border by single letters, dealt out anew in each build. */
export function withImportRenamed(wasm: Buffer): Buffer {
  const at = firstName(wasm, section(wasm, 2), 1); // module, then field
  return changed(wasm, [at, 0x7e]); // "~": no glue offers that
}

/** Valid to the last byte, and every call from the glue ends in the next function's place. */
export function withExportsShifted(wasm: Buffer): Buffer {
  const functions = exportsOf(wasm).filter(({ kind, length }) => kind === 0 && length === 1);
  if (functions.length < 2) throw new Error("This wasm has no two functions to mix up.");
  const next = (index: number) => functions[(index + 1) % functions.length]?.at ?? 0;
  return changed(wasm, ...functions.map(({ at }, index) => [at, wasm[next(index)] ?? 0] as const));
}

function changed(wasm: Buffer, ...bytes: readonly (readonly [at: number, value: number])[]): Buffer {
  const copy = Buffer.from(wasm);
  for (const [at, value] of bytes) copy[at] = value;
  return copy;
}

/** LEB128: the value and where the next byte is. */
function number(wasm: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

/** Where the content of the section begins. */
function section(wasm: Buffer, wanted: number): number {
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [size, content] = number(wasm, at + 1);
    if (id === wanted) return content;
    at = content + size;
  }
  throw new Error(`This wasm has no section ${wanted}.`);
}

/** Where the text of the `index`-th name of the section's first entry begins. */
function firstName(wasm: Buffer, content: number, index: number): number {
  let [, at] = number(wasm, content);
  for (let name = 0; ; name++) {
    const [length, text] = number(wasm, at);
    if (name === index) return text;
    at = text + length;
  }
}

function exportsOf(wasm: Buffer) {
  let [count, at] = number(wasm, section(wasm, 7));
  const found: { at: number; length: number; kind: number | undefined }[] = [];
  for (; count > 0; count--) {
    const [length, text] = number(wasm, at);
    found.push({ at: text, length, kind: wasm[text + length] });
    [, at] = number(wasm, text + length + 1);
  }
  return found;
}
