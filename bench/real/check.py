#!/usr/bin/env python3
"""Weaves the two real event logs and compares what Filo says with `reference.py`.

For each configuration below data/real whose log is there: the weave reconciles, its rows are the
log's events, its cases the log's cases; the transfers that the report lists because the fine was paid
in full or under appeal are those of the reference, and so are those that `filo replay` would have
refused under the cards REC-03 and REC-04, as it was known then, with none of the two left undecided. Exit code 1 where anything differs.
"""

import argparse
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"error: {command} ended with {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def cases(store):
    """Cases in the store; where the log's cases are the records themselves, those."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        (named,) = connection.execute("SELECT count(DISTINCT case_number) FROM entry").fetchone()
        (records,) = connection.execute("SELECT count(*) FROM record").fetchone()
    return named or records


def observed(program, configuration, log):
    """What Filo says of a log, woven in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        text = configuration.read_text(encoding="utf-8")
        # Only the place of the log is changed; the store then lies in the temporary folder.
        text = re.sub(r'"[^"\n]*' + re.escape(log.name) + '"', json.dumps(str(log)), text)
        (folder / "filo.toml").write_text(text, encoding="utf-8")
        begin = time.monotonic()
        woven = run([program, "weave", "--json"], folder)
        weave_s = time.monotonic() - begin
        again = run([program, "weave", "--json"], folder)
        report = run([program, "report", "--all", "--json"], folder)
        found_cases = cases(folder / "filo.db")
        begin = time.monotonic()
        days = ["--from", "1990-01-01", "--to", "2030-12-31"]
        replay = run([program, "replay", "--json", *days], folder)
        replay_s = time.monotonic() - begin
        acts = run([program, "replay", "--json", "--list", *days], folder)
    total = woven["total"]
    transfers = [
        finding
        for finding in report["findings"]
        if finding["kind"] == "undue_claim" and finding["evidence"][0]["kind"] == "collection"
    ]
    paid = {place for place, finding in enumerate(transfers) if "paid" in finding["reasons"]}
    disputed = {place for place, finding in enumerate(transfers) if "disputed" in finding["reasons"]}
    refused = [act for act in acts if act["action"] == "transfer" and act["answer"] == "refuse"]
    of_card = {
        card: {(act["file"], act["line"]) for act in refused if card in act["cards"]} for card in ("REC-03", "REC-04")
    }
    undecided = sum(
        card["all"]["acts"] for card in replay["cards"] if card["undecided"] and card["card"] in of_card
    )
    print(f"{log.name}: woven in {weave_s:.1f} s: {total}", file=sys.stderr)
    print(f"{log.name}: {replay['acts']} acts replayed in {replay_s:.1f} s", file=sys.stderr)
    return {
        "events": total["rows"],
        "set_apart": total["set_apart"],
        "unaccounted": total["rows"] - sum(total[part] for part in ("loaded", "corrected", "known", "set_apart")),
        "new_when_woven_again": again["total"]["loaded"] + again["total"]["corrected"],
        "cases": found_cases,
        "paid_in_full": len(paid),
        "appeal_open": len(disputed),
        "either": len(paid | disputed),
        "replay_paid_in_full": len(of_card["REC-03"]),
        "replay_appeal_open": len(of_card["REC-04"]),
        "replay_either": len(of_card["REC-03"] | of_card["REC-04"]),
        "replay_undecided": undecided,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target/release/filo")
    parser.add_argument("--logs", type=pathlib.Path, default=ROOT / "../shared/data/eventlogs")
    parser.add_argument("--configurations", type=pathlib.Path, default=ROOT / "data/real")
    options = parser.parse_args()
    program = options.program.resolve()
    differences = 0
    compared = 0
    for log in sorted(options.logs.resolve().glob("*.xes.gz")):
        configurations = [
            path
            for path in sorted(options.configurations.rglob("*.toml"))
            if log.name in path.read_text(encoding="utf-8")
        ]
        for configuration in configurations:
            answer = subprocess.run(
                [sys.executable, ROOT / "bench/real/reference.py", log], stdin=subprocess.DEVNULL, capture_output=True, check=True
            )
            expected = json.loads(answer.stdout) | {"set_apart": 0, "unaccounted": 0, "new_when_woven_again": 0}
            expected |= {f"replay_{name}": expected[name] for name in ("paid_in_full", "appeal_open", "either")}
            expected["replay_undecided"] = 0
            for name, value in observed(program, configuration, log).items():
                compared += 1
                mark = "same" if value == expected[name] else "DIFFERS"
                differences += value != expected[name]
                print(f"{mark:8} {log.name:24} {name:22} Filo {value:>8} reference {expected[name]:>8}")
    if compared < 24:
        print(f"error: {options.configurations} does not hold a configuration for each of the two logs")
        differences += 1
    print(f"{compared - differences} figures the same, {differences} differ")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
