#!/usr/bin/env bash
# Fuzzes the ONNX loader: RUNS executions (default 1,000,000; about 30 s) must find nothing, must have covered at
# least 90 % of the loader's lines, and must find a bug planted in a copy of it: dimensions that are believed without a look at the data they describe.
# Usage: scripts/fuzz.sh [RUNS]; needs the preset `sanitize` built.
. "$(dirname "$0")/common.sh"
runs=${1:-1000000}
work=$root/build/fuzz
rm -rf "$work"
mkdir -p "$work/seeds" "$work/corpus"
build/sanitize/write_onnx_seeds "$work/seeds"

step "$runs executions of the loader"
LLVM_PROFILE_FILE=$work/profile build/sanitize/onnx_fuzz -runs="$runs" -seed=1 -max_len=4096 -print_final_stats=1 \
  -artifact_prefix="$work/" "$work/corpus" "$work/seeds" >"$work/log" 2>&1 || {
  tail -40 "$work/log"
  fail "the fuzzer found something; the input is in $work"
}
grep -E 'number_of_executed_units|average_exec_per_sec' "$work/log"

step "line coverage of the loader"
llvm-profdata-14 merge -o "$work/coverage" "$work/profile"
llvm-cov-14 report build/sanitize/onnx_fuzz -instr-profile="$work/coverage" wasm/src/onnx.cc wasm/src/onnx/*.cc |
  awk '/^wasm|onnx|^TOTAL/ { print $1, $10 } /^TOTAL/ { total = $10 } END { exit total + 0 < 90 }' || fail "less than 90 % of the loader's lines ran"

step "a planted bug"
cp -r wasm "$work/planted"
check='if (!good || wanted != count)'
grep -qF "$check" wasm/src/onnx/tensor.cc || fail "the check to take away is no longer there"
sed "s/$check/if (!good)/" wasm/src/onnx/tensor.cc >"$work/planted/src/onnx/tensor.cc"
clang++ -std=c++20 -O1 -g -fno-rtti -fsanitize=fuzzer,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all \
  -I"$work/planted/include" -I"$work/planted/src" -Itests/cpp \
  tests/cpp/onnx_fuzz.cc "$work"/planted/src/onnx.cc "$work"/planted/src/onnx/*.cc "$work/planted/src/model.cc" -o "$work/onnx_fuzz_planted"
if "$work/onnx_fuzz_planted" -runs="$runs" -seed=1 -max_len=4096 -artifact_prefix="$work/planted-" "$work/seeds" >"$work/planted.log" 2>&1; then
  fail "the planted bug went unnoticed"
fi
grep -m 1 -E 'ERROR: AddressSanitizer|runtime error' "$work/planted.log"
echo "found after $(grep -oE '^#[0-9]+' "$work/planted.log" | tail -1 | tr -d '#') executions or fewer"
