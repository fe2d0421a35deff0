"""Files of many reports: interrupted on the way and added again, nothing is lost and nothing doubled."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.archive import open_archive, queries
from rashomon.exporting.record import build, encode
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity, language

REPORTS = 40
"""Three batches, the last one not full."""


def _words(number: int) -> str:
    return (
        f"KHERSON (Sky Agency) - Shells hit the harbour and killed {number + 2} people on Monday, the captain said. "
        f"He had been on the quay."
    )


def _jsonl(path: Path) -> None:
    lines = [
        json.dumps({"uri": f"u:{n}", "versioncreated": "2023-03-14", "body_text": _words(n)}) for n in range(REPORTS)
    ]
    path.write_text("\n".join([*lines[:20], "{broken", *lines[20:]]))


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(REPORTS):
            archive.writestr(f"{number:02}.txt", _words(number))
        archive.writestr("20-broken.json", "{broken")


def _warc(path: Path) -> None:
    records = []
    for number in range(REPORTS):
        page = f"<html><body><article><p>{_words(number)}</p></article></body></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        records.append(f"{head}Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n")
    path.write_text("".join(records), newline="")


def _read(reports: list[Report]) -> list[Reading]:
    return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]


def _added(archive: Path, path: Path) -> bytes:
    with open_archive(archive, create=True) as opened:
        pipeline.add(opened, [path], name="war")
        return encode(build(pipeline.conclude(opened, "war")))


@pytest.mark.parametrize("make", [_jsonl, _zip, _warc])
def test_interrupted_and_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "many"
    make(path)
    calls: list[int] = []

    def stopped(reports: list[Report]) -> list[Reading]:
        calls.append(len(reports))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return _read(reports)

    monkeypatch.setattr(batches, "read", stopped)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")
    with pytest.raises(KeyboardInterrupt):
        _added(tmp_path / "stopped.db", path)
    with open_archive(tmp_path / "stopped.db") as opened:
        assert queries.dossiers(opened)[0].reports == 16
    again = _added(tmp_path / "stopped.db", path)
    assert again == _added(tmp_path / "whole.db", path)
    with open_archive(tmp_path / "stopped.db") as opened:
        assert queries.dossiers(opened)[0].reports == REPORTS


def test_the_language_model_is_let_go_before_many_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = cache(object)
    monkeypatch.setattr(batches, "read", _read)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")
    monkeypatch.setattr(language, "load", loaded)
    _zip(tmp_path / "many.zip")
    loaded()
    _added(tmp_path / "few.db", tmp_path / "many.zip")
    assert loaded.cache_info().currsize == 1
    monkeypatch.setattr(pipeline, "LARGE", REPORTS - 1)
    _added(tmp_path / "many.db", tmp_path / "many.zip")
    assert loaded.cache_info().currsize == 0
