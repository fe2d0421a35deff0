"""Every rule and word behind a claim or a question."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.exporting.explaining import Explanation, Voice
from rashomon.model import Claim, EventMention, Place, Question, Reason, Relation, Span, Time
from rashomon.terminal import marks

CONTENT, CUE, SOURCE = "bold", "bold yellow", "bold cyan"


def show(console: Console, explanation: Explanation) -> None:
    """Prints the claim with its sentence, what each part was taken from, and what it is compared with."""
    if explanation.voice:
        _claim(console, explanation.voice)
        _inside(console, explanation.inside)
    voices = {voice.claim.id: voice for voice in (explanation.voice, *explanation.others) if voice}
    for question in explanation.questions:
        _question(console, question, explanation.voice)
        if explanation.voice is None:
            _answers(console, question, voices)
    _reasons(console, "Undecided: claims that may as well be of another incident", explanation.undecided)
    if explanation.relations:
        console.print(Text("\nHow they stand to one another", style="bold"))
    for relation in explanation.relations:
        console.print(_relation(relation, voices))


def _claim(console: Console, voice: Voice) -> None:
    claim, report = voice.claim, voice.report
    where = f"{marks.plain(report.outlet or 'unknown outlet')}, {marks.day(report.published)}"
    console.print(Text.assemble((f"Claim {claim.id}", "bold"), f"  {where}  ", (report.path or report.id, "dim")))
    console.print(Padding(passage(voice), (1, 2)))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, value in _facts(claim, voice):
        table.add_row(name, value)
    console.print(table)
    _reasons(console, "Why", claim.evidence)


def _inside(console: Console, mentions: Iterable[EventMention]) -> None:
    """What the claim's words mention without stating it: "to withdraw" in "agreed to withdraw"."""
    table = Table.grid(padding=(0, 2))
    for one in mentions:
        meant = f"{one.type}  {one.polarity}, {one.certainty}, {one.status}"
        why = "; ".join(f"{r.rule} “{marks.plain(r.words)}”" for r in one.evidence[:1])
        table.add_row(f"“{marks.plain(one.clause.text)}”", meant, Text(why, style="dim"))
    if table.row_count:
        console.print(Text("\nMentioned in it, but not stated", style="bold"))
        console.print(table)


def passage(voice: Voice) -> Text:
    """The sentence, with [what is claimed], <who says so> and «by which word» marked by shape as well as by colour."""
    claim, within = voice.claim, voice.passage
    pieces = [(span, "[]", CONTENT) for span in claim.parts or (claim.content,)]
    pieces += [(claim.cue, "«»", CUE)] if claim.cue else []
    pieces += [(source.mention, "<>", SOURCE) for source in claim.sources]
    text = Text()
    at = 0
    for offset, _, sign, style in sorted(_brackets(pieces, within)):
        text.append(marks.inline(within.text[at:offset])).append(sign, style=style)
        at = offset
    return text.append(marks.inline(within.text[at:]))


def _brackets(pieces: Iterable[tuple[Span, str, str]], within: Span) -> Iterable[tuple[int, int, str, str]]:
    """Offsets in the passage, with the sign to set there; at one offset, ends come before beginnings."""
    for span, signs, style in pieces:
        if within.start <= span.start < span.end <= within.end:
            yield span.start - within.start, 1, signs[0], style
            yield span.end - within.start, 0, signs[1], style


def _facts(claim: Claim, voice: Voice) -> Iterable[tuple[str, str]]:
    yield "source", f"{marks.chain(claim.sources) or marks.source(claim, voice.report.outlet)}{_office(claim)}"
    yield "polarity", f"{marks.stance([claim])} {claim.polarity}, {claim.certainty}, {claim.status} ({claim.mode})"
    event = claim.event
    who = " + ".join(marks.plain(party.name) for party in event.actors)
    whom = " + ".join(marks.plain(party.name) for party in event.recipients)
    yield "event", f"{event.type}{f' / {event.mode}' if event.mode else ''}  {who}{f' → {whom}' if whom else ''}"
    yield "place", _place(event.place)
    yield "time", _time(event.time)
    for figure in claim.figures:
        yield "figure", f"{marks.figure(figure)}: {marks.plain(figure.counted)}  “{marks.plain(figure.mention.text)}”"
    for denied in claim.denies:
        yield "denies", denied


def _office(claim: Claim) -> str:
    last = claim.sources[-1] if claim.sources else None
    words = [word for word in (last.role, last.affiliation) if word] if last else []
    return f" ({marks.plain(', '.join(words))})" if words else ""


def _place(place: Place | None) -> str:
    if place is None:
        return "not said"
    where = f" {place.latitude:.3f}, {place.longitude:.3f}" if place.latitude is not None and place.longitude else ""
    return f"{marks.plain(place.name)} ({place.precision}{f', {place.country}' if place.country else ''}){where}"


def _time(time: Time | None) -> str:
    if time is None:
        return "not said"
    days = "not known" if time.start is None else time.start if time.start == time.end else f"{time.start} – {time.end}"
    return f"{days} ({time.precision}{f', “{marks.plain(time.mention.text)}”' if time.mention else ''})"


def _reasons(console: Console, title: str, reasons: Iterable[Reason]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for reason in reasons:
        words = Text(f"  “{marks.plain(reason.words)}”", style="italic") if reason.words else Text()
        table.add_row(reason.part, Text(marks.plain(reason.rule)).append_text(words))
    if table.row_count:
        console.print(Text(f"\n{title}", style="bold"))
        console.print(table)


def _question(console: Console, question: Question, asked: Voice | None) -> None:
    heading = Text.assemble(
        (f"\n{marks.plain(question.text)}", "bold"), f"  {question.status}", (f"  {question.id}", "dim")
    )
    console.print(heading)
    own = asked.claim.id if asked else None
    for number, position in enumerate(question.positions):
        here = own in position.claims
        line = Text(f"  {number + 1}. ").append(marks.plain(position.answer), style="bold" if here else "")
        line.append(
            f"  {marks.count(len(position.origins), 'origin')}: {', '.join(map(marks.plain, position.origins))}"
        )
        if position.superseded_by is not None:
            line.append(f"  {marks.REPLACED} withdrawn for {position.superseded_by + 1}", style="yellow")
        line.append("  (this claim)" if here else "", style="cyan")
        console.print(line)
    _reasons(console, "Why these claims answer one question", question.evidence)


def _answers(console: Console, question: Question, voices: dict[str, Voice]) -> None:
    for number, position in enumerate(question.positions, start=1):
        console.print(Text(f"\nAnswer {number}: {marks.plain(position.answer)}", style="bold"))
        for id in position.claims:
            if id in voices:
                console.print(Padding(_saying(voices[id]), (0, 0, 0, 2)))


def _saying(voice: Voice) -> Text:
    claim = voice.claim
    text = Text.assemble(marks.sign(marks.stance([claim])), f" {marks.source(claim, voice.report.outlet)}: ")
    return text.append_text(marks.quote(claim)).append(f"  {claim.id}", "dim")


def _relation(relation: Relation, voices: dict[str, Voice]) -> Padding:
    lines = Text.assemble((relation.kind, "bold"), f"  {marks.plain(relation.reason.rule)}")
    if relation.reason.words:
        lines.append(f"  “{marks.plain(relation.reason.words)}”", style="italic")
    for id in (relation.a, relation.b):
        if id in voices:
            lines.append("\n  ").append_text(_saying(voices[id]))
    return Padding(lines, (0, 0, 0, 2))
