#!/usr/bin/env python3
"""Measures `filo listen` and two baselines on labelled conversations, all scored by score.py in the same run.

The baselines are ten obvious words a kind (`words.py`) and logistic regression on words and pieces of words
(`ngrams.py`). Labels are taken away before any of them sees a conversation. Prints a table in Markdown: for
each language micro precision, recall and F1 of the signals, macro F1 of the dynamics, messages a second; with
--kinds also each kind, both languages together, with Wilson intervals of 95 %. With --leave-out the
conversations are those of the training folder, each listened to by models that never saw its writer.

Messages a second: of Filo the whole process, from start to the last line; of the baselines the listening
alone, without reading files, starting Python or learning. A run on dev.jsonl is written down in DEV_RUNS.md.
Data, labels and scorer are those of ../shared/data/listen (FILO_SHARED_DATA names another shared folder).
Only Python's standard library; ngrams.py gets a venv of its own under bench/out/listen/venv.
"""

import argparse
import datetime
import importlib.metadata
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import talks
import words

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "bench" / "out" / "listen"
LOG = HERE / "DEV_RUNS.md"
DATA = pathlib.Path(os.environ.get("FILO_SHARED_DATA", ROOT.parent / "shared" / "data")) / "listen"
OWN_TRAIN = ROOT / "data" / "listen" / "train"
HEAD = ("program", "language", "signals P", "signals R", "signals F1", "dynamics macro F1", "messages/s")


def python_that_learns(given):
    """A Python with requirements.txt: the one given, this one where it has them, or a venv made once."""
    if given:
        return given
    pinned = [one.split("==") for one in (HERE / "requirements.txt").read_text().splitlines() if "==" in one]
    try:
        if all(importlib.metadata.version(name) == version for name, version in pinned):
            return sys.executable
    except importlib.metadata.PackageNotFoundError:
        pass
    python, done = OUT / "venv" / "bin" / "python", OUT / "venv" / "requirements.txt"
    if done.exists() and done.read_bytes() == (HERE / "requirements.txt").read_bytes():
        return python
    print(f"n-grams: making {shown(OUT / 'venv')} with requirements.txt", file=sys.stderr, flush=True)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", OUT / "venv"], check=True)
    wanted = ["--only-binary", ":all:", "-r", HERE / "requirements.txt"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    done.write_bytes((HERE / "requirements.txt").read_bytes())
    return python


def of_words(args, bare, found):
    """The words' answers; seconds of listening."""
    conversations = talks.read(bare)
    begin = time.monotonic()
    answers = [words.listen(talk) for talk in conversations]
    seconds = time.monotonic() - begin
    talks.write(found, answers)
    return seconds


def of_ngrams(args, bare, found):
    """The learned models' answers; seconds of listening, none where each writer was left out in turn."""
    wanted = ["--leave-out"] if args.leave_out else [bare]
    command = [python_that_learns(args.python), HERE / "ngrams.py", args.train, *wanted, found, "--cache", OUT]
    # Standard error stays open: learning takes minutes, and silence looked like a hang.
    said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    print(
        f"n-grams: learned in {said['learn_s']} s; thresholds {said['threshold']:.2f} for signals, {said['dynamics_threshold']:.2f} for dynamics",
        file=sys.stderr,
    )
    return said.get("listen_s")


def shown(path):
    """A path as told: from the root of the checkout where it stands below it."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def has_listen(filo):
    """Whether there is a Filo with the command; where not, why."""
    if not filo.exists():
        return f"{shown(filo)} is not there"
    asked = subprocess.run([filo, "listen", "--help"], capture_output=True, stdin=subprocess.DEVNULL)
    return None if asked.returncode == 0 else f"{shown(filo)} has no command `listen`"


def of_filo(args, bare, found):
    """Filo's answers; seconds of the whole process."""
    if args.leave_out:
        return of_filo_left_out(args, bare, found)
    missing = has_listen(args.filo)
    if missing:
        raise LookupError(missing)
    begin = time.monotonic()
    with open(found, "w", encoding="utf-8") as file:
        subprocess.run([args.filo, "listen", bare, "--json"], check=True, stdin=subprocess.DEVNULL, stdout=file)
    return time.monotonic() - begin


def of_filo_left_out(args, bare, found):
    """Filo's answers on the training folder, each writer (file of args.train) listened to by a model without it.

    To be filled when Filo has a command that learns from a folder: for each file, learn from the others, listen
    to the file's conversations of `bare`, and append the lines to `found`. The model inside the program has
    seen every writer, so what it says of them measures nothing.
    """
    raise LookupError("Filo has no command yet that learns without a writer")


PROGRAMS = {"Filo": of_filo, "n-grams": of_ngrams, "ten words": of_words}


def scored(labelled, found):
    """What score.py says."""
    command = [sys.executable, DATA / "score.py", labelled, found, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def bounds(k, n):
    """Wilson's interval of 95 % of k out of n, which is above nought."""
    z, p = 1.959964, k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), (middle + half) / (1 + z * z / n)


def wilson(k, n):
    """The interval of 95 % of k out of n, as told."""
    return "{:.2f} to {:.2f}".format(*bounds(k, n)) if n else "no case"


def line(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head, rows):
    return "\n".join([line(head), line(["---"] * len(head)), *map(line, rows)])


def kinds(scores):
    """Each kind with the counts of both languages together."""
    pooled = {}
    for program, score in scores.items():
        for row in score["rows"]:
            counts = pooled.setdefault((row["what"], row["kind"], program), [0, 0, 0])
            for i, name in enumerate(("right", "predicted", "labelled")):
                counts[i] += row[name]
    order = [("signal", kind) for side in talks.KINDS.values() for kind in side] + [("dynamic", kind) for kind in talks.DYNAMICS]
    for what, kind in order:
        for program in scores:
            right, predicted, labelled = pooled.get((what, kind, program), [0, 0, 0])
            p, r = right / max(1, predicted), right / max(1, labelled)
            f1 = 2 * right / max(1, predicted + labelled)
            precision, recall = f"{p:.2f} ({wilson(right, predicted)})", f"{r:.2f} ({wilson(right, labelled)})"
            yield what, kind, program, precision, recall, f"{f1:.2f}", right, predicted, labelled


def write_down(args, text, skipped):
    """One more run on dev.jsonl in the log."""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    commit = told.stdout.strip() or "unknown"
    changed = subprocess.run(["git", "status", "--porcelain", "--", ".", f":!{LOG.relative_to(ROOT)}"], cwd=ROOT, capture_output=True, text=True)
    if changed.stdout.strip():
        commit += " with changes not committed"
    files = sorted(args.train.glob("*.jsonl"))
    learned = f"{sum(len(talks.read(one)) for one in files)} conversations by {len(files)} writers"
    when = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    what = f"`{' '.join(['bench/listen/run.py', *sys.argv[1:]])}`; the n-grams learned from {learned}"
    with open(LOG, "a", encoding="utf-8") as file:
        file.write(f"\n## {when}, commit {commit}\n\n{what}.\n\n{text}\n")
        file.writelines(f"\n{one}.\n" for one in skipped)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=DATA / "dev.jsonl", help="labelled conversations")
    parser.add_argument("--train", type=pathlib.Path, default=OWN_TRAIN if OWN_TRAIN.exists() else DATA / "train", help="folder, a writer a file")
    parser.add_argument("--filo", type=pathlib.Path, default=ROOT / "target" / "release" / "filo")
    parser.add_argument("--python", help="a Python that has requirements.txt")
    parser.add_argument("--kinds", action="store_true", help="also each kind, both languages together")
    parser.add_argument("--leave-out", action="store_true", help="measure on the training folder, one writer left out at a time")
    parser.add_argument("--only", nargs="+", choices=PROGRAMS, default=list(PROGRAMS), help="these programs alone")
    args = parser.parse_args()
    for path in [DATA / "score.py", args.train, *([] if args.leave_out else [args.data])]:
        if not path.exists():
            sys.exit(f"error: {path} is not there")
    args.filo, args.train = args.filo.resolve(), args.train.resolve()
    if args.leave_out:
        labelled = [talk for file in sorted(args.train.glob("*.jsonl")) for talk in talks.read(file)]
    else:
        labelled = talks.read(args.data)
    if len({talk["id"] for talk in labelled}) < len(labelled):
        sys.exit("error: two conversations have the same id")
    messages = sum(len(talk["messages"]) for talk in labelled)
    rows, scores, notes = [], {}, []
    with tempfile.TemporaryDirectory() as folder:
        truth, bare = pathlib.Path(folder) / "labelled.jsonl", pathlib.Path(folder) / "bare.jsonl"
        talks.write(truth, labelled)
        talks.write(bare, map(talks.unlabelled, labelled))
        for program in args.only:
            found = pathlib.Path(folder) / "found.jsonl"
            found.unlink(missing_ok=True)
            try:
                seconds = PROGRAMS[program](args, bare, found)
            except LookupError as why:
                notes.append(f"{program} is left out: {why}")
                continue
            answered = len(talks.read(found))
            if answered != len(labelled):
                notes.append(f"{program} answered {answered} of {len(labelled)} conversations")
            score = scores[program] = scored(truth, found)
            if score["quotes_not_in_text"]:
                notes.append(f"{program} quoted {score['quotes_not_in_text']} times what is not in the text")
            rate = f"{messages / seconds:,.0f}" if seconds else "not measured"
            for lang in sorted({talk["lang"] for talk in labelled}):
                signal, dynamic = score["summary"][f"signal {lang}"], score["summary"][f"dynamic {lang}"]
                figures = [f"{signal[name]:.3f}" for name in ("micro_precision", "micro_recall", "micro_f1")]
                rows.append([program, lang, *figures, f"{dynamic['macro_f1']:.3f}", rate])
    text = table(HEAD, rows)
    print(f"{len(labelled)} conversations, {messages} messages\n\n{text}")
    if args.kinds:
        print("\n" + table(("what", "kind", "program", "precision", "recall", "F1", "right", "predicted", "labelled"), kinds(scores)))
    for note in notes:
        print(f"\n{note}.")
    dev = DATA / "dev.jsonl"
    if not args.leave_out and dev.exists() and args.data.read_bytes() == dev.read_bytes():
        write_down(args, text, notes)


if __name__ == "__main__":
    main()
