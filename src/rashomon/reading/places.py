"""The places of a report, and the place of one clause of it."""

from __future__ import annotations

from rashomon.model import Place, Reason
from rashomon.model.claim import PlacePrecision
from rashomon.reading import toponyms
from rashomon.reading.gazetteer import Gazetteer
from rashomon.reading.grounding import Sense, senses
from rashomon.reading.language import Found, Parsed
from rashomon.reading.toponyms import Toponym
from rashomon.reading.whereabouts import Named, governing, named, of_event, of_story

__all__ = ["DEMONYM", "Named", "find", "governing", "named", "of_event", "of_story"]

DEMONYM = "demonym"
"""Begins the rule of a place that is only an adjective or a people ("Iraqi"): a mention, never where something was."""


def find(parsed: Parsed, gazetteer: Gazetteer) -> list[Found[Place]]:
    """Every place that the report's text names, in text order, the dateline's first.

    Coordinates are None where the gazetteer has nothing that fits. The reason's rule says how the words were
    recognised, and how the place was chosen.
    """
    found = toponyms.find(parsed, gazetteer)
    meant = senses(parsed, found, gazetteer)
    forms = _forms(found, meant)
    return [_place(parsed, toponym, sense, forms) for toponym, sense in zip(found, meant, strict=True)]


def _forms(found: list[Toponym], meant: list[Sense]) -> dict[int, str]:
    """For each place without a usual name, the spelling that the report uses most (the first, when equal)."""
    counted: dict[int, dict[str, int]] = {}
    for toponym, sense in zip(found, meant, strict=True):
        if toponym.rule != DEMONYM and sense.chosen is not None:
            spellings = counted.setdefault(sense.chosen.id, {})
            spellings[toponym.name] = spellings.get(toponym.name, 0) + 1
    return {place: max(spellings, key=lambda name: spellings[name]) for place, spellings in counted.items()}


def _place(parsed: Parsed, toponym: Toponym, sense: Sense, forms: dict[int, str]) -> Found[Place]:
    offsets = toponym.offsets
    mention = parsed.report.span(*offsets) if offsets else parsed.words(toponym.start, toponym.end)
    entry = sense.chosen
    fallback = entry is not None and sense.why.startswith("not in")
    holder = sense.container.chosen if sense.container else None
    value = Place(
        name=_name(toponym, sense, forms),
        mention=mention,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        country=(entry.country or None) if entry else (holder.country or None) if holder else None,
        geonames=entry.geonames if entry and not fallback else None,
        precision=_precision(toponym, sense),
    )
    why = sense.why or "not in the gazetteer"
    return Found(
        value, toponym.start, toponym.end, Reason(part="place", rule=f"{toponym.rule}: {why}", words=mention.text)
    )


def _name(toponym: Toponym, sense: Sense, forms: dict[int, str]) -> str:
    entry = sense.chosen
    if toponym.kind == "site" or entry is None or not entry.name or sense.why.startswith("not in"):
        return _cased(toponym.name)
    return entry.name if entry.usual else _cased(forms.get(entry.id, toponym.name))


def _cased(name: str) -> str:
    """A name in capitals, as datelines have it, as ordinary text would write it."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 3 else name


def _precision(toponym: Toponym, sense: Sense) -> PlacePrecision:
    if toponym.kind in ("site", "district") or sense.chosen is None:
        return toponym.kind or "town"
    return sense.chosen.precision
