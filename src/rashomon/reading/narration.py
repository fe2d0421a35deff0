"""What a report says in its own voice: where nobody is quoted, and in the clause around what somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from rashomon.reading import clauses
from rashomon.reading.attribution import Attribution
from rashomon.reading.clauses import Clause

Range = tuple[int, int]

HANGING = ("advcl", "relcl", "acl", "conj", "pcomp", "parataxis", "xcomp", "prep", "appos")
"""How a clause in which somebody speaks hangs on one in which the report itself does: "left when X said ..."."""
TELLING = ("VERB", "AUX")


def find(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[Clause]:
    """The clauses in the outlet's own voice, in text order."""
    taken: set[int] = set()
    spoken: list[tuple[int, int, set[int]]] = []
    for said in attributions:
        ranges = (*said.content, said.cue or (0, 0), said.source or (0, 0))
        words = {i for start, end in ranges for i in range(start, end)}
        taken |= words
        if words:
            spoken.append((min(words), max(words), words))
    for sentence in doc.sents:
        if taken.isdisjoint(range(sentence.start, sentence.end)):
            yield from clauses.of_sentence(sentence)
        else:
            inside = range(sentence.start, sentence.end)
            touching = [words for first, last, words in spoken if first < sentence.end and last >= sentence.start]
            yield from _around(sentence, [words.intersection(inside) for words in touching], taken)


def of_act(doc: Doc, said: Attribution, clause: Clause) -> Clause | None:
    """The clause in which the report tells that somebody says so: source, cue and what is said."""
    if said.cue is None or said.source is None:
        return None
    ranges = [said.source, said.cue, (clause.start, clause.end)]
    start, end = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if doc[start].sent != doc[end - 1].sent:
        return None
    return Clause(start, end, _head(doc, said.cue), ((start, end),))


def _around(sentence: Span, spoken: list[set[int]], taken: set[int]) -> Iterator[Clause]:
    """The main clause of a sentence in which somebody speaks only in a clause that hangs on it."""
    root = sentence.root
    if root.i in taken or root.pos_ not in TELLING:
        return
    left_out: set[int] = set()
    for words in filter(None, spoken):
        top = _around_all(sentence.doc[min(words)], words, root)
        if top is None:
            return
        left_out.update(t.i for t in top.subtree)
    kept = [t.i for t in sentence if t.i not in left_out]
    pieces = [piece for piece in _runs(kept) if any(sentence.doc[i].is_alpha for i in range(*piece))]
    for clause in clauses.of_content(sentence.doc, tuple(pieces), narrated=True):
        if any(start <= root.i < end for start, end in clause.parts):
            yield clause


def _head(doc: Doc, cue: Range) -> int:
    """The highest token of the cue."""
    return int(doc[cue[0] : cue[1]].root.i)


def _around_all(token: Token, words: set[int], root: Token) -> Token | None:
    """The lowest token under the root below which all the words stand, if it heads a clause of its own."""
    while token != root:
        if token.dep_ in HANGING and words <= {t.i for t in token.subtree}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _runs(kept: list[int]) -> Iterator[Range]:
    """Ranges of neighbouring tokens."""
    start = before = None
    for i in kept:
        if start is None or before is None:
            start = i
        elif i != before + 1:
            yield start, before + 1
            start = i
        before = i
    if start is not None and before is not None:
        yield start, before + 1
