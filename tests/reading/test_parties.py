"""Whom an event's parties are, where the text only says whose men or whose weapon."""

from __future__ import annotations

import pytest

from rashomon.model import Claim, Report
from rashomon.reading import claims, gazetteer
from rashomon.reading.language import parse


def last(text: str) -> Claim:
    report = Report(
        id="r", path=None, text=text, title=None, outlet=None, published="2020-01-01", dateline=None, language="en",
        uri=None, sha256="",
    )  # fmt: skip
    return claims.assemble(claims.find(next(parse([report])), gazetteer.standard())).claims[-1]


SDF = "The Syrian Democratic Forces (SDF) were in the village on Monday. "
COALITION = "The US-led coalition had no comment on Monday. "


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param(SDF + "SDF men shot ten people.", ["Syrian Democratic Forces"], id="members by the acronym"),
        pytest.param(SDF + "Syrian fighters shot ten people.", ["Syrian fighters"], id="a people is no body"),
        pytest.param(
            "The Nigerian Army denied it. Nigerian troops shot ten people.", ["Nigerian Army"], id="its army's troops"
        ),
        pytest.param(COALITION + "Coalition aircraft bombed the town.", ["US-led coalition"], id="whose weapon"),
        pytest.param("The site was bombed by coalition jets.", ["coalition"], id="whose weapon, not named in full"),
    ],
)
def test_members_and_weapons_are_their_bodys(text: str, actors: list[str]) -> None:
    assert [party.name for party in last(text).event.actors] == actors


def test_whoever_is_under_siege_suffers_it() -> None:
    event = last("Some 2,000 residents were still under siege on Monday.").event
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == ([], ["civilians"])
