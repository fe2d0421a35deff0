"""What named policies of the field make of an incident: pure readings of its questions, never a verdict of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rashomon.model import Assessment
from rashomon.reconciling.cases import Case
from rashomon.reconciling.policies import acled, airwars, every_casualty, ibc, ucdp


class Policy(Protocol):
    """A policy module: its name, the version of our reading of it, and its pure function."""

    NAME: str
    VERSION: str

    def assess(self, case: Case) -> Assessment | None:
        """The policy's reading of the incident; None where it has nothing to say."""


POLICIES: dict[str, Policy] = {module.NAME: module for module in (acled, airwars, every_casualty, ibc, ucdp)}
"""Every policy by its name."""


def grade(case: Case, names: Sequence[str] | None = None) -> tuple[Assessment, ...]:
    """The readings of the named policies (all, when none are named), in order of name; those without one are left out.

    Raises KeyError for a name that is no policy.
    """
    chosen: Iterable[str] = sorted(POLICIES) if names is None else names
    found = (POLICIES[name].assess(case) for name in chosen)
    return tuple(assessment for assessment in found if assessment)
