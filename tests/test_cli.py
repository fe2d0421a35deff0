"""The commands as a person or a program runs them: what comes out where, and the exit code."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple, TypedDict

import pytest

from rashomon.cli import main

EXAMPLE = Path(__file__).parents[1] / "examples" / "raqqa-2017"
FIRST = EXAMPLE / "r1.txt"
NAME = "raqqa-2017"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Line(TypedDict):
    name: str
    reports: int
    claims: int
    stale: bool


def run(*words: str | Path) -> Ran:
    """The console script within this process, so that the language model is loaded only once."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["rashomon", *map(str, words)])
        patch.delenv("RASHOMON_ARCHIVE", raising=False)
        patch.delenv("RASHOMON_DEBUG", raising=False)
        patch.setenv("COLUMNS", "100")
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    written = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        written.append(stream.read())
    assert "Traceback" not in written[1]
    return Ran(code, *written)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive to which the example was added, twice."""
    path = tmp_path_factory.mktemp("cli") / "kept.db"
    first = run("add", EXAMPLE, "--archive", path)
    second = run("add", EXAMPLE, "--archive", path)
    assert (first.code, second.code) == (0, 0)
    assert first.err == second.err
    assert "8 reports" in first.err
    return path


@pytest.fixture(scope="module")
def claim(archive: Path) -> str:
    ran = run("claims", "--archive", archive, "--source", "Silo", "--json")
    return str(json.loads(ran.out)[0]["claim"]["id"])


@pytest.fixture(scope="module")
def question(archive: Path) -> str:
    ran = run("export", NAME, "--archive", archive)
    contested = [q["id"] for q in json.loads(ran.out)["questions"] if q["status"] == "contested"]
    return str(contested[0])


def test_read_writes_the_record(tmp_path: Path) -> None:
    ran = run("read", FIRST, "--json", tmp_path / "out.json")
    record = json.loads((tmp_path / "out.json").read_bytes())
    assert (ran.code, ran.out) == (0, "")
    assert record["schema"] == "rashomon-record/1"
    assert record["dossier"] == NAME
    assert len(record["reports"]) == 1


def test_read_claims_only_leaves_conclusions_out() -> None:
    ran = run("read", EXAMPLE, "--claims-only", "--json", "-")
    record = json.loads(ran.out)
    assert record["claims"]
    assert (record["questions"], record["incidents"], record["relations"]) == ([], [], [])


def test_read_shows_who_is_contradicted() -> None:
    ran = run("read", EXAMPLE)
    assert ran.code == 0
    assert "CONTESTED" in ran.out
    assert ran.err == ""


def test_added_twice_is_kept_once(archive: Path) -> None:
    ran = run("dossiers", "--archive", archive, "--json")
    lines: list[Line] = json.loads(ran.out)
    assert [(line["name"], line["reports"], line["stale"]) for line in lines] == [(NAME, 8, False)]
    assert NAME in run("dossiers", "--archive", archive).out


@pytest.mark.parametrize("named", [(), (NAME,)])
def test_show_puts_the_contested_first(archive: Path, named: tuple[str, ...]) -> None:
    ran = run("show", *named, "--archive", archive)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(NAME)
    assert "CONTESTED" in ran.out


def test_show_all_shows_more(archive: Path) -> None:
    assert len(run("show", "--all", "--archive", archive).out) > len(run("show", "--archive", archive).out)


def test_the_archive_shows_what_read_shows(archive: Path) -> None:
    assert run("show", "--archive", archive).out == run("read", EXAMPLE).out


def test_claims_of_a_source(archive: Path) -> None:
    found = json.loads(run("claims", "--archive", archive, "--source", "silo", "--json").out)
    assert found
    for line in found:
        assert any("silo" in source["name"].lower() for source in line["claim"]["sources"])


def test_claims_with_an_outcome(archive: Path) -> None:
    found = json.loads(run("claims", "--archive", archive, "--outcome", "evacuated", "--json").out)
    assert found
    for line in found:
        assert "evacuated" in [figure["outcome"] for figure in line["claim"]["figures"]]


def test_claims_listed_for_a_person(archive: Path, claim: str) -> None:
    assert claim in run("claims", "--archive", archive, "--source", "Silo").out


@pytest.mark.parametrize(
    ("option", "value"), [("--outcome", "eaten"), ("--date", "last week"), ("--since", "2017-13-01")]
)
def test_a_filter_not_understood_is_said(archive: Path, option: str, value: str) -> None:
    ran = run("claims", "--archive", archive, option, value)
    assert ran.code == 2
    assert value in ran.err


def test_explain_a_claim(archive: Path, claim: str) -> None:
    shown = run("explain", claim, "--archive", archive)
    assert (shown.code, shown.err) == (0, "")
    assert "Silo" in shown.out
    assert json.loads(run("explain", claim, "--archive", archive, "--json").out)["voice"]["claim"]["id"] == claim


def test_explain_a_question(archive: Path, question: str) -> None:
    shown = run("explain", question, "--archive", archive)
    found = json.loads(run("explain", question, "--archive", archive, "--json").out)
    assert shown.code == 0
    assert question in shown.out
    assert found["voice"] is None
    assert [q["id"] for q in found["questions"]] == [question]
    assert found["relations"]


def test_export_writes_the_record(archive: Path, tmp_path: Path) -> None:
    ran = run("export", NAME, "--format", "json", "-o", tmp_path / "out.json", "--archive", archive)
    assert (ran.code, ran.out) == (0, "")
    assert len(json.loads((tmp_path / "out.json").read_bytes())["reports"]) == 8


def test_export_in_no_known_format(archive: Path) -> None:
    ran = run("export", NAME, "--format", "docx", "--archive", archive)
    assert ran.code == 2
    assert "docx" in ran.err


def test_report_is_one_page(archive: Path, tmp_path: Path) -> None:
    ran = run("report", NAME, "-o", tmp_path / "out.html", "--archive", archive)
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert (ran.code, ran.out) == (0, "")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert NAME in page


def one_line(ran: Ran, *words: str) -> None:
    assert len(ran.err.splitlines()) == 1, ran.err
    assert ran.err.startswith("rashomon: ")
    for word in words:
        assert word in ran.err


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    ran = run("read", tmp_path / "gone.txt", FIRST, "--json", "-")
    assert ran.code == 3
    one_line(ran, "gone.txt")
    assert len(json.loads(ran.out)["reports"]) == 1


def test_adding_a_path_that_is_not_there(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    ran = run("add", tmp_path / "gone.txt", FIRST, "--dossier", "some", "--archive", kept)
    assert ran.code == 3
    assert "gone.txt" in ran.err
    assert [line["reports"] for line in json.loads(run("dossiers", "--archive", kept, "--json").out)] == [1]


@pytest.mark.parametrize("command", ["dossiers", "show", "claims", "add"])
def test_not_an_archive(tmp_path: Path, command: str) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear reader, this is a letter.\n" * 50)
    before = other.read_bytes()
    ran = run(command, *([FIRST] if command == "add" else []), "--archive", other)
    assert ran.code == 4
    one_line(ran, "letter.db")
    assert other.read_bytes() == before


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    ran = run("show", "--archive", tmp_path / "gone.db")
    assert ran.code == 4
    one_line(ran, "gone.db")
    assert not (tmp_path / "gone.db").exists()


@pytest.mark.parametrize(
    "words", [("show", "nowhere"), ("export", "nowhere"), ("claims", "--dossier", "nowhere"), ("explain", "nowhere")]
)
def test_what_the_archive_does_not_hold(archive: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, "--archive", archive)
    assert (ran.code, ran.out) == (5, "")
    one_line(ran, "nowhere", archive.name)


def test_a_place_where_nothing_can_be_written(archive: Path, tmp_path: Path) -> None:
    ran = run("export", NAME, "-o", tmp_path / "no" / "out.json", "--archive", archive)
    assert ran.code == 1
    one_line(ran, "out.json", "cannot be written")


def test_the_version_and_help() -> None:
    assert run("--version").out.startswith("rashomon ")
    ran = run("--help")
    assert ran.code == 0
    assert "Exit codes" in ran.out


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private")
    (folder / "reports").mkdir()
    (folder / "reports" / "report.txt").write_text(
        "Ten people were killed in Omdurman on Monday, Amina Osman told Reuters.\n"
    )
    assert run("add", folder / "reports", "--dossier", "market", "--archive", folder / "kept.db").code == 0
    return folder / "kept.db"


def test_names_of_private_persons_are_left_out(private: Path) -> None:
    ran = run("export", "market", "--archive", private)
    assert ran.code == 0
    assert "Osman" not in ran.out
    one_line(ran, "names of private persons withheld: 1", "--with-names")


def test_names_are_kept_when_asked_for(private: Path) -> None:
    ran = run("export", "market", "--with-names", "--archive", private)
    assert (ran.code, ran.err) == (0, "")
    assert "Amina Osman" in ran.out


@pytest.mark.parametrize(("options", "named"), [((), False), (("--with-names",), True)])
def test_the_page_leaves_names_out_too(private: Path, tmp_path: Path, options: tuple[str, ...], named: bool) -> None:
    ran = run("report", "market", "-o", tmp_path / "out.html", *options, "--archive", private)
    assert ran.code == 0
    assert ("Osman" in (tmp_path / "out.html").read_text(encoding="utf-8")) is named


def test_each_file_that_cannot_be_used_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.json").write_bytes(b"{broken")
    ran = run("read", tmp_path / "empty.txt", tmp_path / "broken.json", FIRST, "--claims-only", "--json", "-")
    assert ran.code == 3
    assert len(json.loads(ran.out)["reports"]) == 1
    assert ["empty.txt" in ran.err.splitlines()[1], "broken.json" in ran.err.splitlines()[0]] == [True, True]
