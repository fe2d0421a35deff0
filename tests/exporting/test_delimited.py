"""Cells that a spreadsheet would run are made harmless; numbers stay numbers."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.exporting.delimited import Value, cell, comma_separated, tab_separated


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1 dead", "'+1 dead"),
        ("-", "'-"),
        ("\tx", "'\tx"),
        ("-36.5", "-36.5"),
        ("+12", "+12"),
        (-36.5, "-36.5"),
        (46.0, "46"),
        (None, ""),
        (True, "true"),
        (date(2017, 10, 15), "2017-10-15"),
        ("Raqqa", "Raqqa"),
    ],
)
def test_cells(value: Value, written: str) -> None:
    assert cell(value) == written


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3)))
def test_what_is_written_parses_back_cell_by_cell(rows: list[list[str]]) -> None:
    data = comma_separated(["a", "b", "c"], rows).decode()
    found = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert found == [[cell(text) for text in row] for row in rows]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_begins_a_formula(text: str) -> None:
    written = cell(text)
    assert written[:1] not in "=@\t\r" or written == ""


def test_tabs_and_breaks_within_a_cell_do_not_shift_columns() -> None:
    assert tab_separated(["a", "b"], [["one\ttwo\nthree", "4"]]) == b"a\tb\none two three\t4\n"
