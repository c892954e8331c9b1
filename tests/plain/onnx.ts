// Reads a float ONNX file of ours into what a page without any runtime would ship: a list of layers and one block of
// weights. Just enough of protobuf for that; the core's own reader is not involved.

export interface PlainLayer {
  readonly operator: "Conv" | "Relu" | "Add" | "Flatten" | "Gemm";
  /** Values by number; 0 is the picture. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** Where the weights begin, in floats, and their shape. */
  readonly weight?: { readonly at: number; readonly shape: readonly number[] };
  readonly bias?: number;
  readonly stride: number;
  readonly padding: number;
  readonly groups: number;
}

export interface PlainNetwork {
  readonly layers: readonly PlainLayer[];
  readonly weights: Float32Array;
}

interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array;
}

/** Varints and length-delimited fields: no other occur in these files' graphs. */
function* fields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const value = varint();
    const long = (tag & 7) === 2;
    yield { number: tag >> 3, value, bytes: long ? bytes.subarray(at, at + value) : new Uint8Array() };
    if (long) at += value;
  }
}

const all = (message: Uint8Array, number: number) => [...fields(message)].filter((field) => field.number === number);
const texts = (message: Uint8Array, number: number) =>
  all(message, number).map(({ bytes }) => new TextDecoder().decode(bytes));

export function readPlainNetwork(file: Uint8Array): PlainNetwork {
  const [graph] = all(file, 7);
  if (!graph) throw new Error("The file has no graph.");
  const found = new Map<string, { at: number; shape: number[] }>();
  const blocks: Uint8Array[] = [];
  let floats = 0;
  for (const { bytes: tensor } of all(graph.bytes, 5)) {
    const [raw] = all(tensor, 9);
    const [name] = texts(tensor, 8);
    if (!raw || name === undefined) throw new Error("A tensor without a name or data.");
    // Packed or not, a dimension is a varint.
    const shape = all(tensor, 1).flatMap(({ value, bytes }) => (bytes.length > 0 ? [...packed(bytes)] : [value]));
    found.set(name, { at: floats, shape });
    blocks.push(raw.bytes);
    floats += raw.bytes.length / 4;
  }
  const weights = new Float32Array(floats);
  const target = new Uint8Array(weights.buffer);
  let end = 0;
  for (const block of blocks) {
    target.set(block, end);
    end += block.length;
  }

  const [picture = ""] = all(graph.bytes, 11).flatMap(({ bytes }) => texts(bytes, 1));
  const numbers = new Map([[picture, 0]]);
  const layers = all(graph.bytes, 1).map(({ bytes: node }): PlainLayer => {
    const inputs = texts(node, 1);
    const [output = ""] = texts(node, 2);
    numbers.set(output, numbers.size);
    const attributes = new Map(all(node, 5).map(({ bytes }) => [texts(bytes, 1)[0], bytes]));
    const number = (name: string, otherwise: number) => {
      const attribute = attributes.get(name);
      if (!attribute) return otherwise;
      const [list] = all(attribute, 8);
      return list ? (list.bytes.length > 0 ? ([...packed(list.bytes)][0] ?? 0) : list.value) : all(attribute, 3)[0]?.value ?? 0;
    };
    const weight = found.get(inputs[1] ?? "");
    const bias = found.get(inputs[2] ?? "")?.at;
    return {
      operator: texts(node, 4)[0] as PlainLayer["operator"],
      inputs: inputs.flatMap((name) => numbers.get(name) ?? []),
      output: numbers.get(output) ?? 0,
      ...(weight && { weight }),
      ...(bias !== undefined && { bias }),
      stride: number("strides", 1),
      padding: number("pads", 0),
      groups: number("group", 1),
    };
  });
  return { layers, weights };
}

function* packed(bytes: Uint8Array): Generator<number> {
  let value = 0;
  let shift = 1;
  for (const byte of bytes) {
    value += (byte & 127) * shift;
    shift *= 128;
    if (byte < 128) {
      yield value;
      value = 0;
      shift = 1;
    }
  }
}
