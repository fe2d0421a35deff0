"""What a casualty recorder sees: who is contradicted by whom, what was withdrawn, and why."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console

from rashomon.exporting import explaining
from rashomon.model import (
    Claim,
    Conclusions,
    Dossier,
    Event,
    Figure,
    Incident,
    Mentions,
    Position,
    Question,
    Reading,
    Reason,
    Relation,
    Report,
    Source,
)
from rashomon.terminal import explanation, overview

HOSTILE = "\x1b[31m[bold]red[/bold]\n"


def _claim(
    number: int, source: str, content: str, *, negative: bool = False, dead: int | None = None
) -> tuple[Report, Reading]:
    """A report that says one thing: SOURCE said CONTENT."""
    text = f"{source} said {content}. It was raining.{HOSTILE}"
    report = Report(
        id=f"r{number}",
        path=f"{number}.txt",
        text=text,
        title=None,
        outlet=f"Wire {number}{HOSTILE}",
        published=f"2017-06-0{number}",
        dateline=None,
        language="en",
        uri=None,
        sha256="0",
    )
    at = text.index(content)
    figures: tuple[Figure, ...] = ()
    if dead is not None:
        digits = text.index(str(dead))
        mention = report.span(digits, digits + len(str(dead)))
        figures = (
            Figure(
                mention=mention,
                low=dead,
                high=None,
                best=None,
                approximate=False,
                unit="count",
                counted="people",
                outcome="killed",
            ),
        )
    claim = Claim(
        id=f"c{number}",
        report=report.id,
        content=report.span(at, at + len(content)),
        cue=report.span(at - 5, at - 1),
        sources=(
            Source(
                name=source,
                kind="organisation",
                role=None,
                affiliation=None,
                mention=report.span(0, len(source)),
                named=True,
            ),
        ),
        mode="indirect",
        said=None,
        polarity="negative" if negative else "positive",
        certainty="certain",
        status="actual",
        event=Event(type="ASSAULT", mode=None, trigger=None, actors=(), recipients=(), place=None, time=None),
        figures=figures,
        evidence=(Reason(part="cue", rule="say: indirect speech", words="said"),),
    )
    return report, Reading(report=report.id, mentions=Mentions(), claims=(claim,))


@pytest.fixture
def dossier() -> Dossier:
    pairs = [
        _claim(1, "The army", "a market was hit"),
        _claim(2, "The rebels", "a market was hit", negative=True),
        _claim(3, "The ministry", "46 people died", dead=46),
        _claim(4, "The ministry", "60 people died", dead=60),
    ]
    whether = Question(
        id="q1",
        incident=None,
        kind="occurrence",
        text="Was a market hit?",
        status="contested",
        positions=(
            Position(answer="Yes", claims=("c1",), origins=("The army",)),
            Position(answer="No", claims=("c2",), origins=("The rebels",)),
        ),
    )
    dead = Question(
        id="q2",
        incident=None,
        kind="figure",
        text="How many people died?",
        status="revised",
        positions=(
            Position(answer="46", low=46, claims=("c3",), origins=("The ministry",), superseded_by=1),
            Position(answer="60", low=60, claims=("c4",), origins=("The ministry",)),
        ),
    )
    denies = Relation(
        kind="DENIES", a="c2", b="c1", question="q1", reason=Reason(part="relation", rule="denial", words="said")
    )
    return Dossier(
        name="market",
        model="none 1",
        reports=tuple(report for report, _ in pairs),
        readings=tuple(reading for _, reading in pairs),
        conclusions=Conclusions(questions=(dead, whether), relations=(denies,)),
    )


def _shown(dossier: Dossier, *, width: int = 80, everything: bool = False) -> str:
    out = io.StringIO()
    overview.show(Console(file=out, width=width, highlight=False), dossier, everything=everything)
    return out.getvalue()


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_contested_comes_first_with_both_sides(dossier: Dossier) -> None:
    lines = _lines(_shown(dossier))
    contested, revised = (next(i for i, line in enumerate(lines) if line.startswith(w)) for w in ("CONTE", "REVIS"))
    assert contested < lines.index("✓ Yes") < lines.index("✗ No") < revised
    assert lines[lines.index("✓ Yes") + 1] == "1 origin: The army"
    assert lines[lines.index("✗ No") + 1] == "1 origin: The rebels"
    assert "✗ denial in so many words: The rebels against The army" in lines


def test_what_was_withdrawn_says_so_without_colour(dossier: Dossier) -> None:
    lines = _lines(_shown(dossier))
    assert "→ ≥ 46 withdrawn for → ≥ 60" in lines
    assert "• ≥ 60" in lines


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_fit_and_nothing_steers_the_terminal(dossier: Dossier, width: int, everything: bool) -> None:
    shown = _shown(dossier, width=width, everything=everything)
    assert max(map(len, shown.splitlines())) <= width
    assert "\x1b" not in shown


def test_all_shows_every_claim(dossier: Dossier) -> None:
    shown = _shown(dossier, everything=True)
    assert all(f"c{number}" in shown for number in (1, 2, 3, 4))


def _explained(dossier: Dossier, id: str) -> str:
    out = io.StringIO()
    explanation.show(Console(file=out, width=100, highlight=False), explaining.explain(dossier, id))
    assert "\x1b" not in out.getvalue()
    return "\n".join(_lines(out.getvalue()))


def test_a_claim_is_explained_with_its_sentence_marked(dossier: Dossier) -> None:
    shown = _explained(dossier, "c2")
    assert "<The rebels> «said» [a market was hit]." in shown
    assert "raining" not in shown
    assert "cue say: indirect speech “said”" in shown
    assert "2. No 1 origin: The rebels (this claim)" in shown
    assert "DENIES denial “said”" in shown
    assert "✓ The army: “a market was hit” c1" in shown


def test_a_question_is_explained_with_all_its_claims(dossier: Dossier) -> None:
    shown = _explained(dossier, "q2")
    assert "1. 46 1 origin: The ministry → withdrawn for 2" in shown
    assert "✓ The ministry: “46 people died” c3" in shown
    assert "✓ The ministry: “60 people died” c4" in shown


@pytest.mark.parametrize("id", ["c1", "q1"])
def test_links_that_were_kept_open_are_explained_with_their_reason(dossier: Dossier, id: str) -> None:
    why = Reason(part="incident", rule="undecided: fits as well: Marra, 2017-06-09", words="a market was hit")
    other = Reason(part="incident", rule="undecided: fits as well: Sirte, 2017-06-09", words="46 people died")
    incident = Incident(
        id="i1", title="", place=None, time=None, claims=("c1", "c2", "c3"), questions=(), evidence=(why, other)
    )
    conclusions = msgspec.structs.replace(dossier.conclusions, incidents=(incident,))
    shown = _explained(msgspec.structs.replace(dossier, conclusions=conclusions), id)
    assert "Undecided" in shown
    assert "fits as well: Marra, 2017-06-09 “a market was hit”" in shown
    assert "Sirte" not in shown
