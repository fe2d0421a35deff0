"""Whether two values can both be true, and the reason given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Figure, Span
from rashomon.reconciling import comparing, parties


def figure(low: float | None, high: float | None, *, approximate: bool = False) -> Figure:
    return Figure(
        mention=Span(start=0, end=0, text=""),
        low=low,
        high=high,
        best=None,
        approximate=approximate,
        unit="count",
        counted="people",
        outcome="killed",
    )


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (figure(46, 46), figure(46, 46), "same"),
        (figure(46, 46), figure(42, None), "compatible"),
        (figure(24, 99), figure(46, 46), "compatible"),
        (figure(3000, None), figure(3000, 3000), "compatible"),
        (figure(50, 50, approximate=True), figure(46, 46), "compatible"),
        (figure(46, None), figure(42, 42), "different"),
        (figure(None, 24), figure(56, None), "different"),
        (figure(None, None), figure(7, 7), "compatible"),
    ],
)
def test_figures(a: Figure, b: Figure, verdict: str) -> None:
    assert comparing.figures(a, b).verdict == verdict


def test_the_reason_names_both_figures() -> None:
    assert comparing.figures(figure(46, None), figure(1200, 1200)).verdict == "compatible"
    assert comparing.figures(figure(46, None), figure(12, 12)).why == "no number is both at least 46 and 12"


bounds = st.one_of(st.none(), st.integers(0, 500))


@st.composite
def intervals(draw: st.DrawFn) -> tuple[int | None, int | None]:
    low, high = draw(bounds), draw(bounds)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


@given(intervals(), intervals(), st.booleans())
def test_comparing_figures_is_symmetric(
    a: tuple[int | None, int | None], b: tuple[int | None, int | None], approximate: bool
) -> None:
    x, y = figure(*a, approximate=approximate), figure(*b)
    assert comparing.figures(x, y).verdict == comparing.figures(y, x).verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ((10, 10), (10, 10), "same"),
        ((10, 10), (11, 11), "different"),
        ((10, 12), (10, 10), "compatible"),
        ((10, 40), (20, 20), "different"),
        ((10, 13), (10, 20), "compatible"),
        (None, (10, 10), "unknown"),
    ],
)
def test_windows(a: tuple[int, int] | None, b: tuple[int, int] | None, verdict: str) -> None:
    assert comparing.windows(a, b).verdict == verdict
    assert comparing.windows(b, a).verdict == verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (["US-led coalition"], ["coalition"], "same"),
        (["Russia"], ["Russian air force"], "same"),
        (["Syrian army"], ["Damascus"], "same"),
        (["Syrian army"], ["Syrian rebels"], "different"),
        (["Russian army"], ["Syrian army"], "different"),
        (["Azov fighters"], ["fighters"], "compatible"),
        (["Russia", "Wagner Group"], ["Wagner"], "same"),
        (["civilians"], ["residents"], "same"),
        (["civilians"], ["militants"], "different"),
        ([], ["Ukraine"], "unknown"),
    ],
)
def test_parties(a: list[str], b: list[str], verdict: str) -> None:
    left, right = [parties.name(n) for n in a], [parties.name(n) for n in b]
    assert comparing.parties(left, right).verdict == verdict
    assert comparing.parties(right, left).verdict == verdict
