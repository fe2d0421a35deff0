"""Where an event happened whose report does not tell: as most reports of the dossier say.

Who reads one report may know only the country ("Syrian fighters gave up on Tuesday"), or take a place that it names in
passing for the story's. Who has read them all knows which town it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from rashomon.model import Claim, Dossier, Mentions, Place, Reason, Report
from rashomon.reconciling import comparing
from rashomon.reconciling.dating import in_own_words

MOST = 2 / 3
"""Of the other reports, that must be about one place (of copies, only the original counts). On the development dossiers
half of them moves as many claims wrongly as rightly; three quarters change nothing."""
LEAST = 2
"""Reports that must be about it."""
WIDE = 2
"""How wide a region is (`comparing.extent`), or more: such a place holds others."""


@dataclass(frozen=True, slots=True)
class _Story:
    """The place that a report's claims take where their own words give none."""

    report: str
    original: str
    place: Place


def complete(dossier: Dossier) -> Dossier:
    """The dossier with the place that most of its reports are about, where one report of its own is taken to be about
    a wider place that holds it, or about a place that is no other report's story, while it names that of the others.

    Only places that a claim's own words do not give are moved, each with its reason; what a person has reviewed stays.
    """
    dossier = _in_full(dossier)
    stories = _stories(dossier)
    main = _main(list(stories.values()))
    if main is None:
        return dossier
    told = _Told(stories)
    kept = {mark.claim.id for mark in dossier.marks}
    readings = []
    for report, reading in zip(dossier.reports, dossier.readings, strict=True):
        story = stories.get(report.id)
        share = told.share(story, main) if story else 0.0
        if story is None or share < MOST or not _yields(story.place, main, reading.mentions):
            readings.append(reading)
            continue
        rule = f"the place that {share:.0%} of the other reports are about, for {story.place.name} in this one"
        claims = (c if c.id in kept else _moved(c, story.place, main, rule) for c in reading.claims)
        readings.append(msgspec.structs.replace(reading, claims=tuple(claims)))
    return msgspec.structs.replace(dossier, readings=tuple(readings))


def _in_full(dossier: Dossier) -> Dossier:
    """Buildings by the fullest name in the dossier: "X theatre" is "X drama theatre" where one is named."""
    kept = {mark.claim.id for mark in dossier.marks}
    found = {c.event.place.name for c in dossier.claims() if c.event.place and c.event.place.precision == "site"}
    alike: dict[tuple[str, str], set[str]] = {}
    for name in found:
        alike.setdefault(_ends(name), set()).add(name)
    fuller = {name: full for name in sorted(found) if len(full := _fuller(name, alike[_ends(name)])) == 1}
    if not fuller:
        return dossier
    readings = []
    for reading in dossier.readings:
        claims = tuple(c if c.id in kept else _renamed(c, fuller) for c in reading.claims)
        readings.append(msgspec.structs.replace(reading, claims=claims))
    return msgspec.structs.replace(dossier, readings=tuple(readings))


def _ends(name: str) -> tuple[str, str]:
    words = name.split() or [""]
    return words[0], words[-1]


def _fuller(name: str, alike: set[str]) -> list[str]:
    """The names with this one's first and last words that have all its words and more between."""
    words = set(name.split())
    return [other for other in sorted(alike) if words < set(other.split())]


def _renamed(claim: Claim, fuller: dict[str, list[str]]) -> Claim:
    place = claim.event.place
    if place is None or place.precision != "site" or place.name not in fuller:
        return claim
    (full,) = fuller[place.name]
    reason = Reason(part="place", rule=f"named in full elsewhere in the dossier: {full}", words=place.mention.text)
    event = msgspec.structs.replace(claim.event, place=msgspec.structs.replace(place, name=full))
    return msgspec.structs.replace(claim, event=event, evidence=(*claim.evidence, reason))


def _stories(dossier: Dossier) -> dict[str, _Story]:
    """What each report is about, by its id: the place that most of its claims carry over."""
    found = {}
    for report, reading in zip(dossier.reports, dossier.readings, strict=True):
        carried = [place for claim in reading.claims if (place := _carried(claim)) is not None]
        if carried:
            name = Counter(place.name for place in carried).most_common(1)[0][0]
            place = next(place for place in carried if place.name == name)
            found[report.id] = _Story(report.id, _original(report), place)
    return found


def _original(report: Report) -> str:
    return report.copy_of or report.id


def _carried(claim: Claim) -> Place | None:
    place = claim.event.place
    return None if place is None or in_own_words(place, claim) else place


def _main(stories: list[_Story]) -> Place | None:
    """The place no wider than a district that most reports are about; None where fewer than `LEAST` are."""
    told = [s for s in stories if s.report == s.original and comparing.extent(s.place) < WIDE]
    ranked = Counter(s.place.name for s in told).most_common(1)
    if not ranked or ranked[0][1] < LEAST:
        return None
    return next(s.place for s in told if s.place.name == ranked[0][0])


class _Told:
    """How many reports are about which place; of copies only the original counts."""

    def __init__(self, stories: Mapping[str, _Story]) -> None:
        self._of = {id_: story.place.name for id_, story in stories.items() if story.report == story.original}
        self._about = Counter(self._of.values())

    def share(self, story: _Story, main: Place) -> float:
        """Of the other reports, how many are about the main place; none where another one is about the story's, too."""
        own = self._of.get(story.original)
        others = len(self._of) - (own is not None)
        if not others or self._about[story.place.name] > (own == story.place.name):
            return 0.0
        return (self._about[main.name] - (own == main.name)) / others


def _yields(place: Place, main: Place, mentions: Mentions) -> bool:
    """Whether a report's story may be the main place: that lies in its own, or the report names it, or its country."""
    wide = comparing.extent(place) >= WIDE
    if place.name == main.name:
        return False
    if wide and place.country == main.country:
        return True
    return any(m.name == main.name or (wide and m.country == main.country) for m in mentions.places)


def _moved(claim: Claim, place: Place, main: Place, rule: str) -> Claim:
    carried = _carried(claim)
    if carried is None or carried.name != place.name:
        return claim
    there = msgspec.structs.replace(main, mention=carried.mention)  # the words that stand for it in this report
    reason = Reason(part="place", rule=rule, words=carried.mention.text)
    event = msgspec.structs.replace(claim.event, place=there)
    return msgspec.structs.replace(claim, event=event, evidence=(*claim.evidence, reason))
