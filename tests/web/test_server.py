"""The desk over an archive on a server: every page says what it says over a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient
from web.conftest import EDITOR, fill
from web.test_pages import BASE, PAGES

from rashomon import pipeline
from rashomon.archive import open_archive
from rashomon.web import app
from rashomon.web.desk import Desk, LeftOut, Person


@pytest.fixture(scope="module")
def where(server: Callable[[], str]) -> str:
    address = server()
    with open_archive(address, create=True) as opened:
        fill(opened)
    return address


@pytest.fixture
def over_server(where: str) -> Iterator[Callable[[Person], TestClient]]:
    desks: list[Desk] = []

    def client(person: Person) -> TestClient:
        desks.append(
            Desk(archive=where, add=lambda *_: LeftOut(), conclude=pipeline.conclude, identify=lambda _: person)
        )
        return TestClient(app.build(desks[-1]), base_url="http://localhost")

    yield client
    for desk in desks:
        desk.close()


@pytest.mark.parametrize("role", ["editor", "reader"])
@pytest.mark.parametrize(
    "address", [*PAGES, f"{BASE}?status=single", "/search?place=marra&since=2017-10-01", "/search?source=MILITIA"]
)
def test_every_page_says_the_same(
    make: Callable[..., TestClient], over_server: Callable[[Person], TestClient], address: str, role: str
) -> None:
    person = EDITOR if role == "editor" else Person(name="rea", role="reader")
    path, _, query = address.partition("?")
    asked = f"{path}.json?{query}"
    theirs, ours = over_server(person).get(asked), make(person).get(asked)
    assert theirs.status_code == ours.status_code == 200
    assert _ordered(theirs.json()) == _ordered(ours.json())
    assert over_server(person).get(address).status_code == 200


def _ordered(page: dict[str, object]) -> dict[str, object]:
    """What was found by words, in one order: each database weighs in its own way what fits best."""
    return {
        name: sorted(value, key=str) if name in ("hits", "passages") and isinstance(value, list) else value
        for name, value in page.items()
    }


@pytest.mark.parametrize("address", ["/dossiers/a%00b", "/search?q=a%00b", "/search?source=%00", f"{BASE}/reports/%00"])
def test_what_no_server_can_hold_is_no_trouble(over_server: Callable[[Person], TestClient], address: str) -> None:
    assert over_server(EDITOR).get(address).status_code < 500
