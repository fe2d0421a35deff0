"""The outcome of a figure from the words beside it, where the parse does not tell or went astray."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.reading.counting import NOUNS, Counted, is_thing
from rashomon.reading.outcomewords import NO_PEOPLE, Verdict, grammar, lemma, table
from rashomon.reading.predicates import (
    SUBJECTS,
    called,
    from_copula,
    from_state,
    from_verb,
    is_passive,
    is_reckoned,
    named,
)

STATE_TAGS = frozenset({"VBN", "JJ", "RB", "VBD", "NN", "NNS", "JJR", "IN"})
REACH = 7
"""Tokens after a figure within which its verb stands, auxiliaries and adverbs between."""
TOLL_REACH = 16
"""Tokens between "the number of ..." and the number: a clause with place and date."""


def at_once(doc: Doc, end: int) -> Verdict | None:
    """ "138 dead and 40 serious injuries": a state that ends the phrase, whatever the parse makes of it."""
    if end + 1 >= len(doc):
        return None
    token, after = doc[end], doc[end + 1]
    found = table("states").get(token.lower_)
    if found and after.pos_ in ("CCONJ", "PUNCT", "ADP", "SPACE") and token.tag_ != "IN" and not _acts(token):
        return Verdict(found, f"{found} from '{token.lower_}' after the number", token)
    return None


def stated(doc: Doc, noun: Token | None, end: int) -> Verdict | None:
    """ "12 dead", "40 civilians killed", "33 or more missing", "30 children among the dead": a state right after."""
    states = table("states")
    if noun is not None and noun.lower_ in states and noun.dep_ not in SUBJECTS and noun.dep_ != "dobj":
        return Verdict(states[noun.lower_], f"{states[noun.lower_]} from '{noun.lower_}'", noun)
    at = noun.i + 1 if noun is not None and noun.i >= end and noun.i - end < 6 else end
    for i in range(at, min(at + 2, len(doc))):
        token = doc[i]
        found = states.get(token.lower_)
        if found and i + 1 < len(doc) and doc[i + 1].pos_ == "AUX":
            return None
        if found and token.tag_ in STATE_TAGS and not _acts(token) and not _premodifies(token):
            return Verdict(found, f"{found} from '{token.lower_}' after the number", token)
        if token.pos_ == "ADP":
            for stop in (i + 2, i + 3):
                found = states.get(doc[i:stop].text.lower())
                if found:
                    return Verdict(found, f"{found} from '{doc[i:stop].text}' after the number", doc[i])
        if (
            token.pos_ not in ("ADV", "ADJ")
            and token.tag_ != "VBN"
            and token.lower_ not in ("others", "people", "more")
        ):
            return None
    return None


def beside(doc: Doc, noun: Token | None, start: int, end: int) -> Verdict | None:
    """The verb next to the figure, whatever the parse says: "killed at the very least 6,700", "157 men were held"."""
    before = doc[start - 1] if start else None
    if before is not None and before.pos_ == "VERB" and not is_passive(before):
        found = from_verb(before, True, noun)
        if found:
            return found
    at = noun.i + 1 if noun is not None and noun.i >= end else end
    edge = noun.right_edge.i if noun is not None else at
    return _clause_from(doc, at, noun) or (_clause_from(doc, edge + 1, noun) if at <= edge < at + REACH else None)


def _clause_from(doc: Doc, at: int, noun: Token | None) -> Verdict | None:
    """The verb that follows token `at`, auxiliaries, adverbs and an insertion between commas left aside."""
    at = _past_insertion(doc, at)
    passive, copula = False, None
    for token in doc[at : at + REACH]:
        if token.pos_ == "AUX":
            passive = passive or token.lemma_ == "be"
            copula = token if token.lemma_ == "be" else copula
        elif token.pos_ == "VERB" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ != "AUX":
            return from_verb(token, passive, noun)
        elif token.pos_ not in ("ADV", "PART", "VERB"):
            break
    return from_copula(copula) if copula is not None else None


def _past_insertion(doc: Doc, at: int) -> int:
    """ "157 fighters, foreigners mostly, were captured": where the clause goes on."""
    if at < len(doc) and doc[at].lower_ == ",":
        for token in doc[at + 1 : at + 1 + REACH]:
            if token.lower_ == ",":
                return token.i + 1
            if token.pos_ in ("VERB", "AUX"):
                return at
    return at


def tolled(doc: Doc, noun: Token | None, start: int) -> Verdict | None:
    """ "put the number of fighters who departed at 275": the outcome said between "number" and the number."""
    if noun is not None or start == 0 or doc[start - 1].lower_ not in grammar().leads_to_number:
        return None
    nearest: Verdict | None = None
    verb = doc[start - 1].head
    for i in range(start - 2, max(-1, start - 2 - TOLL_REACH), -1):
        token = doc[i]
        if token.lower_ in grammar().tolls:
            return nearest
        if lemma(token) in grammar().undecided:
            return Verdict("none", f"'{token.lower_}' may be dead or wounded", token)
        said = named(token) or called(token)
        if said:
            return nearest or said
        if token.pos_ in NOUNS and is_thing(token) and token.dep_ in (*SUBJECTS, "dobj") and token.head == verb:
            return Verdict("none", f"'{token.lower_}' {NO_PEOPLE}", token)
        nearest = nearest or _said_of_toll(token)
        if token.is_sent_start or token.is_space:
            break
    return None


def _said_of_toll(token: Token) -> Verdict | None:
    if token.lower_ == "still" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "ADP":
        return Verdict("remaining", "remaining from 'still'", token)
    if token.pos_ not in ("VERB", "ADJ"):
        return None
    passive = is_passive(token) or (token.dep_ == "acl" and token.tag_ == "VBN")
    return from_verb(token, passive, None) or from_state(token)


def placed(doc: Doc, counted: Counted) -> Verdict | None:
    """ "spoke of 2,000 troops in the plant": where they are, when the verb only gives the number."""
    noun = counted.noun
    if noun is None or not is_reckoned(counted) or noun.i + 1 >= len(doc):
        return None
    token = doc[noun.i + 1]
    if token.lower_ not in grammar().within:
        return None
    return Verdict("present", f"present from '{token.lower_}' after the number", token)


def called_so(doc: Doc, end: int) -> Verdict | None:
    """ "77 wounded are in hospital": the state as a noun, when its verb says nothing."""
    found = table("states").get(doc[end].lower_) if end < len(doc) else None
    return Verdict(found, f"{found} from '{doc[end].lower_}'", doc[end]) if found else None


def further_on(doc: Doc, noun: Token | None) -> Verdict | None:
    """A verb later in the clause, where the parse left the noun without one (it often does at a quotation's start)."""
    if noun is None or not (noun.head == noun or noun.head.is_punct):
        return None
    for token in doc[noun.i + 1 : noun.sent.end]:
        if token.is_punct:
            return None
        verdict = from_verb(token, is_passive(token), noun) if token.pos_ == "VERB" else None
        if verdict:
            return verdict
    return None


def _acts(token: Token) -> bool:
    """Whether a participle-like form heads a clause: "12 soldiers killed 30", "had left", "52 wounded were taken"."""
    if token.dep_ in SUBJECTS:
        return token.head.pos_ in ("VERB", "AUX")
    return token.pos_ == "VERB" and any(child.dep_ in ("dobj", "auxpass", "aux") for child in token.children)


def _premodifies(token: Token) -> bool:
    return token.dep_ == "amod" and token.head.i > token.i
