"""When a clause's event happened, and when it was told: which of a report's times belong to which words."""

from __future__ import annotations

from rashomon.model import Time
from rashomon.reading.language import Found, Parsed


def governing(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time of the event told at tokens `[start, end)`, from a dated expression inside."""
    inside = [time for time in found if start <= time.start and time.end <= end and time.value.start]
    return inside[0] if inside else None


def of_saying(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time that depends on the cue at tokens `[start, end)`: "said on Sunday", "on Sunday announced"."""
    return None


def of_event(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time of the event told at tokens `[start, end)`."""
    return governing(parsed, found, start, end)
