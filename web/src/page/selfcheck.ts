// The self-check (?selfcheck in the address): both binaries on the known drawings, then timed, in a report that the
// owner of a device can send to whoever asked. Nothing is sent from here.

import { type BinaryName, loadRecognizer, simdIsSupported } from "../core/index.ts";
import { files } from "../files/files.ts";
import { find } from "../site/find.ts";
import { quantile, runBenchmark, wholeAnswers } from "./benchmark.ts";
import { describeRun } from "./benchmark-panel.ts";
import { clockTick } from "./clock.ts";
import { download } from "./download.ts";

export async function selfcheck(): Promise<void> {
  find("selfcheck").hidden = false;
  const report = find("selfcheck-report");
  const results: object[] = [];
  for (const name of ["simd", "scalar"] as const) {
    results.push(await check(name));
    report.textContent = JSON.stringify({ screen: describeScreen(), results }, undefined, 1);
  }
  const text = report.textContent ?? "";
  const copy = find<HTMLButtonElement>("selfcheck-copy");
  const save = find<HTMLButtonElement>("selfcheck-save");
  copy.disabled = save.disabled = false;
  copy.addEventListener("click", () => navigator.clipboard.writeText(text));
  save.addEventListener("click", () => download("emnist-edge-selfcheck.json", "application/json", text));
}

/** Loading includes the known drawings: a binary that gets one wrong does not load. */
async function check(name: BinaryName): Promise<object> {
  if (name === "simd" && !simdIsSupported()) return { binary: name, skipped: "This browser has no WebAssembly SIMD." };
  const only = files.binaries[name];
  try {
    const start = performance.now();
    const { recognizer } = await loadRecognizer({ ...files, binaries: { simd: only, scalar: only } });
    const ready = performance.now() - start;
    const benchmark = await runBenchmark(recognizer, clockTick(), new AbortController().signal, () => {});
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((rank) => quantile(wholeAnswers(benchmark), rank));
    const result = {
      ...describeRun({ binary: name, recognizer }),
      readyMilliseconds: ready,
      p50,
      p95,
      p99,
      ...benchmark,
    };
    recognizer.dispose();
    return result;
  } catch (error) {
    return { binary: name, failed: String(error) };
  }
}

function describeScreen() {
  return {
    width: screen.width,
    height: screen.height,
    density: devicePixelRatio,
    touchPoints: navigator.maxTouchPoints,
    cores: navigator.hardwareConcurrency,
  };
}
