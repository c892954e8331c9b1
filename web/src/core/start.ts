// From one of a module's two binaries to its running instance: picks the one with SIMD or the scalar one, fetches,
// compiles and starts it. What it is a module of is the caller's knowledge.

import type { EmnistModule, EmnistModuleOptions } from "./emnist-module.d.ts";
import { simdIsSupported } from "./simd.ts";
import type { Source } from "./source.ts";
import { EmnistError } from "./status.ts";

/** One build of a module: its glue (emnist.mjs, imported when it is needed) and its emnist.wasm. */
export interface Binary<Module = EmnistModule> {
  readonly glue: () => Promise<{ default: (options?: EmnistModuleOptions) => Promise<Module> }>;
  readonly wasm: Source;
}

export type BinaryName = "simd" | "scalar";

/** Starts the SIMD binary where the browser has SIMD, the scalar one otherwise or when the first turns out wrong. */
export async function firstThatWorks<T>(
  start: (binary: BinaryName) => Promise<T>,
): Promise<{ recognizer: T; binary: BinaryName; fallback: EmnistError | undefined }> {
  if (!simdIsSupported()) return attempt("scalar", undefined);
  try {
    return await attempt("simd", undefined);
  } catch (error) {
    if (!(error instanceof EmnistError) || !anotherBinaryMayHelp(error)) throw error;
    return attempt("scalar", error);
  }

  async function attempt(binary: BinaryName, fallback: EmnistError | undefined) {
    try {
      return { recognizer: await start(binary), binary, fallback };
    } catch (error) {
      throw error instanceof EmnistError ? error : broken(error); // a trap, or glue that does not fit its wasm
    }
  }
}

function anotherBinaryMayHelp(error: EmnistError): boolean {
  return ["self-test-failed", "binary-broken", "backend-failed", "unreachable"].includes(error.code);
}

/** Instantiates one binary. The wasm is compiled while it downloads, and while the glue is on its way. */
export async function startModule<Module = EmnistModule>({ glue, wasm }: Binary<Module>): Promise<Module> {
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

async function importGlue<Module>(glue: Binary<Module>["glue"]) {
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

/** A whole file. Throws EmnistError "unreachable". */
export async function readBytes(file: Source): Promise<Uint8Array> {
  if (file instanceof Uint8Array) return file;
  const response = await fetchOk(file);
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
