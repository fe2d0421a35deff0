"""Precision of places and times as the codebooks count it."""

from __future__ import annotations

from datetime import date

from rashomon.model import Place
from rashomon.model.claim import PlacePrecision

DECIMALS: dict[PlacePrecision, int] = {"site": 4, "town": 2, "district": 1, "region": 1}
"""Decimals of a degree that a place of each precision can bear: four are 11 m, two 1.1 km, one 11 km. A country has no
point: whoever draws one draws a place where nothing is said to have happened."""
WITHIN_KM: dict[PlacePrecision, int] = {"site": 1, "town": 5, "district": 25, "region": 100}
"""How far from the point the happening may have been: the radius of a site, a town, a second and a first level region
of middling size."""
ACLED_PLACE: dict[PlacePrecision, int] = {"site": 1, "town": 1, "district": 2, "region": 3, "country": 3}
"""ACLED's geo_precision: 1 the town, 2 a part of a region, 3 a region. It has no code for a country."""
UCDP_PLACE: dict[PlacePrecision, int] = {"site": 1, "town": 1, "district": 3, "region": 4, "country": 6}
"""UCDP GED's where_prec: 1 the place itself, 3 second level region, 4 first level region, 6 country."""

DAY, DAYS, WEEK, MONTH = 1, 6, 7, 31
"""Whole days that an interval can have to count as one, as a few, as a week, as a month."""
GRID_DEGREES = 0.5
GRID_COLUMNS = 720
"""PRIO-GRID: cells of half a degree, 720 in a row, numbered from 1 at the south-west (Tollefsen et al. 2012)."""


def point(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude with the decimals that the place's precision can bear; None for a country or no point."""
    if place is None or place.latitude is None or place.longitude is None or place.precision not in DECIMALS:
        return None
    decimals = DECIMALS[place.precision]
    return round(place.latitude, decimals), round(place.longitude, decimals)


def acled_time(start: date | None, end: date | None) -> int | None:
    """ACLED's time_precision: 1 the day, 2 within a week, 3 within a month or more."""
    width = _days(start, end)
    if width is None:
        return None
    return 1 if width == DAY else 2 if width <= WEEK else 3


def ucdp_time(start: date | None, end: date | None) -> int | None:
    """UCDP GED's date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more than that."""
    width = _days(start, end)
    if width is None:
        return None
    return next((code for code, most in ((1, DAY), (2, DAYS), (3, WEEK), (4, MONTH)) if width <= most), 5)


def grid_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell that holds the point."""
    row = min(int((latitude + 90) // GRID_DEGREES), 359)
    column = int((longitude + 180) // GRID_DEGREES) % GRID_COLUMNS
    return row * GRID_COLUMNS + column + 1


def _days(start: date | None, end: date | None) -> int | None:
    return (end - start).days + 1 if start and end else None
