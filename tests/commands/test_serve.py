"""Opening the desk: who may come to it, and what is told before anything is served."""

from __future__ import annotations

from pathlib import Path

import pytest
import uvicorn

from rashomon.archive import open_archive, users
from rashomon.commands.serve import serve
from rashomon.errors import NotAnArchive, SetupError


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[uvicorn.Config]:
    """The configurations that would have been served."""
    found: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server: found.append(server.config))
    return found


def test_it_opens_on_this_machine_only(tmp_path: Path, served: list[uvicorn.Config]) -> None:
    serve(archive=str(tmp_path / "a.db"))
    assert [(one.host, one.port) for one in served] == [("127.0.0.1", 8765)]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])
def test_strangers_may_not_come_while_there_are_no_users(
    tmp_path: Path, served: list[uvicorn.Config], host: str
) -> None:
    with pytest.raises(SetupError, match="no users"):
        serve(archive=str(tmp_path / "a.db"), host=host)
    assert not served


def test_with_users_others_may_come_and_log_in(tmp_path: Path, served: list[uvicorn.Config]) -> None:
    path = tmp_path / "a.db"
    with open_archive(path, create=True) as archive:
        users.add(archive, "ed", "editor", "correct horse battery")
    serve(archive=str(path), host="0.0.0.0", name=["desk.example"])
    assert served[0].host == "0.0.0.0"
    assert {"desk.example", "localhost"} <= set(served[0].app.hosts)  # type: ignore[union-attr]


def test_what_is_no_archive_is_told_at_once(tmp_path: Path, served: list[uvicorn.Config]) -> None:
    (tmp_path / "notes.txt").write_text("words " * 100, encoding="utf-8")
    with pytest.raises(NotAnArchive):
        serve(archive=str(tmp_path / "notes.txt"))
    assert not served
