"""What a figure measures."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = "people"
"""People at large."""


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """What a figure measures. Figures of one measure and one happening answer one question."""

    outcome: str
    counted: str
    """The class of what is counted: children, fighters, people at large ..."""
    unit: str
    planned: bool
    qualifiers: tuple[str, ...] = ()
    """Stems that narrow the class down, where the happening's own claims tell the narrower from the wider."""
    part: str = ""
    """The words about a number that is only a part of the whole ("156 from the hospital") or apart from it: what it is
    a part by, other claims seldom say in other words."""
    scope: str = ""
    """Another place or a longer time than the happening's, where the claim's own words give one: "in Shahriar",
    "from 1 May 2016 to 19 July 2016"; "beyond" where they only say that more is counted ("in 11 attacks")."""
    as_of: str = ""
    """The day by which a running count was reached: "by 16 December 2016"; "in all" where it is over."""
    teller: str = ""
    """The origin whose series of a running count it is."""
