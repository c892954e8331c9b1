// The self-check (?selfcheck in the address): both binaries on the known drawings, then timed. Says whether they passed,
// then shows a report that the owner of a device can send to whoever asked. Nothing is sent from here.

import { type BinaryName, loadRecognizer, simdIsSupported } from "../core/index.ts";
import { files } from "../files/files.ts";
import { find } from "../site/find.ts";
import { quantile, runBenchmark, wholeAnswers } from "./benchmark.ts";
import { describeRun } from "./benchmark-panel.ts";
import { clockTick } from "./clock.ts";
import { copy } from "./copy.ts";
import { download } from "./download.ts";
import type { StatusLine } from "./status-line.ts";
import type { Texts } from "./texts.ts";

export async function selfcheck(texts: Texts, status: StatusLine): Promise<void> {
  find("selfcheck").hidden = false;
  const report = find("selfcheck-report");
  const results: Result[] = [];
  for (const name of ["simd", "scalar"] as const) {
    results.push(await check(name));
    report.textContent = JSON.stringify({ screen: describeScreen(), results }, undefined, 1);
  }
  const failed = results.filter((result) => "failed" in result).map(({ binary }) => binary);
  const verdict = find("selfcheck-verdict");
  verdict.className = failed.length > 0 ? "error" : "passed";
  texts.whenSpoken(() => {
    verdict.textContent =
      failed.length > 0 ? texts.say("selfcheckFailed", { binaries: failed.join(", ") }) : texts.say("selfcheckPassed");
  });
  const text = report.textContent ?? "";
  const take = find<HTMLButtonElement>("selfcheck-copy");
  const save = find<HTMLButtonElement>("selfcheck-save");
  take.disabled = save.disabled = false;
  take.addEventListener("click", () => copy(text, texts, status));
  save.addEventListener("click", () => download("emnist-edge-selfcheck.json", "application/json", text));
}

interface Result {
  readonly binary: string;
  readonly failed?: string;
  readonly skipped?: string;
}

/** Loading includes the known drawings: a binary that gets one wrong does not load. */
async function check(name: BinaryName): Promise<Result> {
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
