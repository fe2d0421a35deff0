"""Which of the times that stand in a text is the time of an event, and which the time at which somebody spoke."""

from __future__ import annotations

from rashomon.model import Reason, Time
from rashomon.reading.language import Found, Parsed

DAYS = ("day", "part-of-day")
"""Precisions that tell a happening's day; a month or year is a period the story speaks of."""


def governing(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time of the clause at tokens `[start, end)`: the one nearest to its head in the parse; None without one."""
    inside = [f for f in found if start <= f.start and f.end <= end and f.value.start is not None]
    return min(inside, key=lambda f: (_depth(parsed, f), f.start)) if inside else None


def of_saying(parsed: Parsed, found: list[Found[Time]], cue_start: int, cue_end: int) -> Found[Time] | None:
    """The time that hangs on the cue: "said on Sunday", "on Sunday announced"."""
    for time in found:
        if time.value.start is None:
            continue
        head = parsed.doc[time.start : time.end].root
        for _ in range(2):
            if head.head == head:
                break
            head = head.head
            if cue_start <= head.i < cue_end:
                return time
            if head.dep_ != "prep":
                break
    return None


def of_event(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time of what the clause at tokens `[start, end)` tells: its own, else a day that the story gives elsewhere.

    That is a day of the same sentence, else the last one named before, else the first of the story; never a day after
    publication. Measured on the development dossiers against the first, the earliest, the most frequent day and the
    day of publication: right for 34% of the clauses without a time of their own, the others for 15 to 33%.
    """
    if own := governing(parsed, found, start, end):
        return own
    published = (parsed.report.published or "9999")[:10]
    days = [f for f in found if f.value.start and f.value.start <= published and f.value.precision in DAYS]
    if not days:
        return None
    sentence = parsed.doc[start].sent
    here = next((f for f in days if sentence.start <= f.start < sentence.end), None)
    before = [f for f in days if f.end <= start]
    chosen, rule = days[0], "the first day of the story"
    if here:
        chosen, rule = here, "a day in the same sentence"
    elif before:
        chosen, rule = before[-1], "the day last spoken of"
    return Found(chosen.value, chosen.start, chosen.end, Reason(part="time", rule=rule, words=chosen.reason.words))


def _depth(parsed: Parsed, time: Found[Time]) -> int:
    """Steps from the time up to the root of its sentence."""
    token = parsed.doc[time.start : time.end].root
    depth = 0
    while token.head != token:
        token = token.head
        depth += 1
    return depth
