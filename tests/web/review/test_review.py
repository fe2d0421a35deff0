"""Reviewing at the desk, without JavaScript: what a form decides, and what it refuses."""

from __future__ import annotations

import re

import pytest

from rashomon.model import Claim, OnClaim
from rashomon.web.review import claimform

from .conftest import BASE, Office, made


def boxes(claim: Claim | None) -> dict[str, str]:
    """The form's fields as a browser sends them when nothing was touched."""
    found = {box.name: box.value for group in claimform.groups(claim) for box in group.boxes}
    return found | {f"{b.name}.at": b.at for g in claimform.groups(claim) for b in g.boxes if b.kind == "words"}


def correct(office: Office, claim: Claim, **values: str) -> dict[str, str]:
    """What is sent when a claim is corrected."""
    path = f"{BASE}/claims/{claim.id}/correct"
    return office.form(path, path) | boxes(claim) | {name.replace("__", "."): v for name, v in values.items()}


def test_the_way_to_review_begins_with_the_contested_question(alone: Office) -> None:
    answer = alone.browser.get(f"{BASE}/review", follow_redirects=False)
    page = alone.page(answer.headers["location"])
    assert "How many" in page
    assert "unreviewed" in page
    assert "1 of 4" in page


def test_accepting_leads_on_and_is_told(alone: Office) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    onward = alone.send(f"{path}/accept", alone.form(path, f"{path}/accept"))
    assert onward.startswith(f"{BASE}/")
    page = alone.page(path)
    assert 'class="state accepted"' in page
    assert "<b>owner</b>" in page
    assert alone.page(f"{BASE}/decisions").count('class="told') == 1


def test_a_corrected_figure_is_what_pages_and_exports_show(alone: Office) -> None:
    claim = next(c for c in alone.claims() if c.figures[0].low == 70)
    fields = correct(alone, claim, figures__0__low="44", figures__0__best="44", figures__0__high="44", why="a typo")
    path = f"{BASE}/claims/{claim.id}"
    assert alone.send(f"{path}/correct", fields) == path
    page = alone.page(path)
    assert "<del>70</del>" in page
    assert "<ins>44</ins>" in page
    assert "a typo" in page
    assert {c.figures[0].low for c in alone.claims()} == {40, 70, 44, 12}
    assert any("44" in p.answer for q in alone.dossier().conclusions.questions for p in q.positions)


def test_a_span_is_marked_anew_by_its_words(alone: Office) -> None:
    claim = alone.claims()[0]
    fields = correct(alone, claim, content="civilians were  killed")
    alone.send(f"{BASE}/claims/{claim.id}/correct", fields)
    content = next(c for c in alone.claims() if c.id == claim.id).content
    assert content.text == "civilians were killed"
    report = next(r for r in alone.dossier().reports if r.id == claim.report)
    assert report.text[content.start : content.end] == content.text


@pytest.mark.parametrize(
    ("box", "value", "problem"),
    [
        ("figures.0.low", "many", "is not a number"),
        ("figures.0.low", "nan", "is not a number"),
        ("figures.0.high", "1e999", "is not a number"),
        ("event.place.geonames", "9" * 5000, "is not a number"),
        ("figures.0.low", "99999", "not in order"),
        ("content", "words that stand nowhere", "does not stand in the report"),
        ("event.time.start", "yesterday", "is not a day"),
        ("polarity", "maybe", "polarity"),
        ("sources.0.name", "", "is missing"),
        ("why", "only a note", "nothing was changed"),
    ],
)
def test_what_cannot_be_is_refused_in_words(alone: Office, box: str, value: str, problem: str) -> None:
    claim = alone.claims()[0]
    said = alone.send(f"{BASE}/claims/{claim.id}/correct", correct(alone, claim) | {box: value}, status=422)
    assert problem in said
    assert not alone.log()


def test_a_rejected_claim_leaves_the_question_and_undo_brings_it_back(alone: Office) -> None:
    claim = alone.claims()[1]
    path = f"{BASE}/claims/{claim.id}"
    alone.send(f"{path}/reject", alone.form(path, f"{path}/reject") | {"why": "not what it says"})
    assert claim.id not in {c.id for c in alone.claims()}
    page = alone.page(path)
    assert 'class="state rejected"' in page
    undo = f"{BASE}/decisions/1/undo"
    alone.send(undo, alone.form(path, undo))
    assert claim.id in {c.id for c in alone.claims()}
    assert [type(d.act).__name__ for d in alone.log()] == ["OnClaim", "Undone"]


def test_a_claim_that_was_not_read_is_added(alone: Office) -> None:
    report = made(0)[0]
    path = f"{BASE}/reports/{report.id}/add"
    fields = alone.form(path, path) | boxes(None) | {"content": "no more", "polarity": "negative"}
    onward = alone.send(path, fields)
    assert 'class="state added"' in alone.page(onward)
    added = next(c for c in alone.claims() if c.content.text == "no more")
    assert added.polarity == "negative"
    assert added.sources == ()


def test_a_claim_is_moved_to_another_position(alone: Office) -> None:
    claim = next(c for c in alone.claims() if c.figures[0].low == 70)
    path = f"{BASE}/claims/{claim.id}"
    fields = alone.form(path, f"{path}/move")
    alone.send(f"{path}/move", fields)
    (question,) = [
        q for q in alone.dossier().conclusions.questions if claim.id in {c for p in q.positions for c in p.claims}
    ]
    (mine,) = [p for p in question.positions if claim.id in p.claims]
    assert fields["to"] in mine.claims


def test_incidents_are_merged_split_linked_and_graded(alone: Office) -> None:
    def incidents() -> dict[int, str]:
        return {len(i.claims): i.id for i in alone.dossier().conclusions.incidents}

    def review(id: str, what: str, **more: str) -> None:
        here = f"{BASE}/incidents/{id}"
        alone.send(
            f"{here}/{what}", alone.form(f"{here}/review", f"{here}/{'merge' if what == 'link' else what}") | more
        )

    four, one = incidents()[4], incidents()[1]
    review(four, "link", other=one)
    assert any(i.linked == (one,) for i in alone.dossier().conclusions.incidents)
    review(four, "merge", other=one)
    assert set(incidents()) == {5}
    whole = incidents()[5]
    claim = alone.claims()[0].id
    review(whole, "split", claim=claim)
    assert set(incidents()) == {4, 1}
    four = incidents()[4]
    review(four, "grade", grade="Weak", why="one source only")
    graded = [a for i in alone.dossier().conclusions.incidents for a in i.assessments if a.decided]
    assert [(a.grade, "one source only" in a.explanation) for a in graded] == [("Weak", True)]
    page = alone.page(f"{BASE}/incidents/{four}/review")
    assert "decision 4" in page
    assert page.count('class="told') == 4


def test_a_changed_grade_needs_a_note_and_a_split_some_claims(alone: Office) -> None:
    four = next(i for i in alone.dossier().conclusions.incidents if len(i.claims) == 4)
    here = f"{BASE}/incidents/{four.id}"
    said = alone.send(f"{here}/grade", alone.form(f"{here}/review", f"{here}/grade") | {"grade": "Weak"}, status=422)
    assert "needs a note" in said
    assert "not none" in alone.send(f"{here}/split", alone.form(f"{here}/review", f"{here}/split"), status=422)
    fields = alone.form(f"{here}/review", f"{here}/merge")
    assert "another incident" in alone.send(f"{here}/merge", fields | {"other": four.id}, status=422)


# Hostile and unlucky forms.


def test_a_form_sent_again_decides_nothing_more(alone: Office) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    fields = alone.form(path, f"{path}/reject")
    alone.send(f"{path}/reject", fields)
    alone.send(f"{path}/reject", fields)
    assert len(alone.log()) == 1


def test_a_form_older_than_another_decision_is_refused(alone: Office) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    old = alone.form(path, f"{path}/accept")
    alone.send(f"{path}/correct", correct(alone, claim, certainty="possible"))
    said = alone.send(f"{path}/accept", old, status=409)
    assert "look at it again" in said
    assert len(alone.log()) == 1


@pytest.mark.parametrize("token", ["", "0" * 64, "x"])
def test_a_form_of_another_site_is_refused(alone: Office, token: str) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    fields = alone.form(path, f"{path}/reject") | {"token": token}
    alone.send(f"{path}/reject", fields, status=403)
    good = alone.form(path, f"{path}/reject")
    answer = alone.browser.post(f"{path}/reject", data=good, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    answer = alone.browser.post(f"{path}/reject", data=good, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not alone.log()


def test_a_token_of_another_session_is_refused(alone: Office) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    stolen = alone.other().form(path, f"{path}/reject")
    alone.page(path)
    alone.send(f"{path}/reject", stolen, status=403)
    assert not alone.log()


@pytest.mark.parametrize(
    "path",
    [
        "/claims/x.1/accept",
        "/claims/..%2F..%2Fetc/accept",
        "/claims/r'--.1/reject",
        "/incidents/i0/merge",
        "/incidents/%00/split",
        "/decisions/99/undo",
        "/decisions/-1/undo",
        "/decisions/9999999999999999999999/undo",
        "/reports/nowhere/add",
    ],
)
def test_forged_ids_are_not_found_and_decide_nothing(alone: Office, path: str) -> None:
    claim = alone.claims()[0]
    own = f"{BASE}/claims/{claim.id}"
    fields = alone.form(own, f"{own}/accept") | {"other": "i1", "claim": "x", "content": "no more"}
    alone.send(f"{BASE}{path}", fields, status=404)
    assert not alone.log()


def test_a_form_leads_nowhere_but_to_the_desk(alone: Office) -> None:
    for number, address in enumerate(("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1")):
        claim = alone.claims()[number]
        path = f"{BASE}/claims/{claim.id}"
        fields = alone.form(path, f"{path}/accept") | {"next": address}
        assert alone.send(f"{path}/accept", fields) == f"{BASE}/review"


def test_words_of_a_report_never_become_markup(alone: Office) -> None:
    claim = alone.claims()[0]
    for path in (f"/claims/{claim.id}", f"/claims/{claim.id}/correct", f"/reports/{claim.report}/add"):
        page = alone.page(f"{BASE}{path}")
        assert "<script>alert" not in page
        assert not re.search(r"<b>&amp;amp;|<b>&amp;</b>", page)
    alone.send(
        f"{BASE}/claims/{claim.id}/correct", correct(alone, claim, certainty="possible", why="<img src=x onerror=1>")
    )
    assert "<img" not in alone.page(f"{BASE}/decisions")


def test_offsets_are_code_points_whatever_stands_before(alone: Office) -> None:
    claim = alone.claims()[0]
    fields = correct(alone, claim, content="𝄞", content__at="0")
    alone.send(f"{BASE}/claims/{claim.id}/correct", fields)
    act = alone.log()[0].act
    assert isinstance(act, OnClaim)
    assert act.after is not None
    assert act.after.content.text == "𝄞"
    assert act.after.content.end == act.after.content.start + 1
