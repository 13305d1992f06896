#!/usr/bin/env python3
"""Writes event logs through `filo journey FILE --export ocel|xes --out PATH` and reads them back with pm4py.

The reference example of OCEL 2.0 goes from each of its three forms into each of the three, nine files; events, objects,
relations, attributes and their changes must be those of the original. Logs in XES go through once; cases, activities,
times and attributes must be the same. Prints a line for each and ends with 1 where one differs.

Times: the example's XML and SQLite tell times without a zone, those of Berlin; its JSON tells the same in UTC. Filo reads
times without a zone in its own, which must be one with the same hours (Europe/Rome). What is compared with is the JSON,
read by pm4py. XES is compared as pm4py reads the original.

Data are those of ../shared/data/eventlogs (FILO_SHARED_DATA names another shared folder). pm4py comes from
requirements.txt in a venv of its own under bench/out/journey/venv.
"""

import argparse
import contextlib
import io
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "bench" / "out" / "journey"
DATA = pathlib.Path(os.environ.get("FILO_SHARED_DATA", ROOT.parent / "shared" / "data")) / "eventlogs"
FORMS = ("jsonocel", "xmlocel", "sqlite")


def in_venv():
    """Starts this program again with the Python that has pm4py."""
    python = OUT / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", OUT / "venv"], check=True)
        wanted = ["--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
        subprocess.run([python, "-m", "pip", "install", *wanted], check=True)
    os.execv(python, [python, __file__, *sys.argv[1:]])


def told(value):
    """A value as all forms can tell it: pm4py reads some kinds of XML as texts."""
    import pandas

    if isinstance(value, pandas.Timestamp):
        return value.tz_convert("UTC").isoformat() if value.tzinfo else value.tz_localize("UTC").isoformat()
    return str(value)


def rows(frame, leave=()):
    """The rows of a table without what is empty, in an order of their own."""
    import pandas

    kept = [column for column in frame.columns if not column.startswith("@@") and column not in leave]
    found = []
    for row in frame[kept].to_dict(orient="records"):
        found.append(tuple(sorted((key, told(value)) for key, value in row.items() if not pandas.isna(value))))
    return sorted(found)


def object_log(path):
    """What pm4py reads of an object-centric log, part by part."""
    import pm4py

    reader = {"jsonocel": pm4py.read_ocel2_json, "xmlocel": pm4py.read_ocel2_xml, "sqlite": pm4py.read_ocel2_sqlite}
    log = reader[path.suffix[1:]](str(path))
    return {
        "events": rows(log.events),
        "objects": rows(log.objects),
        "event-object": rows(log.relations),
        "object-object": rows(log.o2o),
        "changes": rows(log.object_changes),
    }


def case_log(path):
    """What pm4py reads of a log of cases."""
    import pm4py

    return {"events": rows(pm4py.read_xes(str(path), variant="iterparse"), leave=("event_index",))}


def told_difference(name, expected, found):
    """Prints how two logs agree; whether they do."""
    counts = ", ".join(f"{len(expected[part])} {part}" for part in expected)
    wrong = [part for part in expected if expected[part] != found[part]]
    print(f"{name}: {counts}: " + (f"DIFFERENT in {', '.join(wrong)}" if wrong else "the same"))
    for part in wrong:
        lost = [row for row in expected[part] if row not in set(found[part])]
        new = [row for row in found[part] if row not in set(expected[part])]
        print(f"  {part}: lost {lost[:2]}, new {new[:2]}", file=sys.stderr)
    return not wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", default=str(ROOT / "target" / "release" / "filo"), help="a built filo, or a command")
    arguments.add_argument("--logs", type=pathlib.Path, default=DATA)
    arguments.add_argument("--xes", nargs="*", default=["helpdesk_italian.xes.gz"], help="logs of cases, by name")
    given = arguments.parse_args()
    os.environ["TQDM_DISABLE"] = "1"
    try:
        # It greets on standard output.
        with contextlib.redirect_stdout(io.StringIO()):
            import pm4py  # noqa: F401
    except ImportError:
        in_venv()
    warnings.simplefilter("ignore")

    def export(source, kind, out):
        subprocess.run([*shlex.split(given.program), "journey", source, "--zone", "Europe/Rome", "--export", kind, "--out", out], check=True, stdout=subprocess.DEVNULL)

    is_same = True
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        expected = object_log(given.logs / "ocel20_example.jsonocel")
        for source in FORMS:
            for form in FORMS:
                out = folder / f"from_{source}.{form}"
                export(given.logs / f"ocel20_example.{source}", "ocel", out)
                is_same &= told_difference(f"{source} -> {form}", expected, object_log(out))
        for name in given.xes:
            out = folder / (name.removesuffix(".gz"))
            export(given.logs / name, "xes", out)
            is_same &= told_difference(name, case_log(given.logs / name), case_log(out))
    sys.exit(0 if is_same else 1)


if __name__ == "__main__":
    main()
