"""Contents before their cue: "Y, X said", "A, X said, B", "Y, as X put it"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from rashomon.reading import asides, cues, sources
from rashomon.reading.complements import Complement, has_number
from rashomon.reading.cues import Match
from rashomon.reading.drafts import BREAKS, Draft, Scene, child
from rashomon.reading.sources import Source

FEWEST = 2
"""Tokens: less than that before a cue, where the parser saw no clause, is no content."""
LONG_ENOUGH = 4
"""Tokens before a closing cue clause, comma included; fewer are a circumstance ("On Monday, he spoke")."""
NEAR = 8
"""Tokens between a cue clause and the comma behind which its content goes on."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
RESUMING = ("conj", "advcl", "ccomp")
"""How a part of the content behind the cue clause may hang on the cue, for want of anything better."""


def fill(scene: Scene, verb: Token, draft: Draft, behind: list[Complement], earlier: int) -> bool:
    """Fills in content and source; false when no content stands before the cue clause.

    `behind` are the complements after the verb; `earlier` is the end of the last cue clause before this one: the
    content does not reach behind it.
    """
    clause = before(verb)
    source = _widened(scene, _speaker(scene, verb, draft, clause))
    begin, close = draft.cue
    if source is not None and source.verb == verb.i:
        begin, close = min(begin, source.start), max(close, source.end)
    for start, end in draft.chain:
        begin, close = min(begin, start), max(close, end)
    at = begin - 1
    quotation = scene.quotation(at) or (scene.quotation(at - 1) if at > 0 and scene.texts[at] in BREAKS else None)
    if at < 0 or scene.gaps[at] or not (quotation or scene.texts[at] in BREAKS):
        return False
    if (quotation is scene.quotation(verb.i)) if quotation is not None else asides.describing(scene, verb, source):
        return False
    if scene.texts[at] == ":" and _complete(draft, source, behind):
        return False
    if clause is None:
        taken = _complete(draft, source, behind)
        if any(one.kind == "clause" for one in taken) or not (quotation or _bare(scene, verb, begin, source, taken)):
            return False
    first = _bound(scene, at, earlier)
    if at - first < (FEWEST if clause is None else 1):
        return False
    draft.source = source
    draft.pieces = [(first, at if scene.texts[at] in BREAKS else at + 1)]
    draft.root = clause.i if clause is not None else -1
    rest = _remainder(scene, verb, clause, close)
    if rest:
        draft.pieces.append(rest)
    return True


def before(verb: Token) -> Token | None:
    """The head of a clause that the parser hung on the verb (or the verb on it), as what is said before the cue."""
    cue = sources.quoting(verb) or sources.governing(verb) or verb
    clause = next((one for one in cue.lefts if one.dep_ == "ccomp"), None)
    return cue.head if clause is None and cue.dep_ == "parataxis" else clause


def _complete(draft: Draft, source: Source | None, behind: list[Complement]) -> list[Complement]:
    """Complements after the verb that could be its content, rather than its speaker or whom it addresses."""
    kinds = ("clause", "infinitive", "ing", "complement") + (() if draft.entry.addressee else ("object",))
    beside = [one for one in behind if one.start == 0 or one.head.doc[one.start - 1].text != ","]
    return [
        one for one in beside if (one.kind in kinds or _counting(one)) and (source is None or one.head.i != source.head)
    ]


def _counting(one: Complement) -> bool:
    """In "heard of 1,500 dead" the number is what is heard, not whom somebody speaks of."""
    return one.kind == "of" and has_number(one)


def _widened(scene: Scene, source: Source | None) -> Source | None:
    """In ", a lawmaker and two residents said" the parser may hang "a lawmaker" on the words before the comma."""
    if source is None or source.start == 0 or scene.doc[source.start - 1].dep_ != "cc":
        return source
    for at in range(source.start - 2, max(scene.starts[source.start], source.start - 2 - NEAR), -1):
        if scene.texts[at] == ",":
            return replace(source, start=at + 1)
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            break
    return source


def _speaker(scene: Scene, verb: Token, draft: Draft, clause: Token | None) -> Source | None:
    """The source of a cue clause that stands behind its content; the parser may have lost it there."""
    source = draft.source
    start, end = draft.cue
    own = source is not None and source.verb == verb.i and not (clause and source.start <= clause.i < source.end)
    parted = start > 0 and (scene.texts[start - 1] in BREAKS or scene.quotation(start - 1) is not None)
    behind = _subject_behind(verb) if parted and end < len(scene.doc) else None
    if behind is not None and scene.doc[behind.head].dep_ != "nsubj" and not own:
        named = _apposition(scene, start)
        if named is not None and scene.doc[named.head].ent_type_ in (*sources.SPEAKERS, ""):
            return named
    if behind is None and parted and not own and (named := _apposition(scene, start)) is not None:
        return named
    if behind is None and parted and verb.dep_ == "amod" and verb.head.i > verb.i:
        return sources.phrase(verb.head, verb)
    if behind is not None and (not own or scene.doc[behind.head].dep_ == "nsubj"):
        return behind
    if own:
        return source
    return _apposition(scene, start) or source


def _subject_behind(verb: Token) -> Source | None:
    """In "..., said X" the parser may take X for an object."""
    for one in verb.rights:
        if one.dep_ in ("nsubj", "dobj", "npadvmod", "oprd", "attr") and one.pos_ in ("PROPN", "NOUN", "PRON"):
            if one.dep_ != "nsubj" and verb.tag_ == "VBG":
                continue
            if one.dep_ != "nsubj" and (one.ent_type_ in ("DATE", "TIME") or one.i > verb.i + NEAR):
                continue
            return sources.phrase(one, verb)
    return None


def _apposition(scene: Scene, start: int) -> Source | None:
    """In "..., its chief, Jane Doe, said" the parser may hang the name on the noun before the comma."""
    at = start - 1
    while at > scene.starts[start] and scene.doc[at].is_punct:
        at -= 1
    noun = scene.doc[at]
    if noun.dep_ == "pobj" and noun.head.head.dep_ == "appos":
        noun = noun.head.head
    while noun.dep_ in ("appos", "compound", "conj") and noun.head.i < start:
        if noun.dep_ != "compound" and noun.head.dep_ not in ("appos", "compound", "conj"):
            break
        if noun.head.left_edge.i <= scene.starts[start]:
            break
        noun = noun.head
    adrift = noun.dep_ == "npadvmod" and noun.ent_type_ == "PERSON"
    nominal = noun.pos_ in ("PROPN", "NOUN") and noun.left_edge.i > 0
    if (noun.dep_ not in ("appos", "conj") and not adrift) or not nominal:
        return None
    found = sources.phrase(noun)
    if scene.texts[found.start - 1] != ",":
        return None
    return replace(found, end=min(found.end, start), verb=scene.doc[start].i)


def _bare(scene: Scene, verb: Token, begin: int, source: Source | None, taken: list[Complement]) -> bool:
    """A cue clause without a content of its own: a clause before it in its sentence is the content."""
    if taken:
        return False
    own = range(source.start, source.end) if source is not None else range(0)
    if _closes(scene, verb, begin, source):
        return True
    if source is not None and source.start > verb.i and verb.i == begin:
        return True
    return any(one.dep_ in SUBJECTS and one.i not in own for one in scene.doc[scene.starts[verb.i] : begin])


def _closes(scene: Scene, verb: Token, begin: int, source: Source | None) -> bool:
    """Whether a cue clause of subject and verb alone ends the sentence behind a comma: whatever the parser made of
    the words before it, they are what is said."""
    if source is None or source.verb != verb.i or source.start != begin or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    utters = any(
        one.entry.kind == "speech" and "clause" in one.entry.takes for one in cues.verbs().get(verb.lemma_, ())
    )
    ended = verb.i + 1 < scene.ends[verb.i] and any(
        scene.texts[at] == "." for at in range(verb.i + 1, min(verb.i + 3, scene.ends[verb.i]))
    )
    return utters and ended and begin - scene.starts[verb.i] > LONG_ENOUGH


def _bound(scene: Scene, at: int, earlier: int) -> int:
    """Where a content that ends at token `at` begins: with its sentence, or after the last cue clause or semicolon."""
    first = scene.starts[at]
    if first == at > 0 and scene.texts[at] in BREAKS and not scene.gaps[at - 1]:
        first = scene.starts[at - 1]
    for near in (at, at - 1):
        quotation = scene.quotation(near)
        if quotation is not None:
            first = min(first, scene.starts[quotation.start])
    if first < earlier <= at:
        first = earlier
    for index in range(at - 1, first, -1):
        if scene.texts[index] in (";", ":") and scene.inside[index] < 0:
            first = index + 1
            break
    while first < at and (scene.gaps[first] or scene.texts[first] in BREAKS):
        first += 1
    return first


def _remainder(scene: Scene, verb: Token, clause: Token | None, close: int) -> tuple[int, int] | None:
    """The part of a content that goes on behind the cue clause: "A, X said, B"; "A, X said, and B"."""
    end = scene.ends[verb.i]
    after = next((at + 1 for at in range(close, min(end, close + NEAR) - 1) if scene.texts[at] == ","), 0)
    if not after or any(asides.set_off(one) for one in verb.rights if one.left_edge.i - 1 <= after < one.i):
        return None
    quotation = scene.quotation(after)
    if quotation is not None and quotation.start == after:
        return after, quotation.end
    reaches = clause is not None and clause.i != verb.i and clause.right_edge.i >= after
    if (
        clause is not None
        and reaches
        and (clause.i > verb.i or any(one.i >= after and not one.is_punct for one in clause.rights))
    ):
        return after, clause.right_edge.i + 1
    for one in verb.rights:
        if one.i > after >= one.left_edge.i - 1 and one.dep_ in RESUMING and _resumes(scene, one, after):
            return after, one.right_edge.i + 1
    return None


def _resumes(scene: Scene, one: Token, after: int) -> bool:
    """Whether the clause `one` goes on with the content, rather than with what the source did or said next."""
    subject = child(one, *SUBJECTS)
    if one.dep_ == "conj":
        utters = any(not listed.rest and listed.entry.kind == "speech" for listed in cues.verbs().get(one.lemma_, ()))
        if utters and child(one, "ccomp") is not None:
            return False
        return subject is not None or (scene.doc[after].dep_ == "cc" and one.i <= after + NEAR)
    marked = child(one, "mark") is not None or scene.doc[after].dep_ == "mark"
    return marked and subject is not None


def as_told(scene: Scene, verb: Token, match: Match) -> Draft | None:
    """ "Y, as X put it", "As X reported, Y": the content is the rest of the sentence."""
    if not any(one.lower_ == "as" and one.dep_ in ("mark", "prep", "advmod") for one in verb.lefts):
        return None
    source = sources.of_verb(verb)
    if source is None or source.verb != verb.i:
        return None
    if any(one.kind in ("clause", "infinitive", "ing") or one.end - one.start > 1 for one in match.taken):
        return None
    start = verb.left_edge.i
    pieces = around(scene, start, verb.right_edge.i + 1)
    return (
        Draft((verb.i, match.end), match.entry, pieces, source, "as the source says", head=verb.i) if pieces else None
    )


def misread(scene: Scene, noun: Token) -> Draft | None:
    """In "Y, the council maintains." the parser may take the cue for a noun."""
    at = noun.i
    if (
        noun.tag_ not in ("NNS", "VBZ")
        or noun.dep_ == "pobj"
        or at + 1 >= scene.ends[at]
        or scene.texts[at + 1] not in (".", ",")
    ):
        return None
    entry = next((one.entry for one in cues.verbs().get(noun.lemma_, ()) if not one.rest), None)
    if entry is None or entry.kind not in ("speech", "thought") or noun.left_edge.i == at:
        return None
    comma = next((n for n in range(at - 2, max(scene.starts[at], at - 2 * NEAR), -1) if scene.texts[n] == ","), 0)
    before = scene.doc[scene.starts[at] : comma] if comma else ()
    if any(one.pos_ in ("VERB", "AUX") for one in scene.doc[comma:at]):
        return None
    if not any(one.dep_ in SUBJECTS for one in before):
        return None
    source = Source(comma + 1, at, at - 1)
    return Draft((at, at + 1), entry, [(_bound(scene, comma, 0), comma)], source, "content before the cue", head=at)


def around(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """The rest of the sentence around a parenthesis [start, end)."""
    first, last = _limits(scene, start, end)
    before, after = start, end
    while before > first and (scene.texts[before - 1] in BREAKS or scene.gaps[before - 1]):
        before -= 1
    while after < last and scene.texts[after] in BREAKS:
        after += 1
    while last > after and (scene.texts[last - 1] in (".", "?", "!") or scene.gaps[last - 1]):
        last -= 1
    while first < before and scene.gaps[first]:
        first += 1
    return [(low, high) for low, high in ((first, before), (after, last)) if high - low > 1]


def _limits(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), from the start of a quotation that ends just before it, between semicolons."""
    first, last = scene.starts[start], scene.ends[start]
    for near in (start - 1, start - 2):
        quotation = scene.quotation(near)
        if near >= first and quotation is not None:
            first = min(first, scene.starts[quotation.start])
    for index in range(first, last):
        if scene.texts[index] == ";" and scene.inside[index] < 0:
            if index < start:
                first = index + 1
            elif index >= end:
                return first, index
    return first, last
