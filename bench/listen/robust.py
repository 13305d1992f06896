#!/usr/bin/env python3
"""Measures how much `filo listen` loses when conversations are typed, sent or stored otherwise.

Changes labelled conversations in one way at a time, labels with them, listens through the built program, and
prints for each change and language precision and recall of the signals by score.py, and what is lost against
the conversations as they stand, in points. Behind and above messages a signature, a disclaimer, earlier mail
are added: that should lose nothing. With sides swapped the signals of the company are counted: what the
customer says shows none of them. A run on dev.jsonl is written down in DEV_RUNS.md. Only Python's standard library.
"""

import argparse
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import run
import talks

HEAD = ("change", "language", "signals P", "signals R", "recall lost, points", "dynamics macro F1", "conversations heard otherwise")
TAILS = {
    "a signature behind": {
        "it": "\n\n-- \nLucia Ferri\nUfficio Reclami, non siamo responsabili dei ritardi\nTel. 02 5550 1234",
        "en": "\n\n-- \nLucy Ferris\nComplaints Team, we are not responsible for delays\nTel. 020 5550 1234",
    },
    "a disclaimer behind": {
        "it": "\n\nLe informazioni contenute in questo messaggio sono riservate. Se lo ha ricevuto per errore deve rispedirlo al mittente.",
        "en": "\n\nThis e-mail and any attachments are confidential. If you have received it in error you must send it back.",
    },
    "earlier mail behind, marked": {
        "it": "\n\nIl giorno lun 2 mar 2026 alle ore 09:14 Servizio Clienti\n<info@esempio.it> ha scritto:\n\n> Non è possibile rimborsarla.\n> Deve rivolgersi all'ufficio tecnico.",
        "en": "\n\nOn Mon, 2 Mar 2026 at 09:14, Customer Service\n<help@example.com> wrote:\n\n> We cannot refund you.\n> You will have to contact the technical team.",
    },
    "earlier mail behind, as Outlook does": {
        "it": "\n\nDa: Servizio Clienti <info@esempio.it>\nInviato: lunedì 2 marzo 2026 09:14\nA: Mario Rossi\nOggetto: R: pratica\n\nNon è possibile rimborsarla. Vi avevo già scritto due volte.",
        "en": "\n\nFrom: Customer Service <help@example.com>\nSent: 02 March 2026 09:14\nTo: Mary Ross\nSubject: RE: case\n\nWe cannot refund you. I have already written twice.",
    },
    "forwarded mail behind": {
        "it": "\n\n---------- Forwarded message ---------\nDa: Servizio Clienti <info@esempio.it>\nDate: lun 2 mar 2026 alle ore 09:14\nSubject: pratica\n\nLa sua richiesta è stata respinta.",
        "en": "\n\n---------- Forwarded message ---------\nFrom: Customer Service <help@example.com>\nDate: Mon, 2 Mar 2026 at 09:14\nSubject: case\n\nYour request has been turned down.",
    },
}
ABOVE = {
    "it": "Il giorno lun 2 mar 2026 alle ore 09:14 Servizio Clienti ha scritto:\n> Purtroppo non è possibile rimborsarla.\n\n",
    "en": "On Mon, 2 Mar 2026 at 09:14, Customer Service wrote:\n> Unfortunately we cannot refund you.\n\n",
}
SWAPPED = {"customer": "company", "company": "customer", "system": "system"}


def plain(letter):
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def as_it_is(before, letter, behind):
    return letter


def without_accents(before, letter, behind):
    return plain(letter)


def in_capitals(before, letter, behind):
    return letter.upper()


def with_apostrophes(before, letter, behind):
    return plain(letter) + ("'" if letter.isalpha() and plain(letter) != letter and not behind.isalpha() else "")


def without_marks(before, letter, behind):
    stays = letter.isalnum() or letter.isspace() or letter in "'’€£$%" or (before.isdigit() and behind.isdigit())
    return letter if stays else ""


def all_at_once(before, letter, behind):
    return "".join(without_marks(before, one, behind) for one in plain(letter).lower())


TYPED = {
    "without accents": without_accents,
    "in capitals": in_capitals,
    "e' for è": with_apostrophes,
    "without punctuation": without_marks,
    "without accents, capitals and punctuation": all_at_once,
}


def typed(talk, change):
    """The conversation with every letter changed, its labels with it."""
    out = json.loads(json.dumps(talk))
    for message in out["messages"]:
        text = message["text"]
        parts = [change(text[i - 1] if i else " ", c, text[i + 1] if i + 1 < len(text) else " ") for i, c in enumerate(text)]
        for signal in message.get("signals", []):
            start = text.find(signal["quote"])
            signal["quote"] = "".join(parts[start : start + len(signal["quote"])])
        message["signals"] = [signal for signal in message.get("signals", []) if signal["quote"].strip()]
        message["text"] = "".join(parts)
    return out


def around(talk, above, behind):
    out = json.loads(json.dumps(talk))
    for message in out["messages"]:
        message["text"] = above + message["text"] + behind
    return out


def swapped(talk):
    out = json.loads(json.dumps(talk))
    for message in out["messages"]:
        message["side"] = SWAPPED[message["side"]]
    return out


def listened(filo, conversations, folder):
    """What Filo says, and the score of it."""
    truth, bare, found = (folder / name for name in ("labelled.jsonl", "bare.jsonl", "found.jsonl"))
    talks.write(truth, conversations)
    talks.write(bare, map(talks.unlabelled, conversations))
    with open(found, "wb") as file:
        subprocess.run([filo, "listen", bare, "--json"], check=True, stdin=subprocess.DEVNULL, stdout=file)
    return talks.read(found), run.scored(truth, found)


def essence(talk):
    """What must not change: signals with their quotes, dynamics."""
    signals = [(m["n"], s["kind"], s["quote"], s.get("probability")) for m in talk["messages"] for s in m["signals"]]
    return signals, [(d["kind"], d["messages"], d.get("probability")) for d in talk["dynamics"]]


def of_company(conversations):
    kinds = set(talks.COMPANY)
    return sum(s["kind"] in kinds for talk in conversations for m in talk["messages"] for s in m["signals"])


def write_down(text):
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=run.ROOT, capture_output=True, text=True)
    when = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    command = " ".join(["bench/listen/robust.py", *sys.argv[1:]])
    with open(run.LOG, "a", encoding="utf-8") as file:
        file.write(f"\n## {when}, commit {told.stdout.strip() or 'unknown'}: robustness\n\n`{command}`.\n\n{text}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, nargs="+", default=[run.DATA / "dev.jsonl"], help="files of labelled conversations")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth conversation")
    parser.add_argument("--filo", type=pathlib.Path, default=run.ROOT / "target" / "release" / "filo")
    args = parser.parse_args()
    missing = run.has_listen(args.filo.resolve())
    if missing:
        sys.exit(f"error: {missing}")
    filo = args.filo.resolve()
    labelled = [talk for file in args.data for talk in talks.read(file)][:: args.every]
    changes = {"as they stand": lambda talk: talk}
    changes |= {name: lambda talk, change=change: typed(talk, change) for name, change in TYPED.items()}
    changes |= {name: lambda talk, tail=tail: around(talk, "", tail[talk["lang"]]) for name, tail in TAILS.items()}
    changes["earlier mail above"] = lambda talk: around(talk, ABOVE[talk["lang"]], "")
    rows, before, base = [], None, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for name, change in changes.items():
            heard, score = listened(filo, [change(talk) for talk in labelled], folder)
            if score["quotes_not_in_text"]:
                sys.exit(f"error: {name}: {score['quotes_not_in_text']} quotes are not in their text")
            before = before or heard
            for lang in sorted({talk["lang"] for talk in labelled}):
                signal, dynamic = score["summary"][f"signal {lang}"], score["summary"][f"dynamic {lang}"]
                recall = signal["micro_recall"]
                lost = f"{100 * (base.setdefault(lang, recall) - recall):.1f}"
                pairs = [(a, b) for a, b in zip(before, heard) if a["lang"] == lang]
                others = sum(essence(a) != essence(b) for a, b in pairs) if name not in TYPED else "-"
                figures = [f"{signal['micro_precision']:.3f}", f"{recall:.3f}", lost, f"{dynamic['macro_f1']:.3f}", others]
                rows.append([name, lang, *figures])
        heard, _ = listened(filo, [swapped(talk) for talk in labelled], folder)
    sides = f"Signals of the company: {of_company(before)}, with sides swapped {of_company(heard)}."
    text = run.table(HEAD, rows) + "\n\n" + sides
    print(f"{len(labelled)} conversations\n\n{text}")
    dev = run.DATA / "dev.jsonl"
    if dev.exists() and any(file.read_bytes() == dev.read_bytes() for file in args.data):
        write_down(text)


if __name__ == "__main__":
    main()
