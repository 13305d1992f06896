#!/usr/bin/env python3
"""Counts what `filo listen` tells of ordinary Italian and English text, which is nobody's customer service.

Makes conversations of public text (`ordinary.py`), listens to each twice, the second time with sides swapped, so
that every message is heard once as the customer's and once as the company's, and prints tables in Markdown: how
many messages of a thousand have anything told of them, by language and side, genre and kind, with Wilson intervals
of 95 %, and the dynamics. Writes the first hundred, half of each language, in a fixed order that goes round the
genres, with their surroundings and what weighed, to bench/out/listen/alarms/hundred.md, to be looked at one by one.
Needs git, and the network once, or --texts with a folder of git repositories. Only Python's standard library.
"""

import argparse
import collections
import datetime
import pathlib
import random
import subprocess
import sys

import ordinary
import run
import talks

OUT = run.OUT / "alarms"
SWAPPED = {"customer": "company", "company": "customer"}
LANGUAGES = ("it", "en")
LOOKED_AT, SEED = 100, 20261127
CUTS = (0.5, 0.7, 0.9)


def swapped(talk):
    return {**talk, "messages": [{**message, "side": SWAPPED[message["side"]]} for message in talk["messages"]]}


def listened(filo, name, conversations):
    """What Filo tells of them; the lines are kept."""
    bare, found = OUT / f"{name}.jsonl", OUT / f"{name}-heard.jsonl"
    talks.write(bare, conversations)
    with open(found, "wb") as file:
        subprocess.run([filo, "--quiet", "listen", bare, "--json", "--explain"], check=True, stdin=subprocess.DEVNULL, stdout=file)
    heard = talks.read(found)
    if [talk["id"] for talk in heard] != [talk["id"] for talk in conversations]:
        sys.exit(f"error: {found} does not answer {bare}")
    return heard


def thousand(k, n):
    """k of n messages in a thousand, with its interval."""
    if n == 0:
        return "-"
    low, high = run.bounds(k, n)
    return f"{1000 * k / n:.1f} ({1000 * low:.1f} to {1000 * high:.1f})"


class Count:
    """Messages heard and told of, signals told, by whatever key."""

    def __init__(self):
        self.heard, self.told, self.signals = collections.Counter(), collections.Counter(), collections.Counter()

    def add(self, key, signals):
        self.heard[key] += 1
        self.told[key] += bool(signals)
        self.signals[key] += signals

    def cell(self, key):
        return thousand(self.told[key], self.heard[key])


def counted(rounds):
    """Counts by (language, genre, side) and by (language, kind); dynamics by (language, kind)."""
    by_text, by_kind, dynamics = Count(), Count(), Count()
    for genre, talk in rounds:
        lang = talk["lang"]
        for message in talk["messages"]:
            kinds = collections.Counter(signal["kind"] for signal in message["signals"])
            by_text.add((lang, genre, message["side"]), kinds.total())
            for kind in talks.KINDS[message["side"]]:
                by_kind.add((lang, kind), kinds[kind])
        held = {dynamic["kind"] for dynamic in talk["dynamics"]}
        for kind in talks.DYNAMICS:
            dynamics.add((lang, kind), kind in held)
    return by_text, by_kind, dynamics


def summed(count, wanted):
    """A count's heard, told and signals over the keys that are wanted."""
    keys = [key for key in count.heard if wanted(*key)]
    return [sum(part[key] for key in keys) for part in (count.heard, count.told, count.signals)]


def tables(rounds):
    by_text, by_kind, dynamics = counted(rounds)
    rows = []
    for lang in LANGUAGES:
        for sort in (*dict.fromkeys(ordinary.GENRES.values()), "all"):
            genres = [genre for genre, of in ordinary.GENRES.items() if sort in (of, "all")]
            cells = []
            for side in talks.KINDS:
                heard, told, signals = summed(by_text, lambda at, genre, of: at == lang and of == side and genre in genres)
                cells += [thousand(told, heard), signals]
            rows.append([lang, sort, f"{heard:,}", *cells])
    head = ("language", "text", "messages, each heard as both", "company's, told of 1,000", "signals", "customer's, told of 1,000", "signals")
    yield run.table(head, rows)
    rows = []
    for genre, sort in ordinary.GENRES.items():
        for lang in LANGUAGES:
            if by_text.heard[lang, genre, "company"]:
                cells = [by_text.cell((lang, genre, side)) for side in talks.KINDS]
                rows.append([genre, sort, lang, f"{by_text.heard[lang, genre, 'company']:,}", *cells])
    yield run.table(("genre", "text", "language", "messages", "company's, told of 1,000", "customer's, told of 1,000"), rows)
    rows = []
    for side, kinds in talks.KINDS.items():
        for kind in kinds:
            cells = [cell for lang in LANGUAGES for cell in (by_kind.signals[lang, kind], by_kind.cell((lang, kind)))]
            rows.append([side, kind, *cells])
    yield run.table(("side", "signal", "it, signals", "it, told of 1,000", "en, signals", "en, told of 1,000"), rows)
    yield reasons(rounds)
    rows = []
    for kind in talks.DYNAMICS:
        cells = [cell for lang in LANGUAGES for cell in (dynamics.told[lang, kind], dynamics.cell((lang, kind)))]
        rows.append([kind, *cells])
    yield run.table(("dynamic", "it", "it, of 1,000 conversations", "en", "en, of 1,000 conversations"), rows)


def evidence(signal):
    """What a signal leans on among what weighed most: a phrase, an expression the phrases are made of, or neither."""
    if any(one.startswith("phrase ") for one in signal["weighed"]):
        return "a phrase"
    return "part of a phrase" if any(one.startswith("says ") for one in signal["weighed"]) else "neither"


def reasons(rounds):
    """How many signals of each language lean on what, and how many are how probable."""
    leaning, least = collections.Counter(), collections.Counter()
    for _, talk in rounds:
        for signal in (signal for message in talk["messages"] for signal in message["signals"]):
            leaning[talk["lang"], evidence(signal)] += 1
            for cut in CUTS:
                least[talk["lang"], cut] += signal["probability"] >= cut
    kinds = ("a phrase", "part of a phrase", "neither")
    rows = [[lang, *(leaning[lang, kind] for kind in kinds), *(least[lang, cut] for cut in CUTS)] for lang in LANGUAGES]
    return run.table(("language", *(f"leans on {kind}" for kind in kinds), *(f"at least {cut}" for cut in CUTS)), rows)


def alarms(rounds):
    """Everything told: language -> genre -> [(conversation, message, signal)]."""
    found = {lang: collections.defaultdict(list) for lang in LANGUAGES}
    for genre, talk in rounds:
        for message in talk["messages"]:
            found[talk["lang"]][genre] += [(talk, message, signal) for signal in message["signals"]]
    return found


def first(found, wanted):
    """So many, one of each genre in turn, each genre in an order by chance that stays the same."""
    chance, order = random.Random(SEED), []
    queues = {genre: sorted(found[genre], key=lambda one: (one[0]["id"], one[1]["n"], one[1]["side"])) for genre in sorted(found)}
    for queue in queues.values():
        chance.shuffle(queue)
    while len(order) < wanted and any(queues.values()):
        order += [(genre, *queue.pop()) for genre, queue in queues.items() if queue]
    return order[:wanted]


def described(number, genre, talk, message, signal):
    """One alarm with its surroundings, for a person."""
    before = next((one["text"] for one in talk["messages"] if one["n"] == message["n"] - 1), "")
    lines = [
        f"## {number}. {talk['lang']}, {genre}, {message['side']}: {signal['kind']} {signal['probability']:.2f}",
        f"{talk['id']}, message {message['n']}",
        f"quote: {signal['quote']}",
        f"whole: {message['text']}",
        f"before: {before[-300:]}",
        f"weighed: {', '.join(signal['weighed'])}",
    ]
    return "\n\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=pathlib.Path, help="folder with the sources' git repositories; else they are cloned")
    parser.add_argument("--filo", type=pathlib.Path, default=run.ROOT / "target" / "release" / "filo")
    args = parser.parse_args()
    filo = args.filo.resolve()
    missing = run.has_listen(filo)
    if missing:
        sys.exit(f"error: {missing}")
    OUT.mkdir(parents=True, exist_ok=True)
    texts = list(ordinary.conversations(args.texts, run.OUT / "texts"))
    genres = [genre for genre, _ in texts]
    once = listened(filo, "once", [talk for _, talk in texts])
    other = listened(filo, "swapped", [swapped(talk) for _, talk in texts])
    rounds = list(zip(genres + genres, once + other, strict=True))
    found = alarms(rounds)
    order = [one for pair in zip(*(first(found[lang], LOOKED_AT // 2) for lang in LANGUAGES), strict=False) for one in pair]
    with open(OUT / "hundred.md", "w", encoding="utf-8") as file:
        file.writelines(described(number, *one) + "\n" for number, one in enumerate(order, start=1))
    size = sum(len(message["text"].encode()) for _, talk in texts for message in talk["messages"])
    count = sum(len(talk["messages"]) for _, talk in texts)
    when = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d")
    print(f"{when}: {len(texts):,} conversations, {count:,} messages, {size / 1e6:.1f} MB, each heard on both sides.")
    for table in tables(rounds):
        print(f"\n{table}")
    print(f"\nThe first {len(order)}: {run.shown(OUT / 'hundred.md')}", file=sys.stderr)


if __name__ == "__main__":
    main()
