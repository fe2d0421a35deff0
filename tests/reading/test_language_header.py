"""A header of several paragraphs is not parsed."""

from __future__ import annotations

from rashomon.model import Dateline, Report
from rashomon.reading.language import paragraphs


def test_whatever_the_dateline_covers_is_dropped_across_paragraphs() -> None:
    text = "SKY WIRE | 2022-10-04\n\nArmy kills 20\n\nGOMA (Sky Wire) - Soldiers said so.\n\nA doctor denied it."
    end = text.index("Soldiers")
    report = Report(
        id="r", path=None, text=text, title=None, outlet=None, published=None, language="en", uri=None, sha256="",
        dateline=Dateline(place="Goma", country="CD", start=0, end=end),
    )  # fmt: skip
    assert [text[a:b] for a, b in paragraphs(report)] == ["Soldiers said so.", "A doctor denied it."]
