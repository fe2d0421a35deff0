"""The words of a text, ready for comparing it with others: shingles, sentences, numbers."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

import msgspec

from rashomon import lexicon
from rashomon.ingest import dates

SHINGLE = 3
"""Words; of 3-word shingles reworded copies still share a third, of 5-word ones a tenth (measured)."""
ALIGNED = 0.5
"""Share of common word pairs (Dice) from which two sentences are taken for versions of one."""
LEAD = 60
"""Words of an opening: two sentences of a dispatch."""
LONGEST = 60_000
"""Characters compared."""


class Numbers(msgspec.Struct, frozen=True):
    """lexicon/numbers.toml."""

    values: dict[str, int]
    factors: dict[str, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words; a number is its value, as "#12", however it was written."""

    words: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]
    shingles: frozenset[int]
    """Stable hashes."""


def of(text: str, start: int = 0) -> Wording:
    """The wording of a text from `start` on; dates and clock times are left out, since each copy may give its own."""
    body = text[start : start + LONGEST]
    at = 0
    kept = []
    for moment in dates.find(body):
        kept.append(body[at : moment.start])
        at = moment.end - (body[moment.end - 1] == ".")  # "on Thursday." ends a sentence
    body = " ".join([*kept, body[at:]])
    sentences = tuple(filter(None, (tuple(_words(s)) for s in re.split(r"(?<=[.!?])[\"”’')]*\s+|\n+", body))))
    words = tuple(word for sentence in sentences for word in sentence)
    hashes = frozenset(zlib.crc32(" ".join(words[n : n + SHINGLE]).encode()) for n in range(len(words) - SHINGLE + 1))
    return Wording(words, sentences, hashes)


def _words(sentence: str) -> Iterator[str]:
    """Lower-case words, number words put together: "twenty-four" is "#24"."""
    numbers = _numbers()
    value: int | None = None
    for word in re.findall(r"(?<!\d)0\d+|\d+(?:[,.]\d+)*|[^\W\d_]+", sentence.casefold()):
        if word[0] == "0" and word.isdigit():  # a part of a date or a clock time
            continue
        if word[0].isdigit():
            if value is not None:
                yield f"#{value}"
            value = None
            yield f"#{word.replace(',', '').rstrip('.')}"
        elif word in numbers.values:
            unit = numbers.values[word]
            if value is not None and not (value >= 20 and unit < 10):
                yield f"#{value}"
                value = None
            value = (value or 0) + unit
        elif value is not None and word in numbers.factors:
            value *= numbers.factors[word]
        else:
            if value is not None:
                yield f"#{value}"
            value = None
            yield word
    if value is not None:
        yield f"#{value}"


@cache
def _numbers() -> Numbers:
    words: Numbers = lexicon.load("numbers.toml", Numbers)
    return words


def common(one: Wording, other: Wording) -> float:
    """Share of the shorter text's shingles that the longer one has."""
    least = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / least if least else 0.0


def leads(one: Wording, other: Wording) -> float:
    """Share of one text's opening word pairs that the other text has, in the better direction: whoever copies a
    dispatch may cut it from the bottom and add to it, but keeps how it begins; page furniture and background that two
    stories have in common stand further down."""
    return max(_lead(one, other), _lead(other, one))


def _lead(one: Wording, other: Wording) -> float:
    opening = _pairs(one.words[: LEAD + 1])
    return len(opening & _pairs(other.words)) / len(opening) if opening else 0.0


def changed_number(one: Wording, other: Wording) -> tuple[str, str] | None:
    """The first number that stands otherwise in the two versions of a sentence, as (in one, in other)."""
    for mine, theirs in _aligned(one.sentences, other.sentences):
        for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            if tag == "replace":
                left, right = ({w for w in words if w[0] == "#"} for words in (mine[a:b], theirs[c:d]))
                if left and right and left.isdisjoint(right):
                    return min(left), min(right)
    return None


Sentence = tuple[str, ...]


def _aligned(one: Sequence[Sentence], other: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences that are each other's likest and like enough; identical ones are left out."""
    mine, theirs = ([_pairs(s) for s in sentences] for sentences in (one, other))
    having: dict[tuple[str, str], list[int]] = {}
    for n, pairs in enumerate(theirs):
        for pair in pairs:
            having.setdefault(pair, []).append(n)
    best: dict[int, tuple[float, int]] = {}
    chosen: list[tuple[int, int, float]] = []
    for m, pairs in enumerate(mine):
        shared = Counter(n for pair in sorted(pairs) for n in having.get(pair, ()))
        scores = [(2 * count / (len(pairs) + len(theirs[n])), -n) for n, count in shared.items()]
        if scores:
            score, negative = max(scores)
            chosen.append((m, -negative, score))
            best[-negative] = max(best.get(-negative, (0.0, 0)), (score, -m))
    for m, n, score in chosen:
        if score >= ALIGNED and best[n] == (score, -m) and one[m] != other[n]:
            yield one[m], other[n]


def _pairs(sentence: Sentence) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(sentence))
