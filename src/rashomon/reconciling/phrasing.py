"""Questions in the words a person would use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rashomon.model import Party
from rashomon.reconciling import wording
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.measure import PEOPLE, Measure
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement, Window

SHORT = 110
"""Characters of a quoted content in a question; a longer one is cut at a word."""

MOST = 0.25
"""Share of the answers that must count "civilians" for a question of people to be put so."""

WHOLE = 4
"""Content words from which a content is taken for a whole sentence, not a fragment ("the coalition"); one less where a
denial says that it means it."""


def how_many(measure: Measure, happening: Happening, answers: Sequence[Answer]) -> str:
    """ "How many civilians were killed in Tokhar on 19 July 2016?" """
    phrases = Counter(a.figure.counted for a in answers if a.figure and _tells(a.figure.counted))
    usual = min(phrases, key=lambda p: (-phrases[p], p), default=PEOPLE)
    mixed = measure.counted == PEOPLE and phrases[usual] < MOST * len(answers)
    counted = PEOPLE if mixed else _plural(usual)
    asked = wording.words_of().asked.get(answers[0].figure.outcome if answers[0].figure else "none", "were there")
    share = "What share of" if measure.unit == "percent" else "How many"
    will = " (planned)" if measure.planned else ""
    part = f", in part: “{_cut(measure.part)}”" if measure.part else ""
    return f"{share} {counted} {asked}{_scope(measure, happening)}{part}{will}?"


def _plural(phrase: str) -> str:
    """The phrase without "their" and the like, and with a plural as its last word, where that is a common noun: one
    "child" is counted among children."""
    words = phrase.split(" ")
    while len(words) > 1 and wording.is_common(words[0]):
        words = words[1:]
    phrase = " ".join(words)
    *before, last = words
    known = next((c for c in wording.words_of().counted if last in c.words), None)
    if " of " in phrase or not last.isalpha() or not last.islower() or last.endswith("s"):
        return phrase
    if known and last == known.name:
        return phrase
    many = f"{last}s"
    if known and many not in known.words:
        return phrase if last in known.words and last.endswith("men") else " ".join((*before, known.name))
    return " ".join((*before, many))


def _tells(counted: str) -> bool:
    """Whether a counted phrase says who or what is counted: no "dead" who were killed, no "arrests", no numbers."""
    words = wording.plain(counted)
    known = wording.words_of().tolls
    bare = known.issuperset(words) or (words and words[-1] in known and words[-1] != PEOPLE)
    return not bare and not any(word.isdigit() for word in words)


def _scope(measure: Measure, happening: Happening) -> str:
    """The setting, with the measure's own place or time in the happening's stead. A running count has the day by which
    it was reached, or whose series it is."""
    if measure.scope == "beyond":
        return f" in all, beyond what happened{setting(happening)}"
    here = f" in {happening.place.name}" if happening.place else ""
    if measure.scope.startswith("in "):
        here = f" {measure.scope}"
    if measure.as_of:
        return f"{here} {measure.as_of}"
    if measure.teller:
        return f"{here}, as told by {measure.teller} over time"
    stretch = "" if measure.scope.startswith("in ") else measure.scope
    return f"{here} {stretch}" if stretch else f"{here}{when(happening.window)}"


def whether(statements: Sequence[Statement], happening: Happening) -> str:
    """ "Is it true that the school was hit (Tokhar, 19 July 2016)?", in the words of whoever affirmed it first; where
    it is denied, in those that the denial names or has most words in common with.

    Where it is only denied, by the event: "Did the US-led coalition attack civilians (Tokhar, 19 July 2016)?", since
    the words of a denial often hold their own "no".
    """
    affirming = [s for s in statements if not s.negative]
    denials = [s for s in statements if s.negative]
    named = {id_ for s in denials for id_ in s.claim.denies}
    whole = [s for s in affirming if len(s.stems) >= WHOLE - (s.id in named) and not _accuses(s)]
    words = frozenset().union(*(s.stems for s in denials))
    first = min(
        whole or affirming or statements,
        key=lambda s: (s.id not in named, -len(s.stems & words), bool(s.claim.figures), s.order),
    )
    quoted = _cut(first.claim.content.text.removeprefix("that ").removeprefix("That "))
    if first.negative or not whole:
        return _did(first, happening) or f"Does it hold or not: “{quoted}”{_aside(happening, quoted)}?"
    opening = "Is it planned" if first.claim.status == "planned" else "Is it true"
    return f"{opening} that {_lowered(quoted)}{_aside(happening, quoted)}?"


def _accuses(s: Statement) -> bool:
    """Whether its content is what somebody is accused of: "the army of shelling the town" is no sentence."""
    cue = s.claim.cue.text if s.claim.cue else ""
    return not wording.words_of().accusing.isdisjoint(wording.plain(cue))


def _did(s: Statement, happening: Happening) -> str | None:
    verb = wording.words_of().did.get(s.claim.event.type)
    actors, recipients = listed(s.claim.event.actors), listed(s.claim.event.recipients)
    if verb is None or not actors or not recipients:
        return None
    return f"Did {actors} {verb} {recipients}{_aside(happening, '')}?"


def _aside(happening: Happening, said: str) -> str:
    """The place and days in brackets, without a place that the question names already."""
    place = happening.place.name if happening.place and happening.place.name not in said else ""
    known = ", ".join(filter(None, (place, days(happening.window))))
    return f" ({known})" if known else ""


def _lowered(words: str) -> str:
    """Without a capital at its start, when the first word is a common one."""
    first, _, rest = words.partition(" ")
    common = wording.is_common(first)
    return f"{first.lower()} {rest}".rstrip() if common else words


def who(statements: Sequence[Statement], happening: Happening) -> str:
    """ "Who carried out the attack on civilians in Tokhar on 19 July 2016?" """
    doing = wording.words_of().doing[statements[0].claim.event.type]
    victims = _victims(statements)
    return f"Who {doing}{f' on {victims}' if victims else ''}{setting(happening)}?"


def did_it(party: str, statements: Sequence[Statement], happening: Happening) -> str:
    """ "Did the US-led coalition carry out the attack on civilians in Tokhar on 19 July 2016?" """
    doing = wording.words_of().to_do[statements[0].claim.event.type]
    victims = _victims(statements)
    return f"Did {party} {doing}{f' on {victims}' if victims else ''}{setting(happening)}?"


def were_harmed(kind: str, happening: Happening) -> str:
    """ "Were civilians among those harmed in Tokhar on 19 July 2016?" """
    return f"{wording.words_of().harmed[kind]}{setting(happening)}?"


def _victims(statements: Sequence[Statement]) -> str:
    """Those harmed, as most claims that name them do."""
    named = Counter(victims for s in statements if (victims := listed(s.claim.event.recipients)))
    return min(named, key=lambda v: (-named[v], v)) if named else ""


def when_or_where(point: str, statement: Statement, happening: Happening) -> str:
    """ "On which day did the attack take place (Tokhar)?": what is asked after is not told in brackets."""
    what = wording.words_of().happening[statement.claim.event.type]
    known = happening.place.name if happening.place and point != "place" else ""
    told = "" if point in ("day", "beginning") else days(happening.window)
    aside = ", ".join(filter(None, (known, told)))
    return f"{wording.words_of().setting[point].format(what=what)}{f' ({aside})' if aside else ''}?"


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


def days(window: Window | None) -> str:
    """A window of days in words, standing alone: without "on"."""
    return when(window).removeprefix(" on ").removeprefix(" ")


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
