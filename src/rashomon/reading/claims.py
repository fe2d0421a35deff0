"""Puts a report's claims together: who says what, how it is meant, and the event, figures, time and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from rashomon.model import Claim, Event, Figure, Mentions, Party, Place, Reading, Reason, Report, Source, Time
from rashomon.model.claim import EventType
from rashomon.reading import (
    actors,
    attribution,
    certainty,
    clauses,
    denials,
    events,
    figures,
    gazetteer,
    participants,
    places,
    times,
    whereabouts,
)
from rashomon.reading.attribution import Attribution
from rashomon.reading.clauses import Clause
from rashomon.reading.gazetteer import Gazetteer
from rashomon.reading.language import Found, Parsed, parse

PERSONAL = ("PRP", "WP")
CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ")
OUTCOME_TYPES: dict[str, EventType] = {
    "killed": "ASSAULT",
    "wounded": "ASSAULT",
    "displaced": "RETREAT",
    "evacuated": "RETREAT",
    "surrendered": "RETREAT",
    "detained": "COERCE",
}
"""The event that a figure's outcome speaks of when no word of the clause names one."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything of each kind that stands in one report."""

    parsed: Parsed
    actors: actors.Actors
    places: list[Found[Place]]
    times: list[Found[Time]]
    figures: list[Found[Figure]]
    attributions: list[Attribution]
    party_heads: frozenset[int]
    """Tokens that head a mention of a party, and pronouns."""


def read(reports: Iterable[Report], where: Gazetteer | None = None) -> Iterator[Reading]:
    """What each report says, in order; the reports must be in English. Without a gazetteer, the standard one."""
    where = where or gazetteer.standard()
    for parsed in parse(reports):
        yield assemble(find(parsed, where))


def find(parsed: Parsed, where: Gazetteer) -> Findings:
    """Everything of each kind in one report, each kind for itself."""
    parties = actors.find(parsed)
    heads = {m.head for m in parties.mentions} | {t.i for t in parsed.doc if t.pos_ == "PRON" and t.tag_ in PERSONAL}
    return Findings(
        parsed,
        parties,
        places.find(parsed, where),
        times.find(parsed),
        figures.find(parsed),
        [said for said in attribution.find(parsed) if _speaks(parsed, said)],
        frozenset(heads),
    )


def _speaks(parsed: Parsed, said: Attribution) -> bool:
    """Whether the source is somebody: "a deal that left few fighters" has the grammar of a speaker only, and hearsay
    ("reportedly") without anybody is the outlet's own voice, less sure."""
    if said.source is None:
        return not said.hearsay
    start, end = said.source
    return end - start > 1 or parsed.doc[start].tag_ != "WDT"


def assemble(found: Findings) -> Reading:
    """The report's claims in text order: one for each clause of each attribution, then the outlet's own clauses."""
    drafts = [*_attributed(found), *_narrated(found)]
    drafts.sort(key=lambda d: (d.clause.start, d.clause.end, d.attribution is None))
    topic = _topic(drafts)
    claims = [_claim(found, draft, topic) for draft in drafts]
    return Reading(
        report=found.parsed.report.id,
        mentions=_mentions(found),
        claims=tuple(denials.link(_numbered(claims), [_lemmas(found, draft) for draft in drafts])),
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause, who it is attributed to (None: the outlet's own voice), and the event its words name."""

    clause: Clause
    attribution: Attribution | None
    trigger: events.Trigger | None


def _attributed(found: Findings) -> Iterator[Draft]:
    doc = found.parsed.doc
    for said in found.attributions:
        for clause in clauses.of_content(doc, said.clause):
            yield Draft(clause, said, events.find(doc, clause.root, clause.start, clause.end))


def _narrated(found: Findings) -> Iterator[Draft]:
    """Clauses of sentences in which nobody is quoted: the outlet's own voice."""
    doc = found.parsed.doc
    taken: set[int] = set()
    for said in found.attributions:
        for start, end in (*said.content, said.cue or (0, 0), said.source or (0, 0)):
            taken.update(range(start, end))
    for sentence in doc.sents:
        if taken.isdisjoint(range(sentence.start, sentence.end)):
            for clause in clauses.of_sentence(sentence):
                yield Draft(clause, None, events.find(doc, clause.root, clause.start, clause.end))


def _topic(drafts: list[Draft]) -> events.Trigger | None:
    """What the story is about: the first event of the type that most of its clauses name."""
    named = [d.trigger for d in drafts if d.trigger]
    if not named:
        return None
    order = Counter(t.type for t in named)
    most = max(order, key=lambda kind: order[kind])
    return next(t for t in named if t.type == most)


def _claim(found: Findings, draft: Draft, topic: events.Trigger | None) -> Claim:
    clause, said = draft.clause, draft.attribution
    parsed = found.parsed
    meant = certainty.assess(parsed.doc, clause.root, clause.start, clause.end)
    sources, why = _sources(found, said)
    cue = parsed.words(*said.cue) if said and said.cue else None
    figures_in = [f for f in found.figures if figures.asserted(f) and _inside(f, clause)]
    event, reasons = _event(found, draft, topic, figures_in)
    stance = certainty.combine(meant, said.stance, said.certainty, cue.text if cue else "") if said else meant
    return Claim(
        id="",
        report=parsed.report.id,
        content=parsed.words(clause.start, clause.end),
        parts=tuple(parsed.words(*p) for p in clause.parts) if len(clause.parts) > 1 else (),
        cue=cue,
        sources=sources,
        mode=said.mode if said else "narration",
        said=_said(found, said),
        polarity=stance.polarity,
        certainty=stance.certainty,
        status=stance.status,
        event=event,
        figures=tuple(f.value for f in figures_in),
        evidence=(*why, *stance.reasons, *reasons, *(f.reason for f in figures_in)),
    )


def _inside(thing: Found[Figure], clause: Clause) -> bool:
    return any(start <= thing.start and thing.end <= end for start, end in clause.parts)


def _sources(found: Findings, said: Attribution | None) -> tuple[tuple[Source, ...], list[Reason]]:
    """Outermost first; a cue without a named source ("reportedly") has an unnamed one with no words of its own."""
    if said is None:
        return (), []
    ranges = [*said.chain, *([said.source] if said.source else [])]
    sources = tuple(found.actors.source(*r) for r in ranges)
    return sources, [said.reason, *(found.actors.reason(*r) for r in ranges)]


def _said(found: Findings, said: Attribution | None) -> Time | None:
    if said is None or said.cue is None:
        return None
    spoken = times.of_saying(found.parsed, found.times, *said.cue)
    return spoken.value if spoken else None


def _event(
    found: Findings, draft: Draft, topic: events.Trigger | None, counted: list[Found[Figure]]
) -> tuple[Event, list[Reason]]:
    """The clause's event; without a word for one, what its figures speak of, or what the whole story is about."""
    parsed, clause, trigger = found.parsed, draft.clause, draft.trigger
    reasons = [trigger.reason] if trigger else []
    kind: EventType = trigger.type if trigger else "NONE"
    mode = trigger.mode if trigger else None
    if trigger is None:
        outcome = next((f for f in counted if f.value.outcome in OUTCOME_TYPES), None)
        if outcome:
            kind = OUTCOME_TYPES[outcome.value.outcome]
            reasons.append(
                Reason(part="type", rule=f"{kind}: the outcome of its figure", words=outcome.value.mention.text)
            )
        elif topic:
            kind = topic.type
            reasons.append(Reason(part="type", rule=f"{kind}: what the story is about", words=topic.reason.words))
    who = participants.find(parsed.doc, trigger.token if trigger else clause.root, clause.root)
    place = whereabouts.of_event(parsed, found.places, clause.start, clause.end)
    time = times.of_event(parsed, found.times, clause.start, clause.end)
    reasons += [x.reason for x in (place, time) if x]
    event = Event(
        type=kind,
        mode=mode,
        trigger=parsed.words(trigger.token, trigger.token + 1) if trigger else None,
        actors=_parties(found, who.actors),
        recipients=_parties(found, who.recipients),
        place=place.value if place else None,
        time=time.value if time else None,
    )
    return event, reasons


def _parties(found: Findings, ranges: tuple[tuple[int, int], ...]) -> tuple[Party, ...]:
    """Each party once, by its canonical name; what is no party ("the decision", "hours") is left out."""
    parties: dict[str, Party] = {}
    for start, end in ranges:
        if not any(start <= head < end for head in found.party_heads):
            continue
        party = found.actors.party(start, end)
        parties.setdefault(party.name, party)
    return tuple(parties.values())


def _numbered(claims: list[Claim]) -> list[Claim]:
    """Ids that say where the claim stands, so that a later version of the rules gives the same claim the same id."""
    seen: Counter[int] = Counter()
    numbered = []
    for claim in claims:
        start = claim.content.start
        seen[start] += 1
        suffix = f"-{seen[start]}" if seen[start] > 1 else ""
        numbered.append(msgspec.structs.replace(claim, id=f"{claim.report}.{start}{suffix}"))
    return numbered


def _lemmas(found: Findings, draft: Draft) -> frozenset[str]:
    """Dictionary forms of the clause's content words."""
    doc = found.parsed.doc
    return frozenset(doc[i].lemma_ for s, e in draft.clause.parts for i in range(s, e) if doc[i].pos_ in CONTENT_WORDS)


def _mentions(found: Findings) -> Mentions:
    return Mentions(
        places=tuple(f.value for f in found.places),
        times=tuple(f.value for f in found.times),
        figures=tuple(f.value for f in found.figures),
        actors=tuple(m.party for m in found.actors.mentions),
    )
