"""Which words of a report a time belongs to: the verb it hangs on, and whether it dates what happened or the saying."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model import Time
from rashomon.reading import cues
from rashomon.reading.language import Found, Parsed
from rashomon.reading.tense import CLIMB
from rashomon.reading.timewords import TimeWords

UTTERING = ("speech", "thought")
"""Kinds of cue whose day is one of saying: "concluded on Tuesday" as well as "said on Tuesday"."""
DAYS = ("day", "part-of-day")
"""Precisions of times that name their day."""


def of_saying(parsed: Parsed, found: list[Found[Time]], start: int, end: int) -> Found[Time] | None:
    """The time that depends on the cue at tokens `[start, end)`: "said on Sunday", "on Sunday announced". A dated
    expression that hangs on another verb, or within the content, is no time of saying; nor is "since Sunday"."""
    if not 0 <= start < end <= len(parsed.doc):
        return None
    for time in found:
        verb = governor(parsed, time)
        of_cue = verb is not None and start <= verb.i < end and _belongs(verb, time)
        if of_cue and time.value.start and not is_since(parsed, time):
            return time
    return None


def governor(parsed: Parsed, time: Found[Time]) -> Token | None:
    """The verb the time hangs on."""
    token = top(parsed, time)
    for _ in range(CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def top(parsed: Parsed, time: Found[Time]) -> Token:
    """The word of the expression that the others depend on."""
    token = parsed.doc[time.end - 1]
    while time.start <= token.head.i < time.end and token.head.i != token.i:
        token = token.head
    return token


def is_of_saying(parsed: Parsed, time: Found[Time]) -> bool:
    """Whether the time hangs on a verb of speech, or of putting out, and belongs to it: "said on Friday", "published
    on Friday". In "put together a toll for Friday" it dates what is told."""
    verb = governor(parsed, time)
    if verb is None or led_by(parsed, time, "told"):
        return False
    return (is_speech(verb) or _is_let_known(verb)) and _belongs(verb, time)


def _belongs(verb: Token, time: Found[Time]) -> bool:
    """Whether a time that hangs on a verb of speech stands where it can date it: after it ("said on Sunday"), right
    before it ("on Sunday said") or at the head of its sentence ("On Sunday the army said ..."). In "a bus was hit on
    Sunday, elders said" it dates the content."""
    return verb.i < time.start or verb.i == time.end or time.start - verb.sent.start <= 1


def is_speech(verb: Token) -> bool:
    entries = (one for one in cues.verbs().get(verb.lemma_, ()) if one.entry.kind in UTTERING)
    if verb.lemma_ in lexicon.load("times.toml", TimeWords).tense.telling:
        return True
    return any(not one.rest or cues.phrase_end(verb, one.rest) for one in entries)


def _is_let_known(verb: Token) -> bool:
    """Whether the verb ends a phrase of saying: "let it be known"."""
    ends = (one for one in cues.verbs().get(verb.head.lemma_, ()) if verb.lower_ in one.rest[-1:])
    return any(one.entry.kind in UTTERING and cues.phrase_end(verb.head, one.rest) == verb.i + 1 for one in ends)


def depth(parsed: Parsed, time: Found[Time], root: Token) -> int:
    """Steps from the time up to the clause's main verb."""
    token = top(parsed, time)
    for steps in range(CLIMB):
        if token.i == root.i:
            return steps
        token = token.head
    return CLIMB


def led_by(parsed: Parsed, time: Found[Time], name: str) -> bool:
    words = lexicon.load("times.toml", TimeWords).glue[name]
    return time.start > 0 and parsed.doc[time.start - 1].lower_ in words


def is_since(parsed: Parsed, time: Found[Time]) -> bool:
    """ "Since Friday", "since fighting broke out on Friday"."""
    if led_by(parsed, time, "since"):
        return True
    words = lexicon.load("times.toml", TimeWords).glue["since"]
    verb = governor(parsed, time)
    return verb is not None and any(child.dep_ == "mark" and child.lower_ in words for child in verb.children)
