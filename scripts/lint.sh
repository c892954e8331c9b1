#!/usr/bin/env bash
# Everything that can be said of the sources without running them: formatting, lint, types, workflows, and whether the paths
# that documents and comments name exist. Under a minute. `npm run format` mends what a formatter can.
. "$(dirname "$0")/common.sh"
use_node
faulty=()

part() { # name command…
  local name=$1
  shift
  echo "$name"
  "$@" || faulty+=("$name")
}

part "C++ formatting" formatted_cpp --dry-run --Werror
part "Biome" npx biome check --error-on-warnings
part "TypeScript" npm run --silent types
part "ruff" node scripts/ruff.mjs
part "shellcheck" shellcheck scripts/*.sh
part "workflows" node scripts/check-workflows.mjs
part "paths in documents and comments" node scripts/check-paths.mjs
[ ${#faulty[@]} -eq 0 ] || fail "faults in: $(printf '%s; ' "${faulty[@]}")see above"
