"""Ordinary public text in Italian and English, as conversations in the form of LABELS.md, without labels.

Texts come from treebanks and transcriptions on GitHub at a fixed commit: cloned into bench/out/listen/texts, or
read from a folder with a git repository a source (`OWNER+NAME/repo` or `NAME`). Of them nothing is committed here.
Sentences that follow one another in the source make messages of three, others stand alone; turns of speech stay
turns. Six messages of one document make a conversation, whose sides alternate. Only the standard library.
"""

import dataclasses
import datetime
import itertools
import re
import subprocess
import sys

# What kind of text a genre is. In `plain` nobody writes to anybody about something bought, told or asked for; in `talk`
# people speak to each other; in `near` they judge shops and services, write to offices, ask for help.
PLAIN, TALK, NEAR = "plain", "talk", "near service"
GENRES = {
    "news": PLAIN,
    "encyclopaedia": PLAIN,
    "law and rules": PLAIN,
    "parliament": PLAIN,
    "learned": PLAIN,
    "fiction": PLAIN,
    "travel guides": PLAIN,
    "questions": PLAIN,
    "speeches and courts": PLAIN,
    "how-to": PLAIN,
    "weblogs": TALK,
    "newsgroups": TALK,
    "spoken": TALK,
    "tweets": TALK,
    "letters": TALK,
    "answers": NEAR,
    "e-mail": NEAR,
    "help pages": NEAR,
    "office hours": NEAR,
    "reviews": NEAR,
}
PER_MESSAGE, PER_TALK, TURNS_A_FILE, LEAST_WORDS_OF_A_TURN = 3, 6, 240, 4
GUM = {
    "academic": "learned",
    "bio": "encyclopaedia",
    "conversation": "spoken",
    "court": "speeches and courts",
    "essay": "learned",
    "fiction": "fiction",
    "interview": "spoken",
    "letter": "letters",
    "news": "news",
    "podcast": "spoken",
    "speech": "speeches and courts",
    "textbook": "learned",
    "vlog": "spoken",
    "voyage": "travel guides",
    "whow": "how-to",
}
EWT = {"answers": "answers", "email": "e-mail", "newsgroup": "newsgroups", "reviews": "reviews", "weblog": "weblogs"}
# Up to which number the sentences of a source are of which genre, as its texts stand one behind the other.
TUT = ((2000, "law and rules"), (3250, "news"), (9999, "encyclopaedia"))
VIT = ((4211, "news"), (4866, "law and rules"), (99999, "news"))
PARTUT = (
    (78, "law and rules"),
    (472, "parliament"),
    (578, "help pages"),
    (792, "law and rules"),
    (948, "speeches and courts"),
    (1025, "law and rules"),
    (1530, "news"),
    (9999, "encyclopaedia"),
)


@dataclasses.dataclass(frozen=True)
class Said:
    """A sentence, or a turn of speech: of which document and speaker, and whether it follows the one before."""

    document: str
    genre: str
    speaker: str
    text: str
    follows: bool


@dataclasses.dataclass(frozen=True)
class Source:
    """A repository at a commit, which of its files, and how their sentences are read."""

    lang: str
    repo: str
    commit: str
    licence: str
    files: str
    reader: object


def by_number(ranges, number):
    return next(genre for last, genre in ranges if number <= last)


def sentences(text):
    """(document, id, speaker, sentence) of a file in the form of CoNLL-U."""
    document = ident = speaker = ""
    for line in text.splitlines():
        name, _, value = line.partition(" = ")
        if name == "# newdoc id":
            document, speaker = value, ""
        elif name == "# sent_id":
            ident = value
        elif name == "# speaker":
            speaker = value
        elif name == "# text":
            yield document, ident, speaker, value.strip()


def of_isdt(path, text):
    """Sentences in an order by chance, their genre in their id."""
    for _, ident, _, sentence in sentences(text):
        name, number = ident.rsplit("-", 1)
        known = {"isst_tanl": "news", "test": "news", "quest": "questions", "2_Europarl": "parliament", "4_FB": "help pages"}
        if name == "tut":
            genre = by_number(TUT, int(number))
        elif "WIKI" in name:
            genre = "encyclopaedia"
        elif name in ("splet", "1_CC", "3_UDHR") or "JRC" in name:
            genre = "law and rules"
        else:
            genre = known.get(name, "news")
        yield Said(f"isdt {genre}", genre, "", sentence, False)


def of_vit(path, text):
    for _, ident, _, sentence in sentences(text):
        genre = by_number(VIT, int(ident.rsplit("-", 1)[1]))
        yield Said(f"vit {path} {genre}", genre, "", sentence, True)


def of_partut(path, text):
    found = sorted((int(ident.rsplit("-", 1)[1]), sentence) for _, ident, _, sentence in sentences(text))
    for number, sentence in found:
        genre = by_number(PARTUT, number)
        yield Said(f"partut {path} {genre}", genre, "", sentence, False)


def of_tweets(path, text):
    for _, _, _, sentence in sentences(text):
        yield Said(path, "tweets", "", sentence, False)


def of_pud(path, text):
    for document, ident, _, sentence in sentences(text):
        yield Said(document[:1], "news" if ident[0] == "n" else "encyclopaedia", "", sentence, False)


def of_parlamint(path, text):
    for _, _, _, sentence in sentences(text):
        yield Said(path, "parliament", "", sentence, True)


def of_ewt(path, text):
    for document, _, _, sentence in sentences(text):
        yield Said(document, EWT[document.split("-")[0]], "", sentence, True)


def of_gum(path, text):
    """Texts that are not spread with the treebank stand there as underscores; they are left out."""
    for document, _, speaker, sentence in sentences(text):
        if not re.fullmatch(r"[_\W]*", sentence):
            yield Said(document, GUM[document.split("_")[1]], speaker, sentence, True)


def of_kip(path, text):
    """A line a unit of speech; those of one speaker in a row are a turn. The file's name says the occasion."""
    genre = "office hours" if re.search(r"/[A-Z]{2}A1", path) else "spoken"
    lines = [line.split("\t", 1) for line in text.splitlines() if "\t" in line]
    turns = itertools.groupby(lines, key=lambda line: line[0])
    for speaker, units in itertools.islice(turns, TURNS_A_FILE):
        turn = " ".join(unit.strip() for _, unit in units)
        if len(turn.split()) >= LEAST_WORDS_OF_A_TURN:
            yield Said(path, genre, speaker, turn, True)


UD = "UniversalDependencies/UD_"
NC = "CC BY-NC-SA"
SOURCES = (
    Source("it", UD + "Italian-ISDT", "689c1bf3c7d132903d2196ac69b76a0933c90997", NC + " 3.0", r"it_isdt-ud-(dev|test)\.conllu", of_isdt),
    Source("it", UD + "Italian-VIT", "12fc5f682a677e87dac1923903ae954d8441f7b7", NC + " 3.0", r"it_vit-ud-(dev|test)\.conllu", of_vit),
    Source("it", UD + "Italian-ParTUT", "5fcc2b37885c8609f2301358f55b18a62f90242b", NC + " 4.0", r"it_partut-ud-\w+\.conllu", of_partut),
    Source("it", UD + "Italian-PUD", "71d932aa096368331ba2fd9bc906ec8dd853da8e", "CC BY-SA 3.0", r"it_pud-ud-test\.conllu", of_pud),
    Source("it", UD + "Italian-ParlaMint", "fb2c561fb1824ccf28f7dd7228d6d69a5b0e1394", "CC BY-SA 4.0", r"it_parlamint-ud-\w+\.conllu", of_parlamint),
    Source("it", UD + "Italian-PoSTWITA", "c83607f36e71508162153e1126d1232d4aa7a522", NC + " 4.0", r"it_postwita-ud-(dev|test)\.conllu", of_tweets),
    Source("it", UD + "Italian-TWITTIRO", "c19d5f6c3afcad960a1e0ae0f90e5b702f5d30dc", "CC BY-SA 4.0", r"it_twittiro-ud-\w+\.conllu", of_tweets),
    Source("it", "KIParla/KIP", "46d124230e0e34930844092df44e966b6f1687a9", NC + " 4.0", r"linear-orthographic/[A-Z]{2}A[13]\d+\.txt", of_kip),
    Source("en", UD + "English-EWT", "15d613d8447b3478787d4c278730a1e48a945efb", "CC BY-SA 4.0", r"en_ewt-ud-(dev|test)\.conllu", of_ewt),
    Source("en", UD + "English-GUM", "afb41ee9bca57991125814fa04d96a0e61470c8b", NC + " 4.0, by document", r"not-to-release/sources/GUM_\w+\.conllu", of_gum),
    Source("en", UD + "English-PUD", "f16eba4ae7f3d161870ed320676c5088b8fa476c", "CC BY-SA 3.0", r"en_pud-ud-test\.conllu", of_pud),
)


def git(folder, *command):
    told = subprocess.run(["git", "-C", folder, *command], check=True, capture_output=True)
    return told.stdout.decode("utf-8")


def repository(source, given, made):
    """Where the source's git repository is: in the given folder, else cloned into `made` once."""
    owner, name = source.repo.split("/")
    if given:
        for folder in (given / f"{owner}+{name}" / "repo", given / f"{owner}+{name}", given / name):
            if folder.exists():
                return folder
        sys.exit(f"error: {given} has no `{owner}+{name}` and no `{name}`")
    folder = made / name
    if not folder.exists():
        address = f"https://github.com/{source.repo}"
        print(f"cloning {address}", file=sys.stderr, flush=True)
        subprocess.run(["git", "clone", "--quiet", "--no-checkout", "--filter=blob:none", address, folder], check=True)
    return folder


def read(source, folder):
    """All that is said in the source's files, as they stand at its commit."""
    names = git(folder, "ls-tree", "-r", "--name-only", source.commit).splitlines()
    wanted = [name for name in names if re.fullmatch(source.files, name)]
    if not wanted:
        sys.exit(f"error: {source.repo} at {source.commit} has no file {source.files}")
    return [said for name in wanted for said in source.reader(name, git(folder, "show", f"{source.commit}:{name}"))]


def messages(said):
    """(document, genre, text): sentences of one speaker that follow one another together, up to three."""
    waiting = []
    for one in said:
        last = waiting[-1] if waiting else None
        joins = last and one.follows and (one.document, one.speaker) == (last.document, last.speaker)
        if waiting and not (joins and len(waiting) < PER_MESSAGE):
            yield last.document, last.genre, " ".join(each.text for each in waiting)
            waiting = []
        waiting.append(one)
    if waiting:
        yield waiting[-1].document, waiting[-1].genre, " ".join(each.text for each in waiting)


def conversations(given, made):
    """(genre, conversation) of all sources; a message that was there before is left out."""
    begin, known = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC), set()
    for source in SOURCES:
        name = source.repo.split("/")[1].removeprefix("UD_")
        fresh = []
        for document, genre, text in messages(read(source, repository(source, given, made))):
            if (source.lang, text) not in known:
                known.add((source.lang, text))
                fresh.append((document, genre, text))
        number = 0
        for (_, genre), group in itertools.groupby(fresh, key=lambda message: message[:2]):
            texts = [text for _, _, text in group]
            for first in range(0, len(texts), PER_TALK):
                number += 1
                said = [
                    {"n": n, "side": ("customer", "company")[(n - 1) % 2], "at": (begin + datetime.timedelta(hours=2 * n)).isoformat(), "text": text}
                    for n, text in enumerate(texts[first : first + PER_TALK], start=1)
                ]
                yield genre, {"id": f"{name}-{number}", "lang": source.lang, "channel": "email", "company": "none", "messages": said}
