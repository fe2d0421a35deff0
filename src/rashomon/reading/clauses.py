"""A sentence, or the content of an attribution, cut into the clauses that each state one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
FINITE = ("VBD", "VBP", "VBZ", "MD")
LINKS = ("cc", "punct", "mark", "preconj")
JOINABLE = ("conj", "ccomp", "parataxis")
"""How a second main clause hangs on the first: "X left and Y stayed", and, unmarked, "X left, Y stayed"."""
TELLING = ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADV")
"""A content without any such word ("that", "it") states nothing by itself."""
MARKS = ("that", "whether")
"""Words before a clause that is itself what is said."""
CONCEDING = ("although", "though", "while", "whereas")
"""Conjunctions of a clause that states something of its own against the one before it."""
SECTION = ";"
"""What stands behind it states something of its own, however the parse joins the two."""
SHORTEST = 2
"""Words; what is shorter states nothing."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `[start, end)` around the head `root`; `parts` are its pieces when something stands in between."""

    start: int
    end: int
    root: int
    parts: tuple[tuple[int, int], ...]


def of_content(doc: Doc, ranges: tuple[tuple[int, int], ...], *, narrated: bool = False) -> list[Clause]:
    """The clauses of an attribution's content, sentence by sentence, coordinated main clauses apart.

    `ranges` are the content's token ranges in text order; clauses keep that order and cover all its words but the
    conjunctions between them. What the outlet grants by the way (`narrated`) stays with its sentence.
    """
    found: list[Clause] = []
    for pieces in (apart for together in _by_sentence(doc, ranges) for apart in _parted(doc, together)):
        inside = [doc[i] for start, end in pieces for i in range(start, end)]
        root = _head(inside)
        cuts = sorted({*_cuts(root, {t.i for t in inside}), *_joined(root, inside)})
        cuts = cuts if narrated else sorted({*cuts, *_conceded(inside)})
        for first, last, head in _segments(inside[0].i, inside[-1].i + 1, cuts, root):
            parts = [(max(s, first), min(e, last)) for s, e in pieces if s < last and first < e]
            parts = [p for p in (_trimmed(doc, *part) for part in parts) if p[0] < p[1]]
            if any(doc[i].pos_ in TELLING for s, e in parts for i in range(s, e)):
                found.append(Clause(parts[0][0], parts[-1][1], head, tuple(parts)))
    return found


def of_sentence(sentence: Span) -> list[Clause]:
    """The main clauses of a sentence in the outlet's own voice; none for a heading or a question."""
    doc = sentence.doc
    words = [t for t in sentence if not t.is_space]
    if not words or words[-1].text == "?" or not any(t.tag_ in FINITE for t in words):
        return []
    return [
        c
        for c in of_content(doc, ((words[0].i, words[-1].i + 1),), narrated=True)
        if sum(t.is_alpha for t in doc[c.start : c.end]) >= SHORTEST
    ]


def _by_sentence(doc: Doc, ranges: tuple[tuple[int, int], ...]) -> Iterator[list[tuple[int, int]]]:
    """The ranges cut at sentence ends and semicolons; pieces of one sentence stay together."""
    together: dict[int, list[tuple[int, int]]] = {}
    for start, end in ranges:
        at = start
        while at < end:
            sentence = doc[at].sent
            stop = min(end, sentence.end)
            stop = next((t.i + 1 for t in doc[at:stop] if t.text == SECTION), stop)
            if any(not t.is_space and not t.is_punct for t in doc[at:stop]):
                together.setdefault(_section(doc, sentence.start, at), []).append((at, stop))
            at = max(stop, at + 1)
    yield from together.values()


def _section(doc: Doc, start: int, at: int) -> int:
    """Where the part of the sentence between semicolons begins that token `at` is in."""
    return max((t.i + 1 for t in doc[start:at] if t.text == SECTION), default=start)


def _parted(doc: Doc, pieces: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pieces of one sentence that each state something, apart: "A, he said, and B"; "A, he said; B". A piece that
    goes on with the clause of another ("the deaths, he said, were many") stays with it."""
    together: list[tuple[int, int]] = []
    for piece in pieces:
        if together and any(_states(doc, *one) for one in together) and _begins(doc, *piece):
            yield together
            together = []
        together.append(piece)
    yield together


def _states(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb and its subject both stand in the range, in a clause that hangs on no other."""
    for token in doc[start:end]:
        verb = token.head
        if token.dep_ in SUBJECTS and start <= verb.i < end and _finite(verb) and not _subordinate(verb):
            return True
    return False


def _subordinate(verb: Token) -> bool:
    return verb.dep_ in ("relcl", "acl", "advcl", "csubj", "pcomp") or any(
        one.dep_ == "mark" and one.lower_ not in MARKS for one in verb.lefts
    )


def _begins(doc: Doc, start: int, end: int) -> bool:
    """Whether a further statement begins: a clause of its own, or, after "and" or "but", one that leaves out the
    verb or the subject that it has in common with the one before it."""
    while start < end and doc[start].is_punct:
        start += 1
    if start < end and doc[start].dep_ == "cc":
        return any(t.like_num or t.pos_ in ("VERB", "AUX") for t in doc[start:end])
    return _states(doc, start, end)


def _head(inside: list[Token]) -> Token:
    """The token that governs the others: one whose own governor is outside, verbs first, then the largest."""
    ids = {t.i for t in inside}
    tops = [t for t in inside if t.head.i not in ids or t.head == t]
    tops = [t for t in tops if not t.is_punct and t.dep_ not in LINKS] or tops
    return max(tops, key=lambda t: (t.pos_ in ("VERB", "AUX"), t.right_edge.i - t.left_edge.i, -t.i))


def _cuts(root: Token, inside: set[int]) -> Iterator[tuple[int, int]]:
    """Where a further main clause starts, and its head."""
    queue = [root]
    while queue:
        token = queue.pop()
        for child in token.children:
            if child.i not in inside or child.dep_ not in JOINABLE:
                continue
            if child.dep_ == "conj" and child.i > token.i:
                queue.append(child)
            own_subject = any(c.dep_ in SUBJECTS and c.i in inside for c in child.children)
            if child.i > token.i and own_subject and _asserted(token, child) and _separate(token, child):
                yield _starts(child), child.i


def _joined(root: Token, inside: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a further thing starts that is spoken of apart: "both the raid [and the looting]", "of 15 bodies [and of
    a jet]"."""
    for token in inside:
        if token.dep_ != "conj":
            continue
        if token.pos_ == "ADP" and token.head.i < inside[0].i and token.lower_ == token.head.lower_:
            yield token.i, next((one.i for one in token.rights), token.i)
        elif token.head == root and root.pos_ == "NOUN" and any(one.lower_ == "both" for one in root.lefts):
            yield _starts(token), token.i


def _conceded(inside: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a clause starts that grants the opposite: ", although others had already left"."""
    for token in inside:
        if token.dep_ != "mark" or token.lower_ not in CONCEDING or token.i == inside[0].i:
            continue
        verb = token.head
        behind = verb.dep_ == "advcl" and verb.head.i < token.i and token.nbor(-1).text == ","
        if behind and any(child.dep_ in SUBJECTS for child in verb.lefts):
            yield token.i, verb.i


def _separate(token: Token, child: Token) -> bool:
    """A clause inside another ("said that X left") is cut only where a comma or a conjunction parts them."""
    if child.dep_ == "conj":
        return True
    start = _starts(child)
    return start > token.i and token.doc[start - 1].is_punct and not any(c.dep_ == "mark" for c in child.children)


def _asserted(token: Token, child: Token) -> bool:
    """A finite clause, or one that shares the auxiliary before it: "homes were hit and a market burned"; a count that
    does so ("20 were killed and 61 wounded") goes on with the count before it."""
    if child.dep_ == "conj" and _goes_on(child):
        return False
    return _finite(child) or (child.dep_ == "conj" and child.tag_ == token.tag_ == "VBN")


def _goes_on(child: Token) -> bool:
    """Whether a participle without a verb of its own has a bare number as its subject, and is joined by a conjunction
    or counts some of those before: "and 61 wounded", "51 of them wounded"."""
    if child.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in child.children):
        return False
    subject = next((c for c in child.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or subject.pos_ != "NUM":
        return False
    linked = any(c.dep_ == "cc" for c in child.head.rights if c.i < child.i)
    return linked or any(t.tag_ == "PRP" for t in child.subtree)


def _finite(token: Token) -> bool:
    return token.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in token.children)


def _starts(token: Token) -> int:
    return next(t.i for t in token.subtree)


def _segments(start: int, end: int, cuts: list[tuple[int, int]], root: Token) -> Iterator[tuple[int, int, int]]:
    head = root.i
    for at, following in cuts:
        if start < at < end:
            yield start, at, head
            start, head = at, following
    yield start, end, head


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without punctuation, conjunctions and white space at its ends; brackets and quotation marks that pair up stay."""
    while start < end and (doc[start].is_space or doc[start].dep_ == "cc" or _loose(doc, start, end)):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].dep_ == "cc" or _loose(doc, end - 1, end, start)):
        end -= 1
    return start, end


def _loose(doc: Doc, at: int, end: int, start: int | None = None) -> bool:
    token = doc[at]
    if not token.is_punct:
        return False
    if token.is_bracket or token.is_quote:
        others = doc[at + 1 : end] if start is None else doc[start:at]
        return not any(t.is_bracket or t.is_quote for t in others)
    return True
