"""What a target format is: one module of `targets` each, all with one signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from rashomon.exporting.record import Record

DEFAULT_POLICY = "ucdp"
"""The policy that numbers come from where the target itself has none: it alone gives low, best and high."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a person can choose of an export."""

    policy: str = DEFAULT_POLICY
    """Name of the grading policy that numbers of the dead come from."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an export."""

    name: str
    data: bytes
    left_out: str = ""
    """One line: what of this dossier has no place in the target."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A format that dossiers are written in. The same record and options give the same bytes."""

    name: str
    version: str
    """Of the format or its codebook, with the version of our mapping to it after the stroke."""
    media: str
    """Media type of its files."""
    what: str
    """One line for a list of formats."""
    loses: str
    """One line: what the target cannot carry."""
    policy: str | None = DEFAULT_POLICY
    """The grading policy that is its own; None where no number comes from a policy (all are carried, or none)."""
    extra: str | None = None
    """The part of the installation it needs beyond the default: `pip install rashomon[extra]`."""
    several: bool = False
    """Whether it has several files: they go into a folder or a zip."""
    write: Callable[[Record, Options], Iterator[Part]]
