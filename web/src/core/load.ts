// From files to a proven Recognizer: picks the SIMD or the scalar binary, starts it, loads the model and lets the
// self-test decide. Where the files are is the caller's knowledge.

import type { EmnistModule } from "./emnist-module.d.ts";
import { fnv1a } from "./fnv1a.mjs";
import { type Golden, selfTest } from "./golden.ts";
import { Recognizer } from "./recognizer.ts";
import { simdIsSupported } from "./simd.ts";
import type { Source } from "./source.ts";
import { EmnistError } from "./status.ts";

/** One build of the module: its glue (emnist.mjs, imported when it is needed) and its emnist.wasm. */
export interface Binary {
  readonly glue: () => Promise<{ default: typeof import("./emnist-module.d.ts").default }>;
  readonly wasm: Source;
}

export type BinaryName = "simd" | "scalar";

export interface RecognizerFiles {
  readonly binaries: Readonly<Record<BinaryName, Binary>>;
  /** The ONNX file. */
  readonly model: Source;
  /** Known answers that prove a binary. */
  readonly golden: Golden;
  /** The model may be another one than the known answers are of, and then proves nothing. */
  readonly anyModel?: boolean;
}

export interface LoadedRecognizer {
  readonly recognizer: Recognizer;
  readonly binary: BinaryName;
  /** Why the SIMD binary does not run, when it does not. */
  readonly fallback: EmnistError | undefined;
}

export async function loadRecognizer(files: RecognizerFiles): Promise<LoadedRecognizer> {
  if (typeof WebAssembly !== "object") throw new EmnistError("webassembly-missing");
  const model = readModel(files.model);
  model.catch(() => {}); // awaited below; until then a failure must not count as unhandled
  if (!simdIsSupported()) return start("scalar", undefined);
  try {
    return await start("simd", undefined);
  } catch (error) {
    if (!(error instanceof EmnistError) || !anotherBinaryMayHelp(error)) throw error;
    return start("scalar", error);
  }

  async function start(binary: BinaryName, fallback: EmnistError | undefined): Promise<LoadedRecognizer> {
    let recognizer: Recognizer | undefined;
    try {
      recognizer = new Recognizer(await startModule(files.binaries[binary]));
      const bytes = await model;
      const known = fnv1a(bytes) === files.golden.model;
      // Answers alone would not give away a changed class name.
      if (!known && !files.anyModel) throw new EmnistError("model-malformed", "not the file of the known answers");
      recognizer.load(bytes);
      const difference = known && selfTest(recognizer, files.golden);
      if (difference) throw new EmnistError("self-test-failed", `${binary} binary, ${difference}`);
      return { recognizer, binary, fallback };
    } catch (error) {
      recognizer?.dispose();
      throw error instanceof EmnistError ? error : broken(error); // a trap, or glue that does not fit its wasm
    }
  }
}

function anotherBinaryMayHelp(error: EmnistError): boolean {
  return ["self-test-failed", "binary-broken", "backend-failed", "unreachable"].includes(error.code);
}

/** Instantiates one binary. The wasm is compiled while it downloads, and while the glue is on its way. */
export async function startModule({ glue, wasm }: Binary): Promise<EmnistModule> {
  const [createModule, compiled] = await Promise.all([importGlue(glue), compile(wasm)]);
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
      // The glue would wait for ever if this failed, hence the reject of our own.
      WebAssembly.instantiate(compiled, imports).then(receive, (error) => reject(broken(error)));
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, (error) => reject(broken(error)));
  });
}

async function importGlue(glue: Binary["glue"]) {
  try {
    return (await glue()).default;
  } catch (error) {
    throw new EmnistError("unreachable", "emnist.mjs", { cause: error });
  }
}

async function compile(wasm: Source): Promise<WebAssembly.Module> {
  const response = wasm instanceof Uint8Array ? undefined : await fetchOk(wasm);
  try {
    if (!response) return await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>);
    // Streaming insists on the media type; some servers do not know it.
    const streamable = response.headers.get("Content-Type") === "application/wasm";
    if (streamable) return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(noPage(new Uint8Array(await response.arrayBuffer()), response));
  } catch (error) {
    throw response ? lostOnTheWay(response, error) : broken(error);
  }
}

/** Servers of single pages send theirs for whatever is not there. */
function noPage(bytes: Uint8Array<ArrayBuffer>, { url }: Response): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0x3c) throw new EmnistError("unreachable", `not found at ${url}: a page came in its place`);
  return bytes;
}

/** A body that ends early is a TypeError of fetch's; everything else is about the bytes. */
function lostOnTheWay(response: Response, error: unknown): EmnistError {
  if (error instanceof EmnistError) return error;
  if (!(error instanceof TypeError)) return broken(error);
  return new EmnistError("unreachable", `${response.url}: ${error.message}`, { cause: error });
}

function broken(error: unknown): EmnistError {
  const detail = error instanceof Error ? error.message : String(error);
  // Policies (CSP, and browsers' own) speak of code generation that they disallow.
  const code = /disallow|blocked by|unsafe-eval/i.test(detail) ? "webassembly-blocked" : "binary-broken";
  return new EmnistError(code, detail, { cause: error });
}

async function readModel(model: Source): Promise<Uint8Array> {
  if (model instanceof Uint8Array) return model;
  const response = await fetchOk(model);
  try {
    return noPage(new Uint8Array(await response.arrayBuffer()), response);
  } catch (error) {
    throw lostOnTheWay(response, error);
  }
}

async function fetchOk(url: string | URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new EmnistError("unreachable", String(url), { cause: error });
  }
  if (!response.ok) throw new EmnistError("unreachable", `${url}: ${response.status}`);
  return response;
}
