#!/usr/bin/env bash
# Formats C++, TypeScript, JSON and Python in place, and sorts imports.
. "$(dirname "$0")/common.sh"
use_node
formatted_cpp -i
npx biome check --write --log-level=error
node scripts/ruff.mjs --write
