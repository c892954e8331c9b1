#!/usr/bin/env bash
# Builds what ships: build/native/emnist, build/wasm-{simd,scalar}/emnist.{mjs,wasm}, the page in web/dist and the library
# in build/library, packed in build/packed.
# From an empty clone about 4 minutes on two cores; again, seconds.
. "$(dirname "$0")/common.sh"
install_groups build
use_node
node_packages

step "native command (about 90 s the first time)"
build_preset native
for binary in simd scalar; do
  step "web binary, $binary (about 45 s the first time)"
  build_preset "wasm-$binary"
done
step "golden answers of the native command, for the page's self-test"
node scripts/make-golden.mjs
step "what of other people is in it"
node scripts/third-party.mjs "$(scripts/fetch-sources.sh)"
step "page"
npm run --silent build
step "the library, packed"
node scripts/build-library.mjs
step "built"
