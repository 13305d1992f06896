#!/usr/bin/env bash
# Trains listening anew, once on all cores and once on one, and compares both with data/listen/model.txt,
# byte for byte. PROGRAM is a built filo; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/filo}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" --quiet listen train data/listen/train --out "$work/all.txt" >/dev/null
if command -v taskset >/dev/null; then
  taskset -c 0 "$program" --quiet listen train data/listen/train --out "$work/one.txt" >/dev/null
else
  "$program" --quiet listen train data/listen/train --out "$work/one.txt" >/dev/null
fi
cmp "$work/all.txt" "$work/one.txt"
cmp "$work/all.txt" data/listen/model.txt
echo "data/listen/model.txt is what training gives, on all cores and on one."
