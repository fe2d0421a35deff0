"""What a figure counts: the happening itself, a part of it, something wider, or a count that still goes on."""

from __future__ import annotations

import msgspec
import pytest
from making import ARMY, DAY, MONITOR, NETWORK, claim, event, figure, place, report, source

from rashomon.model import Claim, Figure, Question, Source, Span
from rashomon.model.claim import Outcome
from rashomon.reconciling import reconcile

DAYS = ("2016-07-19", "2016-07-20", "2016-07-21", "2016-12-07")


def counts(id_: str, text: str, *numbers: tuple[str, float, str], by: Source, outcome: Outcome = "killed") -> Claim:
    """A claim, in a report of its own, whose figures stand at the given words of its text."""
    figures = tuple(at(text, words, number, counted, outcome) for words, number, counted in numbers)
    happened = event("RETREAT" if outcome == "evacuated" else "ASSAULT")
    return claim(id_, text, in_report=f"r{id_[1:]}", by=(by,), figures=figures, happened=happened)


def at(text: str, words: str, number: float, counted: str, outcome: Outcome) -> Figure:
    start = text.index(words)
    mention = Span(start=start, end=start + len(words), text=words)
    return msgspec.structs.replace(figure(number, number, counted, outcome), mention=mention)


def asked(*claims: Claim) -> list[Question]:
    reports = [report(f"r{i}", published=day) for i, day in enumerate(DAYS, 1)]
    return [q for q in reconcile(reports, claims).questions if q.kind == "figure"]


def positions(question: Question) -> dict[str, tuple[str, ...]]:
    return {p.answer: p.origins for p in question.positions}


def test_a_running_count_is_asked_after_by_the_day() -> None:
    claims = [
        counts("c1", "9,500 people have left", ("9,500", 9_500, "people"), by=MONITOR, outcome="evacuated"),
        counts("c2", "20,000 people have left", ("20,000", 20_000, "people"), by=ARMY, outcome="evacuated"),
        counts("c3", "37,500 people have left", ("37,500", 37_500, "people"), by=ARMY, outcome="evacuated"),
    ]
    found = {q.text: (q.status, positions(q)) for q in asked(*claims)}
    assert found == {
        "How many people were evacuated in Tokhar by 19 July 2016?": (
            "single",
            {"9,500": ("Monitoring Group",)},
        ),
        "How many people were evacuated in Tokhar, as told by Northern Army over time?": (
            "revised",
            {"20,000": ("Northern Army",), "37,500": ("Northern Army",)},
        ),
    }


def test_a_running_count_is_contested_by_others_of_its_day_and_when_it_is_over() -> None:
    same_day = [
        counts("c1", "9,500 people have left", ("9,500", 9_500, "people"), by=MONITOR, outcome="evacuated"),
        msgspec.structs.replace(
            counts("c2", "some 300 left", ("300", 300, "people"), by=ARMY, outcome="evacuated"), report="r1"
        ),
    ]
    assert [q.status for q in asked(*same_day)] == ["contested"]
    afterwards = [
        counts("c1", "300 fighters left", ("300", 300, "fighters"), by=ARMY, outcome="evacuated"),
        counts("c4", "4,000 fighters left", ("4,000", 4_000, "fighters"), by=NETWORK, outcome="evacuated"),
    ]
    (day, over) = sorted(asked(*afterwards), key=lambda q: q.text)
    assert (day.status, over.status) == ("single", "contested")
    assert over.text == "How many fighters were evacuated in Tokhar in all?"


def test_within_a_day_a_running_count_has_come_to_its_highest_number() -> None:
    text = "37,500 have left, up from 12,000 in the morning"
    claims = [
        counts("c1", text, ("37,500", 37_500, "people"), ("12,000", 12_000, "people"), by=ARMY, outcome="evacuated")
    ]
    (series,) = asked(*claims)
    assert [(p.answer, p.superseded_by) for p in series.positions] == [("12,000", 1), ("37,500", None)]


def test_of_two_tolls_in_one_report_the_higher_replaced_the_lower() -> None:
    text = "the dead now number 50, up from 15"
    (question,) = asked(counts("c1", text, ("50", 50, "people"), ("15", 15, "people"), by=MONITOR))
    assert [(p.answer, p.superseded_by) for p in question.positions] == [("15", 1), ("50", None)]


@pytest.mark.parametrize(
    "text",
    [
        "300 people died in the country as a whole",
        "300 people died in 11 attacks",
        "300 people died in the house next door",
        "300 people died in a separate raid",
    ],
)
def test_a_figure_of_something_else_contradicts_none_of_the_happening(text: str) -> None:
    own = counts("c1", "40 people died in the raid", ("40", 40, "people"), by=MONITOR)
    other = counts("c2", text, ("300", 300, "people"), by=ARMY)
    assert {q.status for q in asked(own, other)} == {"single"}


def test_a_figure_of_another_place_contradicts_none_of_the_happening() -> None:
    here, there = place("Tokhar", 36.5, 37.9), place("Mahshahr", 30.5, 49.2)
    claims = [
        msgspec.structs.replace(counts(f"c{i}", f"{n} died", (n, float(n), "people"), by=by), event=event(at=where))
        for i, n, by, where in ((1, "40", MONITOR, here), (2, "42", NETWORK, here), (3, "300", ARMY, there))
    ]
    assert not any("300" in positions(q) and len(q.positions) > 1 for q in asked(*claims))


@pytest.mark.parametrize(
    ("text", "numbers", "whole"),
    [
        ("eight died, seven by bullets and one in a blast", (("eight", 8), ("seven", 7), ("one", 1)), "8"),
        ("230 dead, 130 of them under one house", (("230", 230), ("130", 130)), "230"),
        ("191 from the depot and 156 from the hospital", (("191", 191), ("156", 156)), ""),
    ],
)
def test_a_whole_is_told_from_its_parts(text: str, numbers: tuple[tuple[str, int], ...], whole: str) -> None:
    figures = tuple((words, float(n), "people") for words, n in numbers)
    found = {
        p.answer
        for q in asked(counts("c1", text, *figures, by=MONITOR))
        if "in part" not in q.text
        for p in q.positions
    }
    assert found == ({whole} if whole else set())


def test_parts_of_two_claims_are_not_set_against_each_other() -> None:
    claims = [
        counts("c1", "four of the dead were shot by police", ("four", 4, "people"), by=MONITOR),
        counts("c2", "three of the dead had bullet wounds", ("three", 3, "people"), by=ARMY),
    ]
    assert [q.status for q in asked(*claims)] == ["single", "single"]


def test_the_least_and_the_most_of_a_range_replace_nothing() -> None:
    least, most = figure(74, None), figure(None, 203)
    claims = [
        claim("c1", "at least 74 were killed", by=(MONITOR,), figures=(least,)),
        claim("c2", "the true number could be as high as 203", by=(MONITOR,), figures=(most,), start=60),
    ]
    (question,) = asked(*claims)
    assert [p.superseded_by for p in question.positions] == [None, None]


@pytest.mark.parametrize(("outlet", "replaced"), [("Harbour Wire", None), ("Meridian Wire", 1)])
def test_a_witness_of_another_outlet_may_be_somebody_else(outlet: str, replaced: int | None) -> None:
    witness = msgspec.structs.replace(source("witness", role="witness"), named=False)
    claims = [
        counts("c1", "30 bodies lay there", ("30", 30, "bodies"), by=witness),
        counts("c2", "50 had been killed", ("50", 50, "people"), by=witness),
    ]
    reports = [report("r1", published=DAYS[0]), report("r2", outlet=outlet, published=DAYS[1])]
    (question,) = [q for q in reconcile(reports, claims).questions if q.kind == "figure"]
    assert [p.superseded_by for p in question.positions] == [replaced, None]


def test_who_some_of_the_dead_were_is_a_part() -> None:
    whole = counts("c1", "87 people were killed", ("87", 87, "people"), by=MONITOR)
    part = counts("c2", "seven were women", ("seven", 7, "people"), by=MONITOR)
    assert {q.status for q in asked(whole, part)} == {"single"}


def test_men_alone_are_people_but_men_beside_women_are_men() -> None:
    alone = [
        counts("c1", "300 men were executed", ("300", 300, "men"), by=MONITOR),
        counts("c2", "500 people were executed", ("500", 500, "people"), by=ARMY),
    ]
    assert [q.status for q in asked(*alone)] == ["contested"]
    listed = counts("c1", "109 men and 24 women died", ("109", 109, "men"), ("24", 24, "women"), by=MONITOR)
    assert {q.status for q in asked(listed, alone[1])} == {"single"}


def test_an_origin_in_both_answers_does_not_hide_that_another_contradicts_it() -> None:
    claims = [
        claim("c1", "civilians were killed in the raid", by=(MONITOR,)),
        claim("c2", "civilians were killed, its spokesman concedes", by=(ARMY,)),
        claim("c3", "the massacre of villagers", by=(ARMY,), in_report="r2", polarity="negative"),
    ]
    reports = [report("r1", published=DAY), report("r2", published="2016-07-20")]
    found = [q for q in reconcile(reports, claims).questions if q.kind == "occurrence"]
    assert any(q.status == "contested" for q in found)


@pytest.mark.parametrize(
    ("counted", "outcome", "asked_after"),
    [
        ("child", "killed", "How many children were killed"),
        ("their relatives", "killed", "How many relatives were killed"),
        ("arrests", "detained", "How many people were detained"),
        ("civilian deaths", "killed", "How many people were killed"),
        ("houses", "none", "How many houses were there"),
    ],
)
def test_what_is_counted_is_put_as_a_person_would(counted: str, outcome: Outcome, asked_after: str) -> None:
    (question,) = asked(counts("c1", f"12 {counted}", ("12", 12, counted), by=MONITOR, outcome=outcome))
    assert question.text.startswith(f"{asked_after} in Tokhar")


def test_a_part_is_named_by_its_own_words() -> None:
    text = "fifty were laid in each of two pits and 60 in the last"
    found = asked(counts("c1", text, ("fifty", 50, "people"), ("60", 60, "people"), by=MONITOR))
    assert {q.status for q in found} == {"single"}
    assert any(q.text.endswith("in part: “60 in the last”?") for q in found)
