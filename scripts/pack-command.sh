#!/usr/bin/env bash
# Packs the command, the model and the notices as `cmake --install` lays them out, for every machine that is built:
# build/packed/emnist-linux-{x86_64,aarch64}.tar.gz. Each must run from there, without a shared library to load.
. "$(dirname "$0")/common.sh"
mkdir -p build/packed

pack() { # preset machine emulator…
  local name=emnist-linux-$2 preset=$1
  shift 2
  [ -d "build/$preset" ] || return 0
  rm -rf "build/packed/$name"
  cmake --install "build/$preset" --prefix "build/packed/$name" >/dev/null
  (
    cd "build/packed/$name" || exit
    "$@" bin/emnist info share/emnist/emnist-edge.onnx >/dev/null
    ! readelf --dynamic bin/emnist | grep NEEDED || fail "$name asks for shared libraries"
  )
  tar -C build/packed --owner=0 --group=0 -czf "build/packed/$name.tar.gz" "$name"
  rm -rf "build/packed/$name"
  echo "build/packed/$name.tar.gz: $(stat -c %s "build/packed/$name.tar.gz") bytes"
}

pack native "$(uname -m)"
pack arm64 aarch64 qemu-aarch64-static
