"""Text to tokens, parses and names: the spaCy pipeline over a report, paragraph by paragraph."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from rashomon.model import Reason, Report
from rashomon.model import Span as Words
from rashomon.reading.identity import MODEL, not_installed

T = TypeVar("T")

BATCH = 16
"""Paragraphs a batch: larger ones gained nothing on two cores and cost memory."""
LONGEST_PARAGRAPH = 8_000
"""Characters; a longer one is cut at white space, so that one endless line cannot take the parser's memory."""
TENSOR_WIDTH = 96
"""Of the pipeline's tok2vec; documents are joined only when all have tensors of one width."""
STOOD_IN = re.compile(r"(?<![\w-])IS(?![\w-])(?! [A-Z]{2})")
STAND_IN = "UN"
"""The pipeline takes the group's usual short name for the verb "is" and loses the sentence; it parses another
organisation of as many letters instead, and the word is put back. Words in a line of capitals stay as they are."""
COPIED = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
WRAPPED_LINE = 100
"""Characters; a block with no longer line, all but its last at least half as long, is a hard-wrapped paragraph."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report and its parse: `token.idx` is the token's offset in `report.text`; gaps between paragraphs, and the
    dateline, are single tokens without annotation."""

    report: Report
    doc: Doc

    def words(self, start: int, end: int) -> Words:
        """The report's words at tokens `[start, end)`."""
        last = self.doc[end - 1]
        return self.report.span(self.doc[start].idx, last.idx + len(last))

    def tokens(self, span: Words) -> Span | None:
        """The tokens that the span touches."""
        return self.doc.char_span(span.start, span.end, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read off tokens `[start, end)`, and why."""

    value: T
    start: int
    end: int
    reason: Reason


@cache
def load(model: str = MODEL) -> Language:
    """The language pipeline. Raises SetupError when it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model)
    except OSError:
        raise not_installed(model) from None


def parse(reports: Iterable[Report], model: str = MODEL) -> Iterator[Parsed]:
    """Each report with its parse, in order. Memory stays bounded by the batch, not by the number of reports."""
    nlp = load(model)
    for batch in _batches(reports):
        pieces = [paragraphs(report) for report in batch]
        texts = [
            STOOD_IN.sub(STAND_IN, report.text[start:end])
            for report, ranges in zip(batch, pieces, strict=True)
            for start, end in ranges
        ]
        docs = nlp.pipe(texts, batch_size=BATCH)
        for report, ranges in zip(batch, pieces, strict=True):
            yield Parsed(report, _joined(nlp, report.text, ranges, [next(docs) for _ in ranges]))


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def paragraphs(report: Report) -> list[tuple[int, int]]:
    """Half-open character ranges of the report's paragraphs, without the dateline and the white space between them."""
    text, dateline = report.text, report.dateline
    found = []
    for block in re.finditer(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", text):
        for start, end in _lines(text, block.start(), block.end()):
            if dateline and start < dateline.end and dateline.start < end:
                found += [(start, dateline.start), (dateline.end, end)]  # one is empty where a header spans paragraphs
            else:
                found.append((start, end))
    return [piece for start, end in found for piece in _trimmed(text, start, end)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A block's lines, or the whole block when its lines are only wrapped."""
    lines = text[start:end].split("\n")
    if all(len(line) <= WRAPPED_LINE for line in lines) and all(2 * len(s) >= WRAPPED_LINE for s in lines[:-1]):
        return [(start, end)]
    found = []
    for line in lines:
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without white space at its ends, cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
        cut = cut if cut > start else start + LONGEST_PARAGRAPH
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _joined(nlp: Language, text: str, ranges: list[tuple[int, int]], docs: list[Doc]) -> Doc:
    """One Doc over the whole text, so that `token.idx` counts from the report's first character."""
    pieces: list[Doc] = []
    at = 0
    for (start, end), doc in zip(ranges, docs, strict=True):
        if start > at:
            pieces.append(_gap(nlp, text[at:start]))
        pieces.append(doc if doc.text == text[start:end] else _restored(doc, text[start:end]))
        at = end
    if at < len(text):
        pieces.append(_gap(nlp, text[at:]))
    return Doc.from_docs(pieces, ensure_whitespace=False) if pieces else Doc(nlp.vocab)


def _restored(doc: Doc, text: str) -> Doc:
    """The parse of a text in which words were stood in for, over the text's own words."""
    words = [text[t.idx : t.idx + len(t)] for t in doc]
    restored = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    restored.from_array(list(COPIED), doc.to_array(list(COPIED)))  # type: ignore[arg-type]
    restored.tensor = doc.tensor
    return restored


def _gap(nlp: Language, text: str) -> Doc:
    """White space or a dateline as one token that belongs to no sentence."""
    doc = Doc(nlp.vocab, words=[text], spaces=[False])
    doc[0].is_sent_start = True
    doc.tensor = np.zeros((1, TENSOR_WIDTH), dtype="float32")
    return doc
