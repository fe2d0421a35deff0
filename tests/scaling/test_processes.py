"""The results are the same, and in the same order, here or in processes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.scaling.processes import run

VALUES = [3, 1, 2, 9, 7, 8, 5]


@given(values=st.lists(st.integers()), batch=st.integers(1, 5))
def test_every_value_has_its_result_in_order(values: list[int], batch: int) -> None:
    assert list(run(lambda group: [value + 1 for value in group], values, batch=batch)) == [v + 1 for v in values]


def test_processes_change_nothing() -> None:
    assert list(run(sorted, VALUES, workers=2, batch=3)) == list(run(sorted, VALUES, batch=3))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_is_raised_here(workers: int) -> None:
    with pytest.raises(TypeError):
        list(run(sorted, [3, "a", 2], workers=workers, batch=3))  # type: ignore[arg-type]


def test_no_values_no_results() -> None:
    assert list(run(sorted, [], workers=2)) == []
