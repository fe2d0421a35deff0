"""Who said what, as a reader of the news would mark it."""

from __future__ import annotations

import pytest

from rashomon.model import Report
from rashomon.reading import attribution, language
from rashomon.reading.attribution import Attribution
from rashomon.reading.language import Parsed


def read(text: str) -> tuple[Parsed, list[Attribution]]:
    report = Report(
        id="r",
        path=None,
        text=text,
        title=None,
        outlet=None,
        published=None,
        dateline=None,
        language="en",
        uri=None,
        sha256="",
    )
    parsed = next(language.parse([report]))
    return parsed, attribution.find(parsed)


def words(parsed: Parsed, where: tuple[int, int] | None) -> str | None:
    return parsed.words(*where).text if where else None


# text, cue, source, content
TABLE = [
    ("The mayor said two bridges had fallen.", "said", "The mayor", "two bridges had fallen"),
    ("Two bridges had fallen, the mayor said.", "said", "The mayor".lower(), "Two bridges had fallen"),
    ("According to the mayor, two bridges fell.", "According to", "the mayor", "two bridges fell"),
    ("Two bridges fell, according to the mayor.", "according to", "the mayor", "Two bridges fell"),
    ("The governor denied that a shell had hit it.", "denied", "The governor", "that a shell had hit it"),
    ("The army denied striking the hospital.", "denied", "The army", "striking the hospital"),
    ("“Nobody was hurt,” the doctor told Reuters.", "told", "the doctor", "“Nobody was hurt,”"),
    ("The ministry put the toll at 40.", "put", "The ministry", "the toll at 40"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source", "content"), TABLE)
def test_source_cue_and_content(text: str, cue: str, source: str, content: str) -> None:
    parsed, found = read(text)
    assert [(words(parsed, one.cue), words(parsed, one.source)) for one in found] == [(cue, source)]
    assert " … ".join(str(words(parsed, piece)) for piece in found[0].content) == content


def test_no_text_no_attributions() -> None:
    assert read("")[1] == []
