"""Numbers that count nothing: dates, clock times, names, "one" as a pronoun; and ages and spans that only say when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.reading.bounds import Interval, vocabulary
from rashomon.reading.counting import is_person

NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "GPE", "LOC"})
FIRST_YEAR, LAST_YEAR = 1800, 2099
"""Four digits in this range are read as a year unless they count people or measure something."""
LAST_DAY = 31
OLDEST = 120
FEW = 9
"""More than a few are no longer pointed at one by one: "the 43 wounded" is a count."""
CODE = re.compile(r"\d+")


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Words that make a number something else than a figure."""

    months: frozenset[str]
    clock: frozenset[str]
    clock_before: frozenset[str]
    labels: frozenset[str]
    not_one: frozenset[str]
    ago: frozenset[str]
    recent: frozenset[str]
    within: frozenset[str]
    age: frozenset[str]
    age_before: frozenset[str]
    age_nouns: frozenset[str]
    movement: frozenset[str]
    definite: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` for numbers that are no figures."""

    not_figures: Other


@cache
def vocabulary_of_others() -> Other:
    """What makes a number something else."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded.not_figures


def is_no_figure(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """Whether the number is a date, a time of day, part of a name, a list item, or "one" as a pronoun."""
    return (
        _is_date(doc, words, found)
        or _is_clock(words, found)
        or _is_name(doc, words, found)
        or _is_code(doc, words, found)
        or _is_pronoun(doc, words, found)
        or _is_emphasis(doc, words, found)
    )


def _is_date(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    core = found.core
    if not core.literal:
        return False
    if core.low <= LAST_DAY and _beside_month(doc, words, found):
        return True
    text = words[core.start]
    if not (len(text) == 4 and text.isdecimal() and FIRST_YEAR <= core.low <= LAST_YEAR):
        return False
    following = words[found.end] if found.end < len(words) else ""
    token = doc[core.start]
    if core.start > 0 and words[core.start - 1] in vocabulary().units.currency_signs:
        return False
    if following.removesuffix("s") in (
        *vocabulary().units.measure,
        *vocabulary().units.money,
        *vocabulary().units.percent,
    ):
        return False
    return not (token.dep_ == "nummod" and token.head.i > token.i and is_person(token.head))


def _beside_month(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "April 24", "24 April", "March 23 to 26", "April 24 and 25"."""
    at = found.core.start - 1
    while at >= 0 and (words[at] in ("and", "to", "-", "–", ",", "the", "or", "between", "from") or _is_day(words[at])):
        if words[at] == "," and not _is_day(words[at + 1]):
            break
        at -= 1
    if at >= 0 and _is_month(doc[at]) and found.core.start - at < 6 and words[at + 1] != ",":
        return True
    after = found.end + 1 if words[found.end : found.end + 1] == ["of"] else found.end
    if (
        after < len(words)
        and words[after] in ("and", "to", "-", "–")
        and after + 1 < len(words)
        and _is_day(words[after + 1])
    ):
        after += 2
    return after < len(words) and _is_month(doc[after])


def _is_day(word: str) -> bool:
    return len(word) <= 2 and word.isdecimal()


def _is_month(token: Token) -> bool:
    return token.lower_ in vocabulary_of_others().months and token.text[0].isupper()


def _is_clock(words: Sequence[str], found: Interval) -> bool:
    others, core = vocabulary_of_others(), found.core
    after = words[found.end : found.end + 3]
    if after and after[0] in others.clock and not core.percent:
        return True
    if core.start > 0 and words[core.start - 1] in others.clock_before and core.high <= 12:
        return True
    if after[:2] in (["in", "the"], ["at", "night"], ["local", "time"]) and after[2:] != ["world"]:
        return core.high <= 12 and (after[1] != "the" or after[2:] in (["morning"], ["evening"], ["afternoon"]))
    return core.percent and after[:1] == ["past"]


def _is_name(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "Highway 4", "Resolution 2254", "iPhone 11", "Boeing 777"."""
    core, token = found.core, doc[found.core.start]
    if core.start == 0 or not (core.literal or core.end == core.start + 1):
        return False
    before = doc[core.start - 1]
    if token.ent_iob_ == "I" and token.ent_type_ in NAMES:
        return True
    leans_left = (
        token.head.i < token.i and token.head.i >= token.i - 1 and token.dep_ in ("nummod", "appos", "prep")
    ) or (before.head == token and before.dep_ in ("compound", "nmod", "amod", "nummod"))
    if before.lower_ in vocabulary_of_others().labels and not _modifies_right(token):
        return before.text[0].isupper() or leans_left
    if not core.literal or "," in words[core.start] or before.pos_ != "PROPN":
        return False
    if any(letter.isupper() for letter in before.text) and not before.is_sent_start and leans_left:
        return True
    after = doc[core.end] if core.end < len(doc) else None
    between = after is not None and after.tag_ == "NNP" and token.dep_ != "pobj" and before.tag_ == "NNP"
    return between and before.head in (after, after.head) if after is not None else False


def _modifies_right(token: Token) -> bool:
    return token.head.i > token.i and token.dep_ == "nummod"


def _is_code(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """List items, telephone numbers, "twenty one-one"."""
    core = found.core
    before = words[core.start - 1] if core.start else ""
    after = words[found.end : found.end + 2]
    if core.literal and doc[core.start].is_sent_start and after[:1] in ([")"], [":"]):
        return True
    if (core.literal and before in ("#", "/")) or (after[:1] == ["/"] and len(after) == 2 and after[1].isdecimal()):
        return True
    if len(after) == 2 and after[0] == "-" and CODE.fullmatch(after[1]) and not _space(doc, found.end):
        return core.literal
    if before == "-" and not doc[core.start - 1].whitespace_ and not core.literal:
        return core.start > 1 and not doc[core.start - 2].whitespace_ and doc[core.start - 2].is_alpha
    return core.literal and before == "-" and core.start > 1 and CODE.fullmatch(words[core.start - 2]) is not None


def _space(doc: Doc, at: int) -> bool:
    return bool(doc[at].whitespace_)


def _is_pronoun(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "no one", "one another", "one day", "the new one"."""
    core = found.core
    if core.end != core.start + 1 or words[core.start] != "one":
        return False
    token, others = doc[core.start], vocabulary_of_others()
    before = words[core.start - 1] if core.start else ""
    after = words[core.end] if core.end < len(words) else ""
    if before in others.not_one or after in ("another", "day", "'s", "’s", "time", "way"):
        return True
    if after == "-":
        return core.end + 1 >= len(words) or words[core.end + 1] not in (
            *vocabulary().units.time,
            *vocabulary().units.measure,
        )
    if words[core.end : core.end + 2] in (["of", "them"], ["of", "whom"]):
        return False
    if after == "of" and token.dep_ in ("attr", "appos", "oprd"):
        return not _of_people(token)
    if token.dep_ in ("dobj", "pobj") and after in (".", ",", ";", '"', "”", ""):
        return True
    if token.tag_ != "CD" and token.dep_ != "nummod":
        return True
    return core.start > 0 and doc[core.start - 1].pos_ == "ADJ" and before not in ("least", "most") and after != "of"


def _is_emphasis(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "in a single place", "not a single villager": only "a single prisoner" is a count."""
    if words[found.core.end - 1] != "single":
        return False
    noun = doc[found.core.end - 1].head
    return not is_person(noun) or (found.core.start > 0 and words[found.core.start - 1] in ("not", "no"))


def _of_people(one: Token) -> bool:
    """ "one of the fighters", against "one of the deadliest raids"."""
    return any(is_person(inner) for child in one.rights if child.lower_ == "of" for inner in child.rights)


def _has_passed(words: Sequence[str], at: int) -> bool:
    """ "Five days on, ...": the time since, at the head of its clause."""
    return words[at : at + 2] == ["on", ","] or words[at : at + 2] == ["into", "the"]


def is_known_set(doc: Doc, found: Interval, noun: Token | None) -> bool:
    """ "the two armies", "Mayadin and Albu Kamal, two strongholds", "one of their commanders": those spoken of or
    named, not how many."""
    before = doc[found.start - 1] if found.start else None
    if before is not None and before.lower_ in vocabulary_of_others().definite and found.core.high <= FEW:
        return True
    if noun is not None and is_person(noun) and found.core.high == 1 and doc[found.stop : found.stop + 1].text == "of":
        return True
    if noun is None or noun.dep_ != "appos" or is_person(noun):
        return False
    return any(token.pos_ == "PROPN" for token in doc[max(0, found.start - 3) : found.start])


def is_age(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "14-year-old", "aged 28", "under 18", "under the age of ten", "Ali, 34,"."""
    others, core = vocabulary_of_others(), found.core
    if core.high > OLDEST or core.percent:
        return False
    after = [word for word in words[found.stop : found.stop + 5] if word != "-"]
    if len(after) > 1 and after[0].removesuffix("s") in vocabulary().units.time and after[1] in others.age:
        return True
    before = list(words[max(0, found.start - 2) : found.start])
    if (before and before[-1] in others.age_before) or before in (["age", "of"], ["ages", "of"]):
        return True
    if before[-1:] == ["of"] and len(before) == 2 and core.low > 1 and _bare(doc[core.start], found.stop):
        person = doc[found.start - 2]
        return person.lemma_ in others.age_nouns
    if core.literal and before[-1:] == [","] and after[:1] == [","] and found.start > 1:
        previous = doc[found.start - 2]
        return previous.ent_type_ == "PERSON" or (is_person(previous) and previous.tag_ == "NN")
    return words[found.start] in ("under", "over") and core.high <= OLDEST and _stands_under(doc[found.start])


def _bare(number: Token, stop: int) -> bool:
    """Whether the number counts nothing: "a boy of 14"."""
    return number.head.i < number.i or number.head.i < stop


def _stands_under(bound: Token) -> bool:
    """ "were under 18", "children under 15": a preposition without anything counted."""
    return bound.dep_ == "prep" and bound.head.i < bound.i and (bound.head.lemma_ == "be" or is_person(bound.head))


def only_says_when(doc: Doc, words: Sequence[str], found: Interval) -> bool:
    """ "three days ago", "the past 24 hours", "within two weeks": of a number before a unit of time."""
    others = vocabulary_of_others()
    at = found.end
    if (at < len(words) and words[at] in others.ago) or words[found.stop] == "-" or _has_passed(words, at):
        return True
    before = doc[found.start - 1] if found.start else None
    if before is not None and before.lower_ in ("the", "these", "those", "his", "her", "its", "their"):
        before = doc[before.i - 1] if before.i else None
    return (
        words[found.start - 1] in others.recent
        or (before is not None and before.lower_ in others.within)
        or words[found.start] in others.within
    )
