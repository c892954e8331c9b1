# Sourced by the other scripts: where things are and how they talk.
# shellcheck shell=bash
set -euo pipefail
if [ "${BASH_VERSINFO[0]}" -lt 5 ]; then
  echo "These scripts need Bash 5 and this is $BASH_VERSION: install a newer one, and on macOS use a container (.devcontainer)." >&2
  exit 1
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
cache=${EMNIST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/emnist-edge}
started=$SECONDS

# The C++, found by name, so that a copy without its history is checked as well.
formatted_cpp() { # clang-format's arguments…
  find wasm tests \( -name '*.cc' -o -name '*.h' \) -print0 | xargs -0 clang-format "$@"
}

# A line that says what comes next and how long it took to get here.
step() { printf '\n== %s  [%d:%02d]\n' "$*" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)); }
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Node: the machine's own when it is new enough for Vite, else the one that scripts/node pins by checksum, in the cache.
use_node() {
  local machine=x64
  [ "$(uname -m)" = aarch64 ] && machine=arm64
  local own=$cache/node/node_modules/node-linux-$machine/bin
  [ -x "$own/node" ] && PATH=$own:$PATH
  # Debian's npm is a package of its own: a machine can have Node without it.
  command -v npm >/dev/null || install_packages npm
  if ! new_enough; then
    step "Node from the npm registry into the cache (about 10 s)"
    mkdir -p "$cache/node"
    cp scripts/node/package.json scripts/node/package-lock.json "$cache/node"
    npm ci --silent --ignore-scripts --no-audit --no-fund --prefix "$cache/node" && PATH=$own:$PATH && new_enough ||
      fail "Node could not be installed; install Node 20.19 or newer and run this again."
  fi
  export PATH
}
new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

node_packages() {
  # npm leaves this file behind when an install is complete.
  local stamp=node_modules/.package-lock.json
  [ "$stamp" -nt package-lock.json ] && return
  step "npm packages (about 20 s the first time)"
  npm ci --no-audit --no-fund --ignore-scripts
  touch "$stamp"
}

# Names of packages in one group of packages.txt.
packages_of() { sed -n "/^\[$1\]/,/^\[/{/^[a-z]/{s/[ #].*//;p}}" scripts/packages.txt; }

install_packages() {
  local missing=() name
  command -v dpkg-query >/dev/null || {
    for name in git cmake ninja clang++ emcc python3; do command -v "$name" >/dev/null || missing+=("$name"); done
    [ ${#missing[@]} -eq 0 ] ||
      fail "this is no Debian, so nothing is installed for you, and ${missing[*]} is missing: scripts/packages.txt lists what is needed."
    return
  }
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  step "Debian packages: ${missing[*]} (a minute or two)"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "not root and no sudo: install these packages first: ${missing[*]}"
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null' -- "${missing[@]}" ||
    fail "apt-get could not install: ${missing[*]}"
}

install_groups() {
  local group names=()
  for group in "$@"; do mapfile -t -O "${#names[@]}" names < <(packages_of "$group"); done
  install_packages "${names[@]}"
}

# Writes the validation sets into $sets: scanned images and, if the folder has any, pen strokes of other writers.
sets=build/validation
validation_sets() { # FOLDER, which holds emnist/ and perhaps unipen/
  install_packages python3-numpy
  local unipen=()
  [ -f "$1/unipen/train.npz" ] && unipen=(--unipen "$1/unipen/train.npz")
  /usr/bin/python3 scripts/train/write-validation --emnist "$1/emnist" "${unipen[@]}" --to "$sets"
}

# Configures (when the presets changed) and builds one CMake preset.
build_preset() {
  [ "build/$1/build.ninja" -nt CMakePresets.json ] || cmake --preset "$1" >"$(log_of "$1")" || {
    cat "$(log_of "$1")"
    fail "CMake could not configure the preset $1."
  }
  # On a terminal ninja keeps one line that says how far it is; in a log that would be hundreds.
  local quiet=(--quiet)
  [ -t 1 ] && quiet=()
  cmake --build --preset "$1" -- "${quiet[@]}"
}
log_of() {
  mkdir -p build
  echo "build/configure-$1.log"
}
