"""Puts a report's claims together: who says what, how it is meant, and the event, figures, time and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from spacy.tokens import Doc

from rashomon.model import Claim, Figure, Mentions, Place, Reading, Reason, Report, Source, Time
from rashomon.reading import (
    actors,
    acts,
    attribution,
    casting,
    certainty,
    clauses,
    denials,
    events,
    figures,
    gazetteer,
    happenings,
    mentioned,
    narration,
    places,
    times,
    whereabouts,
)
from rashomon.reading.attribution import Attribution
from rashomon.reading.certainty import Assessed
from rashomon.reading.clauses import Clause
from rashomon.reading.gazetteer import Gazetteer
from rashomon.reading.happenings import Draft, Stage
from rashomon.reading.language import Found, Parsed, parse
from rashomon.reading.parties import Cast

PERSONAL = ("PRP", "WP")
JOINING = ("DET", "SCONJ", "PUNCT", "SPACE", "ADP")
CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ")


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
        _distinct(parsed.doc, [said for said in attribution.find(parsed) if _speaks(parties, said)]),
        frozenset(heads),
    )


def _distinct(doc: Doc, found: list[Attribution]) -> list[Attribution]:
    """Without those whose content is only the source and cue of another: "the coalition said"."""
    spoken = [(_tokens(doc, s.source, s.cue), _tokens(doc, s.cue)) for s in found if s.source and s.cue]
    return [s for s in found if not any(_is_speaking(_tokens(doc, *s.content), *other) for other in spoken)]


def _is_speaking(content: frozenset[int], speaking: frozenset[int], cue: frozenset[int]) -> bool:
    return content <= speaking and cue <= content


def _tokens(doc: Doc, *ranges: tuple[int, int] | None) -> frozenset[int]:
    """The tokens of ranges without those that only join or point: "the", "that", punctuation."""
    return frozenset(i for r in ranges if r for i in range(*r) if doc[i].pos_ not in JOINING)


def _speaks(parties: actors.Actors, said: Attribution) -> bool:
    """Whether the source is somebody: "a deal that left few fighters" has the grammar of a speaker only, and hearsay
    ("reportedly") without anybody is the outlet's own voice, less sure."""
    if said.source is None:
        return not said.hearsay
    return said.uttered or parties.speaks(*said.source)


def assemble(found: Findings) -> Reading:
    """The report's claims in text order: one for each clause of each attribution, then the outlet's own clauses."""
    drafts = [*_attributed(found), *_narrated(found)]
    drafts.sort(key=lambda d: (d.clause.start, d.clause.end, d.attribution is None))
    cast = Cast(found.parsed, found.actors, found.party_heads)
    where = whereabouts.named(found.parsed, found.places)
    stage = Stage(found.parsed, where, found.times, cast, happenings.topic(drafts))
    claims = _numbered(casting.fill([_claim(found, draft, stage) for draft in drafts]))
    return Reading(
        report=found.parsed.report.id,
        mentions=_mentions(found, claims),
        claims=tuple(denials.link(claims, [_lemmas(found, draft) for draft in drafts])),
    )


def _attributed(found: Findings) -> Iterator[Draft]:
    doc = found.parsed.doc
    for said in found.attributions:
        for clause in clauses.of_content(doc, said.clause):
            trigger = events.find(doc, clause.root, clause.start, clause.end)
            act = acts.of_cue(doc, said, doc[clause.root], trigger)
            if act is None or not act.beside:
                yield Draft(clause, said, trigger, act)
                continue
            yield Draft(clause, said, trigger)
            telling = narration.of_act(doc, said, clause)
            if telling:
                yield Draft(telling, None, trigger, act)


def _narrated(found: Findings) -> Iterator[Draft]:
    """The outlet's own voice."""
    doc = found.parsed.doc
    for clause in narration.find(doc, found.attributions):
        yield Draft(clause, None, events.find(doc, clause.root, clause.start, clause.end))


def _claim(found: Findings, draft: Draft, stage: Stage) -> Claim:
    clause, said = draft.clause, draft.attribution
    parsed = found.parsed
    meant = certainty.assess(parsed.doc, clause.root, clause.start, clause.end)
    sources, why = _sources(found, said)
    cue = parsed.words(*said.cue) if said and said.cue else None
    figures_in = [f for f in found.figures if figures.asserted(f) and _inside(f, clause)]
    stance = _meant(found, draft, meant)
    event, reasons = happenings.of(stage, draft, stance, figures_in)
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


def _meant(found: Findings, draft: Draft, own: Assessed) -> Assessed:
    """How the claim is meant: by the clause's own words, then by its cue. What somebody refuses to do is not done."""
    said = draft.attribution
    if said is None:
        return own
    doc = found.parsed.doc
    stance, sureness = certainty.stance(doc, said.cue, said.stance, said.certainty)
    if stance == "deny" and _after_colon(doc, said):
        stance = "assert"
    if draft.act and draft.act.refuses:
        stance, sureness = "deny", "certain"
    elif draft.act and stance == "ask":
        stance, sureness = "order", "certain"
    words = doc[said.cue[0] : said.cue[1]].text if said.cue else ""
    return certainty.combine(own, stance, sureness, words)


def _after_colon(doc: Doc, said: Attribution) -> bool:
    """ "Contradicted him: the foreigners would leave": what follows the colon is what is held against the other."""
    start = said.content[0][0] if said.content else 0
    while start > 0 and doc[start - 1].is_space:
        start -= 1
    return start > 0 and doc[start - 1].text == ":" and (said.cue is None or said.cue[1] < start)


def _inside(thing: Found[Figure], clause: Clause) -> bool:
    return any(start <= thing.start and thing.end <= end for start, end in clause.parts)


def _sources(found: Findings, said: Attribution | None) -> tuple[tuple[Source, ...], list[Reason]]:
    """Outermost first; a cue without a named source ("reportedly") has an unnamed one with no words of its own."""
    if said is None:
        return (), []
    passing = [r for r in said.chain if found.actors.speaks(*r)]
    ranges = [*passing, *([said.source] if said.source else [])]
    sources = tuple(found.actors.source(*r) for r in ranges)
    return sources, [said.reason, *(found.actors.reason(*r) for r in ranges)]


def _said(found: Findings, said: Attribution | None) -> Time | None:
    if said is None or said.cue is None:
        return None
    spoken = times.of_saying(found.parsed, found.times, *said.cue)
    return spoken.value if spoken else None


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


def _mentions(found: Findings, claims: list[Claim]) -> Mentions:
    return Mentions(
        places=tuple(f.value for f in found.places),
        times=tuple(f.value for f in found.times),
        figures=tuple(f.value for f in found.figures),
        actors=tuple(m.party for m in found.actors.mentions),
        events=mentioned.find(found.parsed, claims),
    )
