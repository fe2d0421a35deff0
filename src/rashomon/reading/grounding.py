"""Which place each toponym of a report means: candidates of the gazetteer weighed by size, by the countries and
regions that the report is about, by nearness to its other places, and by what the text says ("Lexington, Ky.").

One sense a document: every mention of a name means the same place, unless the text says another kind of it
("New York state"). After Leidner (2007, minimality) and Lieberman and Samet (2012, adaptive context), without training.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from rashomon.model.claim import PlacePrecision
from rashomon.reading.gazetteer import Entry, Gazetteer
from rashomon.reading.language import Parsed
from rashomon.reading.placehood import wording
from rashomon.reading.spelling import fold
from rashomon.reading.support import Floats, Support, shares
from rashomon.reading.toponyms import Toponym

CANDIDATES = 16
"""A name, largest first: twice as many changed nothing on the development halves, half as many cost 0.6 points."""
# Weights, in units of one power of ten of inhabitants; set on the development halves of LGL and TR-News together with
# the spellings: none is sharp, halving or doubling one moves accuracy by less than a point.
COUNTRY_PRIOR, REGION_PRIOR = 7.5, 6.3
OWN_NAME, USUAL_NAME = 0.7, 1.0
CONTAINED, SAID_KIND = 8.0, 3.0
SMALL, LARGE = 20_000, 500_000
"""Inhabitants below which a name, or one that only resembles it, is doubted where its country is not the report's."""
OTHERS = 2
"""Other places that a report must name before it can be said to be about their countries."""
OFTEN = 3
"""Mentions beyond which a place lends no more."""
SEAT = 1.2
"""A town that gives its name to its region is meant rather than the region."""


@dataclass(slots=True)
class Sense:
    """All mentions of one name, and the place they are taken to mean."""

    key: str
    kind: PlacePrecision | None
    mentions: list[int] = field(default_factory=list)
    candidates: tuple[Entry, ...] = ()
    container: Sense | None = None
    """The place said to hold it: "Lexington, Ky."."""
    counties: tuple[str, ...] = ()
    weight: float = 1.0
    listed: bool = True
    """The gazetteer has the name itself, not only one that resembles it."""
    chosen: Entry | None = None
    why: str = ""

    def pull(self) -> float:
        """What it lends the others: more when named often, less and less so."""
        return self.weight * math.sqrt(min(OFTEN, max(1, len(self.mentions))))


def senses(parsed: Parsed, toponyms: list[Toponym], gazetteer: Gazetteer) -> list[Sense]:
    """The sense of each toponym, in their order; toponyms of one name share one."""
    distinct: dict[tuple[str, str], Sense] = {}
    of: list[Sense] = []
    for number, toponym in enumerate(toponyms):
        sense = _sense(distinct, toponym, gazetteer)
        sense.mentions.append(number)
        of.append(sense)
    for number, toponym in enumerate(toponyms[1:], 1):
        before = toponyms[number - 1]
        if (
            _holds(parsed, before, toponym)
            and of[number] is not of[number - 1]
            and of[number].container is not of[number - 1]
        ):
            of[number - 1].container = of[number - 1].container or of[number]
    every = list(distinct.values())
    _weigh(every, _filed(parsed, gazetteer))
    return of


def _sense(distinct: dict[tuple[str, str], Sense], toponym: Toponym, gazetteer: Gazetteer) -> Sense:
    kind = toponym.kind
    key = fold(toponym.name)
    wide = kind if kind in ("region", "country", "district") else None
    if (known := distinct.get((key, wide or ""))) is not None:
        return known
    candidates = gazetteer.spelled(key) if key else ()
    listed = True
    if toponym.rule == "demonym":
        candidates = tuple(entry for entry in candidates if entry.precision == "country")
    elif not candidates:
        candidates = gazetteer.alike(toponym.name)
        listed = False
    if wide in ("region", "country") and not any(entry.precision == wide for entry in candidates):
        wide = None
        if (known := distinct.get((key, ""))) is not None:
            return known
    if wide in ("region", "country"):
        candidates = tuple(entry for entry in candidates if entry.precision == wide)
    sense = Sense(key=key, kind=kind, candidates=candidates, listed=listed)
    if kind == "district":
        sense.counties = (
            gazetteer.counties(key) or gazetteer.counties(key + "county") or gazetteer.counties(key + "parish")
        )
    sense.weight = 0.5 if toponym.rule == "demonym" else 1.0
    distinct[key, wide or ""] = sense
    return sense


def _holds(parsed: Parsed, inner: Toponym, outer: Toponym) -> bool:
    """ "Sebba, Burkina Faso", "Moura, in Mali", "Harasta in Syria": the holder comes after."""
    if outer.offsets and inner.offsets:
        return True
    between = parsed.doc[inner.end : outer.start].text.strip().lower()
    return between in wording().holding


def _filed(parsed: Parsed, gazetteer: Gazetteer) -> list[Entry]:
    """The places that the dateline may mean."""
    dateline = parsed.report.dateline
    if dateline is None:
        return []
    found = list(gazetteer.named(dateline.place)[:CANDIDATES]) if dateline.place else []
    if dateline.country:
        found = [entry for entry in found if entry.country == dateline.country] or found
    return found


# ---------------------------------------------------------------- weighing


def _weigh(every: list[Sense], filed: list[Entry]) -> None:
    """Choose a candidate for each sense, all senses considered together."""
    listed = [(number, entry) for number, sense in enumerate(every) for entry in _shortlist(sense)]
    if not listed:
        _unknown(every)
        return
    dated = Sense(key="", kind=None, candidates=tuple(filed), weight=0.7)
    pool = [*listed, *((len(every), entry) for entry in filed)]
    everyone = [*every, dated]
    group = np.array([number for number, _ in pool])
    prior = np.array([_prior(everyone[number], entry) for number, entry in pool])
    support = Support([entry for _, entry in pool], group, [s.pull() for s in everyone], [s.counties for s in everyone])
    score = prior
    for _ in range(2):
        score = prior + support.of(shares(score, group))
    _contain(everyone, pool, score)
    for number, sense in enumerate(every):
        mine = np.flatnonzero(group == number)
        if mine.size:
            sense.chosen = pool[int(mine[np.argmax(score[mine])])][1]
            sense.why = "the only place of this name" if mine.size == 1 else "the likeliest of its namesakes"
    _abstain(every, {entry.country for entry in filed})
    _unknown(every)


def _shortlist(sense: Sense) -> tuple[Entry, ...]:
    if sense.counties:
        return ()
    return sense.candidates[:CANDIDATES]


def _prior(sense: Sense, entry: Entry) -> float:
    if entry.precision == "country":
        value = COUNTRY_PRIOR
    elif entry.precision == "region":
        value = REGION_PRIOR
    else:
        value = float(np.log10(entry.population + 10.0))
        if any(
            e.precision == "region" and (e.country, e.region) == (entry.country, entry.region) for e in sense.candidates
        ):
            value = max(value, REGION_PRIOR) + SEAT if entry.usual or entry.population > 1e4 else value
    value += OWN_NAME * entry.own + USUAL_NAME * (entry.usual and entry.precision not in ("country", "region"))
    if sense.kind is not None:
        value += SAID_KIND * (entry.precision == sense.kind)
    return value


def _contain(every: list[Sense], pool: list[tuple[int, Entry]], score: Floats) -> None:
    """Words that say what holds a place outweigh all else: first settle the holder, then favour what lies in it."""
    for number, sense in enumerate(every):
        holder = sense.container
        if holder is None or not holder.candidates:
            continue
        outer = [(score[at], entry) for at, (other, entry) in enumerate(pool) if every[other] is holder]
        wide = [(value, entry) for value, entry in outer if entry.precision in ("country", "region")]
        best = _agreeing(sense, wide or outer)
        for at, (other, entry) in enumerate(pool):
            if best is None:
                break
            if other == number and entry.id != best.id and _inside(entry, best):
                score[at] += CONTAINED
            if every[other] is holder and entry is best:
                score[at] += CONTAINED


def _abstain(every: list[Sense], filed: set[str]) -> None:
    """A small town in a country that nothing else in the report is in is only a namesake of the place that is meant."""
    chosen = [sense for sense in every if sense.chosen is not None]
    for sense in chosen:
        entry = sense.chosen
        if entry is None or entry.usual or entry.population >= (SMALL if sense.listed else LARGE):
            continue
        others = [other.chosen.country for other in chosen if other is not sense and other.chosen]
        if len(others) >= OTHERS and entry.country not in others and entry.country not in filed:
            sense.chosen = None
            sense.why = ""


def _agreeing(sense: Sense, outer: list[tuple[float, Entry]]) -> Entry | None:
    """The likeliest holder that has a candidate of the name inside it ("Rome, Georgia"), else the likeliest."""
    ranked = [entry for _, entry in sorted(outer, key=lambda pair: (-pair[0], pair[1].id))]
    held = [entry for entry in ranked if any(_inside(inner, entry) for inner in sense.candidates)]
    return next(iter(held or ranked), None)


def _inside(inner: Entry, outer: Entry) -> bool:
    if inner.id == outer.id or inner.country != outer.country or inner.precision == "country":
        return False
    if outer.precision == "country":
        return True
    if outer.precision == "region" and outer.region:
        return inner.region == outer.region and inner.precision != "region"
    return abs(inner.latitude - outer.latitude) + abs(inner.longitude - outer.longitude) < 1.0


# ---------------------------------------------------------------- places the gazetteer lacks


def _unknown(every: list[Sense]) -> None:
    """Counties lie among the towns of their state that the report names; other places are where they are said to be."""
    towns = [sense.chosen for sense in every if sense.chosen and sense.chosen.precision == "town"]
    states = [sense.chosen for sense in every if sense.chosen and sense.chosen.precision == "region"]
    for sense in every:
        if sense.chosen is not None:
            continue
        if sense.counties:
            sense.chosen = _county(sense, towns, states)
            sense.why = "a county of the state that the report is about, put among the towns it names there"
        elif sense.container is not None and sense.container.chosen is not None:
            holder = sense.container.chosen
            if holder.precision != "country":
                sense.chosen = holder
            sense.why = f"not in the gazetteer; said to be in {holder.name}"


def _county(sense: Sense, towns: list[Entry], states: list[Entry]) -> Entry | None:
    holder = sense.container.chosen if sense.container else None
    votes = dict.fromkeys(sense.counties, 0.0)
    for entry, weight in [*((town, 1.0) for town in towns), *((state, 1.5) for state in states)]:
        if entry.country == "US" and entry.region in votes:
            votes[entry.region] += weight
    if holder is not None and holder.region in votes:
        votes[holder.region] += CONTAINED
    code = max(sorted(votes), key=lambda c: votes[c])
    here = [town for town in towns if (town.country, town.region) == ("US", code)]
    here = here or [state for state in states if (state.country, state.region) == ("US", code)]
    if not here:
        return None
    return Entry(
        id=0,
        geonames=None,
        name="",
        latitude=round(sum(town.latitude for town in here) / len(here), 4),
        longitude=round(sum(town.longitude for town in here) / len(here), 4),
        country="US",
        region=code,
        population=0,
        precision="district",
        usual=False,
        own=True,
    )
