// Whether this engine runs WebAssembly SIMD: it is asked to validate a module that needs it.

// (module
//   (func (result v128)
//     (i32x4.dot_i16x8_s
//       (v128.const i32x4 0 0 0 0)
//       (v128.const i32x4 0 0 0 0))))
const v128Zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const body = [0x00, ...v128Zero, ...v128Zero, 0xfd, 0xba, 0x01, 0x0b];
const probe = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // types: () → v128
  ...[0x03, 0x02, 0x01, 0x00], // functions: one of that type
  ...[0x0a, body.length + 2, 0x01, body.length, ...body], // code: its body
]);

export const simdIsSupported = (): boolean => WebAssembly.validate(probe);
