#!/usr/bin/env python3
"""Compares `filo culture stats` with established packages, counts how often its intervals hold, and measures its speed.

Compared to a millionth, on random sheets of answers: alpha with pingouin, omega with factor_analyzer (one factor), the
intervals of means and Welch's with scipy, Wilson's and the analysis of variance and Holm with statsmodels, ICC(1) and
ICC(2) with pingouin where departments are of one size. What of the answers is scored is computed here anew. Coverage is
that of crates/culture/examples/coverage.rs. Prints tables in Markdown and writes bench/out/culture/results.json.

Usage: run.py [--program PROGRAM] [--sets N] [--runs N] [--rows N]; 0 leaves a part out. Makes a venv of its own under
bench/out/culture by requirements.txt.
"""

import argparse
import itertools
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = ROOT / "bench" / "out" / "culture"
TOLERANCE = 1e-6


def in_own_python():
    """Starts again in the venv, made where it is not there."""
    place = OUT / "venv" / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == (OUT / "venv").resolve():
        return
    wanted = (HERE / "requirements.txt").read_text()
    mark = OUT / "venv" / "requirements.txt"
    if not mark.exists() or mark.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", OUT / "venv"], check=True)
        install = [place, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", HERE / "requirements.txt"], check=True)
        mark.write_text(wanted)
    os.execv(place, [str(place), *sys.argv])


def sheet(seed):
    """A random sheet: departments, and three dimensions of three, three and four items."""
    chance = random.Random(seed)
    is_balanced = seed % 3 == 0
    count = chance.randint(2, 9)
    size = chance.randint(8, 30)
    gaps = 0.0 if is_balanced else chance.choice([0.0, 0.03, 0.08])
    rows = []
    for department in range(count):
        n = size if is_balanced else chance.randint(3, 60)
        means = [chance.gauss(3.2, 0.5) for _ in range(3)]
        for _ in range(n):
            row = [f"d{department}"]
            for dimension, items in enumerate((3, 3, 4)):
                factor = chance.gauss(0, 1)
                for item in range(items):
                    loading = 0.85 - 0.06 * item
                    latent = means[dimension] + 0.9 * (
                        loading * factor + math.sqrt(1 - loading * loading) * chance.gauss(0, 1)
                    )
                    value = min(5, max(1, round(latent)))
                    lot = chance.random()
                    row.append("NA" if lot < gaps / 2 else "" if lot < gaps else str(value))
            rows.append(row)
    chance.shuffle(rows)
    header = ["department"] + [f"{name}{item + 1}" for name, items in (("a", 3), ("b", 3), ("c", 4)) for item in range(items)]
    return header, rows


def scored(header, rows, code):
    """By department the scores of respondents, what was answered to each item, and all complete answers."""
    places = [place for place, name in enumerate(header) if name.rstrip("0123456789") == code]
    needed = -(-2 * len(places) // 3)
    departments = {}
    complete = []
    for name in sorted({row[0] for row in rows}):
        own = [[row[place] for place in places] for row in rows if row[0] == name]
        kept = []
        for item in range(len(places)):
            given = [row[item] for row in own if row[item]]
            kept.append(sum(value == "NA" for value in given) <= 0.3 * len(given))
        points = [[int(v) for v, keep in zip(row, kept) if keep and v not in ("", "NA")] for row in own]
        scores = [(sum(p) / len(p) - 1) * 25 for p in points if p and len(p) >= needed]
        departments[name] = {"scores": scores, "rows": own}
        complete += [[int(v) for v in row] for row in own if all(v not in ("", "NA") for v in row)]
    return departments, complete, places


class Differences:
    """How far two programs lie apart, by what was compared."""

    def __init__(self):
        self.kinds = {}
        self.wrong = []

    def take(self, kind, mine, its, where):
        apart = abs(mine - its) / max(1.0, abs(its))
        count, highest = self.kinds.get(kind, (0, 0.0))
        self.kinds[kind] = (count + 1, max(highest, apart))
        if not apart <= TOLERANCE:
            self.wrong.append(f"{where}: {kind}: {mine} and {its}")


def compare(told, header, rows, seed, seen):
    import numpy
    import pandas
    import pingouin
    import statsmodels.api
    from factor_analyzer import FactorAnalyzer
    from scipy import stats
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import proportion_confint

    for dimension in told["dimensions"]:
        code = dimension["code"]
        where = f"sheet {seed} {code}"
        departments, complete, places = scored(header, rows, code)
        every = [score for one in departments.values() for score in one["scores"]]
        seen.take("mean of the company", dimension["score"]["mean"], numpy.mean(every), where)
        shown = {}
        for cell in dimension["departments"]:
            scores = departments[cell["department"]]["scores"]
            if len(scores) < 5:
                if "why" not in cell["score"]:
                    seen.wrong.append(f"{where}: a department of {len(scores)} is shown")
                continue
            score = cell["score"]
            shown[cell["department"]] = scores
            seen.take("mean", score["mean"], numpy.mean(scores), where)
            seen.take("standard deviation", score["sd"], numpy.std(scores, ddof=1), where)
            if score["interval"]:
                low, high = stats.t.interval(0.95, len(scores) - 1, numpy.mean(scores), stats.sem(scores))
                seen.take("interval of a mean (scipy)", score["interval"][0], low, where)
                seen.take("interval of a mean (scipy)", score["interval"][1], high, where)
        for place, item in zip(places, dimension["answers"]):
            given = [row[place] for row in rows if row[place] not in ("", "NA")]
            x = sum(value in "45" for value in given)
            low, high = proportion_confint(x, len(given), method="wilson")
            seen.take("Wilson (statsmodels)", item["favourable"]["interval"][0], low, where)
            seen.take("Wilson (statsmodels)", item["favourable"]["interval"][1], high, where)
        groups = [one["scores"] for one in departments.values() if one["scores"]]
        frame = pandas.DataFrame(
            [(name, place, score) for name, one in departments.items() for place, score in enumerate(one["scores"])],
            columns=["department", "respondent", "score"],
        )
        between = dimension["between"]
        if "why" not in between:
            model = statsmodels.api.OLS.from_formula("score ~ C(department)", frame).fit()
            table = statsmodels.api.stats.anova_lm(model)
            seen.take("mean squares (statsmodels)", between["msb"], table["mean_sq"].iloc[0], where)
            seen.take("mean squares (statsmodels)", between["msw"], table["mean_sq"].iloc[1], where)
            seen.take("F and its p (statsmodels)", between["f"], table["F"].iloc[0], where)
            seen.take("F and its p (statsmodels)", between["p"], table["PR(>F)"].iloc[0], where)
            if len({len(group) for group in groups}) == 1:
                icc = pingouin.intraclass_corr(data=frame, targets="department", raters="respondent", ratings="score")
                icc = dict(zip(icc["Type"], icc["ICC"]))
                seen.take("ICC (pingouin)", between["icc1"], icc["ICC(1,1)"], where)
                seen.take("ICC (pingouin)", between["icc2"], icc["ICC(1,k)"], where)
        pairs = [] if isinstance(dimension["differences"], dict) else dimension["differences"]
        p_values = []
        for pair in pairs:
            test = stats.ttest_ind(shown[pair["first"]], shown[pair["second"]], equal_var=False)
            interval = test.confidence_interval(0.95)
            p_values.append(test.pvalue)
            seen.take("Welch (scipy)", pair["p"], test.pvalue, where)
            seen.take("Welch (scipy)", pair["interval"][0], interval.low, where)
            seen.take("Welch (scipy)", pair["interval"][1], interval.high, where)
        if pairs:
            _, adjusted, _, _ = multipletests(p_values, method="holm")
            for pair, its in zip(pairs, adjusted):
                seen.take("Holm (statsmodels)", pair["p_adjusted"], its, where)
        reliability = dimension["reliability"]
        if len(complete) < 50:
            if "why" not in reliability["alpha"]:
                seen.wrong.append(f"{where}: alpha of {len(complete)} is shown")
            continue
        items = numpy.array(complete, dtype=float)
        alpha, _ = pingouin.cronbach_alpha(pandas.DataFrame(items))
        seen.take("alpha (pingouin)", reliability["alpha"]["value"], alpha, where)
        omega = reliability["omega"]
        if items.shape[1] == 3 and "why" not in omega:
            # Minimum residuals; with three items the model is just identified, and any estimator gives the same.
            factor = FactorAnalyzer(1, rotation=None, method="minres").fit(items)
            loading = numpy.abs(factor.loadings_[:, 0])
            sd = items.std(axis=0, ddof=1)
            general = (loading * sd).sum() ** 2
            its = general / (general + (sd**2 * (1 - loading**2)).sum())
            # Its optimiser stops before the sixth digit: compared where the residual is as small.
            residual = numpy.abs(numpy.corrcoef(items.T) - numpy.outer(loading, loading))
            residual = residual[~numpy.eye(3, dtype=bool)].max()
            if residual < 1e-6:
                seen.take("omega (factor_analyzer)", omega["value"], its, where)


def comparison(program, sets):
    import warnings

    warnings.simplefilter("ignore")
    seen = Differences()
    for seed in range(sets):
        header, rows = sheet(seed)
        path = OUT / "sheet.csv"
        path.write_text("\n".join(",".join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
        command = [program, "culture", "stats", path, "--json", "--quiet", "--resamples", "100"]
        done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
        compare(json.loads(done.stdout), header, rows, seed, seen)
    print(f"| compared on {sets} random sheets | figures | farthest apart |\n|---|---:|---:|")
    for kind, (count, highest) in seen.kinds.items():
        print(f"| {kind} | {count} | {highest:.1e} |")
    print()
    return {"kinds": seen.kinds, "wrong": seen.wrong}


def coverage(runs):
    command = ["cargo", "run", "--release", "--quiet", "-p", "filo-culture", "--example", "coverage", "--", str(runs)]
    begin = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    print(f"| what ({runs} runs) | where | which | holds or happens | mean width |\n|---|---|---|---:|---:|")
    for one in told:
        width = f"{one['width']:.3g}" if one.get("width") else (f"least {one['least']:.3f}" if "least" in one else "")
        print(f"| {one['what']} | {one['where']} | {one['which']} | {100 * one['share']:.1f} % | {width} |")
    print(f"\ncoverage took {time.monotonic() - begin:.0f} s\n")
    return told


def speed(program, rows):
    figures = []
    print(f"| departments ({rows} respondents, 24 items, 2,000 resamples) | wall s | processor s | peak MB |\n|---:|---:|---:|---:|")
    for count in (8, 40, 200):
        path = OUT / "large.csv"
        names = ",".join(f"d{place}" for place in range(count))
        command = [program, "culture", "simulate", "--departments", names, "--respondents", str(rows), "--out", path]
        subprocess.run([str(part) for part in [*command, "--quiet"]], check=True)
        begin = time.monotonic()
        process = subprocess.Popen([str(program), "culture", "stats", str(path), "--json"], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        if status:
            sys.exit(f"error: `filo culture stats` ended with {status}")
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(f"| {count} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |")
        figures.append({"departments": count, "wall_s": wall, "cpu_s": cpu, "peak_mb": peak})
    (OUT / "large.csv").unlink()
    print()
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target/release/filo")
    parser.add_argument("--sets", type=int, default=60)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=200_000)
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    in_own_python()
    results = {}
    if args.sets:
        results["comparison"] = comparison(args.program, args.sets)
    if args.rows:
        results["speed"] = speed(args.program, args.rows)
    if args.runs:
        results["coverage"] = coverage(args.runs)
    (OUT / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    wrong = results.get("comparison", {}).get("wrong", [])
    for line in itertools.islice(wrong, 20):
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"error: {len(wrong)} figures differ by more than {TOLERANCE}")


if __name__ == "__main__":
    main()
