"""Noun phrases that stand for parties."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.claim import Kind
from rashomon.reading.columns import Columns
from rashomon.reading.entities import Entity
from rashomon.reading.names import folded, known, titles

INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "PUNCT", "ADV", "VERB", "X", "SYM"})
"""Parts of speech that can stand before the head of a noun phrase."""
OUTSIDE = frozenset({"cc", "nsubj", "nsubjpass", "aux", "mark", "advmod", "conj", "prep"})
"""Dependencies that end a noun phrase to the left."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Phrase:
    """A party at tokens `[start, end)` with its head token. `noun` is the head's lemma, "" for a bare name."""

    start: int
    end: int
    head: int
    name: str
    kind: Kind
    rule: str
    entity: Entity | None = None
    named: bool = False
    human: bool = False
    plural: bool = False
    noun: str = ""
    pronoun: bool = False
    gender: str = ""
    speaker: bool = False
    document: bool = False
    """A text that speaks ("the report adds"): it keeps whom it speaks for at hand for pronouns."""
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a noun phrase stands, and the word that says what it is: tokens `[start, head]`, and the head's noun."""

    start: int
    head: int
    noun: str

    @property
    def end(self) -> int:
        """The index after the head."""
        return self.head + 1


def left(columns: Columns, head: int) -> int:
    """The first token of the noun phrase whose head is at `head`: everything before it that hangs on what follows."""
    start = head
    while start > 0 and columns.sentence[start - 1] == columns.sentence[head]:
        before = start - 1
        up = columns.head[before]
        if columns.lower[before] in ("'s", "'"):
            up = columns.head[up]
        if not start <= up <= head or columns.pos[before] not in INSIDE or columns.dep[before] in OUTSIDE:
            break
        if columns.pos[before] == "VERB" and before and columns.lower[before - 1] == ",":
            break
        if columns.pos[before] == "VERB" and columns.dep[before] not in ("amod", "compound", "nmod"):
            break
        start = before
    while start < head and columns.pos[start] in ("PUNCT", "PART"):
        start += 1
    return start


def core(columns: Columns, start: int, end: int) -> str:
    """The words of a phrase as a name: without determiners, possessive pronouns, numbers and quotation marks."""
    words = titles()
    while start < end - 1 and (
        columns.lower[start] in words.determiners
        or columns.pos[start] in ("DET", "NUM", "PUNCT", "PART")
        or (columns.dep[start] == "poss" and columns.pos[start] == "PRON")
    ):
        start += 1
    kept = [word for word in columns.word[start:end] if word not in '"“”[]()']
    common = columns.pos[start] in ("NOUN", "ADJ", "VERB") and not known().named(columns.word[start])
    if kept and common and columns.word[start].istitle() and opens(columns, start):
        kept[0] = kept[0].lower()
    return folded(kept)


def opens(columns: Columns, i: int) -> bool:
    """Whether a token opens its sentence, so that its capital says nothing."""
    return i == 0 or columns.sentence[i - 1] != columns.sentence[i] or columns.pos[i - 1] in ("PUNCT", "SPACE")


def gender(noun: str) -> str:
    """Of a noun for a person: "male", "female", or "" when it does not tell."""
    words = titles()
    return "male" if noun in words.male else "female" if noun in words.female else ""
