#!/usr/bin/env python3
"""Measures how fast `filo listen` is, and whether its memory grows with the file, on one core.

Makes files of N and 4N conversations from the training folder, repeated under new ids, without labels, with
only their messages of 80 to 160 bytes; runs `filo listen FILE --json` on each, held to the first core where
there is `taskset`, and prints wall and processor seconds, messages a second and peak memory as the kernel
counts them (a peak below some 20 MB is that of this script). Only Python's standard library.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import run
import talks

BYTES = range(80, 161)


def patterns(folder):
    """The conversations to repeat: those with a message of the wanted length, with such messages alone."""
    for file in sorted(folder.glob("*.jsonl")):
        for talk in map(talks.unlabelled, talks.read(file)):
            talk["messages"] = [m for m in talk["messages"] if len(m["text"].encode()) in BYTES]
            if talk["messages"]:
                yield talk


def repeated(path, bodies, count):
    """Writes so many conversations; how many messages and bytes they are."""
    messages = 0
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            talk = bodies[number % len(bodies)]
            file.write(json.dumps({**talk, "id": f"{talk['id']}-{number}"}, ensure_ascii=False) + "\n")
            messages += len(talk["messages"])
    return messages, path.stat().st_size


def measure(command, found):
    """Wall and processor seconds and peak memory in MB of a command, its output in a file."""
    begin = time.monotonic()
    with open(found, "wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"error: {command} failed")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--conversations", type=int, default=20_000, metavar="N")
    parser.add_argument("--train", type=pathlib.Path, default=run.OWN_TRAIN if run.OWN_TRAIN.exists() else run.DATA / "train")
    parser.add_argument("--filo", type=pathlib.Path, default=run.ROOT / "target" / "release" / "filo")
    args = parser.parse_args()
    missing = run.has_listen(args.filo)
    if missing:
        sys.exit(f"error: {missing}")
    bodies = list(patterns(args.train))
    if not bodies:
        sys.exit(f"error: no conversations in {args.train}")
    pin = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    rows, peaks = [], []
    with tempfile.TemporaryDirectory() as folder:
        path, found = pathlib.Path(folder) / "talks.jsonl", pathlib.Path(folder) / "found.jsonl"
        for count in (args.conversations, 4 * args.conversations):
            messages, size = repeated(path, bodies, count)
            wall, cpu, mb = measure([*pin, args.filo, "listen", path, "--json"], found)
            with open(found, "rb") as file:
                answered = sum(1 for _ in file)
            if answered != count:
                sys.exit(f"error: {answered} conversations answered of {count}")
            figures = [f"{count:,}", f"{messages:,}", f"{size / 1e6:.1f}", f"{wall:.2f}", f"{cpu:.2f}"]
            rows.append([*figures, f"{messages / wall:,.0f}", f"{mb:.0f}"])
            peaks.append(mb)
    print("One core." if pin else "No `taskset` here: not held to one core.")
    print(run.table(("conversations", "messages", "MB", "wall s", "CPU s", "messages/s", "peak MB"), rows))
    print(f"peak memory of four times the conversations: {peaks[1] / peaks[0]:.2f} times")


if __name__ == "__main__":
    main()
