"""A dossier as one file: it opens elsewhere as it was, and what was tampered with does not open at all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon import pipeline
from rashomon.archive import decisions, open_archive, writing
from rashomon.archive.decisions import Signed
from rashomon.cli import app
from rashomon.errors import RashomonError
from rashomon.exporting.record import build, encode
from rashomon.model import Anchor, Claim, Dossier, Event, Mentions, OnClaim, Reading, Report

Files = dict[str, bytes]


def _report(number: int) -> tuple[Report, Reading]:
    text = f"The ministry said {number + 40} people were killed in Tokhar — “no more” 𝄞."
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id=f"r{digest[:10]}",
        path=f"{number}.txt",
        text=text,
        title=None,
        outlet=f"Wire {number}",
        published="2016-07-19",
        dateline=None,
        language="en",
        uri=None,
        sha256=digest,
    )
    claim = Claim(
        id=f"{report.id}.18",
        report=report.id,
        content=report.span(18, 40),
        cue=None,
        sources=(),
        mode="narration",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=Event(type="ASSAULT", mode=None, trigger=None, actors=(), recipients=(), place=None, time=None),
        figures=(),
        evidence=(),
    )
    return report, Reading(report=report.id, mentions=Mentions(), claims=(claim,))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An archive with a dossier of three reports and two decisions."""
    path = tmp_path / "here.db"
    with open_archive(path, create=True) as archive:
        for number in range(3):
            report, reading = _report(number)
            writing.add(archive, "tokhar", report, reading, model="m")
        for claim in pipeline.conclude(archive, "tokhar").claims()[:2]:
            anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
            act = OnClaim(verdict="reject", claim=anchor, before=claim, after=None)
            decisions.decide(archive, "tokhar", act, Signed(by="ann", why="hearsay"))
        pipeline.conclude(archive, "tokhar")
    return path


@pytest.fixture
def packed(here: Path, tmp_path: Path) -> Path:
    file = tmp_path / "tokhar.zip"
    _run("pack", "tokhar", "-o", str(file), "--archive", str(here))
    return file


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def _dossier(path: Path, name: str = "tokhar") -> Dossier:
    with open_archive(path) as archive:
        return pipeline.conclude(archive, name)


def _files(path: Path) -> Files:
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _written(path: Path, files: Files, *, summed: bool = False) -> Path:
    """The files as a pack; `summed` with digests made anew, as somebody who tampers would."""
    if summed:
        sums = [f"{hashlib.sha256(d).hexdigest()}  {n}\n" for n, d in files.items() if n != "SHA256SUMS"]
        files = {**files, "SHA256SUMS": "".join(sums).encode()}
    with zipfile.ZipFile(path, "w") as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return path


def _refused(file: Path, archive: Path) -> str:
    with pytest.raises(RashomonError) as caught:
        _run("unpack", str(file), "--archive", str(archive))
    assert not archive.exists() or not _names(archive)
    return str(caught.value)


def _names(path: Path) -> list[str]:
    return [line["name"] for line in json.loads(_run("dossiers", "--json", "--archive", str(path)))]


def test_what_was_packed_opens_elsewhere_as_it_was(here: Path, packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    _run("unpack", str(packed), "--archive", str(there))
    assert encode(build(_dossier(there))) == encode(build(_dossier(here)))
    assert "2 decisions, unbroken" in _run("verify", "--archive", str(there))


def test_the_same_dossier_makes_the_same_pack(here: Path, packed: Path, tmp_path: Path) -> None:
    _run("pack", "tokhar", "-o", str(tmp_path / "again.zip"), "--archive", str(here))
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_a_pack_says_what_is_in_it(packed: Path) -> None:
    files = _files(packed)
    graph = {item["@id"]: item for item in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    for name, data in files.items():
        if name not in ("ro-crate-metadata.json", "SHA256SUMS"):
            assert graph[name]["sha256"] == hashlib.sha256(data).hexdigest()
            assert graph[name]["contentSize"] == str(len(data))
    assert {part["@id"] for part in graph["./"]["hasPart"]} == set(files) - {"ro-crate-metadata.json", "SHA256SUMS"}


def test_opening_it_again_changes_nothing_and_another_name_makes_another_dossier(packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    for _ in range(2):
        _run("unpack", str(packed), "--archive", str(there))
    _run("unpack", str(packed), "--archive", str(there), "--dossier", "second")
    assert _names(there) == ["second", "tokhar"]
    assert _dossier(there, "second").claims() == _dossier(there).claims()
    assert "broken" not in _run("verify", "--archive", str(there)).replace("unbroken", "")


def test_what_was_decided_since_goes_behind_and_other_decisions_stay(here: Path, packed: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    _run("unpack", str(packed), "--archive", str(there))
    claim = _dossier(here).marks[0].claim
    anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
    act = OnClaim(verdict="accept", claim=anchor, before=claim, after=claim)
    with open_archive(here) as archive:
        decisions.decide(archive, "tokhar", act, Signed(by="ann"))
    _run("pack", "tokhar", "-o", str(packed), "--archive", str(here))
    _run("unpack", str(packed), "--archive", str(there))
    assert len(_dossier(there).decisions) == 3
    with open_archive(here) as archive, open_archive(there) as other:
        decisions.decide(archive, "tokhar", act, Signed(by="ann"))
        decisions.decide(other, "tokhar", act, Signed(by="ben"))
    _run("pack", "tokhar", "-o", str(packed), "--archive", str(here))
    with pytest.raises(RashomonError, match="another than in the pack"):
        _run("unpack", str(packed), "--archive", str(there))
    assert _dossier(there).decisions[-1].by == "ben"


@pytest.mark.parametrize(
    ("name", "old", "new", "summed", "problem"),
    [
        ("reports.jsonl", b"ministry", b"minister", False, "is not what was packed"),
        ("decisions.jsonl", b"hearsay", b"certain", True, "broken at decision 1"),
        ("readings.jsonl", b'"start":18', b'"start":17', True, "not words of its text"),
        ("readings.jsonl", b'"id":"r', b'"id":"x', True, "ids of another report"),
        ("reports.jsonl", b'"id"', b'"xx"', True, "reports.jsonl"),
    ],
)
def test_tampering_is_found(  # noqa: PLR0913
    packed: Path, tmp_path: Path, name: str, old: bytes, new: bytes, summed: bool, problem: str
) -> None:
    files = _files(packed)
    files[name] = files[name].replace(old, new)
    file = _written(tmp_path / "bad.zip", files, summed=summed)
    assert problem in _refused(file, tmp_path / "there.db")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda f: {**f, "../evil": b"x"}, "no file called"),
        (lambda f: {**f, "/etc/passwd": b"x"}, "no file called"),
        (lambda f: {**f, "raw/..": b"x"}, "no file called"),
        (lambda f: {**f, "more.txt": b"x"}, "is not what was packed"),
        (lambda f: {n: d for n, d in f.items() if n != "record.json"}, "is missing"),
        (lambda f: {n: d for n, d in f.items() if n != "SHA256SUMS"}, "is not what was packed"),
        (lambda _: {}, "dossier.json"),
    ],
)
def test_packs_that_are_none_are_refused(
    packed: Path, tmp_path: Path, make: Callable[[Files], Files], problem: str
) -> None:
    file = _written(tmp_path / "bad.zip", make(_files(packed)))
    assert problem in _refused(file, tmp_path / "there.db")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all", bytes(1000)])
def test_bytes_that_are_no_zip_are_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.zip"
    file.write_bytes(data)
    assert "not a pack" in _refused(file, tmp_path / "there.db")


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("dossier.json", b"0" * 10_000_000)
    data = out.getvalue().replace((10_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    file = tmp_path / "bomb.zip"
    file.write_bytes(data)
    assert _refused(file, tmp_path / "there.db")


def test_a_broken_log_is_not_passed_on(here: Path, tmp_path: Path) -> None:
    with open_archive(here) as archive, archive.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER decisions_kept")
        connection.exec_driver_sql("UPDATE decisions SET body = replace(body, 'hearsay', 'certain') WHERE number = 2")
    with pytest.raises(RashomonError, match="decision 2"):
        _run("pack", "tokhar", "-o", str(tmp_path / "x.zip"), "--archive", str(here))
    with pytest.raises(RashomonError, match="decision 2"):
        _run("verify", "--archive", str(here))
