"""Keys under which spellings of one place name meet: folded, and as a skeleton of consonants."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from rashomon import lexicon


class Orthography(msgspec.Struct, frozen=True, kw_only=True):
    """`lexicon/spelling.toml`."""

    articles: frozenset[str]
    abbreviations: dict[str, str]
    letters: dict[str, str]
    sounds: list[tuple[str, str]]
    transliterated: frozenset[str]
    """Countries (ISO 3166-1 alpha-2) whose names reach English from another script."""


_WORD = re.compile(r"[^\W_]+")
_SILENT = re.compile("['’‘ʼʻʿʾ`´′ˈˌ\u02bb\u02bc]")
_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_FUSED = re.compile(r"^[ae]([dnrstz])(?=\1)")  # the article of Ezzor, Arraqqa
_GLIDE = re.compile(r"(?<=[aeiou])w(?![aeiou])")


@lru_cache(maxsize=1)
def orthography() -> Orthography:
    """The rules of spelling that a non-programmer can edit."""
    rules: Orthography = lexicon.load("spelling.toml", Orthography)
    return rules


def fold(name: str) -> str:
    """One key for "Ar-Raqqah", "ar Raqqah" and "Raqqah": lower case, without accents, apostrophes, hyphens, spaces and
    articles; "" when no letter or digit is left. Folding twice changes nothing."""
    return "".join(words(name))


def words(name: str) -> list[str]:
    """The folded words of a name, its articles left out unless there is nothing else."""
    rules = orthography()
    found = _WORD.findall(_plain(name))
    kept = [word for word in found if word not in rules.articles] or found
    if len(kept) > 1:
        kept[0] = rules.abbreviations.get(kept[0], kept[0])
    return kept


def _plain(name: str) -> str:
    """Lower-case letters without marks. ASCII, the common case, needs no Unicode tables."""
    if name.isascii():
        return _SILENT.sub("", name.lower())
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return _SILENT.sub("", text.translate(_letters()))


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    return {ord(letter): plain for letter, plain in orthography().letters.items()}


def skeleton(name: str) -> str:
    """The consonants of a name in classes that transliterations of Arabic, Persian, Cyrillic, Burmese ... confuse:
    "Deir Ezzor" and "Dayr az-Zawr" both give "drzr". A vowel counts only, as "a", where a word begins with it."""
    return "".join(_consonants(word) for word in words(name))


@lru_cache(maxsize=8192)
def _consonants(word: str) -> str:
    word = _FINAL_H.sub("", word)
    for sound, plain in orthography().sounds:
        if sound in word:
            word = word.replace(sound, plain)
    word = _GLIDE.sub("u", _DOUBLED.sub(r"\1", _FUSED.sub("", word)))
    rest = _VOWELS.sub("", word)
    return "a" + rest if _VOWELS.match(word) else rest
