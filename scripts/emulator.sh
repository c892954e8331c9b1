#!/usr/bin/env bash
# Installs the host's emulator into the cache (183 MB that only one test needs, so not into node_modules; without its
# packages' scripts) and prints the path of its command. Run again, it finds it in place.
. "$(dirname "$0")/common.sh"
version=2.0.10
folder=$cache/emulator-$version
command=$folder/node_modules/@azure/static-web-apps-cli/dist/cli/bin.js
use_node >&2
if [ ! -f "$folder/.complete" ]; then
  step "the emulator of Azure Static Web Apps into the cache (about a minute)" >&2
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder" "@azure/static-web-apps-cli@$version" >&2 ||
    fail "the emulator could not be installed; is the npm registry within reach?"
  touch "$folder/.complete"
fi
echo "$command"
