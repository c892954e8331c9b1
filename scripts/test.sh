#!/usr/bin/env bash
# Builds everything and runs every test; the last line is `N passed, N failed, N skipped`.
# From an empty clone 40 minutes to an hour on two cores.
# `scripts/test.sh quick` is for while one works: what ships is built, linted and tested natively, under node and in
# Chromium's main flows. The full command is what a change has to pass.
. "$(dirname "$0")/common.sh"
extent=${1:-full}
case $extent in
  full) install_groups build test train ;;
  quick) install_groups build test ;;
  *) fail "Usage: scripts/test.sh [quick]" ;;
esac
use_node
results=$root/build/test-results
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
summary=() failures=()
tallied=$SECONDS

# With the time since the last one.
tally() { # name passed failed skipped
  local took=$((SECONDS - tallied))
  tallied=$SECONDS
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  summary+=("$(printf '%-74s %5d passed %3d failed %3d skipped %3d:%02d' "$@" $((took / 60)) $((took % 60)))")
}

# A check is one test: a command that succeeds or does not.
check() { # name command…
  local name=$1 status=0
  shift
  step "$name"
  "$@" || status=$?
  if [ $status -eq 0 ]; then
    tally "$name" 1 0 0
  else
    tally "$name" 0 1 0
    failures+=("$name: ended with $status")
  fi
}

# A suite is many: a command that leaves a JUnit file, from which its tests are counted.
suite() { # name junit-file command…
  local name=$1 junit=$2 status=0
  shift 2
  step "$name"
  "$@" || status=$?
  local counted counts failure
  if counted=$(node scripts/count-tests.mjs "$junit"); then
    {
      read -ra counts
      while read -r failure; do failures+=("$name: $failure"); done
    } <<<"$counted"
    tally "$name" "${counts[@]}"
    [ $status -eq 0 ] || [ "${counts[1]}" -gt 0 ] || tally "$name: ended with $status" 0 1 0
  else
    tally "$name: no results" 0 1 0
  fi
}

skip() { # name reason
  echo "skipped: $1: $2"
  tally "$1" 0 0 1
}

cpp_suite() { # preset
  suite "C++, $1" "$results/$1.xml" ctest --preset "$1" --output-junit "$results/$1.xml" --parallel 2
}

unit_suite() { # what-vitest-runs…
  suite "TypeScript, under node" "$results/web.xml" \
    npx vitest run --reporter=default --reporter=junit --outputFile.junit="$results/web.xml" "$@"
}

browser_suite() { # name what-playwright-runs…
  local name=$1 junit=$results/${1// /-}.xml
  shift
  PLAYWRIGHT_JUNIT_OUTPUT_NAME=$junit suite "$name" "$junit" npx playwright test --reporter=list,junit "$@"
}

finish() {
  step "results"
  printf '%s\n' "${summary[@]}"
  [ ${#failures[@]} -eq 0 ] || printf '\nfailed in %s' "${failures[@]}"
  printf '\n\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
  exit
}

scripts/build.sh

check "formatting, lint, types, workflows, paths" scripts/lint.sh
cpp_suite native
if [ "$extent" = quick ]; then
  unit_suite --exclude tests/web/float-network.test.ts
  skip "TypeScript, float-network.test.ts" "needs the builds wasm-simd-test and wasm-scalar-test, of the full command"
  browser_suite "Chromium, the main flows" tests/e2e/{page,drawing,pictures,element,frame}.spec.ts
  finish
fi

step "building arm64 (a few minutes the first time)"
build_preset arm64
cpp_suite arm64
skip "C++, arm64: Photo.GivesTheGlyphOfTheInkItShows" "two minutes under QEMU; the command's photographs are compared instead"
check "the command, packed for x86-64 and arm64" scripts/pack-command.sh
check "answers of the command for arm64, under QEMU" node scripts/compare-answers.mjs qemu-aarch64-static build/arm64/emnist
for preset in sanitize wasm-simd-test wasm-scalar-test; do
  step "building $preset (about 3 minutes the first time)"
  build_preset "$preset"
  cpp_suite "$preset"
done
check "clang-tidy" scripts/tidy.sh
check "fuzzing loader, words, ink and photos, with coverage and planted bugs" scripts/fuzz.sh
check "photos against the same ink" node scripts/measure-photos.mjs

check "figures of the READMEs against the model card" scripts/train/write-figures --check
check "training: data, the whole path in small, interrupted once" /usr/bin/python3 -m unittest discover -s scripts/train -p '*_test.py'

unit_suite
browser_suite "the library in other people's projects" --config playwright.consumers.config.ts
browser_suite "browser"
suite "Firefox and WebKit" "$results/browsers.xml" npx vitest run --config tests/browsers/vitest.config.ts --reporter=verbose --reporter=junit --outputFile.junit="$results/browsers.xml"
check "the bench against the peers, in small" npm run --silent bench -- --quick
check "the bench of lines against the peer, in small" npm run --silent bench:lines -- --quick
check "Lighthouse: accessibility, best practices, SEO at 95 at least" npm run --silent lighthouse

data=${EMNIST_DATA:-$root/../shared/data}
if [ -f "$data/emnist/train-images-idx3-ubyte.gz" ]; then
  check "accuracy on the validation set, three builds" scripts/measure-accuracy.sh "$data"
  check "answers within an alphabet, on the validation set" scripts/measure-alphabets.sh "$data"
else
  skip "accuracy and alphabets on the validation set" "no EMNIST here (scripts/fetch-emnist gets it, EMNIST_DATA says where it is)"
fi

finish
