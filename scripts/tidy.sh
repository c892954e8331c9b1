#!/usr/bin/env bash
# Runs clang-tidy over the core and the command, as the native build compiles them.
. "$(dirname "$0")/common.sh"
git ls-files -co --exclude-standard -- 'wasm/src/*.cc' 'wasm/cli/*.cc' |
  xargs -P 2 -n 4 clang-tidy -p build/native --quiet --warnings-as-errors='*' 2>/dev/null
