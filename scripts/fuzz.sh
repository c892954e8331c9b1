#!/usr/bin/env bash
# Fuzzes the loader, the word list, the ink, the trace and the photo path: RUNS executions of each (default 1,000,000)
# must find nothing and must have covered at least 90 % of the lines, and a bug planted in a copy must be found. About ten
# minutes on two cores.
# Usage: scripts/fuzz.sh [RUNS]; needs the preset `sanitize` built.
. "$(dirname "$0")/common.sh"
runs=${1:-1000000}
work=$root/build/fuzz
rm -rf "$work"
mkdir -p "$work/seeds"
build/sanitize/write_onnx_seeds "$work/seeds"

# Of the same LLVM as the compiler, whose profiles no other reads.
llvm_tool() { command -v "$1-$(clang -dumpversion | cut -d. -f1)" || command -v "$1" || fail "$1 is missing: scripts/setup.sh test"; }

# A bug in a copy: `check` in `file` becomes `instead`, and the fuzzer has as many executions to find it.
plant() { # name longest file check instead source… [-Dname=value]
  local name=$1 longest=$2 file=$3 check=$4 instead=$5 copy=$work/$1
  shift 5
  mkdir -p "$copy"
  cp -r wasm "$copy/wasm"
  grep -qF "$check" "wasm/src/$file" || fail "the check to take away is no longer in $file: $check"
  CHECK=$check INSTEAD=$instead perl -pe 's/\Q$ENV{CHECK}\E/$ENV{INSTEAD}/' "wasm/src/$file" >"$copy/wasm/src/$file"
  (cd "$copy" && clang++ -std=c++20 -O1 -g -fno-rtti -ffp-contract=off -fsanitize=fuzzer,address,undefined \
    -fno-sanitize=vptr -fno-sanitize-recover=all -Iwasm/include -Iwasm/src -I"$root/tests/cpp" \
    "$root/tests/cpp/$name.cc" "$@" -o planted) || fail "$name with a planted bug does not compile"
  if "$copy/planted" -runs="$runs" -seed=1 -max_len="$longest" -artifact_prefix="$copy/" "$work/seeds" >"$copy/planted.log" 2>&1; then
    fail "$name: the planted bug went unnoticed"
  fi
  local finding
  finding=$(grep -m 1 -oE 'AddressSanitizer: [a-z-]+|runtime error: .*|^(accepted|refused|another|traced|a ).*' "$copy/planted.log") ||
    fail "$name with a planted bug ended without saying what it found: $copy/planted.log"
  local executions
  executions=$(grep -oE '^#[0-9]+' "$copy/planted.log" | tail -1 | tr -d '#') || executions=0  # a seed had it
  echo "planted bug found within $executions executions: $finding"
}

# In two processes that share what they find.
fuzz() { # name longest coverage-of…
  local name=$1 longest=$2 seed pids=() status=0
  shift 2
  mkdir -p "$work/$name/corpus"
  for seed in 1 2; do
    LLVM_PROFILE_FILE=$work/$name/profile.$seed build/sanitize/"$name" -runs=$((runs / 2)) -seed=$seed -reload=1 \
      -max_len="$longest" -print_final_stats=1 -artifact_prefix="$work/$name/" "$work/$name/corpus" "$work/seeds" \
      >"$work/$name/log.$seed" 2>&1 &
    pids+=($!)
  done
  for seed in 1 2; do
    wait "${pids[seed - 1]}" || {
      tail -40 "$work/$name/log.$seed"
      status=1
    }
  done
  [ $status -eq 0 ] || fail "$name found something; the input is in $work/$name"
  "$(llvm_tool llvm-profdata)" merge -o "$work/$name/coverage" "$work/$name"/profile.*
  local lines
  lines=$("$(llvm_tool llvm-cov)" report "build/sanitize/$name" -instr-profile="$work/$name/coverage" "$@" | awk '/^TOTAL/ { print $10 }')
  echo "$name: $(awk '/number_of_executed_units/ { sum += $2 } END { print sum }' "$work/$name"/log.*) executions, $lines of the lines"
  [ "${lines%%.*}" -ge 90 ] || fail "$name: less than 90 % of the lines ran"
}

loader_and_words() {
  fuzz onnx_fuzz 4096 wasm/src/onnx/*.cc
  # Dimensions that are believed without a look at the data they describe.
  plant onnx_fuzz 4096 onnx/tensor.cc 'if (!good || wanted != count)' 'if (!good)' \
    wasm/src/onnx/*.cc
  fuzz words_fuzz 200 wasm/src/reading/word_list.cc
  # Words longer than the path the tree is built along.
  plant words_fuzz 200 reading/word_list.cc ' || length > kMaxWordBytes' '' wasm/src/reading/word_list.cc
}

ink_and_photo() {
  local ink=(wasm/src/ink/{check,ink,stray}.cc)
  fuzz ink_fuzz 600 "${ink[@]}" wasm/src/ink/pen.h
  # Strokes that end behind the last point.
  plant ink_fuzz 600 ink/check.cc 'if (end < begin || end > ink.points.size())' 'if (end < begin)' "${ink[@]}"
  local trace=(wasm/src/ink/{check,level,pieces,sampling,trace}.cc)
  fuzz trace_fuzz 1400 "${trace[@]}"
  # A stroke followed beyond its last point.
  plant trace_fuzz 1400 ink/trace.cc 'while (segment + 1 < stroke.points.size() && ' 'while (' "${trace[@]}"
  local photo=(wasm/src/photo/*.cc)
  fuzz photo_fuzz 2000 "${photo[@]}"
  # Pictures without height.
  plant photo_fuzz 2000 photo/photo.cc 'width < 1 || height < 1' 'width < 1' "${photo[@]}" -DEMNIST_PHOTO_SIDE=8
}

step "fuzzing: $runs executions"
# As jobs, not in a condition: there the shell would go on after a command that fails.
loader_and_words >"$work/loader-and-words.log" 2>&1 &
loader=$!
ink_and_photo >"$work/ink-and-photo.log" 2>&1 &
others=$!
status=0
wait "$loader" || status=$?
wait "$others" || status=$?
cat "$work/loader-and-words.log" "$work/ink-and-photo.log"
exit $status
