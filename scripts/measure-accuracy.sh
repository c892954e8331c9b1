#!/usr/bin/env bash
# Measures the shipped model on validation sets carved from training data: scanned images and, if there are any, pen
# strokes of other writers. Usage: scripts/measure-accuracy.sh FOLDER, which holds emnist/ and perhaps unipen/.
. "$(dirname "$0")/common.sh"
use_node
validation_sets "$1"
for name in validation pen pen-all; do
  [ -f "$sets/$name-images-idx3-ubyte" ] || continue
  echo "$name:"
  lowest=0
  [ "$name" = validation ] && lowest=0.86
  node scripts/measure-accuracy.mjs "$sets/$name-images-idx3-ubyte" "$sets/$name-labels-idx1-ubyte" "$lowest"
done
