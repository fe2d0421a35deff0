"""Where something happened: the place of a clause, and the place of a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from rashomon.model import Place, Reason
from rashomon.model.claim import PlacePrecision
from rashomon.reading.language import Found, Parsed
from rashomon.reading.placehood import tie, wording
from rashomon.reading.spelling import fold

BREADTH: dict[PlacePrecision, int] = {"site": 0, "town": 1, "district": 1, "region": 2, "country": 3}
"""How wide a place is; a district is often a quarter of a town, and as often the town's surroundings."""
HEADLINE_MENTIONS = 2.0
"""What standing in the headline is worth, in mentions."""
LEAD_MENTIONS = 3.0
"""What standing in the first paragraph is worth, in mentions."""
WIDE_WEIGHT = {0: 1.0, 1: 1.0, 2: 0.6, 3: 0.2}
"""What a mention counts, by breadth: stories name their country and region in passing."""
TIED_WEIGHT = (0.1, 1.0, 1.0)
"""What a mention counts, by its tie: capitals that act or speak are parties, not places."""
# Weights of mentions, chosen on the development dossiers together: halving or doubling one moves the share of claims
# with the right place by a point and a half at most.
DEMONYM_WEIGHT = 0.05
"""What an adjective counts for its country: enough for a story of a whole country that names no place in it."""
VILLAGE_WEIGHT = 2.5
"""What a mention of a place too small for the gazetteer counts: it is named for what happened there."""
DATELINE_VOTES = 0.2
"""Votes below which no place of the text is the story's, but that of a dateline in the story's own country."""
BESIDE_WEIGHT = 0.7
"""What a mention counts that says something was near the place: it was in another."""
VENUE_WEIGHT = 0.2
"""What a mention counts where only something said is tied to it."""
CLIMB = 4
"""Steps from a place up to its verb."""
ABROAD_WEIGHT = 0.4
"""What a mention counts, at least, whose country the story hardly names."""
DIRECTED = frozenset({"region"})
"""Precisions whose parts are places of their own; "eastern Aleppo" is Aleppo to most."""
NARROWER_SHARE = 0.3
"""Of the votes of a town or region, for a place in it to be the story's: "Manbij" is named more than its villages."""
ACTING = frozenset({"nsubj", "agent", "nsubjpass", "poss", "compound", "amod", "appos", "nmod"})


@dataclass(frozen=True, slots=True)
class _Option:
    found: Found[Place]
    tie: int
    """2 in a locative phrase, 1 in another phrase or an object, 0 otherwise."""


def governing(parsed: Parsed, found: list[Found[Place]], start: int, end: int) -> Found[Place] | None:
    """The place of the clause at tokens `[start, end)`: in a locative phrase rather than an object, the narrowest of
    those; None when the clause names none. A country that acts ("Turkey shelled") is a party, not a place."""
    options = [_Option(f, _tie(parsed, f)) for f in found if start <= f.start and f.end <= end and _is_place(f)]
    options = [option for option in options if option.tie or breadth(option.found) < BREADTH["country"]]
    if not options:
        return None
    best = min(options, key=lambda option: (-option.tie, breadth(option.found), option.found.start))
    return _directed(parsed, best.found)


def _directed(parsed: Parsed, found: Found[Place]) -> Found[Place]:
    """A region with the part of it that the text names: "northern Rakhine" is not the whole of it."""
    if found.value.precision not in DIRECTED or _is_demonym(found):
        return found
    before: list[str] = [token.lower_ for token in parsed.doc[max(0, found.start - 3) : found.start]]
    if len(before) == 3 and (before[0], before[2]) == ("the", "of"):
        before.pop()
    part = wording().compass.get(before[-1]) if before else None
    if part is None:
        return found
    value = msgspec.structs.replace(found.value, name=f"{part} {found.value.name}")
    return Found(value, found.start, found.end, found.reason)


def _is_dateline(found: Found[Place]) -> bool:
    return found.reason.rule.startswith("dateline")


def _is_demonym(found: Found[Place]) -> bool:
    return found.reason.rule.startswith("demonym")


def _is_place(found: Found[Place]) -> bool:
    return not _is_dateline(found) and not _is_demonym(found)


def breadth(found: Found[Place]) -> int:
    return BREADTH[found.value.precision]


def _tie(parsed: Parsed, found: Found[Place]) -> int:
    """How the words of the place are tied to the clause."""
    head: Token = parsed.doc[found.start : found.end].root
    if head.dep_ in ACTING and head.dep_ != "poss":
        above = head.head
        head = above if above.pos_ in ("NOUN", "PROPN") and head.dep_ in ("compound", "nmod", "appos") else head
    if (before := _preposition(head)) is not None:
        return 2 if before.lower_ in wording().locative else 1
    return 1 if head.dep_ in ("dobj", "attr", "npadvmod") else 0


def of_event(parsed: Parsed, found: list[Found[Place]], start: int, end: int) -> Found[Place] | None:
    """The place of what the clause at tokens `[start, end)` tells: its own, else that of the story (`of_story`)."""
    return governing(parsed, found, start, end) or of_story(parsed, found)


def of_story(parsed: Parsed, found: list[Found[Place]]) -> Found[Place] | None:
    """The place that the story is about: the one that most of its words are tied to, the headline and the first
    paragraph counting more, wide areas less; then a narrower place in it, if the story has one as well. Without any,
    the country whose adjective it uses most; None when it names no place at all."""
    fit = _fit(found)
    heard = [(place, _weight(parsed, place) * fit(place)) for place in found if not _is_dateline(place)]
    votes, first = _votes(parsed, heard)
    narrow = (vote for name, vote in votes.items() if breadth(first[name]) < BREADTH["country"])
    if (filed := _filed(found)) and max(narrow, default=0.0) < DATELINE_VOTES:
        return filed
    if not votes:
        return None
    name = max(votes, key=lambda key: votes[key])
    chosen = _directed(parsed, first[_narrower(parsed, name, votes, first)])
    reason = Reason(part="place", rule="the place the story is about", words=chosen.value.mention.text)
    return Found(chosen.value, chosen.start, chosen.end, reason)


def _filed(found: list[Found[Place]]) -> Found[Place] | None:
    """The dateline's place, if it is in the country that the text is about."""
    filed = next((place for place in found if _is_dateline(place)), None)
    named = Counter(place.value.country for place in found if place.value.country and not _is_dateline(place))
    if filed is None or filed.value.country is None:
        return None
    return filed if named[filed.value.country] == max(named.values(), default=0) else None


def _fit(found: list[Found[Place]]) -> Callable[[Found[Place]], float]:
    """How much a place's country is the story's: 1 for the one named most, in any way."""
    named = Counter(f.value.country for f in found if f.value.country and not _is_dateline(f))
    most = max(named.values(), default=1)
    return lambda place: (
        ABROAD_WEIGHT + (1 - ABROAD_WEIGHT) * (named[place.value.country] if place.value.country else most) / most
    )


def _votes(parsed: Parsed, heard: list[tuple[Found[Place], float]]) -> tuple[dict[str, float], dict[str, Found[Place]]]:
    """What each name of a place has in the story, and its first mention."""
    votes: dict[str, float] = {}
    first: dict[str, Found[Place]] = {}
    lead = _lead_end(parsed)
    title = _title(parsed)
    for place, weight in heard:
        key = place.value.name
        if key not in first:
            first[key] = place
            votes[key] = HEADLINE_MENTIONS * (fold(key) in title) * WIDE_WEIGHT[breadth(place)]
        votes[key] += weight * (1 + LEAD_MENTIONS * (place.value.mention.start < lead))
    return votes, first


def _weight(parsed: Parsed, place: Found[Place]) -> float:
    """What a mention counts."""
    doc = parsed.doc
    if place.end < len(doc) and doc[place.end].text == "-":
        return 0.0
    if _is_demonym(place):
        return DEMONYM_WEIGHT
    weight = WIDE_WEIGHT[breadth(place)] * TIED_WEIGHT[_tie(parsed, place)]
    if _is_village(place.value) and tie(doc, place.start) in ("locative", "happening"):
        weight *= VILLAGE_WEIGHT
    if _is_beside(parsed, place):
        weight *= BESIDE_WEIGHT
    return weight * (VENUE_WEIGHT if _is_venue(doc[place.start : place.end].root) else 1.0)


def _is_village(place: Place) -> bool:
    """Too small for the gazetteer."""
    return place.geonames is None and BREADTH[place.precision] < BREADTH["region"]


def _is_beside(parsed: Parsed, place: Found[Place]) -> bool:
    """ "Near X", "villages north of X": by it rather than in it."""
    before = _preposition(parsed.doc[place.start : place.end].root)
    if before is None:
        return False
    off = before.lower_ == "of" and before.head.lower_ in wording().compass and before.head.dep_ != "pobj"
    return off or before.lower_ in wording().beside


def _preposition(word: Token) -> Token | None:
    """What ties the word to its sentence: "near" of "near the northern town of X"."""
    if word.dep_ != "pobj":
        return None
    before = word.head
    of_kind = before.lower_ == "of" and before.head.lower_ in wording().kinds and before.head.dep_ == "pobj"
    return before.head.head if of_kind else before


def _is_venue(word: Token) -> bool:
    """Only something said is tied to the place: "told a briefing in Kabul"."""
    if word.dep_ != "pobj":
        return False
    above = word.head.head
    for _ in range(CLIMB):
        if above.pos_ in ("VERB", "AUX") or above.head is above:
            break
        above = above.head
    return above.lemma_ in wording().speaking


def _narrower(parsed: Parsed, name: str, votes: dict[str, float], first: dict[str, Found[Place]]) -> str:
    """A place within the one that has most votes, or a village beside it, if it has enough of its own."""
    outer = first[name].value
    beside = _is_beside(parsed, first[name])
    inner = [
        key
        for key, vote in votes.items()
        if key != name
        and vote >= NARROWER_SHARE * votes[name]
        and (_within(first[key].value, outer) or (beside and _is_village(first[key].value)))
    ]
    return max(inner, key=lambda key: votes[key], default=name)


def _within(inner: Place, outer: Place) -> bool:
    return BREADTH[outer.precision] > BREADTH[inner.precision] and inner.country in (None, outer.country)


def _title(parsed: Parsed) -> str:
    """The folded headline; one that stands in the text's head is among the words before the first paragraph."""
    report = parsed.report
    if report.title or report.dateline is None:
        return fold(report.title or "")
    head = report.text[report.dateline.start : report.dateline.end]
    return fold(head.replace(report.dateline.place or "", "", 1).replace((report.dateline.place or "").upper(), "", 1))


def _lead_end(parsed: Parsed) -> int:
    """Where the first paragraph after the dateline ends (offset in characters)."""
    after = parsed.report.dateline.end if parsed.report.dateline else 0
    text = parsed.report.text
    at = text.find("\n\n", after + 1)
    return at if at > 0 else len(text)
