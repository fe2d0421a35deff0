"""What the places of a report lend one another: same country, same region, nearness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.reading.gazetteer import Entry

Floats = NDArray[np.float64]
Groups = NDArray[np.int64]
"""For each candidate the number of its name; candidates of one name stand together."""

NEAR_KM = 80.0
"""At this distance the pull of another place has fallen to a half."""
SAME_COUNTRY, SAME_REGION, PULL = 3.0, 3.5, 2.2
"""Weights, in units of one power of ten of inhabitants, as those of grounding."""


class Support:
    """What the other places of the report lend each candidate: same country, same region, nearness."""

    def __init__(self, pool: list[Entry], group: Groups, weight: list[float], counties: list[tuple[str, ...]]) -> None:
        """`weight` and `counties` (of US states that have one so named) by name."""
        self.group = group
        self.weight = np.array(weight)
        self.countries = _codes([entry.country for entry in pool])
        self.regions = _codes([f"{entry.country}.{entry.region}" if entry.region else "" for entry in pool])
        wide = np.array([entry.precision in ("country", "region") for entry in pool])
        self.near = _nearness(pool) * ~wide[:, None] * ~wide[None, :]
        self.starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
        self.county = np.array([_counties_here(entry, counties) for entry in pool])

    def of(self, share: Floats) -> Floats:
        """The bonus of each candidate, given everyone's shares."""
        mass = share * self.weight[self.group]
        bonus: Floats = (
            SAME_COUNTRY * self._same(self.countries, mass)
            + SAME_REGION * (self._same(self.regions, mass) + self.county)
            + PULL * np.log1p(self._pull(mass))
        )
        return bonus

    def _same(self, codes: NDArray[np.int64], mass: Floats) -> Floats:
        """The weighted share of the other senses that are of the candidate's country (or region)."""
        size = int(codes.max()) + 1
        cells = self.group * size + codes
        by_group = np.bincount(cells, weights=mass, minlength=(int(self.group.max()) + 1) * size)
        total = by_group.reshape(-1, size).sum(axis=0)
        others = total[codes] - by_group[cells]
        known = max(float(mass.sum()), 2.0)
        result: Floats = np.where(codes == 0, 0.0, others / known)
        return result

    def _pull(self, mass: Floats) -> Floats:
        pulled = self.near * mass[None, :]
        best = np.maximum.reduceat(pulled, self.starts, axis=1)
        own = np.searchsorted(self.starts, np.arange(len(mass)), side="right") - 1
        best[np.arange(len(mass)), own] = 0.0
        result: Floats = best.sum(axis=1)
        return result


def _codes(names: list[str]) -> NDArray[np.int64]:
    """Numbers for names; 0 for the empty one."""
    known = {"": 0}
    return np.array([known.setdefault(name, len(known)) for name in names])


def _counties_here(entry: Entry, counties: list[tuple[str, ...]]) -> float:
    """How far the report's counties speak for the candidate's state."""
    if entry.country != "US" or not entry.region:
        return 0.0
    return sum(1 / len(states) for states in counties if entry.region in states)


def _nearness(pool: list[Entry]) -> Floats:
    """1 at no distance, a half at NEAR_KM; on a sphere flattened at each pair's mean latitude."""
    latitude = np.array([entry.latitude for entry in pool])
    longitude = np.array([entry.longitude for entry in pool])
    north = (latitude[:, None] - latitude[None, :]) * 111.2
    middle = np.cos(np.radians((latitude[:, None] + latitude[None, :]) / 2))
    east = (longitude[:, None] - longitude[None, :]) * 111.2 * middle
    result: Floats = 1 / (1 + (north**2 + east**2) / NEAR_KM**2)
    return result


def shares(score: Floats, group: Groups) -> Floats:
    """Each candidate's share of its sense."""
    powers = np.exp(score - score.max())
    totals = np.bincount(group, weights=powers)
    share: Floats = powers / totals[group]
    return share
