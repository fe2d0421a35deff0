"""What a figure counts beside the happening: a longer time, a wider or narrower place, another blow."""

from __future__ import annotations

import re
from functools import cache

from rashomon.model import Place
from rashomon.reconciling import comparing, phrasing, wording
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.statements import Statement, Window

SLACK, LONGER = 3, 7
"""Days before the happening from which a toll counts something longer than it, and days after it that a late count of
its own dead may still name."""
BEYOND = "beyond"
"""The scope of a figure that is wider than the happening, nobody says how wide."""
WORDS_BEFORE = 6
"""Words before a time in which "since" or "between" makes it a stretch ("since the war began in October")."""


def scope(s: Statement, happening: Happening) -> str:
    """What a figure's own words limit or stretch it to beside the happening; empty for the happening itself."""
    if s.dated and s.window and happening.window and _spans(s) and _longer(s.window, happening.window):
        return phrasing.when(s.window).strip()
    if any(f" {words} " in s.said for words in wording.words_of().widely) or _several().search(s.said):
        return f"in {s.place.name} as a whole" if s.place and s.placed else BEYOND
    if s.placed and s.place and happening.place and _elsewhere(s.place, happening.place):
        return f"in {s.place.name}"
    return ""


def _elsewhere(place: Place, here: Place) -> bool:
    """Whether a place that a figure's own words give is not where the happening was, or only a part of it."""
    return _within(place, here) or comparing.places(place, here).verdict == "different"


def _within(place: Place, wide: Place) -> bool:
    """Whether a place is narrower than the happening's, where that is more than a town with its surroundings."""
    another = not wording.same_name(place.name, wide.name)
    return another and comparing.extent(place) < comparing.extent(wide) and wide.precision != "town"


def _longer(window: Window, than: Window) -> bool:
    return than[0] - window[0] > SLACK or window[1] - than[1] > LONGER


def _spans(s: Statement) -> bool:
    """Whether its words give a stretch of time ("since May") rather than a month in which the happening lies."""
    mention = s.claim.event.time.mention if s.claim.event.time else None
    if mention is None:
        return False
    before = s.claim.content.text[: max(0, mention.start - s.claim.content.start)]
    said = [*wording.plain(before)[-WORDS_BEFORE:], *wording.plain(mention.text)[:1]]
    return not wording.words_of().stretches.isdisjoint(said)


def of_itself(s: Statement, happening: Happening) -> bool:
    """Whether a claim speaks of the happening and of nothing wider, narrower or beside it."""
    return not apart(s) and not scope(s, happening)


def apart(s: Statement) -> bool:
    """Whether its words set it apart from the happening: "in the house next door", "in a separate attack"."""
    return any(f" {words} " in s.said for words in wording.words_of().apart)


@cache
def _several() -> re.Pattern[str]:
    """ "in 11 attacks", "to five strikes": deeds that are counted themselves."""
    known = wording.words_of()
    return re.compile(rf" (\d+|{'|'.join(known.numerals)}) ({'|'.join(known.deeds)}) ")
