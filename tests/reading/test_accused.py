"""Who is held responsible, however blame is put."""

from __future__ import annotations

import msgspec
import pytest
from making import report

from rashomon.reading import claims


@pytest.mark.parametrize(
    ("text", "source", "actor"),
    [
        ("Local officials blamed jets of the US-led coalition for raids that struck houses.", "officials", "US-led"),
        ("The raid on Aleppo was blamed on Moscow by several outlets.", "outlets", "Russia"),
        ("Putin lays the responsibility for the crash on Kiev.", "Putin", "Ukraine"),
        ("The findings on the rockets show that Assad's troops were behind the attack, Samantha Power contended.",
         "Power", "Assad"),
        ("The rebels accused the government of having fired the rockets.", "rebels", "government"),
        ("Khodakovsky contended that Kiev was at fault for the bombing.", "Khodakovsky", "Ukraine"),
    ],
)  # fmt: skip
def test_the_accused_is_the_actor(text: str, source: str, actor: str) -> None:
    (reading,) = claims.read([msgspec.structs.replace(report("r1"), text=text)])
    told = [c for c in reading.claims if c.sources and source in c.sources[-1].name]
    assert any(actor in party.name for c in told for party in c.event.actors)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said it was not known who was behind the attack.",
        "Those responsible for the killings must be found, the ministry said.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    (reading,) = claims.read([msgspec.structs.replace(report("r1"), text=text)])
    told = [party.name for c in reading.claims for party in c.event.actors]
    assert not {"who", "Those", "those"} & set(told)
