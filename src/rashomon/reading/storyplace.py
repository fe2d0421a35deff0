"""The place that a whole story is about: votes of its mentions, by how each is tied to what its sentence tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rashomon.model import Place, Reason
from rashomon.reading import sites
from rashomon.reading.language import Found, Parsed
from rashomon.reading.placehood import tie
from rashomon.reading.placeties import (
    BREADTH,
    breadth,
    directed,
    head,
    is_beside,
    is_dateline,
    is_demonym,
    is_name_of_body,
    is_seat,
    is_venue,
    is_village,
    tied,
    within,
)  # fmt: skip
from rashomon.reading.spelling import fold

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
SEAT_VOTES = 2.0
"""Votes below which a seat of government stands for its country: one mention in the first paragraph gives as many."""
SEAT_WEIGHT = 0.5
"""What a mention of a seat of government counts, even where something is in it: much is said there."""
VENUE_WEIGHT = 0.2
"""What a mention counts where only something said is tied to it."""
ABROAD_WEIGHT = 0.4
"""What a mention counts, at least, whose country the story hardly names."""
NARROWER_SHARE = 0.3
"""Of the votes of a town or region, for a place in it to be the story's: "Manbij" is named more than its villages."""


def of_story(parsed: Parsed, found: list[Found[Place]]) -> Found[Place] | None:
    """The place that the story is about: the one that most of its words are tied to, the headline and the first
    paragraph counting more, wide areas less; then a narrower place in it, if the story has one as well. Without any,
    the country whose adjective it uses most; None when it names no place at all."""
    votes, first = _votes(parsed, _heard(parsed, found))
    narrow = (vote for name, vote in votes.items() if breadth(first[name]) < BREADTH["country"])
    if (filed := _filed(found)) and max(narrow, default=0.0) < DATELINE_VOTES:
        return _because(filed, f"no place in the text: the dateline's ({filed.value.precision})")
    if not votes:
        return None
    name = max(votes, key=lambda key: votes[key])
    chosen = directed(parsed, first[_narrower(parsed, name, votes, first)])
    if is_seat(chosen.value) and votes[chosen.value.name] < SEAT_VOTES:
        chosen = _country(chosen.value, found) or chosen
    if (site := sites.of_story(parsed, chosen, _lead_end(parsed))) is not None:
        return _because(site, f"the place the story is about: the {site.value.precision} in {chosen.value.name}")
    if breadth(chosen) < BREADTH["region"]:
        return _because(chosen, "the place the story is about")
    named = "only as an adjective" if is_demonym(chosen) else "by name"
    return _because(chosen, f"the place the story is about: backed off to the {chosen.value.precision}, named {named}")


def _country(seat: Place, found: list[Found[Place]]) -> Found[Place] | None:
    """The first mention of the seat's country."""
    countries = (place for place in found if not is_dateline(place) and breadth(place) == BREADTH["country"])
    return next((place for place in countries if place.value.country == seat.country), None)


def _because(place: Found[Place], rule: str) -> Found[Place]:
    reason = Reason(part="place", rule=rule, words=place.value.mention.text)
    return Found(place.value, place.start, place.end, reason)


def _heard(parsed: Parsed, found: list[Found[Place]]) -> list[tuple[Found[Place], float]]:
    """The places of the text with what each mention counts."""
    fit = _fit(found)
    return [(place, _weight(parsed, place) * fit(place)) for place in found if not is_dateline(place)]


def _filed(found: list[Found[Place]]) -> Found[Place] | None:
    """The dateline's place, if it is in the country that the text is about."""
    filed = next((place for place in found if is_dateline(place)), None)
    named = Counter(place.value.country for place in found if place.value.country and not is_dateline(place))
    if filed is None or filed.value.country is None:
        return None
    return filed if named[filed.value.country] == max(named.values(), default=0) else None


def _fit(found: list[Found[Place]]) -> Callable[[Found[Place]], float]:
    """How much a place's country is the story's: 1 for the one named most, in any way."""
    named = Counter(f.value.country for f in found if f.value.country and not is_dateline(f))
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
    if (place.end < len(doc) and doc[place.end].text == "-") or is_name_of_body(parsed, place):
        return 0.0
    if is_demonym(place):
        return DEMONYM_WEIGHT
    weight = WIDE_WEIGHT[breadth(place)] * TIED_WEIGHT[tied(parsed, place)]
    if is_village(place.value) and tie(doc, place.start) in ("locative", "happening"):
        weight *= VILLAGE_WEIGHT
    if is_beside(parsed, place):
        weight *= BESIDE_WEIGHT
    if is_seat(place.value):
        weight *= SEAT_WEIGHT
    return weight * (VENUE_WEIGHT if is_venue(head(parsed, place)) else 1.0)


def _narrower(parsed: Parsed, name: str, votes: dict[str, float], first: dict[str, Found[Place]]) -> str:
    """A place within the one that has most votes, or a village beside it, if it has enough of its own."""
    outer = first[name].value
    beside = is_beside(parsed, first[name])
    inner = [
        key
        for key, vote in votes.items()
        if key != name
        and vote >= NARROWER_SHARE * votes[name]
        and (within(first[key].value, outer) or (beside and is_village(first[key].value)))
    ]
    return max(inner, key=lambda key: votes[key], default=name)


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
