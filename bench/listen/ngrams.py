#!/usr/bin/env python3
"""The baseline that learns: logistic regression on words and pieces of words, sentence by sentence.

TF-IDF of 1-2 words and of 3-5 characters within words, one model a kind (liblinear) on the sentences of its
side, both languages together. One threshold for all kinds, where micro F1 is best when each writer (a file of
the training folder) is left out in turn; of more than seven writers some at a time, in seven rounds. The
dynamics: the same kind of model on the text of each side of the conversation and on how often each signal was
predicted, those counts too with the writer left out; their threshold is where their own macro F1 is best.
Needs requirements.txt; run.py calls it. It takes minutes, and says on standard error how far it is.

    ngrams.py FOLDER FILE OUT          learns on FOLDER, writes FILE's lines with what it found
    ngrams.py FOLDER --leave-out OUT   writes the lines of FOLDER, each found by a model without its writer

Prints seconds and thresholds as JSON. What was learned is kept under --cache until texts or code change.
"""

import argparse
import hashlib
import json
import os
import pathlib
import sys
import time

import joblib
import numpy
import scipy.sparse
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

import talks

# The inverse of the regularisation: of 1 and 10 the one that did better with each writer left out.
STRENGTH = 10.0
CUTS = numpy.arange(0.05, 0.75, 0.01)


ROUNDS = 7


def told(text):
    """How far it is."""
    print(f"n-grams: {text}", file=sys.stderr, flush=True)


class Pieces:
    """How often each word and each piece of a word stands in each text."""

    def __init__(self, texts):
        words = CountVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b|[?!€£]")
        self.counters = [words, CountVectorizer(analyzer="char_wb", ngram_range=(3, 5))]
        self.counts = [counter.fit_transform(texts).tocsr() for counter in self.counters]

    def of(self, texts):
        """The same of other texts."""
        return [counter.transform(texts) for counter in self.counters]


class Weights:
    """TF-IDF as learned from some of the texts: of what stands in two of them."""

    def __init__(self, counts):
        self.kept = [numpy.flatnonzero(numpy.bincount(one.indices, minlength=one.shape[1]) >= 2) for one in counts]
        pairs = zip(counts, self.kept, strict=True)
        self.idf = [TfidfTransformer(sublinear_tf=True).fit(one[:, kept]) for one, kept in pairs]

    def rows(self, counts):
        parts = zip(counts, self.kept, self.idf, strict=True)
        return scipy.sparse.hstack([idf.transform(one[:, kept]) for one, kept, idf in parts]).tocsr()


def some(counts, wanted):
    """The counts of some of the texts."""
    return [one[wanted] for one in counts]


def regression(rows, column):
    """One model; none where the column is all one."""
    if not 0 < column.sum() < len(column):
        return None
    return LogisticRegression(C=STRENGTH, solver="liblinear").fit(rows, column)


def fitted(rows, truth):
    """One model for each column of truth, on all cores."""
    fit = joblib.delayed(regression)
    return joblib.Parallel(n_jobs=os.cpu_count(), prefer="threads")(fit(rows, column) for column in truth.T)


def chances(models, rows):
    """How likely each model holds each row."""
    none = numpy.zeros(rows.shape[0])
    return numpy.column_stack([model.predict_proba(rows)[:, 1] if model else none for model in models])


class Sentences:
    """The sentences of one side: text, where each stands, which labels each shows."""

    def __init__(self, side, conversations):
        self.kinds = talks.KINDS[side]
        self.texts, self.place, self.labels = [], [], []
        self.count = 0
        for number, talk in enumerate(conversations):
            for message in talk["messages"]:
                if message["side"] == side:
                    self.add(number, message)

    def add(self, number, message):
        """A message's sentences. A label counts for the sentence that has most of it, and for those half of which it covers."""
        spans = talks.sentences(message["text"])
        base = len(self.texts)
        for a, b in spans:
            self.texts.append(talks.fold(message["text"][a:b]))
            self.place.append((number, message["n"], message["text"][a:b]))
        for signal in message.get("signals", []):
            begin = message["text"].find(signal["quote"])
            end = begin + len(signal["quote"])
            shared = [max(0, min(b, end) - max(a, begin)) for a, b in spans]
            most = max(shared, default=0)
            for i, (a, b) in enumerate(spans):
                if shared[i] and (shared[i] == most or 2 * shared[i] >= b - a):
                    self.labels.append((self.count, base + i, self.kinds.index(signal["kind"])))
            self.count += 1

    def truth(self):
        held = numpy.zeros((len(self.texts), len(self.kinds)), dtype=bool)
        for _, row, column in self.labels:
            held[row, column] = True
        return held


def best_signals(sides, chance, rows):
    """The threshold of best micro F1 as the scorer counts: every label once. `rows`: which sentences of each side count."""
    said, hit, labelled = [], [], 0
    for side, sentences in sides.items():
        said.append(chance[side][rows[side]].ravel())
        most = {}
        for label, row, column in sentences.labels:
            if rows[side][row]:
                most[label] = max(most.get(label, 0.0), chance[side][row, column])
        hit.extend(most.values())
        labelled += len(most)
    said, hit = numpy.concatenate(said), numpy.array(hit)
    f1 = [2 * (hit >= cut).sum() / max(1, (said >= cut).sum() + labelled) for cut in CUTS]
    return float(CUTS[int(numpy.argmax(f1))])


def best_dynamics(chance, truth):
    """The threshold of best macro F1."""
    scores = []
    for cut in CUTS:
        said = chance >= cut
        right = (said & truth).sum(axis=0)
        scores.append((2 * right / numpy.maximum(1, said.sum(axis=0) + truth.sum(axis=0))).mean())
    return float(CUTS[int(numpy.argmax(scores))])


def texts_of(conversations, side):
    """The whole text of one side of each conversation."""
    return [
        talks.fold("\n".join(m["text"][a:b] for m in talk["messages"] if m["side"] == side for a, b in talks.sentences(m["text"])))
        for talk in conversations
    ]


def counted(sides, chance, threshold, conversations):
    """How often each kind is predicted in each conversation, as logarithms."""
    blocks = []
    for side, sentences in sides.items():
        table = numpy.zeros((len(conversations), len(sentences.kinds)))
        numbers = numpy.array([number for number, _, _ in sentences.place], dtype=int)
        numpy.add.at(table, numbers, chance[side] >= threshold)
        blocks.append(numpy.log1p(table))
    return numpy.hstack(blocks)


class Whole:
    """The models of the dynamics, from the pieces of each side's text and the counts of signals."""

    def __init__(self, pieces, counts, truth):
        self.weights = {side: Weights(pieces[side]) for side in pieces}
        self.models = fitted(self.rows(pieces, counts), truth)

    def rows(self, pieces, counts):
        blocks = [self.weights[side].rows(pieces[side]) for side in sorted(self.weights)]
        return scipy.sparse.hstack([*blocks, scipy.sparse.csr_matrix(counts)]).tocsr()

    def chances(self, pieces, counts):
        return chances(self.models, self.rows(pieces, counts))


class Signals:
    """The models of the signals of one side."""

    def __init__(self, pieces, truth):
        self.weights = Weights(pieces)
        self.models = fitted(self.weights.rows(pieces), truth)

    def chances(self, pieces):
        return chances(self.models, self.weights.rows(pieces))


def rounds(names):
    """Which writers are left out together."""
    return [names[start::ROUNDS] for start in range(min(ROUNDS, len(names)))]


def learn(files):
    """Everything learned on the files, and what each writer's conversations show to models without it."""
    conversations, writer = [], []
    for name, talks_of in files.items():
        conversations.extend(talks_of)
        writer.extend([name] * len(talks_of))
    writer = numpy.array(writer)
    sides = {side: Sentences(side, conversations) for side in talks.KINDS}
    by = {side: writer[[number for number, _, _ in one.place]] for side, one in sides.items()}
    truth = {side: one.truth() for side, one in sides.items()}
    told("counting words and pieces of words")
    pieces = {side: Pieces(one.texts) for side, one in sides.items()}
    chance = {side: numpy.zeros(truth[side].shape) for side in sides}
    left = rounds(list(files))
    for number, names in enumerate(left, start=1):
        told(f"signals, round {number} of {len(left)}, without {', '.join(names)}")
        for side in sides:
            out = numpy.isin(by[side], names)
            model = Signals(some(pieces[side].counts, ~out), truth[side][~out])
            chance[side][out] = model.chances(some(pieces[side].counts, out))
    threshold = best_signals(sides, chance, {side: numpy.ones(len(by[side]), dtype=bool) for side in sides})
    # A writer's own labels have no say in the threshold its conversations are measured with.
    own = {name: best_signals(sides, chance, {side: by[side] != name for side in sides}) for name in files}
    counts = counted(sides, chance, threshold, conversations)
    wholes = {side: Pieces(texts_of(conversations, side)) for side in sides}
    all_of = {side: wholes[side].counts for side in sides}
    held = numpy.array([[any(d["kind"] == kind for d in talk["dynamics"]) for kind in talks.DYNAMICS] for talk in conversations])
    whole = numpy.zeros(held.shape)
    for number, names in enumerate(left, start=1):
        told(f"dynamics, round {number} of {len(left)}")
        out = numpy.isin(writer, names)
        model = Whole({side: some(all_of[side], ~out) for side in sides}, counts[~out], held[~out])
        whole[out] = model.chances({side: some(all_of[side], out) for side in sides}, counts[out])
    left_out = []
    for name in files:
        cut = best_dynamics(whole[writer != name], held[writer != name])
        left_out.extend(answers(conversations, sides, chance, own[name], whole, cut, writer == name))
    told("learning from all")
    learned = {
        "pieces": pieces,
        "signals": {side: Signals(pieces[side].counts, truth[side]) for side in sides},
        "threshold": threshold,
        "wholes": wholes,
        "dynamics": Whole(all_of, counts, held),
        "dynamics_threshold": best_dynamics(whole, held),
        "left_out": left_out,
    }
    # To listen takes what was learned, not the texts it was learned from.
    for one in (*pieces.values(), *wholes.values()):
        one.counts = None
    return learned


def answers(conversations, sides, chance, threshold, whole, cut, wanted):
    """The wanted conversations with what was found."""
    found = [{} for _ in conversations]
    for side, one in sides.items():
        for (number, n, sentence), row in zip(one.place, chance[side], strict=True):
            hits = [(kind, sentence) for kind, likely in zip(one.kinds, row, strict=True) if likely >= threshold]
            if hits:
                found[number].setdefault(n, []).extend(hits)
    return [
        talks.answered(talk, found[i], [kind for kind, likely in zip(talks.DYNAMICS, whole[i], strict=True) if likely >= cut])
        for i, talk in enumerate(conversations)
        if wanted[i]
    ]


def listen(learned, conversations):
    """The conversations with what the models find."""
    sides = {side: Sentences(side, conversations) for side in talks.KINDS}
    chance = {side: learned["signals"][side].chances(learned["pieces"][side].of(one.texts)) for side, one in sides.items()}
    counts = counted(sides, chance, learned["threshold"], conversations)
    pieces = {side: learned["wholes"][side].of(texts_of(conversations, side)) for side in sides}
    whole = learned["dynamics"].chances(pieces, counts)
    wanted = numpy.ones(len(conversations), dtype=bool)
    return answers(conversations, sides, chance, learned["threshold"], whole, learned["dynamics_threshold"], wanted)


def kept(folder, cache):
    """What was learned on a folder, from the cache where texts and code are the same."""
    paths = sorted(folder.glob("*.jsonl"))
    digest = hashlib.sha256(sklearn.__version__.encode())
    for path in [*paths, pathlib.Path(__file__), pathlib.Path(talks.__file__)]:
        digest.update(path.name.encode() + path.read_bytes())
    file = cache / f"ngrams-{digest.hexdigest()[:16]}.joblib"
    if file.exists():
        return joblib.load(file)
    told(f"learning from {len(paths)} writers, which takes some minutes; {file.name} keeps it")
    begin = time.monotonic()
    learned = learn({path.stem: talks.read(path) for path in paths})
    learned["learn_s"] = round(time.monotonic() - begin, 1)
    cache.mkdir(parents=True, exist_ok=True)
    joblib.dump(learned, file)
    return learned


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("file", nargs="?", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--cache", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[1] / "out" / "listen")
    args = parser.parse_args()
    learned = kept(args.folder, args.cache)
    said = {name: learned[name] for name in ("learn_s", "threshold", "dynamics_threshold")}
    if args.leave_out:
        talks.write(args.out, learned["left_out"])
    else:
        conversations = talks.read(args.file)
        begin = time.monotonic()
        found = listen(learned, conversations)
        said["listen_s"] = time.monotonic() - begin
        talks.write(args.out, found)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
