"""Who independently stands behind what sources say."""

from __future__ import annotations

import msgspec
import pytest
from making import ARMY, claim, report

from rashomon.model import Source, Span
from rashomon.model.claim import Kind
from rashomon.reconciling import origins, wording
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


def test_whom_one_report_names_as_spokesman_speaks_for_the_body_in_all() -> None:
    bare = msgspec.structs.replace(ARMY, role=None, affiliation=None)
    claims = [claim("c1", by=(ARMY,)), claim("c2", in_report="r2", by=(bare,))]
    assert origins.credit([report("r1"), report("r2")], claims) == {"c1": "Northern Army", "c2": "Northern Army"}


def test_a_former_spokesman_speaks_for_himself() -> None:
    former = msgspec.structs.replace(ARMY, role="former spokesman", affiliation=None)
    claims = [claim("c1", by=(ARMY,)), claim("c2", in_report="r2", by=(former,))]
    assert origins.credit([report("r1"), report("r2")], claims)["c2"] == "Pat Hale"


@pytest.mark.parametrize(("year", "origin"), [("2016-07-19", "United States"), ("2019-07-19", "John Kerry")])
def test_office_holders_speak_for_their_state_while_in_office(year: str, origin: str) -> None:
    kerry = msgspec.structs.replace(ARMY, name="John Kerry", role="secretary", affiliation="State")
    found = origins.credit([report("r1", published=year)], [claim("c1", by=(kerry,))])
    assert found == {"c1": origin}


def test_nobody_is_in_office_in_an_unknown_year() -> None:
    assert origins.in_office("John Kerry", None) is None
