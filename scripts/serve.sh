#!/usr/bin/env bash
# Builds everything and serves the production page at http://localhost:4173 with its real headers.
. "$(dirname "$0")/common.sh"
scripts/build.sh
use_node
exec npm run --silent serve
