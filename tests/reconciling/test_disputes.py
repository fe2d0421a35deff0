"""Who did it, who was hit, when and where: what is asked when origins tell one act unlike."""

from __future__ import annotations

import msgspec
import pytest
from making import ARMY, DAY, MONITOR, NETWORK, claim, event, figure, place, report, source

from rashomon.model import Claim, Question, Source, Span
from rashomon.model.claim import Polarity
from rashomon.reconciling import reconcile
from rashomon.reconciling.clock import hours

LEAGUE = source("Southern League")
NEXT = "2016-07-20"


def asked(*claims: Claim, kind: str) -> list[Question]:
    reports = [report(f"r{i}") for i in range(1, 6)]
    return [q for q in reconcile(reports, claims).questions if q.kind == kind]


def answers(question: Question) -> dict[str, tuple[str, ...]]:
    return {p.answer: p.origins for p in question.positions}


def blames(id_: str, text: str, actor: str, by: Source, *, polarity: Polarity = "positive") -> Claim:
    """A claim in a report of its own that names who did it."""
    return claim(id_, text, in_report=f"r{id_[1:]}", by=(by,), happened=event(actors=(actor,)), polarity=polarity)


def test_who_did_it_and_whether_the_accused_did() -> None:
    claims = [
        blames("c1", "Northern Army jets bombed the village", "Northern Army", MONITOR),
        blames("c2", "the Southern League blew up the houses itself", "Southern League", ARMY),
        blames("c3", "its jets had bombed anything", "Northern Army", ARMY, polarity="negative"),
    ]
    (who,) = asked(*claims, kind="responsibility")
    assert answers(who) == {"Northern Army": ("Monitoring Group",), "Southern League": ("Northern Army",)}
    (whether,) = [q for q in asked(*claims, kind="occurrence") if q.text.startswith("Did ")]
    assert whether.text == "Did Northern Army carry out the attack on civilians in Tokhar on 19 July 2016?"
    assert answers(whether) == {"Yes": ("Monitoring Group",), "No": ("Northern Army",)}


@pytest.mark.parametrize(
    "text",
    [
        "the shells were fired by the Northern Army",
        "Northern Army jets came over at dawn",
        "planes of the Northern Army came over at dawn",
    ],
)
def test_words_that_put_a_deed_on_a_suspect_name_it_where_the_claim_names_no_actor(text: str) -> None:
    accused = blames("c1", "the Northern Army bombed the village", "Northern Army", NETWORK)
    rival = blames("c2", "the Southern League blew up the houses", "Southern League", ARMY)
    (who,) = asked(accused, rival, claim("c3", text, in_report="r3", by=(MONITOR,)), kind="responsibility")
    assert answers(who)["Northern Army"] == ("Local Network", "Monitoring Group")


def test_a_suspect_that_denies_without_naming_itself_means_itself() -> None:
    accused = blames("c1", "the Northern Army bombed the village", "Northern Army", MONITOR)
    denial = claim("c2", "any part in it", in_report="r2", by=(ARMY,), polarity="negative")
    (whether,) = [q for q in asked(accused, denial, kind="occurrence") if q.text.startswith("Did ")]
    assert answers(whether) == {"Yes": ("Monitoring Group",), "No": ("Northern Army",)}


def test_victims_of_fighters_are_not_blamed_for_words_that_only_mention_them() -> None:
    accused = blames("c1", "the Northern Army bombed the village", "Northern Army", NETWORK)
    rival = blames("c2", "the Southern League blew up the houses", "Southern League", ARMY)
    mention = claim("c3", "relatives of Northern Army soldiers were among the dead", in_report="r3", by=(MONITOR,))
    (who,) = asked(accused, rival, mention, kind="responsibility")
    assert "Monitoring Group" not in {origin for origins in answers(who).values() for origin in origins}


def test_a_state_is_blamed_by_words_for_its_authorities_alone() -> None:
    claims = [
        blames("c1", "rockets flew only from areas held by the government", "Syrian government", MONITOR),
        blames("c2", "it was rebels who released the gas", "Syrian rebels", ARMY),
    ]
    (who,) = asked(*claims, kind="responsibility")
    assert answers(who) == {"Syrian government": ("Monitoring Group",), "Syrian rebels": ("Northern Army",)}


def test_civilian_dress_is_nobody() -> None:
    claims = [
        claim("c1", "every man hit was a combatant in civilian dress", by=(ARMY,)),
        claim("c2", "militants alone were killed in the raid", by=(LEAGUE,), in_report="r2"),
    ]
    assert not any(q.text.startswith("Were civilians") for q in asked(*claims, kind="occurrence"))


def test_harm_elsewhere_says_nothing_of_harm_here() -> None:
    claims = [
        claim("c1", "civilians were killed in the country as a whole", by=(MONITOR,)),
        claim("c2", "militants alone were killed in the raid", by=(ARMY,), in_report="r2"),
    ]
    assert not any(q.text.startswith("Were civilians") for q in asked(*claims, kind="occurrence"))


def test_what_the_victims_did_is_another_act() -> None:
    shot = claim(
        "c2",
        "protesters shot at police officers",
        by=(NETWORK,),
        happened=event(actors=("protesters",), recipients=("police",)),
    )
    fired = claim(
        "c1",
        "police fired on protesters",
        by=(MONITOR,),
        happened=event(actors=("police",), recipients=("protesters",)),
    )
    assert asked(fired, shot, kind="responsibility") == []


def test_only_fighters_died_denies_that_civilians_did() -> None:
    claims = [
        claim("c1", "the raid killed civilians in their homes", by=(MONITOR,)),
        claim("c2", "militants alone were killed in the raid", by=(ARMY,), in_report="r2"),
    ]
    (question,) = [q for q in asked(*claims, kind="occurrence") if q.status == "contested"]
    assert question.text == "Were civilians among those harmed in Tokhar on 19 July 2016?"
    assert answers(question) == {"Yes": ("Monitoring Group",), "No": ("Northern Army",)}


@pytest.mark.parametrize(
    "words",
    [
        "in the past day alone militants were killed there",
        "only at night were militants killed there",
        "killing civilians was never intended",
    ],
)
def test_when_and_what_was_meant_say_nothing_of_who_was_harmed(words: str) -> None:
    polarity: Polarity = "negative" if "never" in words else "positive"
    claims = [
        claim("c1", "civilians were killed in the raid", by=(MONITOR,)),
        claim("c2", words, by=(ARMY,), in_report="r2", polarity=polarity),
    ]
    assert not any(q.text.startswith("Were civilians") for q in asked(*claims, kind="occurrence"))


def test_who_counts_dead_fighters_says_that_fighters_were_harmed() -> None:
    counted = (figure(36, 36, "fighters"),)
    claims = [
        claim("c1", "36 fighters died in the strike", by=(MONITOR,), figures=counted),
        claim("c2", "the strike left 36 dead", by=(NETWORK,), in_report="r2", figures=(figure(36, 36, "dead"),)),
        claim("c3", "no fighter was killed in the strike", by=(ARMY,), in_report="r3", polarity="negative"),
    ]
    (question,) = (q for q in asked(*claims, kind="occurrence") if q.text.startswith("Were fighters"))
    assert {p.answer: p.claims for p in question.positions} == {"Yes": ("c1", "c2"), "No": ("c3",)}


def test_speaking_of_people_takes_no_side_on_civilians() -> None:
    claims = [
        claim("c1", "people were killed in the raid", by=(MONITOR,)),
        claim("c2", "militants alone were killed in the raid", by=(ARMY,), in_report="r2"),
    ]
    assert [q for q in asked(*claims, kind="occurrence") if q.status == "contested"] == []


def test_a_denial_is_set_against_what_it_denies_although_they_share_no_words() -> None:
    claims = [
        blames("c1", "Northern Army jets bombed the market", "Northern Army", MONITOR),
        claim("c2", "any raid on that day", by=(ARMY,), in_report="r2", polarity="negative"),
    ]
    assert [q.status for q in asked(*claims, kind="occurrence")] == ["contested"]


def test_one_act_on_two_days() -> None:
    text = "the village market was bombed"
    claims = [
        claim("c1", text, by=(MONITOR,)),
        claim("c2", f"{text} at noon", by=(LEAGUE,), in_report="r3"),
        claim("c3", f"{text} a day later", by=(NETWORK,), in_report="r2", happened=event(day=NEXT)),
    ]
    (question,) = asked(*claims, kind="time")
    assert question.text == "On which day did the attack take place (Tokhar)?"
    assert answers(question) == {
        "19 July 2016": ("Monitoring Group", "Southern League"),
        "20 July 2016": ("Local Network",),
    }


def test_one_act_at_two_hours() -> None:
    claims = [
        claim("c1", "a single bomb hit the market at about 7 a.m.", by=(MONITOR,)),
        claim("c2", "two bombs hit the market in the evening", by=(NETWORK,), in_report="r2"),
        claim("c3", "the bombs hit the market at 7:15 a.m.", by=(LEAGUE,), in_report="r3"),
    ]
    (question,) = asked(*claims, kind="time")
    assert question.text == "At what time of day did the attack take place (Tokhar, 19 July 2016)?"
    assert answers(question) == {"07:00": ("Monitoring Group", "Southern League"), "evening": ("Local Network",)}


def test_one_act_told_under_two_places() -> None:
    towns = place("Tokhar", 36.6, 38.0), place("Raqqa", 35.95, 39.0)
    text = "jets bombed a crowded wedding hall and killed 56 guests"
    claims = [
        claim(f"c{i}", text, by=(by,), in_report=f"r{i}", figures=(figure(56, 56),), happened=event(at=town))
        for i, (by, town) in enumerate(zip((MONITOR, NETWORK), towns, strict=True), start=1)
    ]
    (question,) = asked(*claims, kind="place")
    assert question.text == "Where did the attack take place (19 July 2016)?"
    assert answers(question) == {"Tokhar": ("Monitoring Group",), "Raqqa": ("Local Network",)}
    assert len(reconcile([report("r1"), report("r2")], claims).incidents) == 1


def test_a_toll_alone_does_not_join_two_towns() -> None:
    towns = place("Tokhar", 36.6, 38.0), place("Raqqa", 35.95, 39.0)
    texts = "shells fell on a bakery and 56 died", "a car bomb at the gate left 56 dead"
    claims = [
        claim(f"c{i}", text, by=(MONITOR,), in_report=f"r{i}", figures=(figure(56, 56),), happened=event(at=town))
        for i, (text, town) in enumerate(zip(texts, towns, strict=True), start=1)
    ]
    assert len(reconcile([report("r1"), report("r2")], claims).incidents) == 2


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("at about 7 a.m.", 420, 420),
        ("12.30 pm on Friday", 750, 750),
        ("at 1415 GMT", 855, 855),
        ("at 13:20 UTC", 800, 800),
        ("before dawn", 120, 360),
        ("late in the evening", 1020, 1380),
        ("overnight", 1200, 360),
    ],
)
def test_hours(text: str, start: int, end: int) -> None:
    found = hours(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["", "46 people", "on 17 July", "at 13 p.m."])
def test_no_hours(text: str) -> None:
    assert hours(text) is None


def test_hours_meet_across_midnight() -> None:
    night, late, noon = hours("overnight"), hours("at 11 p.m."), hours("at noon")
    assert night is not None
    assert late is not None
    assert noon is not None
    assert night.meets(late)
    assert late.meets(night)
    assert not night.meets(noon)


def test_days_differ_only_by_a_slip() -> None:
    assert DAY < NEXT
    text = "the village market was bombed"
    claims = [
        claim("c1", text, by=(MONITOR,)),
        claim("c2", text, by=(NETWORK,), in_report="r2", happened=event(day="2016-07-28")),
    ]
    assert asked(*claims, kind="time") == []


def test_who_did_it_may_be_said_to_be_unknown() -> None:
    claims = [
        blames("c1", "Northern Army jets bombed the village", "Northern Army", MONITOR),
        blames("c2", "the Southern League blew up the houses itself", "Southern League", ARMY),
        msgspec.structs.replace(
            claim("c3", "whose aircraft had bombed the village", by=(NETWORK,), in_report="r3"), certainty="unknown"
        ),
    ]
    (who,) = asked(*claims, kind="responsibility")
    assert answers(who)["not known"] == ("Local Network",)


def test_a_copy_of_the_next_day_tells_of_the_original_s_night() -> None:
    text = "fighters rode out of the city overnight"
    copy = report("r2", published=NEXT, copy_of="r1")
    claims = [
        claim("c1", text, by=(MONITOR,)),
        claim("c2", text, by=(MONITOR,), in_report="r2", happened=event(day=NEXT)),
    ]
    (incident,) = reconcile([report("r1"), copy], claims).incidents
    assert incident.time is not None
    assert incident.time.start == DAY


def test_an_accusation_is_quoted_since_it_is_no_sentence() -> None:
    text = "the Northern Army of striking a bargain with the militants"
    accused = msgspec.structs.replace(
        claim("c1", text, by=(MONITOR,), happened=event("AGREE", recipients=())),
        cue=Span(start=0, end=7, text="accused"),
    )
    denied = claim("c2", text, by=(ARMY,), in_report="r2", happened=event("AGREE", recipients=()), polarity="negative")
    (question,) = asked(accused, denied, kind="occurrence")
    assert question.text == f"Does it hold or not: “{text}” (Tokhar, 19 July 2016)?"


def test_a_question_of_whether_is_put_in_the_words_that_are_denied() -> None:
    earlier = claim("c1", "3,000 civilians reached the lines of the League under a deal", by=(LEAGUE,))
    member = claim("c2", "a portion of the foreigners have left", by=(NETWORK,), in_report="r2")
    denial = claim(
        "c3", "that foreign fighters had been allowed to leave", by=(ARMY,), in_report="r3", polarity="negative"
    )
    denial = msgspec.structs.replace(denial, denies=("c2",))
    (question,) = [q for q in asked(earlier, member, denial, kind="occurrence") if q.status == "contested"]
    assert question.text == "Is it true that a portion of the foreigners have left (Tokhar, 19 July 2016)?"
    assert answers(question) == {"Yes": ("Local Network",), "No": ("Northern Army",)}
