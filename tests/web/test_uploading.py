"""Uploads: whatever files are called and hold, they land in a folder of ours and nowhere else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rashomon.archive import Archive
from rashomon.web import app, uploading
from rashomon.web.desk import Desk, LeftOut, Tick

HOSTILE_NAMES = (
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/shadow",
    ".bashrc",
    "a\x00b.txt",
    "<script>.txt",
    "con",
    "",
)


@given(st.text(max_size=300))
def test_any_name_becomes_one_of_a_file_in_a_folder(name: str) -> None:
    made = uploading.file_name(name, 3)
    assert made
    assert made not in (".", "..")
    assert not made.startswith(".")
    assert not set(made) & set('/\\\0\n<>:"|?*')
    assert Path(made).name == made
    assert len(made) <= uploading.LONGEST_NAME


@pytest.mark.parametrize("name", ["", "   ", "a\x00", "a\nb", "x" * 101, "\u202egnp", None, b"x"])
def test_what_cannot_be_a_dossier_is_told(name: object) -> None:
    from starlette.exceptions import HTTPException

    with pytest.raises(HTTPException) as refused:
        uploading.dossier_name(name)
    assert refused.value.status_code == 422


class Added:
    """What the desk's `add` was given."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.names: list[str] = []
        self.folders: list[Path] = []

    def __call__(self, archive: Archive, paths: Sequence[Path], name: str, tick: Tick) -> LeftOut:  # noqa: ARG002
        (folder,) = paths
        self.folders.append(folder)
        self.files |= {file.name: file.read_bytes() for file in folder.iterdir()}
        self.names.append(name)
        tick(len(self.files), None)
        return LeftOut(problems=("b.txt: it is empty",))


@pytest.fixture
def added() -> Added:
    return Added()


@pytest.fixture
def sender(archive: Path, added: Added) -> Callable[..., TestClient]:
    desk = Desk(archive=archive, add=added, conclude=lambda *_: None)  # type: ignore[arg-type]
    return lambda: TestClient(app.build(desk), base_url="http://localhost")


def _send(client: TestClient, names: Sequence[str], dossier: str = "new <b>") -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/dossiers").text)
    assert found
    files = [("files", (name, f"words {number}".encode())) for number, name in enumerate(names)]
    data = {"token": found.group(1), "dossier": dossier}
    answer = client.post("/upload", data=data, files=files, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _finished(client: TestClient, batch: str) -> dict[str, object]:
    for _ in range(200):
        state: dict[str, object] = client.get(f"{batch}.json").json()
        if state["finished"]:
            return state
        time.sleep(0.02)
    pytest.fail("the batch was never done")


def test_files_are_read_and_their_folder_is_gone(sender: Callable[..., TestClient], added: Added) -> None:
    with sender() as client:
        batch = _send(client, ["a.txt", "a.txt", "b.txt"])
        state = _finished(client, batch)
        page = client.get(batch).text
    assert sorted(added.files) == ["1-a.txt", "a.txt", "b.txt"]
    assert added.names == ["new <b>"]
    assert state["words"] == "Done: 3 newly read."
    assert "b.txt: it is empty" in page
    assert "new &lt;b&gt;" in page
    assert not added.folders[0].exists()


def test_hostile_names_stay_in_the_folder(sender: Callable[..., TestClient], added: Added) -> None:
    with sender() as client:
        _finished(client, _send(client, [name for name in HOSTILE_NAMES if name]))
    assert len(added.files) == len(HOSTILE_NAMES) - 1
    assert all(Path(name).name == name and not name.startswith(".") for name in added.files)


def test_no_file_is_told(sender: Callable[..., TestClient]) -> None:
    with sender() as client:
        found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/dossiers").text)
        assert found
        answer = client.post("/upload", data={"token": found.group(1), "dossier": "x"})
    assert answer.status_code == 422
    assert "no file was chosen" in answer.text.lower()


def test_what_goes_wrong_is_told(archive: Path) -> None:
    def fails(*_: object) -> LeftOut:
        from rashomon.errors import ArchiveError

        raise ArchiveError("the disk is full", remedy="make room")

    desk = Desk(archive=archive, add=fails, conclude=lambda *_: None)  # type: ignore[arg-type]
    with TestClient(app.build(desk), base_url="http://localhost") as client:
        batch = _send(client, ["a.txt"])
        _finished(client, batch)
        assert "the disk is full (make room)" in client.get(batch).text


def test_too_many_batches_are_told_to_wait(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    from rashomon.web import adding

    monkeypatch.setattr(adding, "MOST_WAITING", 2)
    done = Event()

    def waits(*_: object) -> LeftOut:
        done.wait(timeout=20)
        return LeftOut()

    desk = Desk(archive=archive, add=waits, conclude=lambda *_: None)  # type: ignore[arg-type]
    with TestClient(app.build(desk), base_url="http://localhost") as client:
        batches = [_send(client, ["a.txt"]) for _ in range(2)]
        found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/dossiers").text)
        assert found
        data = {"token": found.group(1), "dossier": "x"}
        assert client.post("/upload", data=data, files={"files": ("a.txt", b"words")}).status_code == 429
        done.set()
        for batch in batches:
            _finished(client, batch)
