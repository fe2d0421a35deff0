"""The dossier page: what it shows, and that no text can break out of it."""

from __future__ import annotations

from html.parser import HTMLParser

from rashomon.exporting.record import Record, build
from rashomon.model import (
    Claim,
    Conclusions,
    Dossier,
    Event,
    Figure,
    Mentions,
    Position,
    Question,
    Reading,
    Report,
    Source,
)
from rashomon.web import ladder, lighting, page

HOSTILE = '<script>alert(1)</script> & "quoted" \u202e'


def _report(name: str, text: str, outlet: str, day: str) -> Report:
    return Report(
        id=name,
        path=f"{name}.txt",
        text=text,
        title=HOSTILE,
        outlet=outlet,
        published=day,
        dateline=None,
        language="en",
        uri=None,
        sha256="0",
    )


def _figure(report: Report, words: str, low: float | None, high: float | None) -> Figure:
    at = report.text.index(words)
    return Figure(
        mention=report.span(at, at + len(words)),
        low=low,
        high=high,
        best=low if low == high else None,
        approximate=False,
        unit="count",
        counted="people",
        outcome="killed",
    )


def _claim(report: Report, words: str, figure: Figure, speaker: str) -> Claim:
    at = report.text.index(words)
    who = report.text.index(speaker)
    source = Source(
        name=speaker,
        kind="organisation",
        role=None,
        affiliation=None,
        mention=report.span(who, who + len(speaker)),
        named=True,
    )
    return Claim(
        id=f"{report.id}.{at}",
        report=report.id,
        content=report.span(at, at + len(words)),
        cue=None,
        sources=(source,),
        mode="indirect",
        said=None,
        polarity="negative" if "not" in words else "positive",
        certainty="certain",
        status="actual",
        event=Event(type="ASSAULT", mode=None, trigger=None, actors=(), recipients=(), place=None, time=None),
        figures=(figure,),
        evidence=(),
    )


def _record() -> Record:
    first = _report("r1", f"46 people died, the Council said. {HOSTILE}", "Harbour", "2017-03-17")
    second = _report("r2", "The Army said not more than 30 died.", "Northgate", "2017-03-18")
    a = _claim(first, "46 people died", _figure(first, "46", 46, 46), "Council")
    b = _claim(second, "not more than 30 died", _figure(second, "not more than 30", None, 30), "Army")
    question = Question(
        id="q1",
        incident=None,
        kind="figure",
        text="How many people were killed?",
        status="contested",
        positions=(
            Position(answer="46", low=46, high=46, claims=(a.id,), origins=("Council",)),
            Position(answer="at most 30", low=None, high=30, claims=(b.id,), origins=("Army",)),
        ),
    )
    readings = tuple(Reading(report=r.id, mentions=Mentions(), claims=(c,)) for r, c in ((first, a), (second, b)))
    return build(
        Dossier(
            name="test",
            model="none",
            reports=(first, second),
            readings=readings,
            conclusions=Conclusions(questions=(question,)),
        )
    )


class _Ids(HTMLParser):
    """Ids and the fragments linked to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])


def test_positions_stand_side_by_side_with_their_origins() -> None:
    (section,) = page.build(_record()).sections
    (point,) = section.points
    assert section.status == "contested"
    assert [(a.letter, a.words, a.origins) for a in point.answers] == [
        ("A", "46", ("Council",)),
        ("B", "at most 30", ("Army",)),
    ]
    assert point.ladder is not None
    assert [(r.text, r.open_low) for r in point.ladder.rungs] == [("46", False), ("≤ 30", True)]


def test_every_link_leads_somewhere_and_ids_are_unique() -> None:
    found = _Ids(page.render(page.build(_record())))
    assert len(found.ids) == len(set(found.ids))
    assert found.links <= set(found.ids)
    assert {"q1", "r1.0", "r2"} <= found.links | set(found.ids)


def test_no_text_becomes_markup_and_nothing_is_loaded() -> None:
    html = page.render(page.build(_record()))
    found = _Ids(html)
    assert "script" not in found.tags
    assert not {"img", "link", "iframe", "object"} & set(found.tags)
    assert "&lt;script&gt;" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_the_same_record_gives_the_same_page() -> None:
    assert page.render(page.build(_record())) == page.render(page.build(_record()))


def test_an_empty_dossier_says_so() -> None:
    empty = build(Dossier(name="none", model="none", reports=(), readings=()))
    assert "No questions" in page.render(page.build(empty))


def test_lights_that_cross_are_nested_and_keep_every_character() -> None:
    lit = [
        lighting.Light(start=0, end=6, kind="claim", anchor="a"),
        lighting.Light(start=2, end=9, kind="claim", anchor="b"),
        lighting.Light(start=4, end=5, kind="figure"),
    ]
    (paragraph,) = lighting.paragraphs("abcdef<hi", lit)
    html = lighting.html(paragraph)
    assert html.striptags().replace("&lt;", "<") == "abcdef<hi"
    assert html.count("<span") == html.count("</span>") == 3
    assert paragraph.claims == ("a", "b")


def test_a_wide_scale_is_logarithmic_and_keeps_order() -> None:
    report = _report("r", "5 or 4000", "Harbour", "2017-03-17")
    said = [
        ladder.Said(figure=_figure(report, w, v, v), when=d, who="x", claim=w, position="A", withdrawn=False)
        for w, v, d in (("4000", 4000.0, "2017-01-01"), ("5", 5.0, "2017-01-02"))
    ]
    drawn = ladder.build(said)
    assert drawn is not None
    assert drawn.logarithmic
    assert drawn.rungs[0].left > drawn.rungs[1].left
    assert ladder.build(said[:1]) is None
