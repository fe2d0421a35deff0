"""What holds for any adding: again is as once, and the order does not matter."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.archive import open_archive, queries, writing
from rashomon.model import Dossier, Reading, Report

Made = Callable[[int], tuple[Report, Reading]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), min_size=1), data=st.data())
def test_again_is_as_once_in_any_order(order: list[tuple[int, str]], data: st.DataObject, made: Made) -> None:
    other = data.draw(st.permutations(order + data.draw(st.lists(st.sampled_from(order)))))
    assert _after(order, made) == _after(other, made)


def _after(order: list[tuple[int, str]], made: Made) -> Dossier:
    """The dossier after adding the reports of these numbers, each under a path that begins with its letter."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder, "a.db"), create=True) as archive:
        for number, letter in order:
            report, reading = made(number)
            report = msgspec.structs.replace(report, path=f"{letter}/{report.path}")
            writing.add(archive, "war", report, reading, model="none 1")
        return queries.snapshot(archive, "war").dossier
