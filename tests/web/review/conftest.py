"""A desk over a made-up dossier: four dispatches differ on one toll, one is on another town. No language model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import making
import pytest
from starlette.testclient import TestClient

from rashomon import pipeline
from rashomon.archive import decisions, open_archive, users, writing
from rashomon.archive.backends import Where
from rashomon.model import Claim, Decision, Dossier, Mentions, Reading, Report
from rashomon.web import app, login
from rashomon.web.desk import Desk, LeftOut
from rashomon.web.review import routes

BASE = "/dossiers/tokhar"
PASSWORD = "correct horse battery"
SPEAKERS = ("The ministry", "The monitors", "The rebels", "The hospital", "The mayor")
TOLLS = (40, 70, 70, 40, 12)


def made(number: int) -> tuple[Report, Reading]:
    """The dispatch of that number, and its one claim."""
    who, dead = SPEAKERS[number], TOLLS[number]
    town, day = ("Sirte", "2017-01-01") if number == 4 else ("Tokhar", making.DAY)
    words = f"{dead} civilians were killed in {town}"
    text = f"{who} said that {words} that day <b>&amp;</b> no more. “𝄞”"
    title = f"Dispatch {number} <script>alert(1)</script>"
    id = f"r{sha256(text.encode()).hexdigest()[:10]}"
    report = making.dispatch(id, text, outlet=f"Wire {number}", published=day, title=title)
    claim = making.stated(report, words, who, toll=dead, happened=making.attack(report, town, day))
    return report, Reading(report=report.id, mentions=Mentions(), claims=(claim,))


@dataclass
class Office:
    """The desk as a test uses it."""

    desk: Desk
    browser: TestClient

    def claims(self) -> tuple[Claim, ...]:
        """Of the dossier as reviewed."""
        return self.dossier().claims()

    def dossier(self) -> Dossier:
        with open_archive(self.desk.archive) as archive:
            return pipeline.conclude(archive, "tokhar")

    def log(self) -> tuple[Decision, ...]:
        with open_archive(self.desk.archive) as archive:
            return decisions.log(archive, "tokhar")

    def page(self, path: str, *, status: int = 200) -> str:
        found = self.browser.get(path)
        assert found.status_code == status, found.text[:2000]
        return found.text

    def form(self, page: str, action: str) -> dict[str, str]:
        """The hidden fields of a form, as a browser sends them."""
        text = self.page(page)
        (body,) = re.findall(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.S)[:1]
        fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', body)
        return dict(fields)

    def send(self, action: str, fields: dict[str, str], *, status: int = 303) -> str:
        """Sends a form; where it leads, or what the page says."""
        answer = self.browser.post(action, data=fields, follow_redirects=False)
        assert answer.status_code == status, (answer.status_code, answer.text[-2500:])
        return answer.headers.get("location", "") or answer.text

    def other(self) -> Office:
        """Another browser at the same desk."""
        return replace(self, browser=TestClient(self.browser.app, base_url="http://localhost"))

    def enter(self, name: str, password: str = PASSWORD) -> None:
        token = re.findall(r'name="token" value="([^"]*)"', self.page("/login"))[0]
        self.send("/login", {"token": token, "name": name, "password": password, "next": "/"})


def opened(where: Where) -> Desk:
    with open_archive(where, create=True) as archive:
        for number in range(len(SPEAKERS)):
            report, reading = made(number)
            writing.add(archive, "tokhar", report, reading, model="m")
        pipeline.conclude(archive, "tokhar")
    return Desk(archive=where, add=lambda *_: LeftOut(), conclude=pipeline.conclude)


def office(desk: Desk) -> Office:
    application = app.build(desk, more=(*login.routes(desk), *routes.routes(desk)))
    return Office(desk, TestClient(application, base_url="http://localhost"))


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """An archive that is not there yet: every test runs on SQLite and on PostgreSQL."""
    if request.param == "file":
        return tmp_path / "a.db"
    address: str = request.getfixturevalue("server")()
    return address


@pytest.fixture
def alone(where: Where) -> Iterator[Office]:
    """Without users, on loopback."""
    desk = opened(where)
    yield office(desk)
    desk.close()


@pytest.fixture
def staffed(where: Where) -> Iterator[Office]:
    """With a reader, two coders and an editor."""
    desk = opened(where)
    with open_archive(desk.archive) as archive:
        for name, role in (("rea", "reader"), ("ann", "coder"), ("ben", "coder"), ("eve", "editor")):
            users.add(archive, name, role, PASSWORD)
    locked = login.locked(desk)
    yield office(locked)
    locked.close()
