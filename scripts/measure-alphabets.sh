#!/usr/bin/env bash
# Measures answers within an alphabet on the validation sets and prints docs/alphabets.md. Usage:
# scripts/measure-alphabets.sh FOLDER >docs/alphabets.md, with FOLDER as for scripts/measure-accuracy.sh. Ends with 1 when
# a figure leaves the bounds that the rule in wasm/include/emnist/rejection.h relies on.
. "$(dirname "$0")/common.sh"
use_node
validation_sets "$1" >&2
node scripts/measure-alphabets.mjs
