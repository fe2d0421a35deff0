"""Whom a text speaks for: who issued a statement, whose count it is, who took the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rashomon.reading import cues
from rashomon.reading.columns import SUBJECTS
from rashomon.reading.names import titles
from rashomon.reading.phrases import Phrase, left
from rashomon.reading.scene import Scene

REACH = 8
"""Tokens after a text that who issued it is looked for in."""
SUBJECT_REACH = 30
"""Tokens before a verb in which its subject is looked for."""


class Issuers:
    """Finds the party behind the head noun of a text. `by_head` holds the phrases read; `pronoun` resolves one."""

    def __init__(self, scene: Scene, by_head: dict[int, Phrase], pronoun: Callable[[int], Phrase]) -> None:
        self._scene = scene
        self._by_head = by_head
        self._pronoun = pronoun

    def of(self, head: int, start: int) -> Phrase | None:
        """Who speaks through the text that the phrase from token `start` with its head at `head` means."""
        lemma = self._scene.columns.lemma[head]
        issuer = self._issuer(head, start) if lemma in titles().documents else None
        return issuer or (self._maker(head) if lemma in titles().evidence else None)

    def _issuer(self, head: int, start: int) -> Phrase | None:
        """Who issued a statement or report: its possessor, who it is "of" or "by", else the last body that spoke."""
        columns = self._scene.columns
        first = left(columns, head)
        for i in range(first, head):
            if columns.dep[i] == "poss" and columns.head[i] == head:
                return self._pronoun(i) if columns.pos[i] == "PRON" else self._by_head.get(i)
        for i in range(head + 1, min(head + REACH, len(columns))):
            above = columns.head[i]
            if (
                columns.dep[i] == "pobj"
                and (columns.head[above] == head or self._made(columns.head[above], head))
                and columns.lower[above] in ("of", "by", "from")
            ):
                return self._by_head.get(i)
        inner = [p for p in self._scene.phrases if first <= p.start and p.end <= head and p.entity]
        if inner:
            return inner[-1]
        if poster := self._poster(head):
            return poster
        return (
            self._issued(head) or self._stated_in(head) or self._again(head) or self._last_speaker(head, first, start)
        )

    def _maker(self, head: int) -> Phrase | None:
        """Whose pictures or papers they are: "footage of the AP", "pictures from Planet Labs", "images taken by X"."""
        columns = self._scene.columns
        for i in range(head + 1, min(head + REACH, len(columns))):
            above = columns.head[i]
            verb = columns.head[above]
            made = self._made(verb, head) and columns.lemma[verb] in cues.cues().issuing
            if columns.dep[i] != "pobj" or not (verb == head or made):
                continue
            maker, by = self._by_head.get(i), columns.lower[above]
            if maker is None or maker.entity is None or maker.entity.nation:
                continue
            if (by == "of" and maker.kind == "outlet") or (by in ("by", "from") and maker.kind != "person"):
                return replace(maker, rule=f"the {columns.lower[head]}: {by} {maker.name}")
        return None

    def _poster(self, head: int) -> Phrase | None:
        """The subject of the clause that says who put it out: "a statement that the union posted"."""
        columns = self._scene.columns
        for i in range(head + 1, min(head + REACH * 2, len(columns))):
            verb = columns.head[i]
            issues = columns.dep[i] == "nsubj" and verb > i and columns.lemma[verb] in cues.cues().issuing
            if issues and columns.head[verb] == head:
                return self._by_head.get(i)
        return None

    def _made(self, verb: int, head: int) -> bool:
        """Whether the participle tells how the text came about: "a message [put out] on Sunday by ..."."""
        columns = self._scene.columns
        return columns.dep[verb] == "acl" and columns.head[verb] == head

    def _issued(self, head: int) -> Phrase | None:
        """The subject of "issued a statement"."""
        columns = self._scene.columns
        verb = columns.head[head]
        if columns.dep[head] != "dobj":
            return None
        for i in range(verb - 1, max(verb - SUBJECT_REACH, -1), -1):
            if columns.dep[i] == "nsubj" and columns.head[i] == verb:
                return self._pronoun(i) if columns.pos[i] == "PRON" else self._by_head.get(i)
        return None

    def _again(self, head: int) -> Phrase | None:
        """Who issued the text of that name that was last spoken of."""
        columns = self._scene.columns
        for i in range(head - 1, -1, -1):
            if columns.lemma[i] == columns.lemma[head] and columns.pos[i] == "NOUN":
                return self._issuer(i, i)
        return None

    def _stated_in(self, head: int) -> Phrase | None:
        """The subject of "said in a statement"."""
        columns = self._scene.columns
        preposition = columns.head[head]
        if columns.dep[head] != "pobj" or columns.lower[preposition] != "in":
            return None
        verb = columns.head[preposition]
        found = (p for p in self._scene.phrases if columns.head[p.head] == verb and columns.dep[p.head] in SUBJECTS)
        return next(found, None)

    def _last_speaker(self, head: int, first: int, start: int) -> Phrase | None:
        columns = self._scene.columns
        if columns.lower[first] not in titles().determiners:
            return None
        for phrase in reversed(self._scene.phrases):
            if phrase.end <= start and phrase.speaker and not phrase.human and phrase.named:
                return replace(phrase, rule=f"the {columns.lower[head]}: of the last body that spoke")
        return None
