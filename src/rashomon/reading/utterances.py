"""Attributions of cue verbs: what stands before, after or around "X said"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from rashomon.reading import cues, quotations, sources
from rashomon.reading.cues import Complement, Entry, Match
from rashomon.reading.quotations import Quotation
from rashomon.reading.sources import Source

BREAKS = (",", "—", "–", "-", "--", ":")
"""What parts a content from the cue clause behind it."""
FEWEST = 2
"""Tokens: less than that before a cue is no content."""
NEAR = 8
"""Tokens between a cue and the quotation it introduces ("told the BBC on Monday: ...")."""


@dataclass(slots=True)
class Draft:
    """An attribution in the making; ranges are tokens [start, end)."""

    cue: tuple[int, int] | None
    entry: Entry
    pieces: list[tuple[int, int]]
    source: Source | None
    rule: str
    root: int = -1
    head: int = -1
    """The cue's verb or noun."""
    chain: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its quotations and, for each token, the quotation and the sentence start it belongs to."""

    doc: Doc
    quoted: list[Quotation]
    inside: list[int]
    starts: list[int]
    ends: list[int]


def scene(doc: Doc) -> Scene:
    """What the rules ask about a document again and again, computed once."""
    quoted = quotations.find(doc)
    starts, ends = [0] * len(doc), [0] * len(doc)
    for sentence in doc.sents:
        size = sentence.end - sentence.start
        starts[sentence.start : sentence.end] = [sentence.start] * size
        ends[sentence.start : sentence.end] = [sentence.end] * size
    return Scene(doc, quoted, quotations.covering(doc, quoted), starts, ends)


def of_verb(scene: Scene, verb: Token, earlier: int) -> Draft | None:
    """The attribution that the verb is the cue of; `earlier` is the end of the last cue clause before it."""
    if _carrier(verb):
        return None
    if passive(verb):
        return _passive(verb)
    behind = cues.complements(verb, verb.i + 1)
    best: Draft | None = None
    for match in cues.matches(verb, behind):
        best = _active(scene, verb, match, earlier)
        if best is not None:
            return best
    return None


def passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: with its auxiliary, or as a participle behind a noun."""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    return bool(deps & {"auxpass", "nsubjpass", "agent"}) or (verb.dep_ in ("acl",) and "aux" not in deps)


def _carrier(verb: Token) -> bool:
    """ "was quoted as saying": the quoting is part of the cue `saying`."""
    return verb.lemma_ in ("quote", "cite") and any(
        child.lower_ == "as" and any(one.dep_ == "pcomp" for one in child.children) for child in verb.rights
    )


def _active(scene: Scene, verb: Token, match: Match, earlier: int) -> Draft | None:
    source = sources.of_verb(verb)
    start = cue_start(verb)
    draft = Draft((start, match.end), match.entry, [], source, match.frame, head=verb.i)
    utters = match.entry.kind in ("speech", "thought") and any(take == "clause" for take in match.entry.takes)
    if utters and _before(scene, verb, draft, match, earlier):
        draft.rule = "content before the cue"
    elif match.taken:
        draft.pieces = [_right(verb, match, draft)]
        draft.root = match.taken[-1].head.i if match.taken[-1].kind in ("clause", "infinitive", "ing") else -1
    elif not (utters and _quotation_after(scene, verb, draft)):
        return None
    _quoting(verb, draft)
    return draft


def cue_start(verb: Token) -> int:
    """The first of the auxiliaries, negations and adverbs that stand directly before the verb."""
    start = verb.i
    while start > 0:
        before = verb.doc[start - 1]
        if before.head.i == verb.i and before.dep_ in ("aux", "auxpass", "neg", "advmod") and before.pos_ != "SCONJ":
            start -= 1
        else:
            break
    while start < verb.i and verb.doc[start].dep_ == "advmod" and verb.doc[start].lower_ not in ("also", "never"):
        start += 1
    return start


def _right(verb: Token, match: Match, draft: Draft) -> tuple[int, int]:
    """From the first to the last complement; a single preposition goes to the cue."""
    first, last = match.taken[0], match.taken[-1]
    start, end = min(one.start for one in match.taken), max(one.end for one in match.taken)
    if len(match.taken) == 1 and first.head.dep_ == "prep" and first.start == first.head.i:
        if draft.cue and first.head.i == draft.cue[1]:
            draft.cue = (draft.cue[0], start + 1)
        start += 1
    if last.kind == "clause" and draft.source and start <= draft.source.start < end and draft.source.start > verb.i:
        start = draft.source.end
    return start, end


def _before(scene: Scene, verb: Token, draft: Draft, match: Match, earlier: int) -> bool:
    """Fills in the content of "Y, X said" and "A, X said, B"; false when there is none before the cue clause."""
    doc = scene.doc
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    if clause is None and verb.dep_ == "parataxis":
        clause = verb.head
    start, end = draft.cue or (verb.i, verb.i + 1)
    source = _speaker(scene, verb, draft, clause)
    own = source is not None and (source.start >= end or source.end <= start) and source.verb == verb.i
    begin, close = start, end
    if source is not None and own:
        begin, close = min(begin, source.start), max(close, source.end)
    at = begin - 1
    if at < 0 or is_edge(scene, at) or (scene.inside[at] >= 0 and scene.inside[at] == scene.inside[verb.i]):
        return False
    spoken = scene.inside[at] >= 0 or (at > 0 and doc[at].text in BREAKS and scene.inside[at - 1] >= 0)
    if not spoken and doc[at].text not in BREAKS:
        return False
    if clause is None:
        taken = [one for one in match.taken if source is None or one.head.i != source.head]
        if any(one.kind == "clause" for one in taken) or not (spoken or _bare_end(scene, verb, begin, taken)):
            return False
    first = _bound(scene, at, earlier)
    if at - first < (FEWEST if clause is None else 1):
        return False
    draft.source = source
    draft.pieces = [(first, at if doc[at].text in BREAKS else at + 1)]
    draft.root = clause.i if clause is not None else -1
    rest = _remainder(scene, verb, clause, close)
    if rest:
        draft.pieces.append(rest)
    return True


def _speaker(scene: Scene, verb: Token, draft: Draft, clause: Token | None) -> Source | None:
    """The source of a cue clause that stands behind its content; the parser may have lost it there."""
    source = draft.source
    start, end = draft.cue or (verb.i, verb.i + 1)
    if source is not None and source.verb == verb.i and not (clause and source.start <= clause.i < source.end):
        return source
    before = scene.doc[start - 1] if start else None
    if before is not None and (before.text in BREAKS or before.is_quote) and end < len(scene.doc):
        behind = _subject_behind(verb)
        if behind is not None:
            return behind
    return _apposition(scene, start) or source


def _apposition(scene: Scene, start: int) -> Source | None:
    """In "..., its chief, Jane Doe, said" the parser may hang the name on the noun before the comma."""
    at = start - 1
    while at > scene.starts[start] and scene.doc[at].is_punct:
        at -= 1
    noun = scene.doc[at]
    while noun.dep_ in ("appos", "compound") and noun.head.i < start and noun.left_edge.i > scene.starts[start]:
        if noun.dep_ == "appos" and noun.head.dep_ != "appos":
            break
        noun = noun.head
    if noun.dep_ != "appos" or noun.pos_ not in ("PROPN", "NOUN") or noun.left_edge.i == 0:
        return None
    found = sources.phrase(noun)
    if scene.doc[found.start - 1].text != ",":
        return None
    return replace(found, end=min(found.end, start), verb=-1 if found.end > start else scene.doc[start].i)


def _subject_behind(verb: Token) -> Source | None:
    """In "..., said X" the parser may take X for an object."""
    for child in verb.rights:
        if child.dep_ in ("nsubj", "dobj", "npadvmod", "oprd", "attr") and child.pos_ in ("PROPN", "NOUN", "PRON"):
            if child.dep_ != "nsubj" and child.ent_type_ in ("DATE", "TIME"):
                continue
            return sources.phrase(child, verb)
    return None


def _bare_end(scene: Scene, verb: Token, begin: int, taken: list[Complement]) -> bool:
    """A cue clause without a content of its own: a clause before it in its sentence is the content."""
    if taken:
        return False
    before = scene.doc[scene.starts[verb.i] : begin]
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in before if token.head.i != verb.i)


def _bound(scene: Scene, at: int, earlier: int) -> int:
    """Where a content that ends at token `at` begins: with its sentence, or after the last cue clause or semicolon."""
    first = scene.starts[at]
    for near in (at, at - 1):
        if near >= 0 and scene.inside[near] >= 0:
            first = min(first, scene.starts[scene.quoted[scene.inside[near]].start])
    if first < earlier <= at:
        first = earlier
    for index in range(at - 1, first, -1):
        if scene.doc[index].text == ";" and scene.inside[index] < 0:
            first = index + 1
            break
    while first < at and (is_edge(scene, first) or scene.doc[first].text in BREAKS):
        first += 1
    return first


def _remainder(scene: Scene, verb: Token, clause: Token | None, close: int) -> tuple[int, int] | None:
    """The part of a content that goes on behind the cue clause: "A, X said, B"."""
    doc = scene.doc
    end = scene.ends[verb.i]
    for at in range(close, min(end, close + NEAR) - 1):
        if doc[at].text == ",":
            break
    else:
        return None
    after = at + 1
    if scene.inside[after] >= 0 and scene.quoted[scene.inside[after]].start == after:
        return after, scene.quoted[scene.inside[after]].end
    if clause is None or clause.right_edge.i < after or clause.i in (verb.i,):
        return None
    if not (clause.i > verb.i or any(one.i >= after for one in clause.rights)):
        return None
    return after, clause.right_edge.i + 1


def _quotation_after(scene: Scene, verb: Token, draft: Draft) -> bool:
    """Fills in the content of `X said: "..."` when the parser saw no clause there."""
    doc = scene.doc
    end = draft.cue[1] if draft.cue else verb.i + 1
    if scene.inside[verb.i] >= 0:
        return False
    for at in range(end, min(len(doc), end + NEAR)):
        if is_edge(scene, at):
            return False
        if scene.inside[at] >= 0:
            quotation = scene.quoted[scene.inside[at]]
            if at == end or doc[at - 1].text in (",", ":") or quotation.end - quotation.start > NEAR:
                draft.pieces = [(at, quotation.end)]
                draft.rule = "quotation after the cue"
                return True
            return False
        if doc[at].text == ":" and at + 1 < len(doc) and not is_edge(scene, at + 1):
            if scene.inside[at + 1] < 0:
                draft.pieces = [(at + 1, scene.ends[at + 1])]
                draft.rule = "content after a colon"
                return True
        elif doc[at].pos_ == "VERB" or doc[at].text in (".", ";", "?", "!"):
            return False
    return False


def is_edge(scene: Scene, at: int) -> bool:
    """A gap between paragraphs."""
    return quotations.is_gap(scene.doc[at])


def _passive(verb: Token) -> Draft | None:
    """ "is said to have left", "was blamed on rebels", "was told that ..."."""
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    behind = cues.complements(verb, verb.i + 1)
    stands_for: list[Complement] = []
    if subject is not None:
        end = min(subject.right_edge.i + 1, verb.left_edge.i if verb.dep_ == "acl" else verb.i)
        stands_for = [Complement("object", subject.left_edge.i, max(end, subject.i + 1), subject)]
    source = sources.agent(verb)
    for match in cues.matches(verb, behind):
        if match.taken and match.frame in ("clause", "infinitive", "complement", "at", "as"):
            expletive = subject is None or subject.lower_ == "it" or match.entry.addressee
            if match.frame == "clause" and source is None and not expletive:
                continue
            draft = Draft((cue_start(verb), match.end), match.entry, [], source, "passive " + match.frame, head=verb.i)
            draft.pieces = [(one.start, one.end) for one in match.taken]
            draft.root = match.taken[-1].head.i
            if match.frame != "clause" and stands_for and not match.entry.addressee:
                draft.pieces.insert(0, (stands_for[0].start, stands_for[0].end))
            return draft
    for listed in cues.verbs().get(verb.lemma_.lower(), ()):
        found = _passive_object(verb, listed, behind, stands_for, source)
        if found:
            return found
    return None


def _passive_object(
    verb: Token, listed: cues.Listed, behind: list[Complement], stands_for: list[Complement], source: Source | None
) -> Draft | None:
    """The subject is what is denied, reported, blamed ...; only with an agent or a further complement."""
    end = cues.phrase_end(verb, listed.rest)
    if not end or not stands_for:
        return None
    for frame in listed.frames:
        if frame[0] != "object" or (len(frame) == 1 and source is None):
            continue
        rest = [one for one in behind if frame[1:] == (one.kind,)]
        if len(frame) > 1 and not rest:
            continue
        draft = Draft((cue_start(verb), end), listed.entry, [], source, "passive " + " ".join(frame), head=verb.i)
        draft.pieces = [(one.start, one.end) for one in stands_for + rest[:1]]
        return draft
    return None


def _quoting(verb: Token, draft: Draft) -> None:
    """ "was quoted by the BBC as saying": the cue takes the quoting in; who quotes is the outer source."""
    at = verb.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    quote = at.head if at is not None else None
    if quote is None or quote.lemma_ not in ("quote", "cite", "report") or draft.cue is None:
        return
    draft.cue = (cue_start(quote), draft.cue[1])
    outer = sources.agent(quote)
    if passive(quote):
        spoken = next((one for one in quote.lefts if one.dep_ == "nsubjpass"), None)
        noun = spoken or (quote.head if quote.dep_ in ("acl", "relcl") else None)
        draft.source = sources.phrase(noun, quote) if noun is not None else None
    else:
        outer = sources.of_verb(quote)
        noun = next((one for one in quote.rights if one.dep_ == "dobj"), None)
        draft.source = sources.phrase(noun, quote) if noun is not None else draft.source
    if draft.source is not None:
        draft.source = Source(draft.source.start, draft.source.end, draft.source.head, ())
    if outer is not None and draft.source is not None and outer.head != draft.source.head:
        draft.chain.append((outer.start, outer.end))
