"""Clauses beside a content that are not part of what is said: "blamed X, whose aircraft back the rebels", "X said A,
while Y says B", "A, X says, and it holds Y responsible"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.reading import cues
from rashomon.reading.complements import complements
from rashomon.reading.drafts import Draft, Scene, child
from rashomon.reading.sources import RELATIVES, Source


def accused_end(doc: Doc, start: int, end: int) -> int:
    """Where the party ends that a content `[start, end)` accuses: before a non-restrictive clause about it."""
    for token in doc[start:end]:
        if token.dep_ == "relcl" and token.right_edge.i + 1 >= end and (comma := opening(token)) > start:
            return comma
    return end


def opening(verb: Token) -> int:
    """The comma before a verb's non-restrictive relative clause; -1 when there is none."""
    first = verb.left_edge.i
    relates = any(one.tag_ in ("WDT", "WP", "WP$") for one in verb.doc[first : first + 2])
    return first - 1 if relates and first and verb.doc[first - 1].text == "," else -1


def spoken(outer: Draft, inner: Draft, verb: Token) -> int:
    """The comma before a relative clause at the end of what is said in which somebody else speaks: "denied that it
    had struck the village, for which Damascus holds it responsible"; 0 when there is none."""
    own = inner.source is not None and inner.source.verb == inner.head and inner.source.head < inner.head
    if verb.dep_ != "relcl" or not own or inner.entry.kind == "evaluation" or inner.entry.stance in ("plan", "order"):
        return 0
    if inner.source is None or verb.doc[inner.source.head].lower_ in RELATIVES or inner.pronominal:
        return 0
    ends = any(low < verb.i and verb.right_edge.i + 1 >= high for low, high in outer.pieces)
    return max(opening(verb), 0) if ends else 0


def set_against(scene: Scene, outer: Draft, inner: Draft) -> None:
    """In "A, X said, while Y counted 43 dead" the parser hangs the second clause on the first speaker's verb."""
    if inner.source is None or inner.source.head > inner.head or inner.pronominal or inner.hearsay:
        return
    outer.pieces = [
        (low, high)
        for low, high in outer.pieces
        if not (low > outer.head and low <= inner.head < high and scene.texts[low].lower() in cues.cues().contrasts)
    ]


def set_off(verb: Token) -> bool:
    """Whether a pronoun tells something else by a cue of its own: "A, X says, and [it holds Y responsible]"."""
    subject = child(verb, "nsubj")
    if verb.dep_ != "conj" or subject is None or subject.pos_ != "PRON" or verb.tag_ != verb.head.tag_:
        return False
    behind = complements(verb, verb.i + 1)
    return any(match.taken and match.entry.kind != "evaluation" for match in cues.matches(verb, behind))


def describing(scene: Scene, verb: Token, source: Source | None) -> bool:
    """Whether the cue stands in a relative clause, so that what is before it is what it describes, and no content."""
    return verb.dep_ == "relcl" and source is not None and scene.doc[source.start].tag_ in ("WDT", "WP")
