"""Questions in the words a person would use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rashomon.model import Party
from rashomon.reconciling import wording
from rashomon.reconciling.figures import PEOPLE, Measure
from rashomon.reconciling.linking import Happening
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement, Window

SHORT = 110
"""Characters of a quoted content in a question; a longer one is cut at a word."""


def how_many(measure: Measure, happening: Happening, answers: Sequence[Answer]) -> str:
    """ "How many civilians were killed in Tokhar on 19 July 2016?" """
    phrases = Counter(a.figure.counted for a in answers if a.figure and a.figure.counted)
    counted = min(phrases, key=lambda p: (-phrases[p], p)) if phrases else PEOPLE
    asked = wording.words_of().asked.get(answers[0].figure.outcome if answers[0].figure else "none", "were there")
    share = "What share of" if measure.unit == "percent" else "How many"
    will = " (planned)" if measure.planned else ""
    return f"{share} {counted} {asked}{setting(happening)}{will}?"


def whether(statement: Statement, happening: Happening) -> str:
    """ "Did it happen that ...?": the proposition in the words of whoever said it first."""
    content = _cut(statement.claim.content.text)
    opening = "Is it planned that" if statement.claim.status != "actual" else "Is it so that"
    return f"{opening} {content}{setting(happening)}?"


def who(statement: Statement, happening: Happening) -> str:
    """ "Who carried out the attack on civilians in Tokhar on 19 July 2016?" """
    doing = wording.words_of().doing[statement.claim.event.type]
    victims = listed(statement.claim.event.recipients)
    return f"Who {doing}{f' on {victims}' if victims else ''}{setting(happening)}?"


def whom(statement: Statement, happening: Happening) -> str:
    """ "Who or what was hit by the US-led coalition in Tokhar on 19 July 2016?" """
    actors = listed(statement.claim.event.actors)
    return f"Who or what was hit{f' by {actors}' if actors else ''}{setting(happening)}?"


def setting(happening: Happening) -> str:
    """ " in Tokhar on 19 July 2016", as far as known."""
    place = f" in {happening.place.name}" if happening.place else ""
    return place + when(happening.window)


def when(window: Window | None) -> str:
    """A window of days in words, with its preposition."""
    if window is None:
        return ""
    first, last = (date.fromordinal(day) for day in window)
    if first == last:
        return f" on {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f" on {first.day}-{last.day} {first:%B %Y}"
    return f" from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def listed(parties: Sequence[Party]) -> str:
    """Names as a list: "A, B and C"."""
    names = list(dict.fromkeys(party.name for party in parties))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _cut(text: str) -> str:
    words = " ".join(text.split()).rstrip(".!?")
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} ..."


def title(happening: Happening) -> str:
    """ "Attack in Tokhar on 19 July 2016": the most frequent type of event, with place and days as far as known."""
    types = Counter(s.claim.event.type for s in happening.statements)
    kind = min(types, key=lambda t: (t == "NONE", -types[t], t))
    return f"{wording.words_of().happening[kind].capitalize()}{setting(happening)}"


def iso(day: int) -> str:
    """An ordinal day as an ISO date."""
    return date.fromordinal(day).isoformat()
