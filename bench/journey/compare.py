#!/usr/bin/env python3
"""Compares `filo journey` with DuckDB, figure by figure and in processor seconds, in the same run; with --pm4py also with pm4py.

Compared exactly: events, cases, edges with their counts, handovers with their counts, variants with their counts, cases with
rework, cases with ping-pong; to a millionth: mean, median and 95th percentile of the seconds on each edge and of each
handover. DuckDB runs in a process of its own with two threads and does the set of figures that Filo prints: edges, variants, handovers, ping-pong, rework. Without --log
the log is the synthetic one of generate.py, made once per size under bench/out/journey.

Beside it stands what is kept: columns (`--columns`) from which everything is counted anew, and a summary of them (`--summary`). The
answers have to be the same bytes.

With --measures: all 17 measures with calendars of three kinds on a log with customer, channel, direction and due days, from CSV, from
Parquet as DuckDB writes it (all texts, and typed), from kept columns and from a kept summary. No other program has them all, so
nothing is compared but the bytes of the answers.

Usage: compare.py [--measures] [--filo PROGRAM] [--cases N] [--log FILE.csv] [--pm4py] [--runs N]. DuckDB (requirements-compare.txt) gets a venv of its own under
bench/out/journey; pm4py is that of requirements.txt, compared on the logs of ../shared/data/eventlogs.
"""

import argparse
import json
import math
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "bench" / "out" / "journey"
DATA = pathlib.Path(os.environ.get("FILO_SHARED_DATA", ROOT.parent / "shared" / "data")) / "eventlogs"

DUCK = r"""
import json, sys, duckdb
path = sys.argv[1]
db = duckdb.connect()
db.execute("SET threads TO 2")
db.execute("SET enable_progress_bar = false")
db.execute(f"CREATE TABLE raw AS SELECT row_number() OVER () AS n, * FROM read_csv('{path}', header=true, columns={{'case_id':'VARCHAR','activity':'VARCHAR','department':'VARCHAR','timestamp':'TIMESTAMP'}})")
db.execute("CREATE TABLE log AS SELECT case_id, activity, department, timestamp, n, lead(activity) OVER w AS next, date_diff('millisecond', timestamp, lead(timestamp) OVER w) / 1000.0 AS s FROM raw WINDOW w AS (PARTITION BY case_id ORDER BY timestamp, n)")
out = {}
out["events"], out["cases"] = db.execute("SELECT count(*), count(DISTINCT case_id) FROM raw").fetchone()
spread = "count(*), avg(s), quantile_cont(s, 0.5), quantile_cont(s, 0.95)"
out["edges"] = db.execute(f"SELECT activity, next, {spread} FROM log WHERE next IS NOT NULL GROUP BY ALL").fetchall()
out["variants"] = db.execute("SELECT p, count(*) FROM (SELECT case_id, string_agg(activity, '>' ORDER BY timestamp, n) AS p FROM raw GROUP BY case_id) GROUP BY p").fetchall()
# A stay is a run of one department: its first event and the last one before the next.
db.execute("CREATE TABLE stays AS SELECT case_id, department, min(timestamp) AS first, max(timestamp) AS last, min(n) AS n, run FROM (SELECT *, sum(new) OVER (PARTITION BY case_id ORDER BY timestamp, n) AS run FROM (SELECT *, CASE WHEN department = lag(department) OVER (PARTITION BY case_id ORDER BY timestamp, n) THEN 0 ELSE 1 END AS new FROM raw)) GROUP BY ALL")
db.execute("CREATE TABLE hand AS SELECT case_id, department, lead(department) OVER w AS next, lead(department, 2) OVER w AS third, date_diff('millisecond', last, lead(first) OVER w) / 1000.0 AS s FROM stays WINDOW w AS (PARTITION BY case_id ORDER BY run)")
out["handovers"] = db.execute(f"SELECT department, next, {spread} FROM hand WHERE next IS NOT NULL GROUP BY ALL").fetchall()
out["ping_pong"] = db.execute("SELECT count(DISTINCT case_id) FROM hand WHERE third = department").fetchone()[0]
out["rework"] = db.execute("SELECT count(*) FROM (SELECT case_id FROM raw GROUP BY case_id HAVING count(*) > count(DISTINCT activity))").fetchone()[0]
json.dump(out, open(sys.argv[2], "w"))
"""


def python(venv, requirements):
    place = OUT / venv / "bin" / "python"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "venv", OUT / venv], check=True)
        subprocess.run([place, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / requirements], check=True)
    return place


def measured(command, out=None):
    """Processor seconds, wall seconds and the most memory in MB of a command."""
    begin = time.monotonic()
    with open(out or os.devnull, "wb") as file:
        # What pm4py says of itself while it reads is no result.
        process = subprocess.Popen([str(part) for part in command], stdout=file, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"error: `{command[0]}` ended with {status}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss / 1024


def same(name, mine, its, tolerance=1e-6):
    """Compares two tables by key; the keys and counts exactly, times to a millionth."""
    wrong = [key for key in mine.keys() | its.keys() if key not in mine or key not in its]
    for key in mine.keys() & its.keys():
        for one, other in zip(mine[key], its[key], strict=True):
            if not math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance):
                wrong.append(key)
                break
    print(f"{name}: {len(mine)} and {len(its)}, different: {len(wrong)}" + (f", first {wrong[0]}" if wrong else ""))
    return not wrong


def compare(found, other):
    spread = lambda edge: (edge["count"], edge["mean"], edge["p50"], edge["p95"])
    edges = lambda rows: {(row["from"], row["to"]): spread(row) for row in rows}
    theirs = lambda rows: {(row[0], row[1]): tuple(row[2:]) for row in rows}
    good = [
        same("events and cases", {"": (found["events"], found["cases"])}, {"": (other["events"], other["cases"])}),
        same("edges", edges(found["edges"]), theirs(other["edges"])),
        same("handovers", edges(found["handovers"]["pairs"]), theirs(other["handovers"])),
        same("variants", {">".join(row["activities"]): (row["cases"],) for row in found["variants"]}, {row[0]: (row[1],) for row in other["variants"]}),
        same("ping-pong and rework", {"": (found["ping_pong"]["cases"], found["rework"]["cases"])}, {"": (other["ping_pong"], other["rework"])}),
    ]
    return all(good)


PM4PY = r"""
import json, sys, warnings
warnings.filterwarnings("ignore")
import pm4py, pandas
frame = pm4py.read_xes(sys.argv[1], show_progress_bar=False) if "show_progress_bar" in pm4py.read_xes.__code__.co_varnames else pm4py.read_xes(sys.argv[1])
dfg, starts, ends = pm4py.discover_dfg(frame)
times, _, _ = pm4py.discover_performance_dfg(frame, perf_aggregation_key="all")
variants = pm4py.get_variants(frame)
rework = pm4py.get_rework_cases_per_activity(frame)
json.dump({
    "events": len(frame), "cases": frame["case:concept:name"].nunique(),
    "edges": [[a, b, n, times[(a, b)]["mean"], times[(a, b)]["median"]] for (a, b), n in dfg.items()],
    "starts": starts, "ends": ends,
    "variants": [[">".join(path), count] for path, count in variants.items()],
    "rework": rework,
}, open(sys.argv[2], "w"), default=float)
"""


def with_pm4py(filo):
    """Compares edges, times, variants, begins, ends and rework by activity on the public logs."""
    place = python("venv", "requirements.txt")
    good = True
    for name in ("helpdesk_italian.xes.gz", "bpic2013_incidents.xes.gz", "road_fines.xes.gz"):
        path = DATA / name
        if not path.is_file():
            print(f"left out: {path} is not there")
            continue
        print(f"\npm4py, {name}")
        out, mine = OUT / "pm4py.json", OUT / "filo.json"
        used = measured([place, "-c", PM4PY, path, out])
        own = measured([filo, "journey", path, "--json"], mine)
        print(f"processor seconds: Filo {own[0]:.2f}, pm4py {used[0]:.2f}")
        found, other = json.loads(mine.read_text()), json.loads(out.read_text())
        activities = {row["activity"]: row for row in found["activities"]}
        good &= same("events and cases", {"": (found["events"], found["cases"])}, {"": (other["events"], other["cases"])})
        good &= same("edges", {(e["from"], e["to"]): (e["count"], e["mean"], e["p50"]) for e in found["edges"]}, {(r[0], r[1]): tuple(r[2:]) for r in other["edges"]})
        good &= same("variants", {">".join(v["activities"]): (v["cases"],) for v in found["variants"]}, {r[0]: (r[1],) for r in other["variants"]})
        good &= same("begins", {a: (r["begins"],) for a, r in activities.items() if r["begins"]}, {a: (n,) for a, n in other["starts"].items()})
        good &= same("ends", {a: (r["ends"],) for a, r in activities.items() if r["ends"]}, {a: (n,) for a, n in other["ends"].items()})
        good &= same("rework by activity", {a: (r["cases_again"],) for a, r in activities.items() if r["cases_again"]}, {a: (n,) for a, n in other["rework"].items()})
    return good


ALL = [
    "--json", "--variants", "10", "--places", "--zone", "Europe/Rome", "--due", "due",
    "--hours", "mon-fri 09:00-18:00", "--group-hours", "Billing=mon-fri 08:30-17:30", "--group-hours", "Front desk=mon-sat 08:00-20:00",
]
MEANINGS = {
    "taken": ["Accepted"], "resolved": ["Resolved"], "closed": ["Closed"], "asked": ["Info requested"], "disputed": ["Dispute opened", "Complaint"],
    "settled": ["Resolved"], "pressed": ["Reminder sent", "Campaign sent"], "promised": ["Shipped"], "kept": ["Delivered"],
}


def kept(filo, log, options, runs, answer):
    """What kept columns of a log and a kept summary of these take; the answers are the same bytes."""
    columns, summary, out = OUT / f"{log.stem}-kept.parquet", OUT / f"{log.stem}.summary", OUT / "kept.json"
    summary.unlink(missing_ok=True)
    measured([filo, "journey", log, *options, "--columns", columns], out)
    assert out.read_bytes() == answer, "another answer while columns are kept"
    measured([filo, "journey", columns, *options, "--summary", summary], out)
    for name, further in (("columns, counted anew", []), ("summary of the columns", ["--summary", summary])):
        used = [measured([filo, "journey", columns, *options, *further], out) for _ in range(runs)]
        assert out.read_bytes() == answer, f"another answer from {name}"
        cpu, wall, memory = (statistics.median(run[part] for run in used) for part in range(3))
        size = (summary if further else columns).stat().st_size / 1e6
        print(f"| Filo, kept {name} ({size:.0f} MB) | {cpu:.2f} | {wall:.2f} | {memory:.0f} |")


PACK = r"""
import sys, duckdb
csv, texts, typed = sys.argv[1:]
duckdb.execute("SET enable_progress_bar = false")
for place, options in ((texts, ", all_varchar=true"), (typed, "")):
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{csv}', header=true{options})) TO '{place}' (FORMAT PARQUET)")
"""


def all_measures(filo, cases, runs):
    """What all measures take, from CSV, from Parquet, and from what is kept."""
    log = OUT / f"full-{cases}.csv"
    if not log.exists():
        subprocess.run([sys.executable, HERE / "generate.py", log, "--cases", str(cases), "--full"], check=True)
    texts, typed = (log.with_name(f"{log.stem}-{form}.parquet") for form in ("texts", "typed"))
    if not typed.exists():
        subprocess.run([python("venv-duckdb", "requirements-compare.txt"), "-c", PACK, log, texts, typed], check=True)
    meanings = [part for role, names in MEANINGS.items() for name in names for part in (f"--{role}", name)]
    options = [*ALL, *meanings]
    print("| all measures with calendars, from | processor s | wall s | MB |\n|---|---|---|---|")
    answer = None
    for path in (log, texts, typed):
        out = OUT / "measures.json"
        used = [measured([filo, "journey", path, *options], out) for _ in range(runs)]
        cpu, wall, memory = (statistics.median(run[part] for run in used) for part in range(3))
        assert answer in (None, out.read_bytes()), f"another answer from {path}"
        answer = out.read_bytes()
        told = json.loads(answer)
        assert told["promises"]["ours"]["due"] and told["collisions"]["collisions"] and told["places"], "a measure is missing"
        print(f"| {path.name}, {told['events']:,} events | {cpu:.2f} | {wall:.2f} | {memory:.0f} |")
    kept(filo, log, options, runs, answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filo", default=ROOT / "target" / "release" / "filo", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=388_000)
    parser.add_argument("--log", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pm4py", action="store_true")
    parser.add_argument("--measures", action="store_true")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    if args.measures:
        all_measures(args.filo, args.cases, args.runs)
        return
    log = args.log or OUT / f"synthetic-{args.cases}.csv"
    if not log.exists():
        subprocess.run([sys.executable, HERE / "generate.py", log, "--cases", str(args.cases)], check=True)
    mine, its = OUT / "filo.json", OUT / "duckdb.json"
    duck = python("venv-duckdb", "requirements-compare.txt")
    runs = {"Filo": [], "DuckDB": []}
    for _ in range(args.runs):
        runs["Filo"].append(measured([args.filo, "journey", log, "--json"], mine))
        runs["DuckDB"].append(measured([duck, "-c", DUCK, log, its]))
    print("| program | processor s | wall s | MB |\n|---|---|---|---|")
    middle = {name: [statistics.median(run[part] for run in all_runs) for part in range(3)] for name, all_runs in runs.items()}
    for name, (cpu, wall, memory) in middle.items():
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} |")
    kept(args.filo, log, ["--json"], args.runs, mine.read_bytes())
    print(f"DuckDB / Filo, processor seconds: {middle['DuckDB'][0] / middle['Filo'][0]:.1f}")
    good = compare(json.loads(mine.read_text()), json.loads(its.read_text()))
    if args.pm4py:
        good &= with_pm4py(args.filo)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
