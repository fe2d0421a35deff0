"""Who said what: source, cue and content (PARC, Pareti 2012; PolNeAR, Newell et al. 2018).

Rules over the dependency parse, with quotation marks as structure of their own, because parsers lose their way in
quotations. The words are in lexicon/cues.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon.model import Reason
from rashomon.model.claim import Certainty, Mode
from rashomon.reading import (
    accounts,
    answers,
    cues,
    hearsay,
    numbered,
    postposed,
    quotations,
    settling,
    tallies,
    utterances,
)
from rashomon.reading import drafts as making
from rashomon.reading.cues import Stance
from rashomon.reading.drafts import BREAKS, Draft, Scene
from rashomon.reading.language import Parsed

Range = tuple[int, int]

TIMES = ("DATE", "TIME", "ORDINAL", "QUANTITY", "MONEY")
"""Labels of what never speaks."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with all that it attributes; every range is tokens [start, end)."""

    cue: Range | None
    """None for a quotation carried on from an earlier sentence."""
    source: Range | None
    """The whole noun phrase of who really says so; None when it is not stated ("reportedly")."""
    source_head: int | None
    """The token to resolve: the head of the source, or the antecedent of "who"."""
    chain: tuple[Range, ...]
    """Who passes it on, outermost first: the BBC in "was quoted by the BBC as saying"."""
    content: tuple[Range, ...]
    """In text order, with complementizer and quotation marks; several where the sentence is discontinuous."""
    clause: tuple[Range, ...]
    """The content without quotation marks around the whole."""
    mode: Mode
    stance: Stance
    """What the source does to the content: denies it, plans it, asks ..."""
    certainty: Certainty
    reason: Reason
    root: int
    """The head of the content clause; -1 when it has none."""
    uttered: bool
    """A verb of speech says so of its own subject, which for that alone is likely somebody."""
    hearsay: bool
    """Nobody says so: the report itself hedges ("reportedly", "seems to")."""


def find(parsed: Parsed) -> list[Attribution]:
    """The attributions of a report, in text order."""
    if not len(parsed.doc):
        return []
    scene = making.scene(parsed.doc)
    drafts = [draft for draft in _drafts(scene) if draft.pieces]
    for draft in drafts:
        _complete_quotations(scene, draft)
    drafts = settling.settle(scene, drafts)
    return sorted(
        (_finished(parsed, scene, draft) for draft in drafts), key=lambda one: (one.content, one.cue or (0, 0))
    )


def _drafts(scene: Scene) -> list[Draft]:
    """Every cue on its own, before any is weighed against another."""
    found: list[Draft] = []
    earlier = skip = 0
    for token in scene.doc:
        draft = hearsay.according(scene, token) or tallies.has(scene, token)
        if draft is not None:
            skip = max(draft.cue[1], draft.pieces[0][1] if draft.rule == "has a count" else 0)
        elif token.i < skip:
            continue
        elif token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
            draft = accounts.minded(token) or utterances.of_verb(scene, token, earlier) or hearsay.raising(token)
            draft = draft or accounts.stands(scene, token)
            if draft and draft.rule == "content before the cue":
                earlier = draft.end
        else:
            draft = _of_word(scene, token)
        if token.lower_ == "so" and (said := accounts.so_says(scene, token)):
            draft, skip = said, said.head + 1
        draft = draft or postposed.misread(scene, token)
        if draft and draft.rule == hearsay.SAME:
            draft.source = next((one.source for one in reversed(found) if one.source is not None), None)
        if draft and not _quoted_source(scene, draft) and not _nobody(scene, draft):
            draft.pronominal = draft.source is not None and scene.doc[draft.source.head].pos_ == "PRON"
            found.append(draft)
    found.extend(other for draft in list(found) if (other := numbered.gapped(scene, draft)) is not None)
    for start, end in quotations.paragraphs(scene.doc):
        found.extend(hearsay.speakers(scene, start, end))
    return found


def _of_word(scene: Scene, token: Token) -> Draft | None:
    """A cue that is no verb: "the claim that", "reportedly", "in the words of"."""
    if token.pos_ == "NOUN":
        return (
            hearsay.of_noun(token)
            or numbered.word_of(token)
            or answers.verdict(token)
            or answers.words_of(scene, token)
        )
    if token.pos_ == "ADV":
        return hearsay.adverb(token)
    if token.pos_ == "SCONJ" and token.lower_ == "how":
        return answers.manner(scene, token)
    if token.text == ":":
        return answers.presented(scene, token) or answers.listed(scene, token) or accounts.before_colon(scene, token)
    if token.pos_ in ("ADP", "SCONJ"):
        return hearsay.account(scene, token) or hearsay.trusting(scene, token) or answers.to_whom(scene, token)
    return None


def _nobody(scene: Scene, draft: Draft) -> bool:
    """ "No group has claimed the attack": that nobody says so is what the report says."""
    if draft.source is None:
        return False
    first, head = scene.texts[draft.source.start].lower(), scene.texts[draft.source.head].lower()
    return first in cues.cues().nobody or head in cues.cues().nobody


def _quoted_source(scene: Scene, draft: Draft) -> bool:
    """Whether cue and source are quoted together: then it is the quoted speaker who attributes, not the report."""
    index = scene.inside[draft.head]
    return index >= 0 and (draft.source is None or scene.inside[draft.source.head] == index)


def _complete_quotations(scene: Scene, draft: Draft) -> None:
    """A content that reaches into a quotation takes in all of it, unless the cue stands in the same one."""
    own = scene.inside[draft.head]
    pieces: list[Range] = []
    for start, end in draft.pieces:
        for at in (start, end - 1):
            index = scene.inside[at]
            if index >= 0 and index != own:
                quotation = scene.quoted[index]
                start, end = min(start, quotation.start), max(end, quotation.end)
        pieces.append((start, end))
    draft.pieces = _merged(pieces, draft)


def _merged(pieces: list[Range], draft: Draft) -> list[Range]:
    """The pieces in text order, overlaps joined, without cue and source at their ends."""
    merged: list[Range] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    barriers = [draft.cue]
    if draft.source is not None:
        barriers.append((draft.source.start, draft.source.end))
    for low, high in barriers:
        merged = [part for piece in merged for part in _without(piece, low, high)]
    return merged


def _without(piece: Range, low: int, high: int) -> list[Range]:
    start, end = piece
    if high <= start or end <= low:
        return [piece]
    return [part for part in ((start, low), (high, end)) if part[1] - part[0] > 0]


def _finished(parsed: Parsed, scene: Scene, draft: Draft) -> Attribution:
    pieces = [_trimmed(scene.doc, piece) for piece in sorted(draft.pieces)]
    content = tuple(piece for piece in pieces if piece[1] > piece[0])
    source = draft.source
    chain = [*draft.chain, *(source.chain if source is not None else ())]
    cue = draft.cue
    words = parsed.words(*cue).text
    return Attribution(
        cue=cue,
        source=(source.start, source.end) if source is not None else None,
        source_head=source.head if source is not None else None,
        chain=tuple(dict.fromkeys(chain)),
        content=content,
        clause=_clause(scene, content),
        mode=_mode(scene, content),
        stance=draft.entry.stance,
        certainty=draft.entry.certainty,
        reason=Reason(part="source", rule=f"cue {draft.entry.stance}: {draft.rule}", words=words),
        root=draft.root,
        uttered=_uttered(scene, draft),
        hearsay=draft.hearsay,
    )


def _uttered(scene: Scene, draft: Draft) -> bool:
    if draft.source is None or draft.entry.kind != "speech" or draft.rule not in settling.UTTERED:
        return False
    own = draft.source.verb == draft.head or draft.rule == "according to"
    speaker = scene.doc[draft.source.head]
    return own and (speaker.ent_type_ not in TIMES or speaker.lower_ == "old")


def _trimmed(doc: Doc, piece: Range) -> Range:
    """Without gaps at its ends, and without the comma before a cue clause."""
    start, end = piece
    while start < end and (quotations.is_gap(doc[start]) or doc[start].text in BREAKS):
        start += 1
    while end > start and (quotations.is_gap(doc[end - 1]) or doc[end - 1].text in (*BREAKS, ".", ";")):
        end -= 1
    return start, end


def _clause(scene: Scene, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """The content as a claim shows it: no marks around a piece that is wholly quoted; a leading "that", "to" or
    "whether" belongs to the content (PARC, PolNeAR)."""
    shown = []
    for start, end in content:
        index = scene.inside[start]
        if index >= 0 and scene.quoted[index].start == start and scene.quoted[index].end >= end:
            closed = scene.doc[end - 1].is_quote
            start, end = start + 1, end - closed
        while end > start + 1 and scene.doc[end - 1].text in (",", "."):
            end -= 1
        if end > start:
            shown.append((start, end))
    return tuple(shown)


def _mode(scene: Scene, content: tuple[Range, ...]) -> Mode:
    """direct: all of it is quoted; mixed: some of it; indirect: none."""
    words = [at for start, end in content for at in range(start, end) if not scene.doc[at].is_punct]
    quoted = sum(scene.inside[at] >= 0 for at in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
