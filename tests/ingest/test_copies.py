"""Copies are found whatever was done to them; updates, other stories and the order of reports change nothing."""

from __future__ import annotations

import random

from msgspec.structs import replace

from rashomon.ingest import copies
from rashomon.model import Report

LEAD = "At least 32 people were killed when shells hit a market in the town of Qasr on Monday, rescue workers said."
BODY = [
    "The market was full of families who had come to buy bread before the holiday, a witness told reporters.",
    "The army denied that it had fired and blamed rebels who hold the hills to the north of the town.",
    "A doctor at the hospital said that its corridors were full and that it had run out of blood.",
    "The governor promised an inquiry and asked the neighbouring provinces to send ambulances at once.",
    "It was the third attack on the town since the truce collapsed in spring, according to aid groups.",
]
OTHER = [
    "Negotiators met again in the capital, but neither side gave ground over the release of prisoners.",
    "Diplomats hope that a deal on food deliveries can be signed before the first snow closes the passes.",
    "A delegation of elders left the talks early and complained that nobody had listened to them.",
]


def report(id_: str, *sentences: str, published: str | None = "2022-10-04", outlet: str = "Sky Wire") -> Report:
    return Report(
        id=id_,
        path=None,
        text=" ".join(sentences),
        title=None,
        outlet=outlet,
        published=published,
        dateline=None,
        language="en",
        uri=None,
        sha256="",
    )


def links(*reports: Report) -> dict[str, str | None]:
    return {r.id: r.copy_of for r in copies.find(reports)}


ORIGINAL = report("a", LEAD, *BODY, published="2022-10-04T10:00:00+00:00")


def test_cut_house_styled_and_enlarged_copies_are_found() -> None:
    styled = LEAD.replace("32", "thirty-two").replace("rescue workers", "rescuers")
    assert links(
        ORIGINAL,
        report("b", LEAD, *BODY[:2], published="2022-10-05"),
        report("c", styled, BODY[1], BODY[0], *BODY[2:], published="2022-10-04T12:00:00Z"),
        report("d", LEAD, *BODY, *OTHER, published="2022-10-05T01:00:00+00:00"),
    ) == {"a": None, "b": "a", "c": "a", "d": "a"}


def test_a_new_toll_is_an_update_and_its_copies_are_copies_of_the_update() -> None:
    update = report("u", LEAD.replace("32", "41"), *BODY, published="2022-10-05")
    copy = report("v", LEAD.replace("32", "forty-one"), *BODY[:4], published="2022-10-06")
    assert links(ORIGINAL, update, copy) == {"a": None, "u": None, "v": "u"}


def test_a_bridge_without_the_toll_joins_no_update_to_the_original() -> None:
    bridge = report("m", LEAD.replace("At least 32 people", "Many people"), *BODY, published="2022-10-06")
    found = links(ORIGINAL, report("u", LEAD.replace("32", "41"), *BODY, published="2022-10-05"), bridge)
    assert found["u"] is None
    assert found["a"] is None


def test_common_background_makes_no_copy() -> None:
    assert links(report("a", *OTHER, *BODY[3:]), report("b", LEAD, *BODY)) == {"a": None, "b": None}


def test_the_credited_of_two_reports_of_one_day_is_the_original() -> None:
    copy = report("a", "From Sky Wire.", LEAD, *BODY, outlet="The Plain Post")
    assert links(copy, report("b", LEAD, *BODY[:4])) == {"a": "b", "b": None}


def test_short_and_undated_reports_are_harmless() -> None:
    assert links(report("a", "Yes."), report("b", "Yes."), report("c", "")) == {"a": None, "b": None, "c": None}
    undated = report("d", LEAD, *BODY, published=None)
    assert links(ORIGINAL, undated) == {"a": None, "d": "a"}


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [ORIGINAL]
    for n in range(12):
        text = [LEAD if n % 3 else LEAD.replace("32", "41"), *BODY[: 2 + n % 4], *OTHER[: n % 3]]
        reports.append(report(f"r{n}", *text, published=f"2022-10-{5 + n % 3:02}"))
    expected = links(*reports)
    assert set(expected.values()) - {None}
    generator = random.Random(7)
    for _ in range(5):
        generator.shuffle(reports)
        assert links(*reports) == expected


def test_copies_of_copies_point_to_the_original_itself() -> None:
    found = copies.find(
        [replace(ORIGINAL, id=f"r{n}", published=f"2022-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(60)]
    )
    assert {r.copy_of for r in found} == {None, "r0"}
