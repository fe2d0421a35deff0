"""Who gets in at the desk, what each role may do, and sessions that cannot be forced on anybody."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route

from rashomon.archive import open_archive, users
from rashomon.web import guard
from rashomon.web.login import local
from rashomon.web.review import routes

from .conftest import BASE, PASSWORD, Office


def login_form(office: Office) -> dict[str, str]:
    token = re.findall(r'name="token" value="([^"]*)"', office.page("/login"))[0]
    return {"token": token, "name": "ann", "password": PASSWORD, "next": f"{BASE}/decisions"}


def test_nobody_sees_anything_before_logging_in(staffed: Office) -> None:
    for path in ("/dossiers", BASE, f"{BASE}/decisions", f"{BASE}/review", f"{BASE}/coding"):
        answer = staffed.browser.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), path
    assert staffed.browser.get(f"{BASE}.json").status_code == 401
    assert staffed.browser.get(f"{BASE}/decisions.json").status_code == 401


def test_logging_in_leads_to_where_one_wanted_to_go(staffed: Office) -> None:
    assert staffed.send("/login", login_form(staffed)) == f"{BASE}/decisions"
    page = staffed.page(f"{BASE}/decisions")
    assert "ann" in page
    assert "Log out" in page


def test_a_session_that_somebody_else_chose_is_not_the_one_that_is_logged_in(staffed: Office) -> None:
    fixed = "attacker" * 5
    victim = staffed.other()
    victim.browser.cookies.set(guard.SESSION, fixed)
    victim.send("/login", login_form(victim))
    attacker = staffed.other()
    attacker.browser.cookies.set(guard.SESSION, fixed)
    assert attacker.browser.get("/dossiers", follow_redirects=False).status_code == 303
    assert victim.browser.get("/dossiers", follow_redirects=False).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(staffed: Office) -> None:
    answer = staffed.browser.post("/login", data=login_form(staffed), follow_redirects=False)
    line = answer.headers["set-cookie"]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line


def test_logging_out_ends_the_session_even_for_who_kept_the_cookie(staffed: Office) -> None:
    staffed.enter("ann")
    kept = next(iter(staffed.browser.cookies.jar)).value
    token = re.findall(r'action="/logout"><input type="hidden" name="token" value="([^"]*)"', staffed.page("/dossiers"))
    staffed.send("/logout", {"token": token[0]})
    thief = staffed.other()
    thief.browser.cookies.set(guard.SESSION, kept or "")
    assert thief.browser.get("/dossiers", follow_redirects=False).status_code == 303


def test_another_site_can_neither_log_in_nor_out(staffed: Office) -> None:
    staffed.send("/login", login_form(staffed) | {"token": "0" * 64}, status=403)
    staffed.enter("ann")
    staffed.send("/logout", {"token": "0" * 64})
    answer = staffed.browser.post("/logout", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_wrong_passwords_are_refused_and_then_made_to_wait(staffed: Office) -> None:
    for _ in range(users.ATTEMPTS):
        said = staffed.send("/login", login_form(staffed) | {"password": "a guess, a guess"}, status=401)
    assert "Name, password or code is wrong" in said
    assert "ann" in said
    assert "15 minutes" in staffed.send("/login", login_form(staffed), status=429)


def test_a_disabled_user_is_out_at_once(staffed: Office) -> None:
    staffed.enter("ann")
    with open_archive(staffed.desk.archive) as archive:
        users.disable(archive, "ann")
    assert staffed.browser.get("/dossiers", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil", "javascript:1", "", "/login"])
def test_a_login_leads_nowhere_else(address: str) -> None:
    assert local(address) == "/"


def test_a_reader_is_refused_every_page_and_form_of_reviewing(staffed: Office) -> None:
    claim = staffed.claims()[0]
    incident = staffed.dossier().conclusions.incidents[0]
    staffed.enter("rea")
    token = re.findall(r'name="token" value="([^"]*)"', staffed.page("/dossiers"))[0]
    values = {
        "dossier": "tokhar",
        "claim": claim.id,
        "report": claim.report,
        "incident": incident.id,
        "number": "1",
    }
    checked = 0
    for route in routes.routes(staffed.desk):
        assert isinstance(route, Route)
        path = route.path.format(**values)
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        answer = staffed.browser.request(method, path, data={"token": token}, follow_redirects=False)
        assert answer.status_code == 403, (method, path)
        checked += 1
    assert checked > 20
    assert not staffed.log()
    assert "a reader" in staffed.page(f"{BASE}/claims/{claim.id}", status=403)


def _every_route(office: Office) -> list[tuple[str, str]]:
    """Method and path of all that the desk answers to, with made-up names in the path."""
    found = office.browser.app.app.routes  # type: ignore[attr-defined]
    values = {
        "dossier": "tokhar",
        "claim": office.claims()[0].id,
        "report": office.claims()[0].report,
        "incident": office.dossier().conclusions.incidents[0].id,
        "question": office.dossier().conclusions.questions[0].id,
        "number": "1",
        "kind": "svg",
    }
    routes_ = [route for route in found if isinstance(route, Route) and not route.path.startswith(("/static", "/log"))]
    return [
        (method, re.sub(r"\{(\w+)(:\w+)?\}", lambda m: values.get(m[1], "1"), route.path))
        for route in routes_
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


OPEN = ("/", "/openapi.json", "/tiles/1/1/1.png", "/leaflet/1")
"""What holds nothing of any dossier."""


def test_no_route_answers_without_a_login(staffed: Office) -> None:
    every = _every_route(staffed)
    assert len(every) > 40
    for method, path in every:
        answer = staffed.browser.request(method, path, data={}, follow_redirects=False)
        to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login")
        told = "tokhar" in answer.text.lower() and "civilians" in answer.text
        assert to_login or answer.status_code in (401, 403, 404, 405) or (path in OPEN and not told), (method, path)


def test_no_form_takes_anything_from_a_reader(staffed: Office) -> None:
    staffed.enter("rea")
    token = re.findall(r'name="token" value="([^"]*)"', staffed.page("/dossiers"))[0]
    posts = [path for method, path in _every_route(staffed) if method == "POST"]
    assert len(posts) > 12
    for path in posts:
        assert staffed.browser.post(path, data={"token": token}).status_code == 403, path


def test_coders_undo_their_own_decisions_and_editors_any(staffed: Office) -> None:
    claim = staffed.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    ann, ben, eve = staffed.other(), staffed.other(), staffed.other()
    for office, name in ((ann, "ann"), (ben, "ben"), (eve, "eve")):
        office.enter(name)
    ann.send(f"{path}/reject", ann.form(path, f"{path}/reject"))
    undo = f"{BASE}/decisions/1/undo"
    assert f'action="{undo}"' not in ben.page(path)
    fields = {**ben.form(f"{BASE}/claims/{staffed.claims()[0].id}", f"{BASE}/claims/{staffed.claims()[0].id}/accept")}
    assert "by ann" in ben.send(undo, fields, status=403)
    eve.send(undo, eve.form(path, undo))
    assert [d.by for d in staffed.log()] == ["ann", "eve"]
    incident = staffed.dossier().conclusions.incidents[0]
    ann.send(f"{BASE}/incidents/{incident.id}/grade", {**fields, "policy": "x"}, status=403)


def test_two_code_blindly_and_agreement_is_told_when_both_have_done(staffed: Office) -> None:
    ann, ben, eve = staffed.other(), staffed.other(), staffed.other()
    for office, name in ((ann, "ann"), (ben, "ben"), (eve, "eve")):
        office.enter(name)
    coding = f"{BASE}/coding"
    begin = eve.form(coding, f"{coding}/begin")
    eve.browser.post(f"{coding}/begin", data={"token": begin["token"], "coder": ["ann", "ben"]})
    claims = staffed.claims()
    for office, out in ((ann, ()), (ben, (claims[1].id,))):
        for claim in claims[:4]:
            path = f"{BASE}/claims/{claim.id}"
            what = "reject" if claim.id in out else "accept"
            assert "blindly" in office.page(path)
            office.send(f"{path}/{what}", office.form(path, f"{path}/{what}"))
    assert staffed.claims() == claims
    assert 'class="state accepted"' in ann.page(f"{BASE}/claims/{claims[1].id}")
    assert 'class="state unreviewed"' in eve.page(f"{BASE}/claims/{claims[1].id}")
    assert "ben" not in re.sub(r"<li>.*?</li>", "", ann.page(f"{BASE}/decisions"))
    ann.send(f"{coding}/done", ann.form(coding, f"{coding}/done"))
    path = f"{BASE}/claims/{claims[2].id}"
    assert "fixed" in ann.send(f"{path}/reject", ann.form(path, f"{path}/reject"), status=409)
    ben.send(f"{coding}/done", ben.form(coding, f"{coding}/done"))
    page = eve.page(coding)
    assert "3 of 4" in page
    assert "As ben coded" in page
    adopt = re.findall(r'name="decision" value="(\d+)"><button class="quiet small">As ben', page)[0]
    eve.send(f"{coding}/adopt", {"token": begin["token"], "decision": adopt})
    assert claims[1].id not in {c.id for c in staffed.claims()}
    ann.send(
        f"{coding}/done", ann.form(f"{BASE}/claims/{claims[0].id}", f"{BASE}/claims/{claims[0].id}/accept"), status=404
    )
