"""Where something happened: the place of a clause, its own or that of the story."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.model import Place, Reason
from rashomon.model.claim import EventType, PlacePrecision, Status
from rashomon.reading import sites
from rashomon.reading.language import Found, Parsed
from rashomon.reading.placehood import wording
from rashomon.reading.placeties import (
    BREADTH,
    CLIMB,
    LOCATIVE,
    breadth,
    directed,
    head,
    is_name_of_body,
    is_place,
    is_seat,
    is_village,
    preposition,
    tied,
    within,
)  # fmt: skip
from rashomon.reading.storyplace import of_story

__all__ = ["Named", "governing", "inherits", "named", "of_event", "of_story"]

EMBEDDING = frozenset({"relcl", "acl", "advcl"})
"""Dependencies of clauses that tell something else than the clause they are in."""
WHOLE = 4
"""Tokens before "country" or "region" in which it must be said that all of it is meant: "elsewhere in the region"."""
PAPER: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST"})
"""Types of event that take place in words: without a place of their own they have none (in the development dossiers 41
of 70; of all others 111 of 1,150)."""


FELT: frozenset[EventType] = frozenset({"ASSAULT", "RETREAT"})
"""Types of event that happen where the story does even when they are still planned, if a word names them ("would resume
the strikes"; in the development dossiers 21 of 30)."""


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a report names, and the one that its story is about."""

    parsed: Parsed
    found: list[Found[Place]]
    story: Found[Place] | None


def named(parsed: Parsed, found: list[Found[Place]]) -> Named:
    return Named(parsed, found, of_story(parsed, found))


def of_event(where: Named, start: int, end: int, *, inherits: bool = True) -> Found[Place] | None:
    """The place of what the clause at tokens `[start, end)` tells: its own, else, if it `inherits`, that of the story
    (`of_story`). A clause that names only the country or region of the story's place means that place, and one that
    names the town and the word for the building that the story is about means the building."""
    own = governing(where.parsed, where.found, start, end)
    if own is not None:
        return _narrowed(where, own, start, end)
    pointed = _there(where, start, end) or _wider(where, start, end)
    if pointed is not None or inherits:
        return pointed or where.story
    return governing(where.parsed, where.found, start, end, embedded=True)


def _narrowed(where: Named, own: Found[Place], start: int, end: int) -> Found[Place]:
    story = where.story
    if story is None or not within(story.value, own.value) or _is_whole(where.parsed, own):
        return own
    if breadth(own) < BREADTH["region"] and not sites.is_named(where.parsed.doc[start:end], story.value):
        return own
    rule = f"{own.value.name}, narrowed to the place in it that the story is about"
    return Found(story.value, story.start, story.end, Reason(part="place", rule=rule, words=own.value.mention.text))


def _there(where: Named, start: int, end: int) -> Found[Place] | None:
    """For a clause that says "there", the place last named before it, in its sentence or the one before."""
    doc = where.parsed.doc
    word = next((t for t in doc[start:end] if t.lower_ == "there" and t.dep_ != "expl"), None)
    if word is None:
        return None
    first = word.sent.start
    first = doc[first - 1].sent.start if first else first
    before = (p for p in reversed(where.found) if first <= p.start and p.end <= word.i)
    place = next((p for p in before if _may_be_there(where.parsed, p)), None)
    if place is None:
        return None
    rule = f"there: {place.value.name}, named last before it"
    return Found(place.value, place.start, place.end, Reason(part="place", rule=rule, words="there"))


def _wider(where: Named, start: int, end: int) -> Found[Place] | None:
    """For "nationwide" or "elsewhere in the region", the story's country or region, as the text names it."""
    kind = next((k for t in where.parsed.doc[start:end] if (k := _named_whole(where.parsed, t))), None)
    story = where.story
    if kind is None or story is None or breadth(story) >= BREADTH[kind]:
        return None
    holders = (p for p in where.found if breadth(p) == BREADTH[kind] and within(story.value, p.value))
    place = min(holders, key=lambda p: not is_place(p), default=None)
    if place is None:
        return None
    rule = f"the whole {kind} of the place the story is about"
    return Found(place.value, place.start, place.end, Reason(part="place", rule=rule, words=place.value.mention.text))


def _named_whole(parsed: Parsed, word: Token) -> PlacePrecision | None:
    """Of what kind of place a word says that all of it is meant, if it does: "nationwide", "across the country"."""
    words = wording()
    if word.lower_ in words.everywhere:
        return "country"
    kind = words.kinds.get(word.lower_)
    if kind not in ("country", "region") or word.i < 2 or parsed.doc[word.i - 1].lower_ != "the":
        return None
    before = parsed.doc[max(0, word.i - WHOLE) : word.i - 1]
    return kind if any(t.lower_ in words.whole for t in before) else None


def _may_be_there(parsed: Parsed, place: Found[Place]) -> bool:
    """Not where somebody or something came from, and no people or body."""
    if not is_place(place) or is_name_of_body(parsed, place):
        return False
    if _is_party(place) and tied(parsed, place) != LOCATIVE:
        return False
    before = preposition(head(parsed, place))
    return before is None or before.lower_ != "from"


def inherits(kind: EventType, status: Status) -> bool:
    """Whether an event that names no place happens where the story does: not what is on paper, and of what is
    planned only force and flight."""
    return kind in FELT if status == "planned" else kind not in PAPER


def governing(
    parsed: Parsed, found: list[Found[Place]], start: int, end: int, *, embedded: bool = False
) -> Found[Place] | None:
    """The place of the clause at tokens `[start, end)`: of its main clause rather than one within it, in a locative
    phrase rather than an object; then the narrowest named in it. None when the clause names none. A country, or a seat
    of government, that acts or is acted upon ("Turkey shelled", "blamed on Moscow") is a party, not a place."""
    root = parsed.doc[start:end].root
    ties: dict[int, int] = {}
    options: list[Found[Place]] = []
    for place in found:
        if not (start <= place.start and place.end <= end and is_place(place)) or is_name_of_body(parsed, place):
            continue
        tie = tied(parsed, place)
        if (tie == LOCATIVE or not _is_party(place)) and (embedded or not _is_embedded(head(parsed, place), root)):
            options.append(place)
            ties[place.start] = tie
    if not options:
        return None
    best = min(options, key=lambda place: (-ties[place.start], breadth(place), place.start))
    inner = [place for place in options if _is_in(place, best)]
    return directed(parsed, min(inner, key=lambda place: (breadth(place), place.start), default=best))


def _is_party(place: Found[Place]) -> bool:
    return breadth(place) == BREADTH["country"] or is_seat(place.value)


def _is_in(inner: Found[Place], outer: Found[Place]) -> bool:
    """ "Dablan, in the province of X", "the Azovstal works in Mariupol"."""
    return within(inner.value, outer.value) or (
        is_village(inner.value) and not is_village(outer.value) and inner.end <= outer.start <= inner.end + CLIMB
    )


def _is_embedded(word: Token, root: Token) -> bool:
    """Whether a relative or adverbial clause lies between the word and the clause's main verb."""
    while word.i != root.i and word.head.i != word.i:
        if word.dep_ in EMBEDDING:
            return True
        word = word.head
    return False


def _is_whole(parsed: Parsed, place: Found[Place]) -> bool:
    """ "Across Syria", "throughout the province": the whole of it."""
    before: list[str] = [token.lower_ for token in parsed.doc[max(0, place.start - 4) : place.start]]
    return any(word in wording().whole for word in before)
