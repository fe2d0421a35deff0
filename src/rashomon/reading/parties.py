"""From noun phrases to parties: who plays a part in an event, also where it is only said whose weapon or decision."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model import Party
from rashomon.reading import language, participants
from rashomon.reading.actors import Actors
from rashomon.reading.language import Parsed
from rashomon.reading.participants import phrase

OWNING = {"poss": 0, "compound": 1, "nmod": 1, "amod": 1, "prep": 2, "pobj": 2, "conj": 3, "appos": 3}
"""How a party hangs on a word that is none, nearest first: "Moscow's decision", "coalition jets", "raid by rebels"."""
BELONGING = ("of", "by", "from")
"""Prepositions that tell whose something is; others tell where it is or at whom it is directed."""
PARTIES = ("PERSON", "ORG", "NORP", "GPE")
CLEAR = 2
"""How many times as often as any other an army must be named to be meant by "the troops"."""
DEEPEST = 4
"""Steps down from a noun to a party that it is said to belong to or to be directed at."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of one report, by the tokens that head their mentions."""

    parsed: Parsed
    actors: Actors
    heads: frozenset[int]

    def of(
        self,
        ranges: Iterable[tuple[int, int]],
        *,
        suffering: bool = False,
        directed: bool = False,
        speaker: Party | None = None,
    ) -> tuple[Party, ...]:
        """Each party once, by its canonical name; what is no party nor anybody's ("hours") is left out.

        People of whom nothing else is said are civilians where they are `suffering`. What is no party stands for whose
        it is, or, when asked for, at whom it is `directed` ("aid for Nigeria"). "We" and "our troops" are of the
        `speaker`.
        """
        found: dict[str, Party] = {}
        for start, end in ranges:
            party = self._first_person(start, end, speaker) or self._party(start, end, directed=directed)
            if party is not None:
                party = harmed(party) if suffering else _uncounted(party)
                found.setdefault(party.name, party)
        return tuple(found.values())

    def blamed(self, start: int, end: int) -> tuple[Party, ...]:
        """Who is held responsible; a state or its capital is its authorities here, not a place."""
        found = self.of([(start, end)], directed=True)
        root = self.parsed.doc[start:end].root
        if found or root.ent_type_ not in PARTIES:
            return found
        return (self.actors.party(start, end),)

    def towards(self, heads: Iterable[int]) -> tuple[Party, ...]:
        """The parties of the first of the words that is one, or that one hangs on, with those coordinated with it."""
        doc = self.parsed.doc
        for head in heads:
            found = self.of([phrase(doc[head])], directed=True)
            if found:
                return found
        return ()

    def _first_person(self, start: int, end: int, speaker: Party | None) -> Party | None:
        """The speaker, for "we" and for what is ours."""
        root = self.parsed.doc[start:end].root
        ours = any(c.dep_ == "poss" and c.lower_ == "our" for c in root.children)
        if speaker is None or not (ours or root.lower_ in ("we", "us")):
            return None
        return msgspec.structs.replace(speaker, mention=self.parsed.words(start, end))

    def speaker(self, start: int, end: int) -> Party | None:
        """Whom the source at tokens `[start, end)` speaks for: an official for the body, others for themselves."""
        source = self.actors.source(start, end)
        if source.kind == "person" and source.role and source.affiliation:
            return Party(name=source.affiliation, mention=source.mention, kind="organisation")
        return next(iter(self.of([(start, end)])), None)

    def _soldiers(self, party: Party) -> Party:
        """Soldiers of whom nothing else is said are those of the one army that the report is about."""
        words = lexicon.load("participants.toml", participants.Words)
        army = self._army()
        if army and party.kind != "person" and party.name.lower() in words.soldiers:
            return msgspec.structs.replace(party, name=army.name, kind=army.kind)
        return party

    def _army(self) -> Party | None:
        """The one army of the report, or the one named more than twice as often as any other."""
        words = lexicon.load("participants.toml", participants.Words)
        found: dict[str, Party] = {}
        count: Counter[str] = Counter()
        for mention in self.actors.mentions:
            party = mention.party
            if mention.named and party.kind == "organisation" and party.name.split()[-1].lower() in words.armies:
                found.setdefault(party.name, party)
                count[party.name] += 1
        ranked = count.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] <= CLEAR * ranked[1][1]):
            return None
        return found[ranked[0][0]]

    def _party(self, start: int, end: int, *, directed: bool) -> Party | None:
        doc = self.parsed.doc
        root = doc[start:end].root
        if (body := self._members_of(root)) is not None:
            return msgspec.structs.replace(body, mention=self.parsed.words(start, end))
        if any(start <= head < end and not _modifies(doc[head], root) for head in self.heads):
            party = self.actors.party(start, end)
            undecided = root.pos_ == "PRON" and party.name.lower() == root.lower_
            return None if undecided else self._soldiers(party)
        if root.ent_type_ in participants.MEMBERS and root.dep_ in participants.MODIFYING:
            return self.actors.party(start, end)
        owner = self._owner(root, directed=directed)
        if owner is None:
            return self._by_word(root)
        whose = self.actors.party(*phrase(owner))
        return Party(name=whose.name, mention=self.parsed.words(*_stretch(start, end, owner)), kind=whose.kind)

    def _members_of(self, root: Token) -> Party | None:
        """ "SDF men", "Azov fighters", "fighters of the SDF": the one body of the report that is named beside them.
        "Nigerian troops" are only its army."""
        words = lexicon.load("participants.toml", participants.Words)
        if root.lower_ not in words.members:
            return None
        beside = [c for c in root.lefts if c.dep_ in participants.MODIFYING]
        beside += [c for p in root.rights if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
        names = {c.text: c.ent_type_ == "NORP" for c in beside if c.text[0].isupper()}
        found = {
            m.party.name: m.party
            for m in self.actors.mentions
            if m.named and (self.parsed.doc[m.head].text in names or m.party.name.split()[0] in names)
        }
        if len(found) != 1:
            return None
        (body,) = found.values()
        of_state = names.get(body.name.split()[0], False)
        army = body.name.split()[-1].lower() in words.armies and root.lower_ in words.soldiers
        return body if body.kind in ("organisation", "group") and (army or not of_state) else None

    def _by_word(self, root: Token) -> Party | None:
        """ "Coalition aircraft", "a coalition strike": the one body of the report that is named so."""
        bodies = lexicon.load("participants.toml", participants.Words).bodies
        words = (t for t in (root, *root.lefts) if t.dep_ in participants.MODIFYING and t.lemma_.lower() in bodies)
        word = next(words, None)
        if word is None:
            return None
        found: dict[str, Party] = {}
        for mention in self.actors.mentions:
            party = mention.party
            if party.kind == "organisation" and word.lemma_.lower() in party.name.lower().split():
                found.setdefault(party.name, party)
        if len(found) > 1:
            return None
        said = self.parsed.words(word.i, word.i + 1)
        unnamed = Party(name=word.lemma_.lower(), mention=said, kind="group")
        return msgspec.structs.replace(next(iter(found.values()), unnamed), mention=said)

    def _owner(self, root: Token, *, directed: bool) -> Token | None:
        """The nearest party below a word that is no party itself."""
        for token in _below(root, directed=directed):
            if token.i in self.heads or (token.ent_type_ in PARTIES and token.pos_ in ("PROPN", "ADJ", "NOUN")):
                if token.ent_type_ == "GPE" and token.dep_ == "pobj" and not directed:
                    continue
                return _whole(token)
        return None


def harmed(party: Party) -> Party:
    """The party, or civilians for people who are not said to be anything else ("12 people", "women and children")."""
    if not civil(party):
        return _uncounted(party)
    words = lexicon.load("participants.toml", participants.Words)
    return msgspec.structs.replace(party, name=words.unnamed, kind="group")


def _uncounted(party: Party) -> Party:
    """Without the number of those who are meant: "about 300 militants" are militants."""
    words = lexicon.load("participants.toml", participants.Words)
    kept = party.name.split()
    while len(kept) > 1 and (kept[0].lower() in words.plain or language.load().vocab[kept[0]].like_num):
        kept.pop(0)
    if party.kind not in ("unnamed", "group") or len(kept) == len(party.name.split()):
        return party
    return msgspec.structs.replace(party, name=" ".join(kept))


def civil(party: Party) -> bool:
    """Whether the party is people of whom nothing else is said."""
    words = lexicon.load("participants.toml", participants.Words)
    told = [
        word
        for word in party.name.lower().split()
        if word not in words.plain and not language.load().vocab[word].like_num
    ]
    return party.kind != "person" and bool(told) and all(_singular(word) in words.civilians for word in told)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _whole(token: Token) -> Token:
    """The head of the name that the token belongs to."""
    while token.head.ent_type_ == token.ent_type_ and token.dep_ in ("compound", "nmod") and token.ent_type_:
        token = token.head
    return token


def _modifies(token: Token, root: Token) -> bool:
    """Whether the token only says whose or what sort of thing the root is."""
    while token != root:
        if token.dep_ in OWNING and token.dep_ not in ("conj", "appos"):
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _below(root: Token, *, directed: bool) -> Iterator[Token]:
    """The words that say whose something is, or also at whom it is directed, nearest first."""
    queue = deque([(root, 0)])
    while queue:
        token, depth = queue.popleft()
        below = sorted((c for c in token.children if c.dep_ in OWNING), key=lambda c: (OWNING[c.dep_], c.i))
        below = [c for c in below if directed or c.dep_ != "prep" or c.lower_ in BELONGING]
        yield from (c for c in below if c.pos_ != "ADP")
        if depth < DEEPEST:
            queue.extend((c, depth + 1) for c in below)


def _stretch(start: int, end: int, owner: Token) -> tuple[int, int]:
    """The noun phrase, or the owner's own words where these lie outside of it."""
    first, last = phrase(owner)
    return (start, end) if start <= first and last <= end else (first, last)
