"""From files to reports: formats told by content, and each kind of bad input answered by one line that helps."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from rashomon.errors import AlreadyRead, InputError
from rashomon.ingest import read_paths, source
from rashomon.model import Report

TEXT = "GOMA, 4 October 2022 (Sky Agency) - Soldiers said on Monday that they had killed 20 people near the river."
PAGE = """<html lang="en"><head><title>Army kills 20 | The Plain Post</title>
<meta property="article:published_time" content="2022-10-05T04:40:00Z"></head><body><nav>Home</nav><article>
<h1>Army kills 20</h1><p class="byline">Sky Agency</p><p>GOMA (Sky Agency) - Soldiers said on Monday that they had
killed “20 people” near the river, and that many more had fled to the hills.</p><aside><p>Weather: rain</p></aside>
<p>A doctor in the town denied it &amp; spoke of 30 dead, among them women and children who had been at the market.</p>
</article><script>var x = "Soldiers";</script><footer>All rights reserved</footer></body></html>"""


def read(*paths: Path) -> tuple[list[Report], list[InputError]]:
    found = list(read_paths(paths))
    return [r for r in found if isinstance(r, Report)], [e for e in found if isinstance(e, InputError)]


def only(path: Path) -> Report:
    reports, errors = read(path)
    assert not errors
    return reports[0]


def test_plain_text_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(" - ", " -\r\n").encode() + b"\x00")
    report = only(file)
    assert report.text == TEXT.replace(" - ", " -\n") + " "
    assert (report.outlet, report.published, report.language, report.path) == (
        "Sky Agency",
        "2022-10-04",
        "en",
        "a.txt",
    )
    assert report.id == f"r{report.sha256[:10]}"


def test_a_page_yields_its_article_and_who_published_it(tmp_path: Path) -> None:
    file = tmp_path / "page.bin"
    file.write_text(PAGE, encoding="utf-8")
    report = only(file)
    assert (report.outlet, report.title) == ("The Plain Post", "Army kills 20")
    assert report.published == "2022-10-05T04:40:00+00:00"
    assert report.dateline is not None
    assert (report.dateline.place, report.text[report.dateline.end :][:8]) == ("Goma", "Soldiers")
    assert "“20 people”" in report.text
    assert "& spoke of 30 dead" in report.text
    assert not any(words in report.text for words in ("Weather", "rights reserved", "var x", "Home"))


def test_ninjs_text_is_unchanged_and_its_keys_are_used(tmp_path: Path) -> None:
    item = {
        "uri": "urn:sky:1",
        "versioncreated": "2022-10-04T20:05:00Z",
        "headline": "Army kills 20",
        "byline": "Sky staff",
        "located": "Goma",
        "body_text": " Soldiers said so.\n\nA doctor denied it. ",
        "language": "en-GB",
    }
    file = tmp_path / "a.json"
    file.write_text(json.dumps(item))
    report = only(file)
    assert report.text == item["body_text"]
    assert (report.outlet, report.title, report.language, report.uri) == ("Sky", "Army kills 20", "en-GB", "urn:sky:1")
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.start, report.dateline.end) == ("Goma", 0, 0)


def test_newer_ninjs_shapes_are_read(tmp_path: Path) -> None:
    item = {
        "headlines": [{"value": "Army kills 20"}],
        "bodies": [{"value": "<p>Soldiers said so.</p><p>No.</p>"}],
        "provider": {"name": "Sky Wire"},
    }
    file = tmp_path / "a.json"
    file.write_text(json.dumps(item))
    report = only(file)
    assert (report.text, report.title, report.outlet) == ("Soldiers said so.\n\nNo.", "Army kills 20", "Sky Wire")


@pytest.mark.parametrize(
    ("byline", "uri", "outlet"),
    [
        ("Harbour staff", "urn:harbour:20170628:x", "Harbour"),
        ("Tideline Gulf desk", "urn:tideline:1", "Tideline"),
        ("FPA Moscow bureau", "urn:fpa:1", "FPA"),
        ("Sky Agency, Lagos bureau", None, "Sky Agency"),
        ("Staff writers", "tag:northlight,2023:x", "Northlight"),
        ("Ridgeway Wire", "http://tessera.example/id/1", "Tessera"),
        ("Sky Wire", "dataset:17", "Sky Wire"),
        ("Northbank correspondents", "urn:nb:2016", "Northbank"),
    ],
)
def test_who_published_by_byline_and_address(tmp_path: Path, byline: str, uri: str | None, outlet: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"byline": byline, "uri": uri, "body_text": "Soldiers said so on Monday."}))
    assert only(file).outlet == outlet


def test_lines_are_read_one_by_one_and_a_broken_one_stops_none(tmp_path: Path) -> None:
    good = [
        json.dumps({"uri": f"u:{n}", "versioncreated": "2022-10-04", "body_text": f"Soldiers killed {n} people."})
        for n in (1, 2)
    ]
    file = tmp_path / "many.jsonl"
    file.write_text(f"{good[0]}\n{{broken\n\n{json.dumps({'a': 1})}\n{good[1]}\n")
    reports, errors = read(file)
    assert [r.uri for r in reports] == ["u:1", "u:2"]
    assert [e.where for e in errors] == ["many.jsonl:2", "many.jsonl:4"]
    assert all(e.remedy for e in errors)


def test_folders_are_read_in_order_with_paths_relative_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    (folder / "reports").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.txt").write_text(TEXT)
    (folder / "reports" / "b.txt").write_text(TEXT + " Two.")
    (folder / "reports" / "a.txt").write_text(TEXT)
    (folder / "reports" / ".c.txt").write_text(TEXT + " Three.")
    (folder / "reports" / "loop").symlink_to(folder)
    reports, errors = read(folder)
    assert [r.path for r in reports] == ["reports/a.txt", "reports/b.txt"]
    assert not errors


def test_the_same_bytes_are_kept_once_and_said_so(tmp_path: Path) -> None:
    for name in "a.txt", "b.txt":
        (tmp_path / name).write_text(TEXT)
    reports, errors = read(tmp_path)
    assert [r.path for r in reports] == ["a.txt"]
    assert isinstance(errors[0], AlreadyRead)
    assert (errors[0].exit_code, errors[0].where) == (0, "b.txt")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n \n", "is empty"),
        ("dots.txt", b"... --- ...", "no words"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "not a text file"),
        ("random.txt", bytes(range(32)) * 40, "not a text file"),
        ("broken.json", b'{"body_text": "x"', "broken JSON"),
        ("other.json", b'{"reports": []}', "not a ninjs report"),
        ("wrong.json", b'{"body_text": 7}', "not a ninjs report"),
        ("number.json", b"7", "not a ninjs report"),
        ("nothing.html", b"<html><head><title>x</title></head><body><nav>Home</nav></body></html>", "no article"),
        ("deep.html", b"<html><body>" + b"<div>" * 5000 + b"x", "nested too deeply"),
        ("other.xml", b"<?xml version='1.0'?><list><item>x</item></list>", "XML"),
        ("empty.jsonl", b"\n", "is empty"),
    ],
)
def test_bad_files_are_answered_with_one_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(TEXT)
    reports, errors = read(tmp_path)
    assert len(reports) == len(errors) == 1
    assert says in str(errors[0])
    assert errors[0].where == name
    assert errors[0].remedy
    assert "\n" not in str(errors[0])


def test_entities_of_a_page_are_never_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    (tmp_path / "a.html").write_text(doctype + PAGE.replace("A doctor", "&x; A doctor"))
    assert "hidden words" not in only(tmp_path / "a.html").text


def test_too_large_reports_and_lines_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST_REPORT", 1_000)
    (tmp_path / "a.txt").write_text("word " * 500)
    long = json.dumps({"body_text": "word " * 5_000})
    (tmp_path / "b.jsonl").write_text(f"{long}\n" + json.dumps({"body_text": "Soldiers said so."}) + "\n")
    reports, errors = read(tmp_path)
    assert [e.where for e in errors] == ["a.txt", "b.jsonl:1"]
    assert [r.text for r in reports] == ["Soldiers said so."]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    reports, errors = read(tmp_path / "nowhere", tmp_path / "good.txt")
    assert len(reports) == 1
    assert "no such file" in str(errors[0])
    assert errors[0].exit_code == 3


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    reports, errors = read(tmp_path)
    assert not reports
    assert len(errors) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    folder.chmod(0)
    try:
        _, errors = read(tmp_path)
    finally:
        folder.chmod(0o700)
    assert len(errors) == 2
    assert all("may not be read" in str(e) for e in errors)


def test_a_refused_file_is_named_whoever_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    reports, errors = read(tmp_path)
    assert not reports
    assert "may not be read" in str(errors[0])


def test_other_encodings_are_read_and_pointed_out(tmp_path: Path) -> None:
    text = TEXT + " “Raqqa’s” café, Zürich, naïve, señor — " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes((text + "2").encode("utf-16"))
    (tmp_path / "c.txt").write_bytes((text + "3").encode("utf-16-be"))
    first, second, third = read(tmp_path)[0]
    assert "“Raqqa’s” café" in first.text
    assert "not UTF-8" in first.warnings[0]
    assert (second.text, second.warnings) == (text + "2", ())
    assert third.text == text + "3"


def test_a_report_without_date_is_taken_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Soldiers said on Monday that they had killed 20 people.")
    report = only(tmp_path / "a.txt")
    assert report.published is None
    assert "no date" in report.warnings[0]


def test_a_report_in_another_language_is_kept_with_a_warning(tmp_path: Path) -> None:
    text = (
        "Los rebeldes dijeron el domingo que se retirarían de la ciudad "
        "después de un acuerdo con el gobierno, según un portavoz."
    )
    (tmp_path / "a.txt").write_text(text)
    report = only(tmp_path / "a.txt")
    assert report.language == "es"
    assert any("cannot be read yet" in w for w in report.warnings)


def test_members_with_odd_names_are_named_in_one_line(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a\nb\x1b[1m.txt", "...")
        archive.writestr("../../up\n.txt", TEXT)
    reports, errors = read(tmp_path / "a.zip")
    assert [r.path for r in reports] == ["a.zip/../../up\ufffd.txt"]
    assert "\n" not in str(errors[0])
    assert "\x1b" not in str(errors[0])
