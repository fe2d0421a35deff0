"""What holds for any bytes whatever: reports or one line each, offsets within the text, the same twice over."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.ingest import Choices, Item, read_source
from rashomon.ingest.source import Source, buffered

CORPUS = Path(__file__).parents[1] / "corpus"
SEEDS = [
    path.read_bytes()
    for path in sorted(CORPUS.rglob("*"))
    if path.is_file() and path.suffix != ".pdf" and path.stat().st_size < 20_000
]
"""PDFs are read in a process each, which takes too long here: see bench/fuzz.py."""


@st.composite
def _bytes(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(SEEDS))
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=12)) + data[at + draw(st.integers(0, 60)) :]


def _read(data: bytes) -> list[Item | InputError]:
    return list(read_source(Source("a/b", buffered(io.BytesIO(data))), Choices()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_bytes())
def test_any_bytes_give_reports_or_lines(data: bytes) -> None:
    found = _read(data)
    for item in found:
        if isinstance(item, InputError):
            assert "\n" not in str(item)
            assert "fault" not in str(item)
            assert (item.where or "").startswith("a/b")
            continue
        report = item.report
        assert any(c.isalnum() for c in report.text)
        assert "\r" not in report.text
        assert "\0" not in report.text
        if report.dateline:
            assert 0 <= report.dateline.start <= report.dateline.end <= len(report.text)
        assert report.id == f"r{item.piece.sha256[:10]}"
    again = _read(data)
    assert [str(x.report) if isinstance(x, Item) else str(x) for x in found] == [
        str(x.report) if isinstance(x, Item) else str(x) for x in again
    ]
