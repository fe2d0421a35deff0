"""Puts a claim's event together: its type, who did it to whom, where and when, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.model import Event, Figure, Party, Reason, Time
from rashomon.model.claim import EventType
from rashomon.reading import accused, acts, events, participants, times, whereabouts
from rashomon.reading.acts import Act
from rashomon.reading.attribution import Attribution
from rashomon.reading.certainty import Assessed
from rashomon.reading.clauses import Clause
from rashomon.reading.events import Trigger
from rashomon.reading.language import Found, Parsed
from rashomon.reading.parties import Cast, civil
from rashomon.reading.whereabouts import Named

OUTCOME_TYPES: dict[str, EventType] = {
    "killed": "ASSAULT",
    "wounded": "ASSAULT",
    "displaced": "RETREAT",
    "evacuated": "RETREAT",
    "surrendered": "RETREAT",
    "detained": "COERCE",
}
"""The event that a figure's outcome speaks of when no word of the clause names one."""
Range = tuple[int, int]

TOPIC = "what the story is about"
FORCE: tuple[EventType, ...] = ("ASSAULT", "COERCE")
"""What outlets and people of whom nothing else is said do not do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause, who it is attributed to (None: the outlet's own voice), and the event its words name."""

    clause: Clause
    attribution: Attribution | None
    trigger: Trigger | None
    act: Act | None = None
    """What is done by saying so."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What one report offers to its events."""

    parsed: Parsed
    where: Named
    times: list[Found[Time]]
    cast: Cast
    topic: Trigger | None
    """What the story is about."""


def of(stage: Stage, draft: Draft, meant: Assessed, counted: Sequence[Found[Figure]]) -> tuple[Event, list[Reason]]:
    """The clause's event; without a word for one, what its figures speak of, or what the whole story is about."""
    parsed, clause = stage.parsed, draft.clause
    trigger, kind, reasons = _type(stage, draft, meant, counted)
    actors, recipients = _parts(stage, draft, kind)
    inherits = whereabouts.inherits(kind if trigger else "NONE", meant.status)
    place = whereabouts.of_event(stage.where, clause.start, clause.end, inherits=inherits)
    cue = draft.attribution.cue if draft.attribution else None
    time = times.of_event(parsed, stage.times, clause.start, clause.end, cue)
    reasons += [*_why(stage, draft, "actors", actors), *_why(stage, draft, "recipients", recipients)]
    reasons += [x.reason for x in (place, time) if x]
    event = Event(
        type=kind,
        mode=trigger.mode if trigger else None,
        trigger=parsed.words(trigger.token, trigger.token + 1) if trigger and not _refused(draft) else None,
        actors=actors,
        recipients=recipients,
        place=place.value if place else None,
        time=time.value if time else None,
    )
    return event, reasons


def _why(stage: Stage, draft: Draft, part: str, parties: tuple[Party, ...]) -> Iterator[Reason]:
    """Why each party plays its part: what it stands beside, and what people are taken for."""
    named = draft.trigger.token if draft.trigger else draft.clause.root
    word = stage.parsed.doc[named].text
    for party in parties:
        rule = f"{part} of {word}, by the parse"
        if draft.act:
            rule = "who does it by saying so" if part == "actors" else "whom that is said to or about"
        if party.name.lower() not in party.mention.text.lower():
            rule += f"; {party.name}"
        yield Reason(part=part, rule=rule, words=party.mention.text)


def _refused(draft: Draft) -> bool:
    """What is not done has no word of its own: the refusal is the cue."""
    return draft.act is not None and draft.act.refuses


def topic(drafts: Sequence[Draft]) -> Trigger | None:
    """What the story is about: the first event of the type that most of its clauses name."""
    named = [d.trigger for d in drafts if d.trigger]
    if not named:
        return None
    order = Counter(t.type for t in named)
    most = max(order, key=lambda kind: order[kind])
    return next(t for t in named if t.type == most)


def _type(
    stage: Stage, draft: Draft, meant: Assessed, counted: Sequence[Found[Figure]]
) -> tuple[Trigger | None, EventType, list[Reason]]:
    """What names the event, its type, and why; what is done by saying so comes before what is spoken of."""
    trigger = _modal(stage, draft, meant) or draft.trigger
    if draft.act:
        trigger = draft.act.trigger
    if trigger:
        return trigger, trigger.type, [trigger.reason]
    outcome = next((f for f in counted if f.value.outcome in OUTCOME_TYPES), None)
    if outcome:
        kind = OUTCOME_TYPES[outcome.value.outcome]
        return None, kind, [_typed(kind, "the outcome of its figure", outcome.value.mention.text)]
    if stage.topic:
        return None, stage.topic.type, [_typed(stage.topic.type, TOPIC, stage.topic.reason.words)]
    return None, "NONE", []


def _typed(kind: EventType, rule: str, words: str) -> Reason:
    return Reason(part="type", rule=f"{kind}: {rule}", words=words)


def _modal(stage: Stage, draft: Draft, meant: Assessed) -> Trigger | None:
    root = stage.parsed.doc[draft.clause.root]
    return acts.of_modal(root, draft.trigger, meant, own=_own(stage, draft, root))


def _own(stage: Stage, draft: Draft, root: Token) -> bool:
    """Whether the clause's subject is the one who speaks: "we", or a pronoun for the source."""
    if draft.attribution is None or draft.attribution.source is None:
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in ("we", "i"):
        return True
    cast = stage.cast
    span = participants.phrase(subject)
    return cast.actors.party(*span).name == cast.actors.source(*draft.attribution.source).name


def _parts(stage: Stage, draft: Draft, kind: EventType) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it and to whom: by the parse, or for what is done by saying so, who speaks and who is addressed."""
    doc, cast, clause = stage.parsed.doc, stage.cast, draft.clause
    blamed = accused.find(doc, clause, draft.attribution) if draft.act is None and kind in FORCE else None
    if draft.act is None and draft.trigger is None and kind != "NONE":
        return (cast.blamed(*blamed) if blamed else cast.of(participants.doer(doc[clause.root]))), ()
    trigger = draft.trigger
    others = [
        t.token for t in events.all_of(doc, clause.root, clause.start, clause.end) if trigger and t.type == trigger.type
    ]
    who = participants.find(doc, trigger.token if trigger else clause.root, clause.root, others[1:])
    if draft.act is None:
        violent = kind in FORCE
        spoken = draft.attribution.source if draft.attribution else None
        speaker = cast.speaker(*spoken) if spoken else None
        actors = cast.of((r for r in who.actors if r != spoken), suffering=kind == "RETREAT", speaker=speaker)
        if violent:
            actors = (cast.blamed(*blamed) if blamed else ()) or actors
            doer = None if actors else accused.doer(doc, clause)
            actors = cast.of([doer]) if doer else actors
            actors = tuple(p for p in actors if p.kind != "outlet" and not civil(p))
        recipients = cast.of(
            _not_places(stage, who.recipients, violent), suffering=violent, directed=not violent, speaker=speaker
        )
        if not recipients and not violent and trigger:
            recipients = cast.of(who.towards, directed=True)
        return actors, _others(recipients, actors)
    by = cast.speaker(*draft.act.by) if draft.act.by else None
    actors = (by,) if by else ()
    recipients = (
        cast.towards(draft.act.towards) or cast.of(who.recipients) or cast.of(who.actors) or cast.towards([clause.root])
    )
    return actors, _others(recipients, actors)


def _not_places(stage: Stage, ranges: Iterable[Range], violent: bool) -> Iterator[Range]:
    """Without towns and regions that are struck: those who live there are harmed."""
    struck = {(f.start, f.end) for f in stage.where.found if violent and f.value.precision != "country"}
    return (r for r in ranges if not any(r[0] <= start and end == r[1] for start, end in struck))


def _others(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """Nobody does it to themselves."""
    names = {party.name for party in actors}
    return tuple(party for party in recipients if party.name not in names)
