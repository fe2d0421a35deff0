"""Where something happened: the place of a clause, its own or that of the story."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.model import Place, Reason
from rashomon.model.claim import EventType, Status
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
    tied,
    within,
)  # fmt: skip
from rashomon.reading.storyplace import of_story

__all__ = ["governing", "inherits", "of_event", "of_story"]

EMBEDDING = frozenset({"relcl", "acl", "advcl"})
"""Dependencies of clauses that tell something else than the clause they are in."""
PAPER: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST"})
"""Types of event that take place in words: without a place of their own they have none (in the development dossiers 41
of 70; of all others 111 of 1,150)."""


FELT: frozenset[EventType] = frozenset({"ASSAULT", "RETREAT"})
"""Types of event that happen where the story does even when they are still planned, if a word names them ("would resume
the strikes"; in the development dossiers 21 of 30)."""


def of_event(
    parsed: Parsed, found: list[Found[Place]], start: int, end: int, *, inherits: bool = True
) -> Found[Place] | None:
    """The place of what the clause at tokens `[start, end)` tells: its own, else, if it `inherits`, that of the story
    (`of_story`). A clause that names only the country or region of the story's place means that place."""
    own = governing(parsed, found, start, end)
    if own is None:
        return of_story(parsed, found) if inherits else None
    if breadth(own) < BREADTH["region"] or _is_whole(parsed, own):
        return own
    story = of_story(parsed, found)
    if story is None or not within(story.value, own.value):
        return own
    rule = f"{own.value.name}, narrowed to the place in it that the story is about"
    return Found(story.value, story.start, story.end, Reason(part="place", rule=rule, words=own.value.mention.text))


def inherits(kind: EventType, status: Status) -> bool:
    """Whether an event that names no place happens where the story does: not what is on paper, and of what is
    planned only force and flight."""
    return kind in FELT if status == "planned" else kind not in PAPER


def governing(parsed: Parsed, found: list[Found[Place]], start: int, end: int) -> Found[Place] | None:
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
        if (tie == LOCATIVE or not _is_party(place)) and not _is_embedded(head(parsed, place), root):
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
