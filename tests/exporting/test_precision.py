"""Places and times are never made more exact than they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.exporting.precision import GRID_COLUMNS, acled_time, grid_cell, ucdp_time

FIRST = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, 3, 5), (366, 3, 5)],
)
def test_times(days: int, acled: int, ucdp: int) -> None:
    last = FIRST + timedelta(days=days - 1)
    assert (acled_time(FIRST, last), ucdp_time(FIRST, last)) == (acled, ucdp)


def test_no_time_has_no_precision() -> None:
    assert (acled_time(None, FIRST), ucdp_time(FIRST, None)) == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (34.5167, 69.1833, 179779), (35.95, 39.01, 181159), (90, 179.9, 259200), (0, 180, 129601)],
)
def test_grid_cells(latitude: float, longitude: float, cell: int) -> None:
    assert grid_cell(latitude, longitude) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_has_a_cell(latitude: float, longitude: float) -> None:
    assert 1 <= grid_cell(latitude, longitude) <= 360 * GRID_COLUMNS
