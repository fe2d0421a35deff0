"""The signs: figures drawn as they were given, and no text that can steer the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from rashomon.model import Span
from rashomon.terminal import marks


@pytest.mark.parametrize(
    ("low", "high", "approximate", "drawn"),
    [
        (46, 46, False, "46"),
        (200, 300, False, "200–300"),
        (46, None, False, "≥ 46"),
        (None, 500, False, "≤ 500"),
        (100, 100, True, "~100"),
        (24, 99, True, "~24–99"),
        (3500, 3500, False, "3,500"),
        (2.5, 2.5, False, "2.5"),
        (None, None, False, "?"),
    ],
)
def test_intervals(low: float | None, high: float | None, approximate: bool, drawn: str) -> None:
    assert marks.interval(low, high, approximate=approximate) == drawn


def test_percent() -> None:
    assert marks.interval(80, None, percent=True) == "≥ 80%"


@given(st.text())
def test_no_text_can_steer_the_terminal(text: str) -> None:
    shown = marks.plain(text)
    assert "\n" not in shown
    assert all(character == " " or not character.isspace() for character in shown)
    assert not set(shown) & {chr(code) for code in (*range(32), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2066)}


def test_figures_stand_out_within_the_quote() -> None:
    words = "At least 46 people died"
    quoted = marks.marked(Span(start=5, end=28, text=words), [(Span(start=14, end=16, text="46"), "reverse")])
    assert quoted.plain == f"“{words}”"
    assert [quoted.plain[span.start : span.end] for span in quoted.spans if span.style == "reverse"] == ["46"]


def test_a_long_quote_is_cut_at_a_word() -> None:
    quoted: Text = marks.marked(Span(start=0, end=600, text="word " * 120), [], longest=50)
    assert quoted.plain.endswith("word …”")
    assert len(quoted.plain) < 56
