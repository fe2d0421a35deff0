"""`rashomon formats`, `reread` and `watch`, and the options of what goes in, as a person types them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity

Run = Callable[..., tuple[int, str, str]]
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in a folder of its own, without reading: exit code, output and what was told."""

    def read(reports: list[Report]) -> list[Reading]:
        return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batches, "read", read)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rashomon", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_formats_are_listed(run: Run) -> None:
    code, out, _ = run("formats")
    assert code == 0
    assert "newsml-g2" in out
    assert "feed-entry" not in out
    listed = json.loads(run("formats", "--json")[1])
    assert {"name": "pdf", "extra": True}.items() <= next(one for one in listed if one["name"] == "pdf").items()


def test_columns_and_formats_can_be_chosen(run: Run) -> None:
    table = str(CORPUS / "table" / "semicolon.csv")
    assert run("add", table, "--as", "csv")[0] == 3
    code, _, told = run("add", table, "--map", "text=what,published=when", "--dossier", "t")
    assert (code, "t: 2 reports" in told) == (0, True)
    for words in (["--map", "words=what"], ["--map", "text"], ["--as", "klingon"]):
        assert run("add", table, *words)[0] == 2


def test_reread_says_how_many(run: Run) -> None:
    run("add", str(CORPUS / "text" / "dispatch.txt"), "--dossier", "one")
    assert "0 reports read anew" in run("reread")[2]
    assert "1 reports read anew" in run("reread", "one", "--all")[2]
    assert run("reread", "other")[0] == 5


def test_watch_says_what_is_new_and_fetches_nothing_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("GOMA (Sky Agency) - Six people were killed, the mayor said.")
    assert run("watch", "in", "--dossier", "d", "--once")[:2] == (0, "d: 1 new report\n")
    assert run("watch", "in", "--dossier", "d", "--once")[:2] == (0, "d: 0 new reports\n")
    (tmp_path / "in" / "b.json").write_text("{broken")
    code, _, told = run("watch", "in", "--dossier", "d", "--once")
    assert (code, "b.json: broken JSON" in told) == (3, True)
    assert run("watch", "https://news.example/feed", "--dossier", "d", "--once")[0] == 2
    assert run("watch", "gone", "--dossier", "d", "--once")[0] == 3
    code, _, told = run("watch", "http://127.0.0.1:9/feed", "--dossier", "d", "--once", "--fetch")
    assert (code, "not on the public network" in told) == (3, True)
