"""Agreement of two coders: against values worked out by hand and in the literature."""

from __future__ import annotations

import pytest

from rashomon.reviewing.agreement import alpha


def test_perfect_agreement_is_one_and_systematic_disagreement_below_zero() -> None:
    assert alpha([("a", "a"), ("b", "b"), ("a", "a")], "nominal") == 1
    worst = alpha([("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")], "nominal")
    assert worst is not None
    assert worst < 0


def test_the_binary_example_of_krippendorff() -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), A: two coders, ten units, alpha .095."""
    meg = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"]
    owen = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]
    found = alpha(list(zip(meg, owen, strict=True)), "nominal")
    assert found == pytest.approx(0.095, abs=0.001)


def test_the_nominal_example_of_krippendorff() -> None:
    """The same, B: two coders, twelve units, five categories, alpha .692."""
    ben = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    gerry = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    found = alpha(list(zip(ben, gerry, strict=True)), "nominal")
    assert found == pytest.approx(0.692, abs=0.001)


def test_near_figures_agree_more_than_far_ones() -> None:
    near = alpha([(40.0, 41.0), (70.0, 70.0), (10.0, 10.0)], "interval")
    far = alpha([(40.0, 10.0), (70.0, 70.0), (10.0, 10.0)], "interval")
    assert near is not None
    assert far is not None
    assert near > 0.99 > far


@pytest.mark.parametrize("values", [[], [("a", "b")], [("a", "a"), ("a", "a")]])
def test_where_nothing_varies_alpha_is_not_defined(values: list[tuple[str, str]]) -> None:
    assert alpha(list(values), "nominal") is None
