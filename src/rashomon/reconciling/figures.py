"""Questions of how many: one a measure of a happening. What is counted and what became of them tell measures apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rashomon.model import Figure, Span
from rashomon.reconciling import running, scopes, wording
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.measure import PEOPLE, Measure
from rashomon.reconciling.positions import Answer, figure_answer
from rashomon.reconciling.statements import Statement

FIGHTERS, MEN = "fighters", "men"

MOSTLY = 0.75
"""Share of the claims that say who the killed were that must count fighters for the bare dead to be fighters."""
WORDS_AROUND = 3
"""Words before and after a number in which it may be called a part."""
TELLERS = 2
"""Origins that must give both "federal police" and "police" a number for the two to be two measures; one alone may
be listing the parts of its own total."""

BETWEEN = re.compile(r"[,;:]\s|\band\b")
"""What parts the numbers of one claim."""

Pair = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Item:
    statement: Statement
    figure: Figure
    measure: Measure
    qualifiers: frozenset[str]
    names: tuple[str, ...]
    recipients: frozenset[str]
    changes: bool
    """The claim's words say that one number replaced another."""


def measured(happening: Happening) -> dict[Measure, list[Answer]]:
    """The figures of a happening's statements by measure, oldest first; a denied figure answers nothing.

    "46 people" and "10 children among them" are two measures always; "federal police" and "police" only where the
    happening's own claims give both a number, or where each is qualified by other names.
    """
    told = [
        _item(statement, figure, scopes.scope(statement, happening))
        for statement in happening.statements
        if not statement.negative
        for figure in statement.claim.figures
    ]
    wide: dict[Measure, list[_Item]] = {}
    for item in _only_fighters(told):
        wide.setdefault(item.measure, []).append(item)
    found: dict[Measure, list[Answer]] = {}
    for measure, items in wide.items():
        narrowed = _narrowed(items)
        for item in items:
            key = Measure(
                outcome=measure.outcome,
                counted=measure.counted,
                unit=measure.unit,
                planned=measure.planned,
                qualifiers=narrowed[item.qualifiers],
                part=_segment(item) if _is_part(item, items, narrowed) else "",
                scope=measure.scope,
            )
            found.setdefault(key, []).append(figure_answer(item.statement, item.figure))
    found = running.by_day(found, happening)
    return {key: found[key] for key in sorted(found)}


def counted_class(counted: str, *, outcome: str) -> str:
    """The class of what is counted: children, women, fighters ...; people at large where an outcome says it is people;
    else the head noun."""
    head = wording.plain(counted.split(" of ")[0])
    for known in wording.words_of().counted:
        if any(word in known.words for word in head):
            return known.name
    if outcome != "none" or not head:
        return PEOPLE
    return wording.stem(_head(head))


def _item(statement: Statement, figure: Figure, scope: str) -> _Item:
    counted = counted_class(figure.counted, outcome=figure.outcome)
    known = next((c.words for c in wording.words_of().counted if c.name == counted), frozenset[str]())
    if counted == MEN and len(statement.claim.figures) == 1:
        counted = PEOPLE
    words = [w for w in wording.plain(figure.counted) if w not in known]
    return _Item(
        statement=statement,
        figure=figure,
        measure=Measure(
            outcome=figure.outcome,
            counted=counted,
            unit=figure.unit,
            planned=statement.claim.status != "actual",
            scope=scope,
        ),
        qualifiers=wording.stems(words),
        names=tuple(w for w in figure.counted.split() if w[:1].isupper()),
        recipients=frozenset(
            wording.stem(w) for party in statement.claim.event.recipients for w in wording.name_words(party.name)
        ),
        changes=not wording.words_of().change.isdisjoint(statement.said.split()),
    )


def _only_fighters(items: Sequence[_Item]) -> list[_Item]:
    """Where most claims that say who the killed were count fighters, the bare dead ("36 dead") are fighters too."""
    words = wording.words_of().tolls
    bare = [words.issuperset(wording.plain(i.figure.counted)) for i in items]
    for outcome in sorted({i.measure.outcome for i in items} - {"none"}):
        said = [i.measure.counted for i, b in zip(items, bare, strict=True) if i.measure.outcome == outcome and not b]
        if said and said.count(FIGHTERS) >= MOSTLY * len(said):
            items = [
                replace(i, measure=replace(i.measure, counted=FIGHTERS)) if b and i.measure.outcome == outcome else i
                for i, b in zip(items, bare, strict=True)
            ]
    return list(items)


def _narrowed(items: Sequence[_Item]) -> dict[frozenset[str], tuple[str, ...]]:
    """The qualifiers that each set of qualifiers is filed under: its own, or those of a more frequent set that no
    claim tells it apart from."""
    counts = Counter(item.qualifiers for item in items)
    names = {item.qualifiers: item.names for item in items}
    apart = _told_apart(items)
    voices = {own: len({i.statement.origin for i in items if i.qualifiers == own}) for own in counts}
    leaders: list[frozenset[str]] = []
    filed: dict[frozenset[str], tuple[str, ...]] = {}
    for own in sorted(counts, key=lambda q: (-counts[q], len(q), sorted(q))):
        leader = next((q for q in leaders if _one_measure(own, q, apart, names)), None)
        if leader is not None and _specific(own, leader, voices[own], items):
            leader = None
        if leader is None:
            leaders.append(own)
            leader = own
        filed[own] = tuple(sorted(leader))
    return filed


def _specific(own: frozenset[str], leader: frozenset[str], voices: int, items: Sequence[_Item]) -> bool:
    """Whether a noun narrower than people at large ("sons", "rescue workers") counts a part of the dead: only one
    origin uses it, it names no people, and it is not whom the claim says it was done to."""
    if not own - leader or voices > 1 or items[0].measure.counted != PEOPLE:
        return False
    usual = Counter(word for item in items for word in item.recipients)
    mine = [item for item in items if item.qualifiers == own]
    return not any(item.names or any(usual[word] > len(mine) for word in own & item.recipients) for item in mine)


def _one_measure(
    a: frozenset[str], b: frozenset[str], apart: set[Pair], names: dict[frozenset[str], tuple[str, ...]]
) -> bool:
    if frozenset((a, b)) in apart or (a ^ b) & wording.words_of().part:
        return False
    if not names[a] or not names[b] or set(names[a]) & set(names[b]):
        return True
    return wording.same_name(" ".join(names[a]), " ".join(names[b]))


def _is_part(item: _Item, items: Iterable[_Item], narrowed: dict[frozenset[str], tuple[str, ...]]) -> bool:
    """Whether its claim gives several numbers of this measure and says nothing of one replacing another: then they add
    up, or the narrower is a part of the widest."""
    if scopes.apart(item.statement) or (item.measure.counted == PEOPLE and _partitive(item)):
        return True
    if item.changes:
        return False
    here = narrowed[item.qualifiers]
    mine = [i for i in items if i.statement.id == item.statement.id and narrowed[i.qualifiers] == here]
    if len({(i.figure.low, i.figure.high) for i in mine}) == 1:
        return False
    whole = min(mine, key=lambda i: (len(i.qualifiers), -_size(i.figure)))
    rivals = [i for i in mine if len(i.qualifiers) == len(whole.qualifiers) and i is not whole]
    return item is not whole or not _holds(whole, rivals)


def _holds(whole: _Item, others: Sequence[_Item]) -> bool:
    """Whether a number holds the others of its claim within it ("eight died, seven by bullets and one in the blast"),
    rather than adding up with them ("191 from the depot and 156 from the hospital")."""
    if sum(_size(i.figure) for i in others) == _size(whole.figure):
        return True
    return all(_partitive(i) or not _added(whole, i) for i in others)


def _added(a: _Item, b: _Item) -> bool:
    """Whether the claim puts "and" between two numbers, not just a comma."""
    content, (first, second) = a.statement.claim.content, sorted((a.figure.mention, b.figure.mention), key=_at)
    between = content.text[max(0, first.end - content.start) : max(0, second.start - content.start)]
    return "and" in wording.plain(between)


def _at(span: Span) -> int:
    return span.start


def _segment(item: _Item) -> str:
    """A claim's words about one of its numbers: "60 in the last" of "fifty in each of two pits and 60 in the last"."""
    content, mention = item.statement.claim.content, item.figure.mention
    if not content.start <= mention.start <= mention.end <= content.end:
        return content.text
    first, last = mention.start - content.start, mention.end - content.start
    before = BETWEEN.split(content.text[:first])[-1]
    after = BETWEEN.split(content.text[last:])[0]
    return f"{before}{content.text[first:last]}{after}".strip()


def _partitive(item: _Item) -> bool:
    """Whether the words around the number make it a part of a whole: "59 of the dead", "a further 95"."""
    content, mention = item.statement.claim.content, item.figure.mention
    if not content.start <= mention.start <= mention.end <= content.end or mention == content:
        return False
    before = f" {' '.join(wording.plain(content.text[: mention.start - content.start])[-WORDS_AROUND:])}"
    after = f"{' '.join(wording.plain(content.text[mention.end - content.start :])[:WORDS_AROUND])} "
    known = wording.words_of()
    if any(f" {w} " in f"{before} " for w in known.part_before):
        return True
    return any(after.startswith(f"{w} ") for w in known.part_after) or _tells_who(after.split())


def _tells_who(after: Sequence[str]) -> bool:
    """ "Seven were women": what follows the number says who some of them were."""
    known = wording.words_of()
    match after:
        case [copula, who, *_] if copula in known.copulas:
            return any(who in a.words for a in known.counted if a.name != PEOPLE)
    return False


def _size(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def _told_apart(items: Iterable[_Item]) -> set[Pair]:
    """Pairs of qualifier sets to which claims of enough origins give two numbers at once."""
    by_claim: dict[str, list[_Item]] = {}
    for item in items:
        by_claim.setdefault(item.statement.id, []).append(item)
    voices: dict[Pair, set[str]] = {}
    for members in by_claim.values():
        for a, b in combinations(members, 2):
            if a.qualifiers != b.qualifiers and (a.figure.low, a.figure.high) != (b.figure.low, b.figure.high):
                voices.setdefault(frozenset((a.qualifiers, b.qualifiers)), set()).add(a.statement.origin)
    return {pair for pair, origins in voices.items() if len(origins) >= TELLERS}


def _head(words: Sequence[str]) -> str:
    """The last word before a preposition."""
    kept: list[str] = []
    for word in words:
        if kept and word in wording.words_of().prepositions:
            break
        kept.append(word)
    return kept[-1]
