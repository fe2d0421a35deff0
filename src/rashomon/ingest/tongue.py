"""Which language a text is in: decided when there is enough of it, else left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import msgspec

from rashomon import lexicon

ENGLISH_SHARE = 0.16
"""Share of these function words that tells English outright: 0.20 to 0.40 in English news,
under 0.10 in French, Spanish, Dutch and German."""
ENOUGH_LETTERS = 80
"""Letters below which langid's answers are too often wrong."""
SURE = 0.95
"""langid's normalised probability from which its answer is taken."""
SAMPLE = 4_000
"""Characters looked at."""


class Languages(msgspec.Struct, frozen=True):
    """lexicon/languages.toml."""

    english: frozenset[str]
    names: dict[str, str]


def tell(text: str, declared: str | None) -> str:
    """BCP 47 code of the text; `declared` (by the file) settles it where the text is too short to tell; "und" else."""
    sample = text[:SAMPLE]
    stated = _normal(declared)
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    ascii_share = sum(c.isascii() for c in sample) / max(1, len(sample))
    function_words = sum(word in lexicon.load("languages.toml", Languages).english for word in words)
    if words and ascii_share > 0.9 and function_words >= ENGLISH_SHARE * len(words):
        return stated if stated and stated.split("-")[0] == "en" else "en"
    if sum(map(len, words)) >= ENOUGH_LETTERS:
        code, probability = _classifier()(sample)
        if probability >= SURE and not (stated and stated.split("-")[0] == code):
            return code
    if stated:
        return stated
    return "en" if words and ascii_share > 0.97 and function_words else "und"


def code(name: str | None) -> str | None:
    """BCP 47 of a language's English name, as databases give it; None for anything else."""
    languages: Languages = lexicon.load("languages.toml", Languages)
    return languages.names.get((name or "").strip().casefold())


def _normal(code: str | None) -> str | None:
    code = (code or "").strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) or code.casefold() in ("und", "mul", "zxx"):
        return None
    head, *rest = code.split("-")
    return "-".join([head.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model, needed for few texts

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def classify(text: str) -> tuple[str, float]:
        code, probability = identifier.classify(text)
        return str(code), float(probability)

    return classify
