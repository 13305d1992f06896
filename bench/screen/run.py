#!/usr/bin/env python3
"""Measures `filo screen`: a list of N rows against a company that is woven already.

The list is made from the company's own store: a customer's code, an invoice, its amount and a planned
date, as windows-1252 with semicolons, in an order that looks random. The store is copied first, so that
the decisions of the run stay in the copy. Prints a table in Markdown and writes the figures as JSON under
bench/out/screen/. Only Python's standard library.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "bench" / "out" / "screen"
INVOICE = 6
PAYMENT = 8


def rows(store, count, seed, planned, any_claim=False):
    """So many rows of code, invoice, amount and planned date."""
    store = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    codes = dict(
        store.execute(
            "SELECT coalesce(m.customer, r.id), r.key FROM record r JOIN word w ON w.id = r.system"
            " LEFT JOIN membership m ON m.record = r.id WHERE w.name = 'billing' AND r.key GLOB 'C[0-9]*'"
        )
    )
    claims = {}
    found = store.execute(
        "SELECT coalesce(m.customer, e.record), e.facts FROM entry e"
        " LEFT JOIN membership m ON m.record = e.record WHERE e.kind = ? AND e.superseded = 0",
        [INVOICE],
    )
    for customer, facts in found:
        facts = json.loads(facts)
        if customer in codes and facts.get("claim") and facts.get("amount"):
            claims[facts["claim"], str(facts.get("instalment") or "")] = (codes[customer], facts["amount"])
    paid = {
        claim
        for (claim,) in store.execute(
            "SELECT DISTINCT json_extract(facts, '$.claim') FROM entry WHERE kind = ? AND superseded = 0", [PAYMENT]
        )
    }
    store.close()
    every = sorted(claims.items())
    random.Random(seed).shuffle(every)
    if not any_claim:
        # A list of what is asked for has what nobody paid first.
        every.sort(key=lambda one: one[0][0] in paid)
    if len(every) < count:
        sys.exit(f"error: the company has {len(every)} invoices, fewer than {count}")
    for (claim, instalment), (code, amount) in every[:count]:
        yield [code, claim, str(instalment), amount.replace(".", ","), planned]


def measure(command):
    """Wall and processor seconds, peak memory in MB, exit code and what was printed."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        output.seek(0)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"error: {command} failed")
        printed = output.read().decode()
    return {
        "wall_s": round(wall, 2),
        "cpu_s": round(used.ru_utime + used.ru_stime, 2),
        "peak_mb": round(used.ru_maxrss / 1024),
        "summary": json.loads(printed),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("company", type=pathlib.Path, help="a folder with a woven sample company")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target/release/filo")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planned", default="01/07/2026")
    parser.add_argument("--actions", nargs="+", default=["remind", "transfer", "suspend"])
    parser.add_argument("--any", action="store_true", help="invoices at random, most of them paid long ago")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        folder = pathlib.Path(folder)
        for name in ("filo.toml", "filo.db"):
            shutil.copy(args.company / name, folder / name)
        path = folder / "list.csv"
        with open(path, "w", encoding="windows-1252", newline="") as file:
            file.write("Codice cliente;Fattura;Rata;Importo;Data prevista\r\n")
            for row in rows(folder / "filo.db", args.rows, args.seed, args.planned, args.any):
                file.write(";".join(row) + "\r\n")
        figures = {}
        for action in args.actions:
            command = [args.program, "--config", folder / "filo.toml", "screen", path]
            command += ["--action", action, "--out", folder / "out.csv", "--json", "--quiet"]
            figures[action] = measure([str(part) for part in command])
    print(f"| {args.rows} rows, action | wall s | processor s | peak MB | allow | warn | hold | refuse | cards |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for action, one in figures.items():
        answers = one["summary"]["answers"]
        counts = " | ".join(str(answers[name]) for name in ("allow", "warn", "hold", "refuse"))
        cells = f"{one['wall_s']} | {one['cpu_s']} | {one['peak_mb']} | {counts}"
        print(f"| {action} | {cells} | {len(one['summary']['cards'])} |")
    (OUT / "screen.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
