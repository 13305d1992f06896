#!/usr/bin/env python3
"""Measures `filo link run` on files of people with known truth, and a peer on the same files in the same run.

Generated customers at any sizes and seeds, and the public sets FEBRL 3 and 4 and fake_1000. For each: wall
and processor seconds, peak memory, and precision, recall and F1 over the pairs of the customers; for
generated ones also the recall at a precision of .99, found by the best cut, and the time of a record that
comes to all others. The peer is Splink 5.0.0 with
the settings of `splink_baseline.py`, where it is installed and asked for (--peer). Data, generator, scores
and peer are those of ../shared/data/identity. Prints tables in Markdown; only Python's standard library.
"""

import argparse
import contextlib
import csv
import importlib.util
import io
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "identity"


def measure(command, folder):
    """Runs a command; its wall and processor seconds, peak memory in MB and what it printed."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        output.seek(0)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"error: {command} failed")
        return {
            "wall": wall,
            "cpu": used.ru_utime + used.ru_stime,
            "mb": used.ru_maxrss / 1024,
            "output": output.read().decode(),
        }


def scored(truth, clusters):
    """What score.py says, with the truth as (record, person) pairs."""
    path = clusters.with_suffix(".truth.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["record_id", "entity_id"])
        rows.writerows(truth)
    command = [sys.executable, DATA / "score.py", path, clusters, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def rows(path):
    """The rows of a CSV, names and values without blanks around them."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {(name or "").strip(): (value or "").strip() for name, value in row.items()}


def recall_at(truth, clusters, precision):
    """The best recall at a precision, when customers are cut at the weight of their links."""
    person = dict(truth)
    links = sorted(
        ((float(row["match_weight"]), row["record_id"], row["linked_to"]) for row in rows(clusters) if row["linked_to"]),
        reverse=True,
    )
    parent, members = {}, {}

    def root(one):
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    counts = {}
    for record, of in person.items():
        counts[of] = counts.get(of, 0) + 1
    true = sum(n * (n - 1) // 2 for n in counts.values())
    said = right = 0
    best = 0.0
    for _, a, b in links:
        a, b = root(a), root(b)
        if a == b:
            continue
        one = members.pop(a, None) or {person.get(a): 1}
        two = members.pop(b, None) or {person.get(b): 1}
        if len(one) < len(two):
            one, two, a, b = two, one, b, a
        said += sum(one.values()) * sum(two.values())
        right += sum(n * one.get(of, 0) for of, n in two.items())
        for of, n in two.items():
            one[of] = one.get(of, 0) + n
        parent[b] = a
        members[a] = one
        if right >= precision * said:
            best = max(best, right / true)
    return best


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def generated(args, folder):
    """Generated customers: Filo, and the peer where asked."""
    line("rows", "seed", "program", "precision", "recall", "F1", "recall at precision .99", "CPU s", "wall s", "peak MB")
    line(*["---"] * 10)
    for size in args.rows:
        for seed in args.seeds:
            people = folder / f"people-{size}-{seed}.csv"
            command = [sys.executable, DATA / "gen_people.py", "--rows", str(size), "--seed", str(seed), "--out", people]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            truth = [(row["record_id"], row["entity_id"]) for row in rows(people)]
            out = folder / "customers.csv"
            used = measure([args.program, "-q", "link", "run", people, "--out", out], folder)
            score = scored(truth, out)
            loose = folder / "loose.csv"
            measure([args.program, "-q", "link", "run", people, "--out", loose, "--precision", "0.9"], folder)
            at = recall_at(truth, loose, 0.99)
            figures = [f"{score[name]:.3f}" for name in ("precision", "recall", "f1")]
            line(f"{size:,}", seed, "Filo", *figures, f"{at:.3f}", f"{used['cpu']:.1f}", f"{used['wall']:.1f}", f"{used['mb']:.0f}")
            if args.peer and size <= args.peer_rows:
                used = measure([sys.executable, DATA / "splink_baseline.py", people], folder)
                peer = json.loads(used["output"])
                best = peer["best_clusters"]
                held = [one["recall"] for one in peer["clusters_at_cuts"] if one["precision"] >= 0.985]
                figures = [f"{best[name]:.3f}" for name in ("precision", "recall", "f1")]
                at = f"{max(held, default=0):.3f} (precision from .985)"
                line(f"{size:,}", seed, "Splink, best cut by truth", *figures, at, peer["cpu_s"], peer["wall_s"], peer["peak_mb"])
            people.unlink()


def arriving(args, folder):
    """Records that come one by one to many others, the customers brought up to date each time."""
    print()
    line("records there", "records that come", "median ms", "ms in 99 of 100", "to open, s", "peak MB")
    line(*["---"] * 6)
    for size in args.rows:
        people = folder / "people.csv"
        come = min(args.arriving, size // 10)
        command = [sys.executable, DATA / "gen_people.py", "--rows", str(size + come), "--seed", str(args.seeds[0]), "--out", people]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        first, rest = folder / "first.csv", folder / "rest.csv"
        with open(people, encoding="utf-8", newline="") as file, open(first, "w", encoding="utf-8") as there, open(rest, "w", encoding="utf-8") as new:
            head = next(file)
            there.write(head)
            new.write(head)
            for number, row in enumerate(file):
                (there if number < size else new).write(row)
        with tempfile.TemporaryFile() as said:
            out = folder / "customers.csv"
            command = [args.program, "--lang", "en", "link", "run", first, "--arriving", rest, "--out", out]
            process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            if os.waitstatus_to_exitcode(status):
                sys.exit(f"error: {command} failed")
            said.seek(0)
            told = said.read().decode()
        found = re.search(r"after ([0-9.]+) s to open: ([0-9.]+) ms each in the middle, ([0-9.]+) ms", told)
        if not found:
            sys.exit(f"error: no times in {told!r}")
        opened, median, most = found.groups()
        line(f"{size:,}", f"{come:,}", median, most, opened, f"{used.ru_maxrss / 1024:.0f}")
        people.unlink()


def altered(args, folder):
    """Generated customers whose sources err more often, or say less, than the generator has them."""
    print()
    line("altered profile, 100,000 rows", "precision", "recall", "F1")
    line(*["---"] * 4)
    profiles = {"as generated": (1.0, 1.0), "twice the errors": (2.0, 1.0), "a quarter of the values missing": (1.0, 0.75), "both": (2.0, 0.75)}
    for name, (errors, known) in profiles.items():
        people = folder / "people.csv"
        spec = importlib.util.spec_from_file_location("gen_people", DATA / "gen_people.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for habit in module.HABITS.values():
            for field, share in habit.items():
                if isinstance(share, float):
                    habit[field] = share * (errors if field == "typo" else known)
        told, sys.argv = sys.argv, ["gen_people.py", "--rows", "100000", "--seed", str(args.seeds[0]), "--out", str(people)]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            module.main()
        sys.argv = told
        truth = [(row["record_id"], row["entity_id"]) for row in rows(people)]
        out = folder / "customers.csv"
        measure([args.program, "-q", "link", "run", people, "--out", out], folder)
        score = scored(truth, out)
        line(name, *[f"{score[one]:.3f}" for one in ("precision", "recall", "f1")])
        people.unlink()


def public(args, folder):
    """The public sets, with the same defaults."""
    print()
    line("set", "precision", "recall", "F1", "CPU s")
    line(*["---"] * 5)
    sets = {
        "FEBRL 3": (["febrl3.csv"], "rec_id", lambda row: row["rec_id"].split("-")[1]),
        "FEBRL 4": (["febrl4a.csv", "febrl4b.csv"], "rec_id", lambda row: row["rec_id"].split("-")[1]),
        "fake_1000": (["fake_1000.csv"], "unique_id", lambda row: row["cluster"]),
        "Chicago child care": (["chicago_childcare.csv"], "Id", lambda row: row["True Id"]),
    }
    for name, (files, key, person) in sets.items():
        paths = [DATA / file for file in files]
        truth = [(row[key], person(row)) for path in paths for row in rows(path)]
        out = folder / "customers.csv"
        used = measure([args.program, "-q", "link", "run", *paths, "--out", out], folder)
        score = scored(truth, out)
        line(name, *[f"{score[one]:.4f}" for one in ("precision", "recall", "f1")], f"{used['cpu']:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target" / "release" / "filo")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[20260101])
    parser.add_argument("--peer", action="store_true", help="also Splink (pip install splink==5.0.0 duckdb==2.0.0)")
    parser.add_argument("--peer-rows", type=int, default=1_000_000)
    parser.add_argument("--arriving", type=int, default=5_000, help="records that come one by one")
    args = parser.parse_args()
    if not DATA.exists():
        sys.exit(f"error: {DATA} is not there")
    args.program = args.program.resolve()
    with tempfile.TemporaryDirectory() as folder:
        generated(args, pathlib.Path(folder))
        arriving(args, pathlib.Path(folder))
        altered(args, pathlib.Path(folder))
        public(args, pathlib.Path(folder))


if __name__ == "__main__":
    main()
