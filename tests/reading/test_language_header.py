"""A header of several paragraphs is not parsed."""

from __future__ import annotations

from making import text_only

from rashomon.model import Dateline
from rashomon.reading.language import paragraphs


def test_whatever_the_dateline_covers_is_dropped_across_paragraphs() -> None:
    text = "SKY WIRE | 2022-10-04\n\nArmy kills 20\n\nGOMA (Sky Wire) - Soldiers said so.\n\nA doctor denied it."
    end = text.index("Soldiers")
    report = text_only(text, dateline=Dateline(place="Goma", country="CD", start=0, end=end))
    assert [text[a:b] for a, b in paragraphs(report)] == ["Soldiers said so.", "A doctor denied it."]
