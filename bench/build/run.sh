#!/usr/bin/env bash
# Builds the release binary from nothing in a folder of its own; prints the processor seconds and
# the ten slowest crates. Usage: bench/build/run.sh [TARGET_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."

target=${1:-$(mktemp -d)}
mkdir -p "$target"
if [ -n "$(ls -A "$target")" ]; then
  echo "error: \`$target\` is not empty, so the build would not be clean" >&2
  exit 2
fi
if [ $# -eq 0 ]; then
  trap 'rm -rf "$target"' EXIT
fi

# Fetching is not building.
cargo fetch --locked >&2

python3 - "$target" <<'PYTHON'
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

target = pathlib.Path(sys.argv[1])
environment = dict(os.environ, CARGO_TARGET_DIR=str(target), CARGO_TERM_COLOR="never")
begin = time.monotonic()
subprocess.run(
    ["cargo", "build", "--release", "--locked", "--offline", "--timings", "-p", "filo"],
    env=environment,
    check=True,
    stdin=subprocess.DEVNULL,
)
wall = time.monotonic() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
size = (target / "release" / "filo").stat().st_size

print(f"processor seconds (user + system): {used.ru_utime + used.ru_stime:.0f}")
print(f"wall seconds on {os.cpu_count()} cores: {wall:.0f}")
print(f"size of the binary in MB: {size / 1e6:.1f}")

page = (target / "cargo-timings" / "cargo-timing.html").read_text(encoding="utf-8")
units = re.search(r"UNIT_DATA = (\[.*?\]);", page, re.DOTALL)
if units is None:
    print("the page of timings has another form; the slowest crates are in it:", target / "cargo-timings")
else:
    slowest = sorted(json.loads(units.group(1)), key=lambda unit: -unit["duration"])[:10]
    print("slowest crates (wall seconds of their unit, others run beside it):")
    for unit in slowest:
        print(f"  {unit['duration']:6.1f}  {unit['name']} {unit['version']}{unit.get('target', '')}")
PYTHON
