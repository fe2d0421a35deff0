"""Charts: well-formed whatever stands in a name, and every kind of end drawn."""

from __future__ import annotations

import pytest
from lxml import etree

from rashomon.model import Figure, Span
from rashomon.web import charts, ladder
from rashomon.web.quoting import Point

NOWHERE = Span(start=0, end=0, text="")


def _said(low: float | None, high: float | None, who: str, *, about: bool = False, out: bool = False) -> ladder.Said:
    figure = Figure(
        mention=NOWHERE,
        low=low,
        high=high,
        best=None,
        approximate=about,
        unit="count",
        counted="people",
        outcome="killed",
    )
    return ladder.Said(figure=figure, when="2016-07-19", who=who, claim="c", position="A", withdrawn=out)


def _point(*said: ladder.Said, text: str = "How many?") -> Point:
    return Point(
        id="q",
        text=text,
        incident="",
        incident_id="",
        kind="figure",
        status="contested",
        why=(),
        answers=(),
        ladder=ladder.build(said),
    )


ALL = (
    _said(40, 40, "ministry"),
    _said(50, 90, "monitors"),
    _said(46, None, "rebels"),
    _said(None, 30, "army"),
    _said(60, 60, "hospital", about=True),
    _said(70, 80, "mayor", out=True),
)


def test_each_figure_has_its_row_and_its_words() -> None:
    root = etree.fromstring(charts.svg(_point(*ALL)).encode())
    words = " ".join(root.itertext())
    for expected in ("How many?", "ministry", "50–90", "≥ 46", "≤ 30", "~ 60", "withdrawn"):
        assert expected in words


def test_names_cannot_break_out_of_the_picture() -> None:
    hostile = '</text><script>alert(1)</script>"&\x00\x1b'
    root = etree.fromstring(charts.svg(_point(_said(1, 1, hostile), _said(2, 2, "b"), text=hostile * 9)).encode())
    assert not root.findall(".//{*}script")


def test_a_question_without_figures_has_no_picture() -> None:
    with pytest.raises(ValueError, match="no figures"):
        charts.svg(_point(_said(1, 1, "a")))


def test_the_picture_as_png_and_pdf() -> None:
    pytest.importorskip("vl_convert")
    picture = charts.svg(_point(*ALL))
    assert charts.png(picture).startswith(b"\x89PNG")
    assert charts.pdf(picture).startswith(b"%PDF")
