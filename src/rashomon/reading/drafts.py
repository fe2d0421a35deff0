"""An attribution in the making, and what the rules that make it ask about the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from rashomon.reading import quotations
from rashomon.reading.cues import Entry
from rashomon.reading.quotations import Quotation
from rashomon.reading.sources import Source

BREAKS = (",", "—", "–", "-", "--", ":")
"""What parts a content from the cue clause behind it."""


@dataclass(slots=True)
class Draft:
    """Ranges are tokens [start, end)."""

    cue: tuple[int, int]
    entry: Entry
    pieces: list[tuple[int, int]]
    source: Source | None
    rule: str
    root: int = -1
    head: int = -1
    """The cue's verb, noun, adverb or preposition."""
    chain: list[tuple[int, int]] = field(default_factory=list)
    weak: bool = False
    """Gives way to any other attribution inside its content: "in its statement the ministry said ..."."""
    hearsay: bool = False
    """Nobody is named who says so: "reportedly", "seems"."""

    modal: bool = False
    """The cue tells what might be said, not what was: "would respond"."""

    pronominal: bool = False
    """The source is a pronoun: it speaks for itself, and does not pass on."""

    @property
    def end(self) -> int:
        """After the cue clause: after cue and, where it stands behind, source."""
        behind = self.source is not None and self.source.start >= self.cue[1]
        return self.source.end if behind and self.source is not None else self.cue[1]


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its quotations; for each token its quotation (-1: none), and its sentence."""

    doc: Doc
    quoted: list[Quotation]
    inside: list[int]
    starts: list[int]
    ends: list[int]
    gaps: list[bool]
    """True for a gap between paragraphs."""
    texts: list[str]

    def quotation(self, at: int) -> Quotation | None:
        """The quotation that token `at` is in."""
        return self.quoted[self.inside[at]] if 0 <= at < len(self.inside) and self.inside[at] >= 0 else None


def scene(doc: Doc) -> Scene:
    """Computed once for a document, because the rules ask again and again."""
    quoted = quotations.find(doc)
    starts, ends = [0] * len(doc), [0] * len(doc)
    for sentence in doc.sents:
        size = sentence.end - sentence.start
        starts[sentence.start : sentence.end] = [sentence.start] * size
        ends[sentence.start : sentence.end] = [sentence.end] * size
    gaps = [quotations.is_gap(token) for token in doc]
    texts = [token.text for token in doc]
    return Scene(doc, quoted, quotations.covering(doc, quoted), starts, ends, gaps, texts)


def child(token: Token, *deps: str) -> Token | None:
    """The first dependent of one of these kinds."""
    for one in token.children:
        if one.dep_ in deps:
            return one
    return None
