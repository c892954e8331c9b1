// The same network in plain JavaScript, as somebody would write it who wants no WebAssembly: float loops over the layers,
// the innermost one along a row. What the page is compared with; not part of it.

export function run({ layers, weights }, glyph) {
  const values = [{ data: glyph, channels: 1, side: 28 }];
  for (const layer of layers) {
    const [first, second] = layer.inputs.map((number) => values[number]);
    values[layer.output] = operators[layer.operator](first, second, layer, weights);
  }
  return values.at(-1).data;
}

const operators = {
  Conv: (input, _, layer, weights) => convolve(input, layer, weights),
  Gemm: (input, _, layer, weights) => convolve({ ...input, side: 1, channels: input.data.length }, layer, weights),
  Relu: (input) => ({ ...input, data: input.data.map((value) => Math.max(value, 0)) }),
  Add: (input, other) => ({ ...input, data: input.data.map((value, i) => value + other.data[i]) }),
  Flatten: (input) => input,
};

function convolve(input, { weight, bias, stride, padding, groups }, weights) {
  const [outputs, ofGroup, kernel = 1] = weight.shape;
  const from = input.side;
  const side = Math.floor((from + 2 * padding - kernel) / stride) + 1;
  const data = new Float32Array(outputs * side * side);
  for (let output = 0; output < outputs; output++) {
    const plane = output * side * side;
    if (bias !== undefined) data.fill(weights[bias + output], plane, plane + side * side);
    const firstInput = Math.floor(output / (outputs / groups)) * ofGroup;
    for (let channel = 0; channel < ofGroup; channel++) {
      const source = (firstInput + channel) * from * from;
      for (let v = 0; v < kernel; v++)
        for (let u = 0; u < kernel; u++) {
          const w = weights[weight.at + ((output * ofGroup + channel) * kernel + v) * kernel + u];
          const left = Math.max(0, Math.ceil((padding - u) / stride));
          const right = Math.min(side - 1, Math.floor((from - 1 + padding - u) / stride));
          for (let y = 0; y < side; y++) {
            const row = y * stride + v - padding;
            if (row < 0 || row >= from) continue;
            const begin = source + row * from + u - padding;
            const line = plane + y * side;
            for (let x = left; x <= right; x++) data[line + x] += w * input.data[begin + x * stride];
          }
        }
    }
  }
  return { data, channels: outputs, side };
}
