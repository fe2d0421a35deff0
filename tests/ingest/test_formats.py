"""Formats told by content, chosen by a person, missing packages, and the page that lists them."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import pytest

from rashomon.errors import InputError
from rashomon.ingest import Choices, Item, extras, formats, read_items
from rashomon.ingest.pieces import Head

CORPUS = Path(__file__).parents[1] / "corpus"
PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
SOUND = {
    "text/dispatch.txt": "text",
    "html/article.html": "html",
    "ninjs/v3.json": "ninjs",
    "ap/item.json": "ap",
    "newsml/message.xml": "newsml-g2",
    "nitf/agency.xml": "nitf",
    "reliefweb/answer.json": "reliefweb",
    "gdelt/20230314.mentions.csv": "gdelt",
    "factiva/coded.txt": "factiva",
    "factiva/export.html": "html-export",
    "nexis/older.txt": "nexis",
    "nexis/newer.txt": "nexis",
    "rtf/factiva.rtf": "rtf",
    "docx/nexis.docx": "docx",
    "pdf/dispatch.pdf": "pdf",
    "mail/attached.eml": "eml",
    "mail/two.mbox": "mbox",
    "mhtml/page.mhtml": "mhtml",
    "warc/pages.warc": "warc",
    "warc/pages.warc.gz": "gzip",
    "warc/pages.wacz": "wacz",
    "feed/rss.xml": "feed",
    "feed/atom.xml": "feed",
    "table/comma.csv": "csv",
    "table/reports.parquet": "parquet",
    "jsonl/mixed.jsonl": "jsonl",
    "packed/two.zip": "zip",
    "packed/mixed.jsonl.zst": "zstd",
}


@pytest.mark.parametrize(("file", "name"), SOUND.items())
def test_a_format_is_told_by_content_whatever_the_name(file: str, name: str) -> None:
    assert formats.tell(Head((CORPUS / file).read_bytes()[: 2**16], "x.bin")).name == name


def test_every_format_is_told() -> None:
    told = {*SOUND.values(), "row", "feed-entry"}
    assert told == {one.name for one in formats.ALL}
    assert formats.tell(Head(b'[{"title": "x", "content": "y z"}]', "x")).name == "row"


@pytest.mark.parametrize(
    "text",
    [
        "From the harbour, smoke rose on Tuesday, the captain said in 2023.\nIt was black.\n",
        "Note: nothing is known.\nThe mayor said: we wait; the army, silent.\n",
        "Text, body and soul were tired, he said.\nNobody slept.\n",
        "Six killed\n\nShells hit the harbour. A report of 212 words follows.\n",
        "[Kherson] Shells hit the harbour, the captain said.",
        "{sic} Shells hit the harbour, the captain said.",
        "Subject: harbour\n\nShells hit the harbour, the captain said.",
    ],
)
def test_dispatches_are_taken_for_nothing_else(text: str) -> None:
    assert formats.tell(Head(text.encode(), "a.txt")).name == "text"


def test_a_person_decides_with_as(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(b'{"body_text": "Six were killed, she said."}'))
    (by_content,) = read_items([file])
    (chosen,) = read_items([file], Choices(format="text"))
    assert isinstance(by_content, Item)
    assert isinstance(chosen, Item)
    assert by_content.report.text == "Six were killed, she said."
    assert chosen.report.text.startswith('{"body_text"')


def test_a_missing_package_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    for file in "warc/pages.warc", "feed/rss.xml", "pdf/dispatch.pdf", "table/reports.parquet":
        (error,) = read_items([CORPUS / file])
        assert isinstance(error, InputError)
        assert "rashomon[formats]" in str(error)
        assert error.exit_code == 3
    assert importlib.util.find_spec("fastwarc")


def test_the_page_lists_every_format() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("\\|", "|")
    for one in formats.ALL:
        if one.name != "feed-entry":
            star = " \\*" if one.extra else ""
            assert f"| {one.name}{star} | {one.yields} | {one.sign} |" in page
