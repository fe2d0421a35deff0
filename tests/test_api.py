"""Rashomon from Python: the documented examples run, values are typed, and importing it costs nothing."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import rashomon
from rashomon.errors import ArchiveError, NotADispatch, NotFound, UnreadableFile
from rashomon.exporting.columns import SHAPES
from rashomon.model import Dossier

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return rashomon.read(ROOT / "examples" / "raqqa-2017")


def blocks(page: str, language: str) -> Iterator[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    yield from re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_documented_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(package)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("api.md", "python"):
        exec(compile(block, "docs/api.md", "exec"), names)
    assert "How many" in capsys.readouterr().out
    with closing(sqlite3.connect("file:kept.db?mode=ro", uri=True)) as connection:
        for query in blocks("api.md", "sql"):
            assert connection.execute(query).fetchall()


def test_the_documented_query_runs_over_exported_tables(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "raqqa-2017").mkdir()
    for name, data in rashomon.export(dossier, "parquet").items():
        (tmp_path / "raqqa-2017" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    (query,) = blocks("mappings.md", "sql")
    rows = duckdb.sql(query).fetchall()
    assert rows
    assert all(claims >= denials >= 0 for _, claims, denials in rows)


def test_what_read_gives_is_named_after_its_folder(dossier: Dossier) -> None:
    assert dossier.name == "raqqa-2017"
    assert dossier.problems == ()
    assert dossier.conclusions.questions


def test_frames_have_the_columns_and_rows_of_the_tables(dossier: Dossier) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    for name, table in rashomon.tables(dossier).items():
        frame = table.pandas()
        assert tuple(frame.columns) == table.columns == SHAPES[name].__struct_fields__
        assert tuple(table.polars().columns) == table.columns
        assert len(frame) == table.polars().height == len(table.rows)


def test_records_are_loaded_from_each_lossless_format(dossier: Dossier, tmp_path: Path) -> None:
    for format in ("json", "jsonl", "parquet"):
        folder = tmp_path / format
        folder.mkdir()
        files = rashomon.export(dossier, format, with_names=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        written = folder if format == "parquet" else folder / next(iter(files))
        assert rashomon.load(written) == rashomon.record(dossier)


def test_exports_leave_private_names_out_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("KHARTOUM (Wire) - Twelve people were killed in Omdurman on Monday, Amina Osman told Reuters.\n")
    dossier = rashomon.read(path)
    assert b"Osman" not in rashomon.export(dossier, "csv")["claims.csv"]
    assert b"Osman" in rashomon.export(dossier, "csv", with_names=True)["claims.csv"]


def test_what_there_is_not_is_said(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("[]")
    with pytest.raises(NotFound, match="there are: json"):
        rashomon.export(dossier, "xml")
    with pytest.raises(NotFound, match="there are: acled"):
        rashomon.export(dossier, "acled", policy="mine")
    with pytest.raises(NotADispatch, match="not a record"):
        rashomon.load(tmp_path / "odd.json")
    with pytest.raises(UnreadableFile):
        rashomon.load(tmp_path / "none.json")
    with pytest.raises(ArchiveError), rashomon.open(tmp_path / "none.db"):
        pass
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        getattr(rashomon, "write")  # noqa: B009


def test_importing_rashomon_imports_nothing_else() -> None:
    code = "import rashomon, sys; print([m for m in sys.modules if m.startswith(('rashomon.', 'msgspec', 'spacy'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert set(rashomon.__all__) <= set(dir(rashomon))
