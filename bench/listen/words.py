#!/usr/bin/env python3
"""The baseline of ten obvious words: what one gets by writing down the first words that come to mind.

For each signal and language about ten words or short expressions; a sentence on the right side that has one
carries the signal, and the quote is the sentence. The dynamics follow from those signals by one obvious rule
each. Written from LABELS.md and widened once, after its figures on the training folder; not fitted word by word. A `*` at the end of a word stands for any ending.

    words.py FILE OUT    reads conversations, writes the same lines with what it found
"""

import re
import sys

import talks

WORDS = {
    "it": {
        "refusal": "non possiamo|non posso|non è possibile|impossibile|purtroppo|non è previsto|non prevede|respint*|rifiut*|non accettiamo|negat*|"
        "non ha diritto",
        "not_my_department": "competenza|reparto|ufficio|rivolgersi|rivolga|rivolgiti|non ce ne occupiamo|non me ne occupo|non dipende da noi|"
        "deve sentire|deve contattare",
        "forced_effort": "deve inviar*|deve mandar*|invii|mandi|compil*|allegar*|alleghi|richiami|di persona|modulo|deve presentarsi|passi da noi",
        "interim": "abbiamo ricevuto|in carico|in lavorazione|stiamo|verific*|in corso|faremo sapere|appena possibile|prima possibile|contatteremo|"
        "stiamo valutando",
        "apology": "scus*|dispiace|spiacenti|errore|abbiamo sbagliato|ho sbagliato|colpa nostra|colpa mia|rammaric*|rincresce|perdon*",
        "alternative": "in alternativa|alternativa|oppure|propongo|proporle|offrirle|se preferisce|se vuole|può scegliere|invece",
        "ownership": "me ne occupo|ci penso io|seguo io|personalmente|la richiamo io|mi occupo|la tengo aggiornata|verifico io|riferimento|"
        "mi faccio carico",
        "promise": "entro|domani|lunedì|martedì|mercoledì|giovedì|venerdì|nelle prossime|giorni lavorativi|riceverà",
        "goodwill": "buono|omaggio|regalo|regal*|sconto|per scusarci|cortesia|gratuit*|gratis|senza costi",
        "grant": "provveduto|annullat*|rimborsat*|accolt*|conferm*|attivat*|corrett*|sistemat*|inserit*|accett*|fatto",
        "chasing": "sollecit*|ancora|nessuno|nessuna risposta|aspett*|attesa|attend*|novità|notizie|a che punto|non ho ricevuto",
        "repeat": "già inviat*|già mandat*|già detto|già spiegat*|ho già|come già|ennesima|di nuovo|terza volta|seconda volta|ripet*",
        "reported_refusal": "detto di no|detto che non|risposto che non|risposto di no|rifiutat*|negat*|dite che non|dice che non|scritto che non|respint*",
        "reported_promise": "avevate|promess*|mi era stato detto|mi avevano detto|mi aveva detto|mi è stato detto|doveva|dovevate|dovevano|assicurato",
        "leaving": "disdico|disdett*|recesso|recedo|cambio operatore|cambio fornitore|passo a|chiudo|altrove|concorrenza|altro fornitore",
        "detractor": "mai più|sconsigli*|recension*|non tornerò|non comprerò|non ci vedrete|lo dirò|alla larga|pessim*|vergogn*",
        "escalation": "reclamo|avvocato|legale|associazione|responsabile|denuncia|autorità|agcom|diffida|direttore|giudice",
        "delight": "brav*|gentil*|fantastic*|eccezional*|complimenti|ottim*|perfett*|consiglierò|impeccabil*|splendid*|grazie di cuore",
    },
    "en": {
        "refusal": "cannot|can't|unable|unfortunately|not possible|not able to|declined|rejected|not entitled|not eligible|not covered|don't offer",
        "not_my_department": "department|not our|another team|other team|different team|need to contact|have to contact|need to speak to|"
        "don't handle|don't deal with|have to ask",
        "forced_effort": "please send|fill in|fill out|form|you need to|you'll need to|you will need to|have to|call back|in person|attach|resend|upload",
        "interim": "received|being processed|looking into|under review|as soon as possible|in progress|get back to you|be in touch|checking|shortly",
        "apology": "sorry|apolog*|our mistake|our fault|my mistake|my fault|regret|wrong|our error|should not have|shouldn't have",
        "alternative": "alternatively|alternative|instead|could offer|can offer|another option|or you can|if you prefer|would you like|suggest|either",
        "ownership": "personally|i'll take care|i will take care|leave it with me|i'll handle|i'll follow|i'll make sure|i'm taking|my name|"
        "i'll look after",
        "promise": "tomorrow|by monday|by tuesday|by wednesday|by thursday|by friday|by the end of|within|working days|business days|you will receive",
        "goodwill": "voucher|free|goodwill|discount|gift|complimentary|on us|as an apology|credit|waived",
        "grant": "cancelled|refunded|approved|updated|confirmed|done|added|corrected|booked|accepted|fixed",
        "chasing": "any news|any update|still|no reply|no answer|haven't heard|nobody|waiting|chasing|following up|where is",
        "repeat": "already sent|already told|already explained|as i said|again|third time|second time|already|once more|repeat",
        "reported_refusal": "said no|told no|you can't|you couldn't|not possible|refused|told me it wasn't|said you could not|turned down|rejected",
        "reported_promise": "promised|you said|i was told|told me|assured|supposed to|was told that|was meant to|should have been|said it would",
        "leaving": "cancel my|close my account|switching|switch|leaving|elsewhere|terminate|another provider|moving to|competitor",
        "detractor": "never again|avoid|review|won't be back|will not be back|never buy|never use|everyone|warn|stay away|not recommend",
        "escalation": "complaint|lawyer|solicitor|manager|supervisor|ombudsman|legal|small claims|consumer|regulator|trading standards",
        "delight": "amazing|brilliant|fantastic|excellent|wonderful|superb|recommend|impressed|best|outstanding|above and beyond",
    },
}
THANKS = re.compile(r"\b(grazie|ringrazio|thanks|thank you)\b")


def expression(words):
    """One pattern for all words, on folded text."""
    each = [re.escape(talks.fold(word)).replace(r"\*", r"\w*") for word in words.split("|")]
    return re.compile(r"\b(?:" + "|".join(each) + r")\b")


PATTERNS = {lang: {kind: expression(words) for kind, words in kinds.items()} for lang, kinds in WORDS.items()}


def signals(talk):
    """Number of message -> [(kind, sentence)]."""
    patterns, found = PATTERNS[talk["lang"]], {}
    for message in talk["messages"]:
        kinds = talks.KINDS.get(message["side"], ())
        for a, b in talks.sentences(message["text"]):
            sentence = message["text"][a:b]
            plain = talks.fold(sentence)
            hits = [(kind, sentence) for kind in kinds if patterns[kind].search(plain)]
            if hits:
                found.setdefault(message["n"], []).extend(hits)
    return found


def dynamics(talk, found):
    """One obvious rule for each, over the kinds of each message in order."""
    spoken = [m for m in talk["messages"] if m["side"] in talks.KINDS]
    kinds = [[kind for kind, _ in found.get(m["n"], [])] for m in spoken]
    every = [kind for one in kinds for kind in one]
    last = max((i for i, m in enumerate(spoken) if m["side"] == "customer"), default=None)
    goodbye = talks.fold(spoken[last]["text"]) if last is not None else ""

    def first(kind):
        return next((i for i, one in enumerate(kinds) if kind in one), None)

    def later(kind, *wanted):
        begin = first(kind)
        return begin is not None and any(w in one for one in kinds[begin + 1 :] for w in wanted)

    def flat():
        for i, one in enumerate(kinds):
            if "refusal" in one:
                ahead = next((j for j in range(i + 1, len(spoken)) if spoken[j]["side"] == "customer"), len(spoken))
                if not any("alternative" in other for other in kinds[i:ahead]):
                    return True
        return False

    rules = {
        "tortuous": every.count("forced_effort") >= 2,
        "slow": every.count("interim") >= 2 or ("interim" in every and "chasing" in every),
        "contradictory": later("reported_promise", "refusal") or later("grant", "refusal"),
        "softened_no": later("refusal", "grant", "goodwill"),
        "flat_no": flat(),
        "bounce": every.count("not_my_department") >= 2,
        "repeat": every.count("repeat") >= 2,
        "unanswered": last is not None and last == len(spoken) - 1 and ("?" in goodbye or "chasing" in kinds[last]),
        "promise_kept": later("promise", "delight") or (later("promise", "grant") and not later("promise", "chasing", "reported_promise")),
        "promise_broken": later("promise", "chasing", "reported_promise"),
        "thanks_but_unresolved": bool(THANKS.search(goodbye)) and "grant" not in every and "delight" not in every,
        "recovered": all(kind in every for kind in ("apology", "grant", "goodwill")),
    }
    return [kind for kind, holds in rules.items() if holds]


def listen(talk):
    """The conversation with what the words say."""
    found = signals(talk)
    return talks.answered(talk, found, dynamics(talk, found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    talks.write(sys.argv[2], [listen(talk) for talk in talks.read(sys.argv[1])])
