"""Small files of every format, sound and malformed: each gives the reports and the lines that expected.txt
has for it. `RASHOMON_CORPUS=write pytest tests/ingest/test_corpus.py` writes that table anew, to be read and judged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from rashomon.errors import InputError
from rashomon.ingest import Choices, Item, formats, read_items
from rashomon.ingest.pieces import Head
from rashomon.ingest.source import HEAD

CORPUS = Path(__file__).parents[1] / "corpus"
TABLE = Path(__file__).with_name("expected.txt")
FILES = sorted(p.relative_to(CORPUS).as_posix() for p in CORPUS.rglob("*") if p.is_file())
CHOSEN = {
    "table/semicolon.csv": Choices(columns={"text": "what", "published": "when", "outlet": "who"}),
    "text/aswas.txt": Choices(format="text"),
    "packed/asnexis.zip": Choices(format="nexis"),
}
"""What a person says about a file beside naming it."""


def _lines(name: str) -> Iterator[str]:
    for found in read_items([CORPUS / name], CHOSEN.get(name, Choices())):
        if isinstance(found, Item):
            report = found.report
            place = report.dateline.place if report.dateline else None
            facts = (found.piece.format, report.path, report.title, report.outlet, report.published, place)
            more = (report.language, report.uri, repr(report.text), *report.warnings)
            yield " | ".join("-" if fact is None else fact for fact in (*facts, *more))
        else:
            yield f"! {found}"


def _expected() -> dict[str, list[str]]:
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n") if TABLE.exists() else []
    lines = [block.strip().split("\n") for block in blocks if block.strip()]
    return {first: rest for first, *rest in lines}


@pytest.mark.skipif("RASHOMON_CORPUS" not in os.environ, reason="only writes the table when asked to")
def test_write() -> None:
    TABLE.write_text("\n\n".join("\n".join([name, *_lines(name)]) for name in FILES) + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_each_file_gives_what_is_expected(name: str) -> None:
    assert list(_lines(name)) == _expected().get(name)


def test_the_table_has_no_file_that_is_not_there() -> None:
    assert set(_expected()) == set(FILES)
    assert len(FILES) >= 60


def test_each_format_has_two_files_or_more_and_one_that_is_malformed() -> None:
    told: dict[str, list[str]] = {}
    for name in FILES:
        with suppress(InputError):
            told.setdefault(formats.tell(Head((CORPUS / name).read_bytes()[:HEAD], name)).name, []).append(name)
    expected = _expected()
    for format in formats.ALL:
        if format.name != "feed-entry":
            files = told.get(format.name, [])
            assert len(files) >= 2, format.name
            assert any(line.startswith("!") for name in files for line in expected[name]), format.name


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_used_is_one_line_with_a_remedy(name: str) -> None:
    for found in read_items([CORPUS / name], CHOSEN.get(name, Choices())):
        if isinstance(found, InputError):
            assert "\n" not in str(found)
            assert Path(name).name in (found.where or "")
            assert found.remedy
            assert "(" not in found.remedy
