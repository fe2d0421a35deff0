"""The example dossier, read once, as the exports see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.exporting.record import Record, build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def record() -> Record:
    """examples/raqqa-2017, with all names."""
    return build(pipeline.read([ROOT / "examples" / "raqqa-2017"], name="raqqa-2017"))
