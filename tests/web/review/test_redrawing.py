"""A decision in a large dossier: its sender goes on, the conclusions follow, and no copy is looked for again."""

from __future__ import annotations

import threading

import pytest

from rashomon import pipeline
from rashomon.archive import Archive, open_archive
from rashomon.ingest import copies
from rashomon.model import Dossier
from rashomon.web import desk
from rashomon.web.redrawing import Redrawing

from .conftest import BASE, Office

PATIENCE = 30


def _drawn(office: Office) -> None:
    """Waits until nothing is being drawn."""
    for thread in threading.enumerate():
        if thread.name == "drawing tokhar":
            thread.join(PATIENCE)
    assert not office.desk.redrawing.under_way("tokhar")


def test_a_decision_in_a_large_dossier_keeps_nobody_waiting(alone: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "AT_ONCE", 0)
    go = threading.Event()

    def slowly(archive: Archive, name: str) -> Dossier:
        assert go.wait(PATIENCE)
        return pipeline.conclude(archive, name)

    object.__setattr__(alone.desk, "conclude", slowly)
    claim = next(c for c in alone.claims() if c.figures[0].low == 12)
    path = f"{BASE}/claims/{claim.id}"
    alone.send(f"{path}/reject", alone.form(path, f"{path}/reject"))
    assert "are being drawn anew" in alone.page(BASE)
    go.set()
    _drawn(alone)
    page = alone.page(BASE)
    assert "drawn" not in page
    assert "in Sirte" not in alone.page(f"{BASE}/incidents"), "the rejected claim was its only one"


def test_a_decision_has_no_copies_looked_for(alone: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = alone.claims()[0]
    path = f"{BASE}/claims/{claim.id}"
    sent = alone.form(path, f"{path}/reject")
    monkeypatch.setattr(copies, "find", lambda _: pytest.fail("the reports have not changed"))
    alone.send(f"{path}/reject", sent)
    with open_archive(alone.desk.archive) as archive:
        assert claim.id not in {c.id for c in pipeline.conclude(archive, "tokhar").claims()}


def test_what_changes_while_it_is_drawn_is_drawn_once_more() -> None:
    begun, go, drawn = threading.Event(), threading.Event(), []

    def draw(name: str) -> None:
        drawn.append(name)
        begun.set()
        assert go.wait(PATIENCE)

    redrawing = Redrawing()
    redrawing.begin("d", draw)
    assert begun.wait(PATIENCE)
    for _ in range(3):
        redrawing.begin("d", draw)
    assert redrawing.under_way("d")
    (thread,) = [one for one in threading.enumerate() if one.name == "drawing d"]
    go.set()
    thread.join(PATIENCE)
    assert drawn == ["d", "d"], "three changes in the meantime take one drawing more"
    assert not redrawing.under_way("d")
