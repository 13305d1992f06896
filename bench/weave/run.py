#!/usr/bin/env python3
"""Measures the main job: exports in, threads out, on the sample company at any size.

In one run, on one machine: the first weave, a weave with nothing new, a weave with 1 % new rows in
rewritten files, `filo thread` from a cold start, `filo report`, and as the reference `sqlite3`
importing the same rows into the same table with the same indexes. Prints a table in Markdown and
writes the figures as JSON under bench/out/. Only Python's standard library, and `sqlite3`.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "bench" / "out"
NEW_SHARE = 0.01
THREAD_RUNS = 20
# What the store gives its own connection, so that the reference has the same memory to work with.
CACHE_KIB = 288 * 1024


def measure(command, folder, stdin=None, accept=(0,)):
    """Runs a command; wall and processor seconds, peak memory in MB, and what it printed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdin=stdin or subprocess.DEVNULL, stdout=output, stderr=errors
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in accept:
            sys.exit(f"error: {command} ended with {process.returncode}\n{errors.read().decode(errors='replace')}")
        return {
            "wall_s": wall,
            "cpu_s": used.ru_utime + used.ru_stime,
            "peak_mb": used.ru_maxrss / 1024,
            "exit": process.returncode,
            "output": output.read(),
        }


def figures(measured):
    """What of a measurement goes into the file of results."""
    return {key: measured[key] for key in ("wall_s", "cpu_s", "peak_mb")}


def built(program):
    """The program to measure, built if none was named."""
    if program:
        return program.resolve()
    command = ["cargo", "build", "--release", "--locked", "-p", "filo"]
    subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return (target / "release" / "filo").resolve()


def sampled(program, customers, seed, folder):
    """A fresh sample company in a folder; how long its making took."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = [program, "sample", "--customers", str(customers), "--seed", str(seed), "--out", folder]
    made = measure(command, ROOT)
    if not (folder / "filo.toml").exists():
        sys.exit(f"error: `filo sample` left no filo.toml in {folder}")
    return made


def counted(store):
    """How much is in a store."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        one = lambda query: connection.execute(query).fetchone()[0]
        return {
            "entries": one("SELECT count(*) FROM entry"),
            "records": one("SELECT count(*) FROM record"),
            "customers": one("SELECT count(DISTINCT customer) FROM membership"),
            "rows": one("SELECT coalesce(sum(rows), 0) FROM reading"),
        }


def first_column(source, field):
    """The column a configuration maps to a field; none where it maps none or several."""
    column = source.get("columns", {}).get(field)
    return column if isinstance(column, str) else None


def tables(folder):
    """Each CSV of the company: its source, path, separator and header."""
    with open(folder / "filo.toml", "rb") as file:
        sources = tomllib.load(file)["source"]
    for source in sources:
        # Records of calls have no header, or go by the exchange's own ids.
        if source.get("format") in ("asterisk-cdr", "queue-log", "3cx-cdr"):
            continue
        for path in sorted(folder.glob(source["path"])):
            if path.suffix != ".csv":
                continue
            # Latin-1 gives every byte back as it was, whatever the file's own encoding.
            with open(path, encoding="latin-1", newline="") as file:
                line = file.readline()
            separator = max(";,|\t", key=line.count)
            header = next(csv.reader([line.removeprefix("\xef\xbb\xbf")], delimiter=separator))
            yield source, path, separator, [name.strip() for name in header]


def add_rows(folder, seed):
    """Appends to each CSV about 1 % of its rows again under new keys; how many in all."""
    added = 0
    for source, path, separator, header in tables(folder):
        chance = random.Random(f"{seed} {path.name}")
        key = first_column(source, "key")
        if key is None and source.get("kind") == "record":
            key = first_column(source, "customer")
        place = header.index(key) if key in header else None
        fresh = []
        with open(path, encoding="latin-1", newline="") as file:
            rows = csv.reader(file, delimiter=separator)
            next(rows)
            for row in rows:
                if len(row) == len(header) and chance.random() < NEW_SHARE:
                    # A row without a key of its own is new as one more among its equals.
                    if place is not None:
                        row[place] = f"{row[place]}-new{len(fresh)}"
                    fresh.append(row)
        with open(path, "rb+") as file:
            file.seek(-1, os.SEEK_END)
            ends_with_newline = file.read(1) == b"\n"
        with open(path, "a", encoding="latin-1", newline="") as file:
            if not ends_with_newline:
                file.write("\n")
            csv.writer(file, delimiter=separator, lineterminator="\n").writerows(fresh)
        added += len(fresh)
    return added


def people(folder, seed, count):
    """Names and tax codes of random customers, as their exports write them."""
    found = []
    for source, path, separator, header in tables(folder):
        if source.get("kind") != "record":
            continue
        wanted = [first_column(source, "tax_code"), first_column(source, "name")]
        both = [first_column(source, "first_name"), first_column(source, "last_name")]
        with open(path, encoding="latin-1", newline="") as file:
            for row in csv.DictReader(file, fieldnames=header, delimiter=separator):
                values = [row.get(column) for column in wanted if column]
                if all(both):
                    values.append(" ".join(row.get(column) or "" for column in both))
                found.extend(value.strip() for value in values if value and value.strip().isascii())
        if len(found) > 100_000:
            break
    return random.Random(seed).sample(sorted(set(found)), count)


def threads(program, folder, seed):
    """`filo thread` for random customers, each in a process of its own."""
    runs = [
        # 1 is an answer too: the name fits several customers, and the program asks back.
        measure([program, "thread", who], folder, accept=(0, 1))
        for who in people(folder, seed, THREAD_RUNS)
    ]
    return {
        "median_ms": 1000 * statistics.median(run["wall_s"] for run in runs),
        "slowest_ms": 1000 * max(run["wall_s"] for run in runs),
        "peak_mb": max(run["peak_mb"] for run in runs),
        "unsettled": sum(run["exit"] == 1 for run in runs),
    }


def reference(store, folder):
    """`sqlite3` importing the rows of the store's largest table into the same table and indexes.

    CSV holds no bytes and no nothing: the digests of 16 bytes travel as 16 hexadecimal characters
    and what is absent as an empty text, so the columns are not declared STRICT. The width of rows
    and indexes stays the same. Journal, durability and memory are those of the store.
    """
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        schema = [
            sql
            for (sql,) in connection.execute(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = 'entry' AND sql IS NOT NULL ORDER BY type DESC"
            )
        ]
        columns = [(name, kind) for _, name, kind, *_ in connection.execute("PRAGMA table_info(entry)")]
    picked = ", ".join(
        f"substr(hex({name}), 1, 16)" if kind == "BLOB" else name for name, kind in columns
    )
    rows = folder / "reference.csv"
    copy = folder / "reference.db"
    script = folder / "reference.sql"
    copy.unlink(missing_ok=True)
    with open(rows, "wb") as file:
        command = ["sqlite3", "-readonly", "-csv", store, f"SELECT {picked} FROM entry ORDER BY seq"]
        subprocess.run(command, stdout=file, check=True, stdin=subprocess.DEVNULL)
    schema = [re.sub(r"\)\s*STRICT\s*$", ")", sql).replace(" BLOB", " TEXT") for sql in schema]
    script.write_text(
        "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = NORMAL;\n"
        f"PRAGMA cache_size = -{CACHE_KIB};\n"
        + "".join(f"{sql};\n" for sql in schema)
        + f".import --csv '{rows}' entry\n",
        encoding="utf-8",
    )
    with open(script, "rb") as file:
        imported = measure(["sqlite3", "-batch", copy], folder, stdin=file)
    with sqlite3.connect(copy) as connection:
        count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    for path in (rows, script, copy, *folder.glob("reference.db-*")):
        path.unlink(missing_ok=True)
    return imported, count


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "processor": model.group(1) if model else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": platform.platform(),
        "revision": revision.stdout.strip(),
        "date": time.strftime("%Y-%m-%d"),
    }


def run(program, options, folder):
    """All measurements at one size."""
    weave = [program, "weave"]
    store = folder / "filo.db"
    made = sampled(program, options.customers, options.seed, folder)
    first = measure(weave, folder)
    after_first = counted(store)
    again = measure(weave, folder)
    if counted(store)["entries"] != after_first["entries"]:
        sys.exit("error: a weave with nothing new added entries")
    thread = threads(program, folder, options.seed)
    report = measure([program, "report", "--json"], folder, accept=(0, 1))
    json.loads(report["output"])
    page = measure([program, "--quiet", "report", "--out", "page.html"], folder)
    page_mb = (folder / "page.html").stat().st_size / 1e6
    imported, imported_rows = reference(store, folder)
    if imported_rows != after_first["entries"]:
        sys.exit(f"error: the reference holds {imported_rows} rows, the store {after_first['entries']}")
    added = add_rows(folder, options.seed)
    more = measure(weave, folder)
    return {
        "machine": machine(),
        "customers": options.customers,
        "seed": options.seed,
        "counts": after_first,
        "store_mb": store.stat().st_size / 1e6,
        "exports_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.suffix != ".db" and path.is_file()) / 1e6,
        "sample": figures(made),
        "first": figures(first),
        "entries_per_s": after_first["entries"] / first["wall_s"],
        "again": figures(again) | {"share": again["wall_s"] / first["wall_s"]},
        "more": figures(more)
        | {"share": more["wall_s"] / first["wall_s"], "rows_added": added, "entries_added": counted(store)["entries"] - after_first["entries"]},
        "thread": thread,
        "report": figures(report),
        "page": figures(page) | {"mb": page_mb},
        "reference": figures(imported) | {"rows_per_s": imported_rows / imported["wall_s"], "ratio": first["wall_s"] / imported["wall_s"]},
    }


def growth(program, options, folder, result):
    """Peak memory for each further record, from a second company of twice the size."""
    sampled(program, 2 * options.customers, options.seed, folder)
    twice = measure([program, "weave"], folder)
    counts = counted(folder / "filo.db")
    further = counts["records"] - result["counts"]["records"]
    result["twice"] = figures(twice) | {
        "counts": counts,
        "entries_per_s": counts["entries"] / twice["wall_s"],
        "bytes_per_further_record": (twice["peak_mb"] - result["first"]["peak_mb"]) * 1024 * 1024 / further,
    }


def table(result):
    """The results in Markdown."""
    counts, more, again = result["counts"], result["more"], result["again"]
    host = result["machine"]

    def line(name, measured, remark):
        return f"| {name} | {measured['wall_s']:.1f} | {measured['cpu_s']:.1f} | {measured['peak_mb']:.0f} | {remark} |"

    lines = [
        f"{result['customers']:,} customers, seed {result['seed']}: {counts['rows']:,} rows in {result['exports_mb']:,.0f} MB of exports; "
        f"{counts['entries']:,} entries, {counts['records']:,} records, {counts['customers']:,} customers found; store of {result['store_mb']:,.0f} MB.",
        f"{host['processor']}, {host['cores']} cores, {host['memory_gb']} GB, {host['date']}, revision {host['revision']}.",
        "",
        "| step | wall s | processor s | peak MB | |",
        "|---|---:|---:|---:|---|",
        line("`filo sample`", result["sample"], ""),
        line("`filo weave`, first", result["first"], f"{result['entries_per_s']:,.0f} entries/s (at least 60,000)"),
        line("`filo weave`, nothing new", again, f"{again['share']:.1%} of the first (at most 15 %)"),
        line("`filo weave`, 1 % new rows", more, f"{more['share']:.1%} of the first (at most 40 %); {more['rows_added']:,} rows added, {more['entries_added']:,} entries"),
        line("`filo report --json`", result["report"], "at most 10 s"),
        line("`filo report --out page.html`", result["page"], f"at most 10 s; {result['page']['mb']:.2f} MB (at most 3)"),
        line("`sqlite3` importing the same rows", result["reference"], f"{result['reference']['rows_per_s']:,.0f} rows/s; the first weave takes {result['reference']['ratio']:.2f} times as long"),
        "",
        f"`filo thread`, {THREAD_RUNS} cold starts: median {result['thread']['median_ms']:.0f} ms (at most 50), slowest {result['thread']['slowest_ms']:.0f} ms; "
        f"{result['thread']['unsettled']} of them fitted several customers or none.",
    ]
    if twice := result.get("twice"):
        lines += [
            "",
            f"Twice the customers: {twice['wall_s']:.1f} s, {twice['entries_per_s']:,.0f} entries/s, peak {twice['peak_mb']:.0f} MB: "
            f"{twice['bytes_per_further_record']:.0f} bytes for each further record (at most 300).",
        ]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=pathlib.Path, default=OUT / "weave", help="folder for exports and store")
    parser.add_argument("--keep", action="store_true", help="keep exports and store")
    parser.add_argument("--twice", action="store_true", help="also at twice the size, for memory per further record")
    parser.add_argument("--program", type=pathlib.Path, help="the program to measure, instead of a release build")
    options = parser.parse_args()
    if shutil.which("sqlite3") is None:
        sys.exit("error: `sqlite3` is not installed; it is the reference (Debian: apt-get install sqlite3)")

    program = built(options.program)
    folder = options.dir.resolve() / f"{options.customers}-{options.seed}"
    twice = options.dir.resolve() / f"{2 * options.customers}-{options.seed}"
    result = run(program, options, folder)
    if options.twice:
        growth(program, options, twice, result)
    # Peak memory of a child is never below what this process holds when it starts it.
    result["floor_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    OUT.mkdir(parents=True, exist_ok=True)
    target = OUT / f"weave-{options.customers}-{options.seed}.json"
    target.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(table(result))
    print(f"figures: {target}", file=sys.stderr)
    if not options.keep:
        for used in (folder, twice):
            shutil.rmtree(used, ignore_errors=True)


if __name__ == "__main__":
    main()
