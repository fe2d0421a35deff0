"""What is counted over a whole dossier: once for a revision, and never while it is to be drawn anew."""

from __future__ import annotations

from rashomon.archive.browsing import Head
from rashomon.web.remembering import KEPT, Remembered


def _head(name: str = "d", revision: int = 1, *, stale: bool = False) -> Head:
    return Head(
        name=name, revision=revision, stale=stale, reports=0, copies=0, outlets=0, claims=0, incidents=0, first=None,
        last=None, questions={},
    )  # fmt: skip


def test_it_is_made_once_for_a_revision() -> None:
    made: list[int] = []
    remembered = Remembered()

    def count() -> int:
        made.append(1)
        return len(made)

    assert [remembered.get("voices", _head(), count) for _ in range(3)] == [1, 1, 1]
    assert remembered.get("spots", _head(), count) == 2
    assert remembered.get("voices", _head("other"), count) == 3
    assert remembered.get("voices", _head(revision=2), count) == 4
    assert remembered.get("voices", _head(revision=3, stale=True), count) == 5
    assert remembered.get("voices", _head(revision=3), count) == 6, "what was made while stale is not kept"


def test_the_oldest_are_forgotten() -> None:
    remembered = Remembered()
    for number in range(KEPT + 1):
        remembered.get("voices", _head(revision=number), lambda: "first")
    assert remembered.get("voices", _head(revision=0), lambda: "again") == "again"
    assert remembered.get("voices", _head(revision=KEPT), lambda: "again") == "first"
