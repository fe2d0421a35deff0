"""Figures that leave to others what happened to whom: "10 of them", "56 and then 59", "it stands at 399"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc, Token

from rashomon.model import Figure
from rashomon.reading.bounds import Interval
from rashomon.reading.counting import Counted, is_person, vocabulary
from rashomon.reading.language import Found
from rashomon.reading.outcomewords import NO_PEOPLE, Verdict, grammar, lemma, table
from rashomon.reading.predicates import is_passive, is_reckoned

OPEN = "no outcome said so far"
LONGEST_ITEM = 16
"""Tokens between the colon of a list and an item of it."""
LISTED = frozenset({"CCONJ", "NUM", "NOUN", "ADJ", "PUNCT"})
SOON = 60
"""Tokens on within which a figure may be explained by the next one: about two sentences."""
NEARBY = 400
"""Tokens back within which a figure without noun and verb of its own still answers to the one before: about a page."""
TOPIC_REACH = 80
"""Tokens back within which a bare number's topic is looked for: two or three sentences."""


def antecedent(
    doc: Doc, interval: Interval, counted: Counted, earlier: Sequence[Found[Figure]]
) -> Found[Figure] | None:
    """The figure that an elliptical one continues: "10 of them", "four women among them", "56 and then 59"."""
    if not is_elliptical(doc, interval, counted):
        return None
    sentence = _sentence_start(doc, interval.start)
    section = next((i for i in range(interval.start, sentence, -1) if doc[i].lower_ == ";"), sentence)
    noun = counted.noun
    near = noun is not None and not counted.pronoun and not _partitive(doc, interval, noun) and not _is_modest(noun)
    near = near and not is_reckoned(counted)
    same = _named_before(interval, counted, earlier)
    if same is not None:
        return same
    for at in range(len(earlier) - 1, -1, -1):
        found = earlier[at]
        beyond = found.start < sentence
        if interval.start - found.end > NEARBY or (beyond and near):
            return None
        if found.value.unit != "count":
            continue
        if found.value.outcome != "none":
            return found if counted.pronoun or found.start >= section else _main(doc, earlier, at)
        if not beyond and NO_PEOPLE in found.reason.rule:
            return found
    return None


def _named_before(interval: Interval, counted: Counted, earlier: Sequence[Found[Figure]]) -> Found[Figure] | None:
    """ "all six": the same number said of some before, when it counts nothing of its own."""
    if counted.noun is not None or counted.pronoun or interval.low is None or interval.low != interval.high:
        return None
    for found in reversed(earlier):
        if interval.start - found.end > NEARBY:
            return None
        value = found.value
        if value.unit != "count" or value.outcome == "none":
            continue
        if (value.low, value.high) == (interval.low, interval.high):
            return found
    return None


def only_describes(
    doc: Doc, interval: Interval, counted: Counted, verdict: Verdict, previous: Found[Figure] | None
) -> bool:
    """Whether "wounded" only says which of those before: "256 surrendered, 51 of them wounded"."""
    if verdict.outcome != "wounded" or previous is None or previous.value.outcome not in grammar().keeps_wounded:
        return False
    if verdict.word is None or is_passive(verdict.word) or previous.start < _sentence_start(doc, interval.start):
        return False
    return counted.pronoun or _partitive(doc, interval, counted.noun or verdict.word)


def _main(doc: Doc, earlier: Sequence[Found[Figure]], at: int) -> Found[Figure]:
    """Of "40 dead and 65 injured", what a later bare number goes on counting: the dead."""
    sentence = _sentence_start(doc, earlier[at].start)
    if earlier[at].value.outcome != "killed":
        for found in reversed(earlier[:at]):
            if found.start < sentence:
                break
            if found.value.outcome == "killed":
                return found
    return earlier[at]


def is_elliptical(doc: Doc, interval: Interval, counted: Counted) -> bool:
    """Whether the figure leaves to an earlier one what happened."""
    noun, anchor = counted.noun, counted.anchor
    if noun is None or counted.pronoun or _partitive(doc, interval, noun):
        return True
    if not (is_person(noun) or _is_modest(noun)):
        return False
    if anchor.dep_ == "pobj":
        return anchor.head.lower_ in grammar().partitive or noun.lower_ in grammar().rest or is_reckoned(counted)
    return anchor.dep_ in ("conj", "appos", "attr", "dep", "ROOT") or _is_listed(doc, interval) or is_reckoned(counted)


def _is_listed(doc: Doc, interval: Interval) -> bool:
    """ "nine deaths: four demonstrators, three guards and two policemen": no verb since the colon."""
    for at in range(interval.start - 1, max(0, interval.start - LONGEST_ITEM), -1):
        if doc[at].lower_ == ":":
            return True
        if doc[at].pos_ in ("VERB", "AUX", "SCONJ", "SPACE") or doc[at].is_sent_start:
            return False
    return False


def _partitive(doc: Doc, interval: Interval, noun: Token) -> bool:
    """Whether the words around say that the counted are some of those before."""
    after = _behind_list(doc, noun.i + 1)
    before = [token.lower_ for token in doc[max(0, interval.start - 3) : interval.start]]
    return "included" in after or "among" in after or "among" in before or "including" in before


def _behind_list(doc: Doc, at: int) -> list[str]:
    """The two words after a noun and those listed with it: "80 children and 137 women included"."""
    stop = at
    while stop < min(len(doc), at + LONGEST_ITEM) and doc[stop].pos_ in LISTED and doc[stop].dep_ != "ROOT":
        stop += 1
    return [token.lower_ for token in (*doc[at : at + 2], *doc[stop : stop + 2])]


def _is_modest(noun: Token) -> bool:
    return noun.lower_ in vocabulary().modest


def _sentence_start(doc: Doc, at: int) -> int:
    while at > 0 and not doc[at].is_sent_start:
        at -= 1
    return at


def toll_spoken_of(doc: Doc, start: int) -> Verdict | None:
    """A number alone ("it stands at 399") is a toll when the dead were spoken of shortly before."""
    for i in range(start - 1, max(-1, start - 1 - TOPIC_REACH), -1):
        token = doc[i]
        dead = "killed" in (table("nouns").get(token.lower_), table("states").get(token.lower_))
        if dead or (token.pos_ == "VERB" and table("subject").get(lemma(token)) == "killed"):
            return Verdict("killed", f"killed as '{token.lower_}' was spoken of", token)
    return None


def told_later(doc: Doc, found: list[Found[Figure]]) -> list[Found[Figure]]:
    """ "It stood at 399 on Friday. The dead ...": a bare number before the first dead is the toll of them; "from 15 to
    50": what the second counts."""
    for at in range(len(found) - 2, -1, -1):
        this, after = found[at], found[at + 1]
        if _moves(doc, this, after):
            rule = f"{after.value.outcome} as the number that it becomes"
            value = structs.replace(this.value, outcome=after.value.outcome, counted=after.value.counted)
            found[at] = Found(value, this.start, this.end, structs.replace(this.reason, rule=rule))
            continue
        told = after.value.outcome == "killed" and after.value.unit == "count" and after.start - this.end < SOON
        if told and not this.value.counted and this.reason.rule.startswith(OPEN):
            rule = this.reason.rule.replace(OPEN, f"{after.value.outcome} as '{after.value.mention.text}' after it", 1)
            value = structs.replace(this.value, outcome=after.value.outcome, counted=this.value.counted or "people")
            found[at] = Found(value, this.start, this.end, structs.replace(this.reason, rule=rule))
    return found


def _moves(doc: Doc, this: Found[Figure], after: Found[Figure]) -> bool:
    """ "from 15 to 50": two numbers of one count."""
    apart = after.start - this.end == 1 and doc[this.end].lower_ == "to" and this.start > 0
    counts = this.value.unit == after.value.unit == "count" and this.value.outcome == "none"
    return apart and counts and doc[this.start - 1].lower_ == "from"


def says_only_what_happened(noun: Token) -> bool:
    """ "40 dead", "71 lives", "30 others": a noun that does not say who they were."""
    word = noun.lower_
    return word in table("states") or word == "lives" or word in vocabulary().modest | vocabulary().pronouns
