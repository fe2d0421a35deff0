"""Whether a clause says that something is so, not so, perhaps so or to come (FactBank, Saurí and Pustejovsky 2009)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.model import Reason
from rashomon.model.claim import Certainty, Polarity, Status
from rashomon.reading import negation
from rashomon.reading.cues import Stance
from rashomon.reading.negation import ARGUMENTS, AUXILIARY, Negative

TURNING = ("deny", "doubt")
LEAVING_OPEN = ("ask", "withhold")
AHEAD = ("plan", "order")
STANCE, CUE = "the cue's stance", "the cue"
"""In a reason, what the cue and not the clause itself does."""
RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}


class Sureness(msgspec.Struct, frozen=True, kw_only=True):
    probable: frozenset[str]
    possible: frozenset[str]
    unknown: frozenset[str]
    asking: frozenset[str]
    able: frozenset[str]
    findable: frozenset[str]


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    future: frozenset[str]
    future_past: frozenset[str]
    leading_to: frozenset[str]
    conditional: frozenset[str]
    inverted: frozenset[str]
    due: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    negative: Negative
    certainty: Sureness
    status: Moving


@dataclass(frozen=True, slots=True)
class Assessed:
    """How a clause is meant, with a reason for each value that is not the plain one."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    status: Status = "actual"
    reasons: tuple[Reason, ...] = field(default=())


def assess(doc: Doc, root: int, start: int, end: int) -> Assessed:
    """How the clause at tokens `[start, end)` with head `root` is meant by its own words; the cue comes on top."""
    words = lexicon.load("certainty.toml", Words)
    clause = [doc[i] for i in range(start, end)]
    head = doc[root]
    near = list(_near(head, start, end))
    negations = [*negation.before(doc, start, words.negative), *negation.of(head, near, words.negative)]
    certainty, hedge = _certainty(clause, near, words.certainty)
    if len(negations) == 1 and _unknown(head, words):
        certainty, hedge, negations = "unknown", negations[0], []
    status, mover = _status(head, clause, near, words.status)
    reasons = [Reason(part="polarity", rule="negated in the clause", words=n.text) for n in negations]
    if hedge is not None:
        reasons.append(Reason(part="certainty", rule=f"{certainty}: the clause's own words", words=hedge.text))
    if mover is not None:
        reasons.append(Reason(part="status", rule=f"{status}: the clause's own words", words=mover.text))
    return Assessed("negative" if len(negations) % 2 else "positive", certainty, status, tuple(reasons))


def combine(own: Assessed, stance: Stance, sureness: Certainty, cue: str) -> Assessed:
    """How a clause is meant once its cue has had its say.

    `stance` is what the source does to the content (lexicon/cues.toml): a denial turns it, so that denying a denial
    affirms; a question or a refusal to tell leaves it unknown; a plan or an order puts it into the future.
    """
    meant = own
    if stance in TURNING:
        turned: Polarity = "positive" if own.polarity == "negative" else "negative"
        meant = _with(meant, Reason(part="polarity", rule=f"{STANCE}: {stance}", words=cue), polarity=turned)
    if stance in LEAVING_OPEN:
        meant = _with(meant, Reason(part="certainty", rule=f"{STANCE}: {stance}", words=cue), certainty="unknown")
    elif weaker(own.certainty, sureness) != own.certainty:
        meant = _with(meant, Reason(part="certainty", rule=f"{sureness}: {CUE}", words=cue), certainty=sureness)
    if stance in AHEAD and own.status == "actual":
        meant = _with(meant, Reason(part="status", rule=f"{STANCE}: {stance}", words=cue), status="planned")
    return meant


def is_by_cue(reason: Reason) -> bool:
    """Whether the reason tells what the cue does to the claim (`combine`)."""
    return reason.rule.startswith(f"{STANCE}: ") or reason.rule.endswith(f": {CUE}")


def stance(doc: Doc, cue: tuple[int, int] | None, stance: Stance, sureness: Certainty) -> tuple[Stance, Certainty]:
    """What the source does to the content where the cue itself is negated: "did not deny" leaves it open, "do not
    think" thinks that it is not so (neg-raising; Horn 1978)."""
    words = lexicon.load("certainty.toml", Words).negative
    if cue is None or stance not in TURNING:
        return stance, sureness
    tokens = [doc[i] for i in range(*cue)]
    lemmas = {t.lemma_.lower() for t in tokens}
    if stance == "doubt":
        return stance, "probable" if sureness == "unknown" and lemmas & words.raising else sureness
    head = next((t for t in tokens if t.pos_ == "VERB"), None)
    parts = [*tokens, *(head.children if head else ())]
    if head is not None and head.dep_ == "conj":
        parts += head.head.children
    if any(t.lower_ in words.particles and (t.dep_ in ("neg", "preconj") or t in tokens) for t in parts):
        return "withhold", "unknown"
    return stance, sureness


def _with(
    meant: Assessed,
    reason: Reason,
    *,
    polarity: Polarity | None = None,
    certainty: Certainty | None = None,
    status: Status | None = None,
) -> Assessed:
    return Assessed(
        polarity or meant.polarity, certainty or meant.certainty, status or meant.status, (*meant.reasons, reason)
    )


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less sure of two: a claim is never surer than its cue nor than its own words."""
    return a if RANK[a] >= RANK[b] else b


def _near(head: Token, start: int, end: int) -> Iterator[Token]:
    """The head, and its auxiliaries and direct dependants inside the clause."""
    yield head
    for child in head.children:
        if start <= child.i < end:
            yield child


def _unknown(head: Token, words: Words) -> bool:
    """ "It is not known who", "they do not know whether": the question is left open, nothing is denied."""
    predicate = next((c for c in head.children if c.dep_ == "acomp"), head)
    if predicate.lemma_.lower() not in words.negative.knowing:
        return False
    clauses = [c for t in (head, predicate) for c in t.children if c.dep_ in ("ccomp", "csubj", "advcl", "pcomp")]
    if not clauses:
        return predicate != head or any(c.dep_ == "auxpass" for c in head.children)
    asked = (*words.certainty.asking, "if", "where", "when")
    return any(t.lower_ in asked for c in clauses for t in list(c.subtree)[:3])


def _certainty(clause: list[Token], near: list[Token], words: Sureness) -> tuple[Certainty, Token | None]:
    """The weakest word of the clause's head and what hangs on it; questions and what cannot be told are unknown."""
    first = next((t for t in clause if t.is_alpha), None)
    if first is not None and first.lower_ == "whether":
        return "unknown", first
    best: tuple[Certainty, Token | None] = ("certain", None)
    reach = near + [c for t in near if t.dep_ in ARGUMENTS for c in t.children if c.dep_ in ("amod", "advmod")]
    reach += [
        c for t in near if t.dep_ in ("xcomp", "ccomp", "acomp") for c in t.children if c.dep_ in (*AUXILIARY, "advmod")
    ]
    for token in reach:
        lemma, lower = token.lemma_.lower(), token.lower_
        if lower in words.unknown:
            return "unknown", token
        if lower in words.able and _ability(token, words):
            continue
        if token.dep_ in AUXILIARY or token.pos_ != "AUX":
            if lower in words.possible and RANK[best[0]] < RANK["possible"]:
                best = ("possible", token)
            elif (
                (lower in words.probable or lemma in words.probable)
                and _hedging(token)
                and RANK[best[0]] < RANK["probable"]
            ):
                best = ("probable", token)
    return best


def _ability(token: Token, words: Sureness) -> bool:
    """ "Could be identified", "could not have": what one was able to do, not what may be so."""
    governor = token.head
    return governor.lemma_.lower() in words.findable or any(c.dep_ == "neg" for c in governor.children)


def _hedging(token: Token) -> bool:
    """A verb weakens only what hangs on it: "is believed to have left", not "is feared"."""
    if token.pos_ != "VERB":
        return True
    return any(c.dep_ in ("xcomp", "ccomp", "oprd") for c in token.children)


def _status(head: Token, clause: list[Token], near: list[Token], words: Moving) -> tuple[Status, Token | None]:
    """Conditional before planned before actual."""
    condition = next(filter(None, (_condition(t, words) for t in near)), None)
    if condition is not None:
        return "conditional", condition
    auxiliaries = [t for t in near if t.dep_ in AUXILIARY]
    would = next((t for t in auxiliaries if t.lower_ in words.future_past), None)
    if would is not None:
        perfect = any(t.lemma_ == "have" for t in auxiliaries)
        return ("conditional" if perfect else "planned"), would
    ahead = next((t for t in auxiliaries if t.lower_ in words.future), None) or _ahead(head, clause, near, words)
    return ("planned", ahead) if ahead is not None else ("actual", None)


def _condition(clause: Token, words: Moving) -> Token | None:
    """The word that makes an adverbial clause a condition: "if", or an inverted auxiliary ("should it come")."""
    if clause.dep_ != "advcl":
        return None
    for child in clause.children:
        if child.dep_ == "mark" and child.lower_ in words.conditional:
            return child
        if child.dep_ == "aux" and child.lower_ in words.inverted and child.i == _first(clause):
            return child
    return None


def _ahead(head: Token, clause: list[Token], near: list[Token], words: Moving) -> Token | None:
    """The word by which a clause without "will" speaks of what is to come: "plan to", "is to be", "due", "to"."""
    copula = head.lemma_ == "be" and head.dep_ != "auxpass"
    if copula or head.lemma_.lower() in words.leading_to:
        for token in near:
            marks_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
            passive = any(c.dep_ == "auxpass" for c in token.children)
            if token.dep_ == "xcomp" and marks_to and token.i > head.i and (passive or not copula):
                return head
    for token in near:
        if token.lower_ in words.due and token.dep_ in ("acomp", "xcomp", "ROOT", "ccomp"):
            return token
    first = next((t for t in clause if t.is_alpha), None)
    if first is not None and first.lower_ == "to" and first.head == head and first.dep_ == "aux":
        return first
    return None


def _first(token: Token) -> int:
    return min(t.i for t in token.subtree if t.is_alpha)
