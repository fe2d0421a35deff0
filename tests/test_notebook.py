"""The example notebook runs from top to bottom, without Jupyter, and shows what the demo shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "examples" / "raqqa-2017.ipynb"


def test_the_notebook_reproduces_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    shutil.copytree(ROOT / "examples" / "raqqa-2017", tmp_path / "examples" / "raqqa-2017")
    monkeypatch.chdir(tmp_path / "examples")
    names: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    shown = capsys.readouterr().out
    assert "8 reports, 1 of them a copy" in shown
    assert "How many militants were evacuated in Raqqa in all?" in shown
    assert (tmp_path / "build" / "notebook" / "acled.csv").exists()


def test_the_notebook_is_kept_without_outputs() -> None:
    found = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in found["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
