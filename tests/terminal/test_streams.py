"""What goes where, and what a terminal without our signs shows."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.text import Text

from rashomon.errors import RashomonError
from rashomon.terminal import streams


def _printed(monkeypatch: pytest.MonkeyPatch, encoding: str, text: str) -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding, errors="replace", newline="\n")
    monkeypatch.setattr(sys, "stdout", out)
    with streams.page() as console:
        console.print(Text(text))
    out.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "✓ ≥ 46  ✗ 200–300 “São”\n"), ("ascii", '+ >= 46  x 200-300 "S?o"\n')],
)
def test_shape_survives_where_signs_are_lacking(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    assert _printed(monkeypatch, encoding, "✓ ≥ 46  ✗ 200–300 “São”   ") == shown


def test_a_file_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    streams.tell("bad\x1b[2J.txt: it is empty\n")
    assert capsys.readouterr().err == "rashomon: bad�[2J.txt: it is empty�\n"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="cannot be written"):
        streams.write(b"{}", tmp_path / "nowhere" / "record.json")
