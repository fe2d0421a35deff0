"""Who independently stands behind what sources say."""

from __future__ import annotations

import pytest

from rashomon.model import Source, Span
from rashomon.model.claim import Kind
from rashomon.reconciling import wording
from rashomon.reconciling.origins import speaks_as


def source(name: str, kind: Kind, role: str | None, affiliation: str | None) -> Source:
    mention = Span(start=0, end=0, text="")
    return Source(name=name, kind=kind, role=role, affiliation=affiliation, mention=mention, named=True)


@pytest.mark.parametrize(
    ("spoken", "origin"),
    [
        (source("Talal Sello", "person", "spokesman", "Syrian Democratic Forces"), "Syrian Democratic Forces"),
        (source("Talal Sello", "person", "former spokesman", "Syrian Democratic Forces"), "Talal Sello"),
        (source("Dmytro Gurin", "person", "opposition leader", "Ukrainian parliament"), "Dmytro Gurin"),
        (source("Vadym Boichenko", "person", "mayor", "Mariupol"), "Vadym Boichenko"),
        (source("two government sources", "unnamed", "government sources", None), "two government sources"),
        (source("state television", "outlet", None, "Syria"), "Syria"),
        (source("a shopkeeper", "unnamed", None, None), "a shopkeeper"),
    ],
)
def test_speaks_as(spoken: Source, origin: str) -> None:
    assert speaks_as(spoken) == origin


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("UN", "United Nations", True),
        ("the Syrian Democratic Forces", "SDF", True),
        ("Human Rights Watch", "Amnesty International", False),
        ("Agence France-Presse", "AFP", True),
        ("", "AFP", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert wording.same_name(a, b) is same
    assert wording.same_name(b, a) is same
