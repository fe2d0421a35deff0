"""Events that a report mentions and no claim states: inside a claim but meant otherwise than it, or beside all claims.

"The rebels agreed to withdraw" states an agreement; the withdrawal in it is planned. An analyst notes the statement, so
it stays one claim; the withdrawal is noted here, so that nobody takes it for done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from rashomon.model import Claim, EventMention
from rashomon.reading import certainty, events
from rashomon.reading.language import Parsed
from rashomon.reading.veridicality import VERBAL, Standing, Standings

NOMINAL = ("NOUN",)
HELPERS = ("aux", "auxpass")


@dataclass(frozen=True, slots=True)
class _Cover:
    """What tells how its words are meant: a claim, or a mention."""

    claim: Claim | None
    meant: Standing
    words: Collection[int]
    """Tokens."""


def find(parsed: Parsed, claims: Sequence[Claim]) -> tuple[EventMention, ...]:
    """The report's mentions in text order. The claims have their ids."""
    covers = _Covers(parsed, claims)
    standings = Standings(covers.by_cue)
    found: dict[int, EventMention] = {}
    for sentence in parsed.doc.sents:
        for token in _downwards(sentence):
            meant = standings.of(token)
            if not _is_event(token, meant) or covers.tells(token, meant):
                continue
            cover = covers.around(token)
            claim, start, end = cover.claim if cover else None, *covers.clause(token, cover)
            covers.add(_Cover(claim, meant, range(start, end)), token)
            found[token.i] = _mention(parsed, token, (start, end), meant, claim)
    return tuple(found[at] for at in sorted(found))


def _mention(
    parsed: Parsed, token: Token, clause: tuple[int, int], meant: Standing, claim: Claim | None
) -> EventMention:
    named = events.named(token)
    trigger = parsed.words(token.i, token.i + 1)
    return EventMention(
        id=f"{parsed.report.id}.{trigger.start}e",
        inside=claim.id if claim else None,
        clause=parsed.words(*clause),
        trigger=trigger,
        type=named.type if named else "NONE",
        mode=named.mode if named else None,
        polarity=meant.polarity,
        certainty=meant.certainty,
        status=meant.status,
        evidence=(meant.reason(), *((named.reason,) if named else ())),
    )


def _is_event(token: Token, meant: Standing) -> bool:
    """A verb; a noun that the lexicon has for an event, or that something makes uncertain: "seeks a solution"."""
    if token.pos_ in VERBAL:
        return token.dep_ not in HELPERS
    return token.pos_ in NOMINAL and not meant.like("positive", "certain", "actual")


def _downwards(sentence: Span) -> Iterator[Token]:
    """The sentence's words from its head down, so that what lies inside of something comes after it."""
    queue = deque([sentence.root])
    while queue:
        token = queue.popleft()
        yield token
        queue.extend(token.children)


class _Covers:
    """For each token the smallest thing that tells how it is meant."""

    def __init__(self, parsed: Parsed, claims: Sequence[Claim]) -> None:
        self.by_cue: dict[int, Standing] = {}
        """For the heads of contents, how the cue lets them stand, where it says anything about that."""
        self._by_word: dict[int, _Cover] = {}
        self._by_trigger: dict[int, _Cover] = {}
        self._cues: set[int] = set()
        self._heads: set[int] = set()
        for claim in claims:
            content = [token for part in claim.parts or (claim.content,) for token in parsed.tokens(part) or ()]
            meant = Standing(claim.polarity, claim.certainty, claim.status)
            trigger = next(iter(parsed.tokens(claim.event.trigger) or ()), None) if claim.event.trigger else None
            self.add(_Cover(claim, meant, frozenset(token.i for token in content)), trigger)
            self._cues |= {token.i for token in parsed.tokens(claim.cue) or ()} if claim.cue else set()
            inside = {token.i for token in content}
            heads = [token.i for token in content if token.head == token or token.head.i not in inside]
            self._heads.update(heads)
            cued = _cued(claim)
            self.by_cue |= dict.fromkeys(heads, cued) if cued else {}

    def of(self, token: Token) -> _Cover | None:
        """What tells how the token is meant."""
        return self._by_trigger.get(token.i) or self._by_word.get(token.i)

    def around(self, token: Token) -> _Cover | None:
        """What the token stands in. A cue may name a claim's event ("threatened") and stand in no content."""
        return self._by_word.get(token.i)

    def tells(self, token: Token, meant: Standing) -> bool:
        """Whether something tells that the token is meant so; for a predicate ("was unable"), its claim always does. A
        cue by itself tells that something was said."""
        if token.i in self._heads and token.pos_ == "AUX":
            return True
        cover = self.of(token)
        if cover is None:
            return token.i in self._cues and meant.certainty == "certain"
        return meant.like(cover.meant.polarity, cover.meant.certainty, cover.meant.status)

    def add(self, cover: _Cover, trigger: Token | None) -> None:
        """Enters a claim or a mention; what is smaller tells more closely."""
        for at in cover.words:
            known = self._by_word.get(at)
            if known is None or len(cover.words) < len(known.words):
                self._by_word[at] = cover
        if trigger is not None:
            self._by_trigger[trigger.i] = cover

    def clause(self, token: Token, cover: _Cover | None) -> tuple[int, int]:
        """The tokens around one that depend on it and are covered as it is; the head of a claim stands for itself
        ("failed" is so where "failed to reach" is a denial)."""
        start, end = token.i, token.i + 1
        if token.i in self._heads:
            return start, end
        while start > token.left_edge.i and self._reaches(start - 1, cover):
            start -= 1
        while end <= token.right_edge.i and self._reaches(end, cover):
            end += 1
        return start, end

    def _reaches(self, at: int, cover: _Cover | None) -> bool:
        return at in cover.words if cover else at not in self._by_word and at not in self._cues


def _cued(claim: Claim) -> Standing | None:
    """What the claim's cue does to what is claimed: "denied", "asked whether", "may have"."""
    reasons = [r for r in claim.evidence if certainty.is_by_cue(r)]
    if not reasons:
        return None
    parts = {r.part for r in reasons}
    return Standing(
        polarity="negative" if "polarity" in parts else "positive",
        certainty=claim.certainty if "certainty" in parts else "certain",
        status=claim.status if "status" in parts else "actual",
        rule=reasons[0].rule,
        words=reasons[0].words,
    )
