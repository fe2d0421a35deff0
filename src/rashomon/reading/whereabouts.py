"""Where something happened: the place of a clause, and the place of a story."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.model import Place, Reason
from rashomon.model.claim import PlacePrecision
from rashomon.reading.language import Found, Parsed
from rashomon.reading.spelling import fold
from rashomon.reading.toponyms import wording

BREADTH: dict[PlacePrecision, int] = {"site": 0, "town": 1, "district": 1, "region": 2, "country": 3}
"""How wide a place is; a district is often a quarter of a town, and as often the town's surroundings."""
HEADLINE_MENTIONS = 2.0
"""What standing in the headline is worth, in mentions."""
LEAD_MENTIONS = 1.0
"""What standing in the first paragraph is worth, in mentions."""
WIDE_WEIGHT = {0: 1.0, 1: 1.0, 2: 0.6, 3: 0.2}
"""What a mention counts, by breadth: stories name their country and region in passing."""
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
    return best.found


def _is_place(found: Found[Place]) -> bool:
    return not found.reason.rule.startswith(("demonym", "dateline"))


def breadth(found: Found[Place]) -> int:
    return BREADTH[found.value.precision]


def _tie(parsed: Parsed, found: Found[Place]) -> int:
    """How the words of the place are tied to the clause."""
    head: Token = parsed.doc[found.start : found.end].root
    if head.dep_ in ACTING and head.dep_ != "poss":
        above = head.head
        head = above if above.pos_ in ("NOUN", "PROPN") and head.dep_ in ("compound", "nmod", "appos") else head
    if head.dep_ == "pobj":
        return 2 if head.head.lower_ in wording().locative else 1
    return 1 if head.dep_ in ("dobj", "attr", "npadvmod") else 0


def of_event(parsed: Parsed, found: list[Found[Place]], start: int, end: int) -> Found[Place] | None:
    """The place of what the clause at tokens `[start, end)` tells: its own, else that of the story (`of_story`)."""
    return governing(parsed, found, start, end) or of_story(parsed, found)


def of_story(parsed: Parsed, found: list[Found[Place]]) -> Found[Place] | None:
    """The place that the story is about: the one named most, the headline and the first paragraph counting more, wide
    areas less; None when it names none but by adjectives."""
    votes: dict[str, float] = {}
    first: dict[str, Found[Place]] = {}
    lead = _lead_end(parsed)
    title = fold(parsed.report.title or "")
    for place in found:
        if not _is_place(place):
            continue
        key = place.value.name
        weight = WIDE_WEIGHT[breadth(place)]
        if key not in first:
            first[key] = place
            votes[key] = HEADLINE_MENTIONS * weight * (fold(key) in title)
            votes[key] += LEAD_MENTIONS * weight * (place.value.mention.start < lead)
        votes[key] += weight
    if not votes:
        return None
    name = max(votes, key=lambda key: votes[key])
    chosen = first[name]
    reason = Reason(part="place", rule="the place the story is about", words=chosen.value.mention.text)
    return Found(chosen.value, chosen.start, chosen.end, reason)


def _lead_end(parsed: Parsed) -> int:
    """Where the first paragraph after the dateline ends (offset in characters)."""
    after = parsed.report.dateline.end if parsed.report.dateline else 0
    text = parsed.report.text
    at = text.find("\n\n", after + 1)
    return at if at > 0 else len(text)
