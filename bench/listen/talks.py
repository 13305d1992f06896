"""Conversations as files, without their labels, and the sentences of a message: shared by both baselines.

The form is that of LABELS.md beside the data: one conversation a line, JSON. Only the standard library.
"""

import json
import re
import unicodedata

COMPANY = (
    "refusal",
    "not_my_department",
    "forced_effort",
    "interim",
    "apology",
    "alternative",
    "ownership",
    "promise",
    "goodwill",
    "grant",
)
CUSTOMER = ("chasing", "repeat", "reported_refusal", "reported_promise", "leaving", "detractor", "escalation", "delight")
KINDS = {"company": COMPANY, "customer": CUSTOMER}
DYNAMICS = (
    "tortuous",
    "slow",
    "contradictory",
    "softened_no",
    "flat_no",
    "bounce",
    "repeat",
    "unanswered",
    "promise_kept",
    "promise_broken",
    "thanks_but_unresolved",
    "recovered",
)

# A full stop after one of these ends no sentence.
SHORT = re.compile(
    r"(?:^|[\s(])(?:sig|sigg|sig\.ra|dott|dott\.ssa|ing|avv|geom|rag|prof|spett|gent|egr|art|artt|pag|tel|cell|es|ecc|nr?|num|"
    r"rif|prot|ca|max|min|mr|mrs|ms|dr|st|no|ref|e\.g|i\.e|approx|ext)\.$",
    re.IGNORECASE,
)
END = re.compile(r"[.!?…]+[\"'»”’)]*(?=\s|$)|\n+")
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def read(path):
    """The conversations of a file."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write(path, talks):
    with open(path, "w", encoding="utf-8") as file:
        for talk in talks:
            file.write(json.dumps(talk, ensure_ascii=False) + "\n")


def unlabelled(talk):
    """The conversation as it came in, before anybody labelled it."""
    bare = {name: value for name, value in talk.items() if name != "dynamics"}
    bare["messages"] = [{name: value for name, value in message.items() if name != "signals"} for message in talk["messages"]]
    return bare


def sentences(text):
    """Where the sentences of a text begin and end; without quoted lines and what follows a signature's dashes."""
    cut = SIGNATURE.search(text)
    stop = cut.start() if cut else len(text)
    begin, found = 0, []
    for end in END.finditer(text, 0, stop):
        if end.group()[0] == "." and SHORT.search(text, begin, end.end()):
            continue
        found.append((begin, end.end()))
        begin = end.end()
    found.append((begin, stop))
    spans = []
    for a, b in found:
        piece = text[a:b]
        a += len(piece) - len(piece.lstrip())
        b = a + len(piece.strip())
        if b - a > 1 and text[a] != ">":
            spans.append((a, b))
    return spans


def fold(text):
    """Small letters without accents, one kind of apostrophe, one blank between words."""
    plain = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def answered(talk, signals, dynamics):
    """The conversation with what a program found: `signals` as number of message -> [(kind, quote)]."""
    found = unlabelled(talk)
    for message in found["messages"]:
        message["signals"] = [{"kind": kind, "quote": quote} for kind, quote in signals.get(message["n"], [])]
    found["dynamics"] = [{"kind": kind, "messages": [], "why": ""} for kind in dynamics]
    return found
