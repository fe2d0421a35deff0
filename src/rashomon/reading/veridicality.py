"""How an event that a text mentions stands by it: happened or not, perhaps, asked, or still to come (veridicality).

Each event stands as the words on it and the word it depends on make it stand, and that word stands by what it depends
on itself, up to the sentence's head. What a verb makes of its complement are facts about that verb (Karttunen 1971;
Nairn, Condoravdi and Karttunen 2006), here in lexicon/veridicality.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model import Reason
from rashomon.model.claim import Certainty, Polarity, Status

VERBAL = ("VERB", "AUX")
TENSED = ("VBD", "VBZ", "VBP", "MD")
HELPERS = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass")
DENIABLE = (*SUBJECTS, "dobj", "attr", "expl")
"""Dependants by which a verb is negated when they are nobody or nothing."""
PREDICATES = ("acomp", "oprd", "attr", "dobj")
"""Where the word stands that says what a light verb makes of an infinitive: "is ready to", "made an effort to"."""
LIGHT = ("be", "seem", "become", "appear", "remain", "make", "feel", "get")


class Complemented(msgspec.Struct, frozen=True, kw_only=True):
    open: frozenset[str]
    planned: frozenset[str]
    turning: frozenset[str]


class Tensed(msgspec.Struct, frozen=True, kw_only=True):
    open: frozenset[str]
    turning: frozenset[str]
    raising: frozenset[str]
    factive: frozenset[str]


class Objects(msgspec.Struct, frozen=True, kw_only=True):
    open: frozenset[str]
    open_with: frozenset[str]
    turning: frozenset[str]
    turning_with: frozenset[str]
    without: frozenset[str]


class Own(msgspec.Struct, frozen=True, kw_only=True):
    negations: frozenset[str]
    none: frozenset[str]
    nobody: frozenset[str]
    modals: frozenset[str]
    future: frozenset[str]
    hedges: frozenset[str]
    qualities: frozenset[str]
    open_question: frozenset[str]
    bounds: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    infinitive: Complemented
    noun: Complemented
    clause: Tensed
    object: Objects
    own: Own


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands, and by which rule and word."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    status: Status = "actual"
    rule: str = "no word says otherwise"
    words: str = ""

    def like(self, polarity: Polarity, certainty: Certainty, status: Status) -> bool:
        """Whether that is meant alike; how sure "probable" and "possible" are is not told apart here."""
        mine, other = self.certainty, certainty
        sure = mine == other or {mine, other} == {"probable", "possible"}
        return sure and (self.certainty == "unknown" or (self.polarity, self.status) == (polarity, status))

    def reason(self) -> Reason:
        """For `explain`."""
        return Reason(part="certainty", rule=self.rule, words=self.words)


PLAIN = Standing()


class Standings:
    """The standings of one document's events, each worked out once."""

    def __init__(self, given: Mapping[int, Standing] | None = None) -> None:
        """`given`: how what they depend on lets some tokens stand, where that is known from elsewhere."""
        self._given = given or {}
        self._words = lexicon.load("veridicality.toml", Words)
        self._known: dict[int, tuple[Standing, Standing]] = {}
        """For each token how what it depends on lets it stand, and how it stands with its own words."""

    def of(self, token: Token) -> Standing:
        """How the event stands that the token names."""
        below = []
        while token.i not in self._known:
            below.append(token)
            if token.head == token:
                break
            token = token.head
        for one in reversed(below):
            around = self._given.get(one.i) or self._around(one)
            self._known[one.i] = around, self._with_own(one, around)
        return self._known[below[0].i if below else token.i][1]

    def _around(self, token: Token) -> Standing:
        """How what the token depends on lets it stand."""
        head, dep = token.head, token.dep_
        if head == token:
            return PLAIN
        if dep in ("conj", "compound"):
            return self._joined(token, head)
        if dep in ("xcomp", "ccomp", "advcl", "acl"):
            return self._complement(token, head)
        if dep in ("pcomp", "pobj"):
            return self._behind(head)
        if dep in ("dobj", "nsubjpass"):
            return self._object(head)
        if dep in ("attr", "acomp") and head.lemma_ == "be":
            return self._known[head.i][1]
        return self._argument(head) if dep in ("csubj", "attr", "acomp") else PLAIN

    def _joined(self, token: Token, head: Token) -> Standing:
        """One of several that are joined shares their words, unless it has its own."""
        own = any(c.dep_ in SUBJECTS or (c.dep_ in ("aux", "neg") and c.lower_ != "to") for c in token.children)
        return self._known[head.i][0 if own and token.pos_ in VERBAL else 1]

    def _argument(self, head: Token) -> Standing:
        """What takes part in something uncertain is uncertain too; in something that did not happen, it may be real."""
        around = self._known[head.i][1]
        return PLAIN if around.polarity == "negative" else around

    def _object(self, head: Token) -> Standing:
        lemma, words = head.lemma_.lower(), self._words.object
        if lemma in words.open:
            return self._opened(head)
        return self._turned(head) if lemma in words.turning else self._argument(head)

    def _behind(self, preposition: Token) -> Standing:
        """What stands behind a preposition: "without a fight", "called for a truce", "kept from leaving"."""
        words, governor = self._words.object, preposition.head
        pair = f"{governor.lemma_.lower()} {preposition.lower_}"
        if preposition.lower_ in words.without:
            return Standing(polarity="negative", rule="negative: the word before it", words=preposition.text)
        if pair in words.open_with:
            return self._opened(governor)
        return self._turned(governor) if pair in words.turning_with else self._argument(governor)

    def _complement(self, token: Token, head: Token) -> Standing:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        if token.dep_ == "acl" or (token.dep_ == "advcl" and _subordinated(token)):
            return self._governed(head, self._words.noun) if infinitive and token.dep_ == "acl" else PLAIN
        if infinitive:
            return self._governed(head, self._words.infinitive)
        if token.dep_ == "advcl":
            return PLAIN
        if _tensed(token):
            return self._clause(head)
        turning = head.lemma_.lower() in self._words.infinitive.turning
        return self._turned(head) if turning else self._known[head.i][1]

    def _governed(self, head: Token, words: Complemented) -> Standing:
        """What a verb, an adjective or a noun makes of its infinitive."""
        lemmas = {head.lemma_.lower(), _predicate(head)}
        if lemmas & words.open or (words is self._words.infinitive and _predicate(head) in self._words.noun.open):
            return self._opened(head)
        if lemmas & words.turning:
            return self._turned(head)
        around = self._known[head.i][1]
        if lemmas & words.planned and around.polarity == "positive":
            return replace(around, status="planned", rule="planned: what it depends on", words=head.text)
        return self._opened(head) if words is self._words.noun else around

    def _clause(self, head: Token) -> Standing:
        """What a verb, or a predicate, makes of a clause with a tense."""
        words, lemma, around = self._words.clause, _predicate(head), self._known[head.i][1]
        if lemma in words.factive:
            return PLAIN
        if around.polarity == "negative" and lemma in words.raising:
            return replace(around, status="actual", rule="negative: what it depends on is denied", words=head.text)
        if around.polarity == "negative" or around.certainty == "unknown":
            rule = "unknown: what it depends on is denied or asked"
            return Standing(certainty="unknown", rule=rule, words=head.text)
        if lemma in words.turning:
            return Standing(polarity="negative", rule="negative: what it depends on", words=head.text)
        opinion = Standing(certainty="possible", rule="possible: what it depends on", words=head.text)
        return opinion if lemma in words.open else PLAIN

    def _opened(self, head: Token) -> Standing:
        """Open, if what it depends on stands; who does not want to leave does not leave."""
        around = self._known[head.i][1]
        if around.certainty == "unknown":
            return around
        if around.polarity == "negative":
            return Standing(polarity="negative", status="planned", rule="negative: what it depends on", words=head.text)
        return Standing(certainty="possible", status="planned", rule="possible: what it depends on", words=head.text)

    def _turned(self, head: Token) -> Standing:
        return _turn(self._known[head.i][1], "what it depends on", head.text)

    def _with_own(self, token: Token, around: Standing) -> Standing:
        """How the event stands with its own words: a question, a negation, a modal, a time to come."""
        words, children = self._words.own, list(token.children)
        asking = _first(children, ("mark", "advmod"), words.open_question)
        if asking is not None:
            return Standing(certainty="unknown", status="conditional", rule="unknown: a question", words=asking.text)
        if token.dep_ == "ROOT" and token.pos_ in VERBAL and any(t.text == "?" for t in token.sent[-2:]):
            return Standing(certainty="unknown", rule="unknown: a question", words="?")
        bound = _first(children, ("mark", "advmod"), words.bounds) if token.dep_ == "advcl" else None
        if bound is not None:
            rule = "possible: the word before the clause"
            around = Standing(certainty="possible", status="conditional", rule=rule, words=bound.text)
        negation = _negation(token, children, words)
        if negation is not None:
            return _turn(around, "negated", negation.text)
        hedge = (
            _first(children, ("aux",), words.modals)
            or _first(children, ("advmod",), words.hedges)
            or _first(children, ("amod",), words.qualities)
        )
        if hedge is not None and around.certainty == "certain":
            return replace(around, certainty="possible", rule="possible: a word of its own", words=hedge.text)
        future = _first(children, ("aux",), words.future) if around.status == "actual" else None
        if future is None:
            return around
        return replace(around, status="planned", rule="planned: a word of its own", words=future.text)


def _turn(around: Standing, why: str, words: str) -> Standing:
    other: Polarity = "positive" if around.polarity == "negative" else "negative"
    return replace(around, polarity=other, rule=f"{other}: {why}", words=words)


def _first(children: list[Token], deps: tuple[str, ...], words: frozenset[str]) -> Token | None:
    return next((c for c in children if c.dep_ in deps and c.lower_ in words), None)


def _negation(token: Token, children: list[Token], words: Own) -> Token | None:
    """ "Not", "no deal", "nobody left", "no soldier left"; two of them cancel out."""
    found = []
    for child in children:
        lower = child.lower_
        plain = child.dep_ in ("neg", "preconj") and lower in words.negations
        if plain or (child.dep_ == "det" and lower in words.none and token.pos_ not in VERBAL):
            found.append(child)
        elif child.dep_ in DENIABLE and token.pos_ in VERBAL:
            none = any(c.dep_ in ("det", "neg") and c.lower_ in words.none for c in child.children)
            found += [child] if none or lower in words.nobody else []
    return found[-1] if len(found) % 2 else None


def _tensed(token: Token) -> bool:
    return token.tag_ in TENSED or any(c.dep_ in HELPERS and c.tag_ in TENSED for c in token.children)


def _subordinated(token: Token) -> bool:
    """ "Because he left" says why; in "difficult for him to leave" the subject only has a word before it."""
    return any(c.dep_ == "mark" and c.lower_ != "for" for c in token.children)


def _predicate(head: Token) -> str:
    """Dictionary form of the word that governs a complement: of a light verb, its predicate."""
    if head.lemma_ in LIGHT:
        for dep in PREDICATES:
            for child in head.children:
                if child.dep_ == dep and (dep in PREDICATES[:2] or child.pos_ == "NOUN"):
                    return child.lemma_.lower()
    return head.lemma_.lower()
