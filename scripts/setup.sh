#!/usr/bin/env bash
# Installs the Debian packages of the named groups (build, test, train; default: build) as far as they are missing.
. "$(dirname "$0")/common.sh"
install_groups "${@:-build}"
