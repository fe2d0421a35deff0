"""Whom any noun phrase of a report means: names and nouns, pronouns, and texts for those who issued them."""

from __future__ import annotations

from dataclasses import replace

from rashomon.reading import cataphora, coreference
from rashomon.reading.issuers import Issuers
from rashomon.reading.names import titles
from rashomon.reading.phrases import Phrase, core, left
from rashomon.reading.scene import Scene

TITLE_GAP = 3
"""Tokens between a function and the name that bears it ("spokesman Lieutenant Colonel ...")."""
PART_REACH = 8
"""Tokens after "one of" that its noun is looked for in."""
AHEAD = 2
"""Sentences within which a body that was introduced without its name is named."""


class Resolver:
    """Resolves ranges of tokens of one report to the party they mean; the same range gives the same phrase."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._by_head: dict[int, Phrase] = {p.head: p for p in scene.phrases if not p.document}
        self._issuers = Issuers(scene, self._by_head, self._pronoun)
        self._known: dict[tuple[int, int], Phrase] = {}

    def resolve(self, start: int, end: int) -> Phrase:
        """The party that the noun phrase at tokens `[start, end)` means."""
        key = (start, end)
        if key not in self._known:
            self._known[key] = self._resolved(start, end)
        return self._known[key]

    def somebody(self, start: int, end: int) -> bool:
        """Whether the range means a party, or a text that speaks for one, rather than a thing or a happening."""
        phrase = self.resolve(start, end)
        if phrase.entity or phrase.named or phrase.human or phrase.noun or phrase.kind != "unnamed":
            return True
        columns, words = self._scene.columns, titles()
        head = columns.root(start, end)
        lemma = columns.lemma[head]
        if columns.pos[head] == "PRON":
            return columns.lower[head] not in ("which", "that", "what", "this", "these", "those", "there")
        if lemma in words.documents or lemma in words.evidence or self._is_quantity(head):
            return True
        return columns.pos[head] in ("PROPN", "X") or (columns.word[head][:1].isupper() and head > start)

    def _resolved(self, start: int, end: int) -> Phrase:
        columns = self._scene.columns
        head = columns.root(start, end)
        named = self._apposed(start, end, head) or self._bodies(end, head)
        if named:
            return named
        if columns.pos[head] == "PRON" and columns.lemma[head] not in titles().persons:
            part = self._part(head) if columns.lower[head] not in titles().third else None
            return part or self._pronoun(head)
        if self._is_quantity(head) and (part := self._part(head)):
            return part
        phrase = self._by_head.get(head) or self._covering(start, end, head)
        if phrase and not phrase.named and (whose := self._his(phrase)):
            return whose
        if phrase and not phrase.named and (ahead := self._ahead(phrase)):
            return ahead
        if (phrase is None or not phrase.named) and (issuer := self._issuers.of(head, start)):
            return issuer
        return phrase or self._plain(start, end, head)

    def _apposed(self, start: int, end: int, head: int) -> Phrase | None:
        """The person named in apposition to, or together with, the head: "its director, Rami Abdel Rahman"."""
        columns = self._scene.columns
        for phrase in self._scene.phrases:
            entity = phrase.entity
            if start <= phrase.start < end and entity and entity.kind == "person" and not phrase.noun:
                up, name = columns.head[phrase.head], phrase.head
                below = up == head and columns.dep[name] in ("appos", "compound", "nmod", "flat")
                title = 0 < phrase.start - head < TITLE_GAP and columns.lemma[head] in titles().roles
                title = title and columns.pos[phrase.start - 1] != "ADP"
                if name == head or below or title or columns.head[head] == name:
                    return phrase
        return None

    def _bodies(self, end: int, head: int) -> Phrase | None:
        """The bodies named in apposition to what they are called: "two local groups, X and Y", "another outlet, X"."""
        columns = self._scene.columns
        if columns.lemma[head] not in titles().heads or head in self._scene.at:
            return None
        found = [
            phrase
            for phrase in self._scene.phrases
            if head < phrase.start < end and phrase.entity and not phrase.human and not phrase.noun
        ]
        if not found or columns.dep[found[0].head] != "appos" or columns.head[found[0].head] != head:
            return None
        first = found[0]
        joined = [one for one in found[1:] if columns.dep[one.head] == "conj" and columns.head[one.head] == first.head]
        if not joined or not self._ends_in_s(head):
            return replace(first, rule=f"named beside {columns.lower[head]}")
        name = " and ".join(one.name for one in (first, *joined))
        return replace(first, name=name, kind="group", entity=None, plural=True, rule="named side by side")

    def _ends_in_s(self, head: int) -> bool:
        return self._scene.columns.lower[head] != self._scene.columns.lemma[head]

    def _pronoun(self, at: int) -> Phrase:
        if at in self._by_head:
            return self._by_head[at]
        found = coreference.pronoun(self._scene.columns, self._scene.phrases, at)
        if found.phrase:
            return replace(found.phrase, rule=found.rule)
        return replace(self._plain(at, at + 1, at), rule=f"undecided: {found.rule}")

    def _is_quantity(self, head: int) -> bool:
        """Whether the head only says how many of those after "of" are meant: "one", "300", "dozens", "a portion"."""
        columns, words = self._scene.columns, titles()
        counts = columns.lower[head] in words.some or columns.pos[head] == "NUM"
        return (counts and head not in self._by_head) or columns.lower[head] in words.portions

    def _part(self, head: int) -> Phrase | None:
        """One of several: "one of its members", "one of them", "one of the drivers"."""
        columns = self._scene.columns
        if head + 1 >= len(columns) or columns.lower[head + 1] != "of":
            return None
        for i in range(head + 2, min(head + PART_REACH, len(columns))):
            if columns.dep[i] == "pobj" and columns.head[i] == head + 1 and columns.pos[i] == "NUM":
                counted = self._counted(i)
                return self._one_of(counted, columns.lower[head]) if counted else None
            if columns.dep[i] == "pobj" and columns.head[i] == head + 1:
                whole = self._several(i) if columns.pos[i] == "PRON" else self._by_head.get(i)
                whole = whole or self._plain(head + 2, i + 1, i)
                named = self._introduced(whole, columns.lemma[i]) if columns.lower[head] == "one" else None
                return named or self._one_of(whole, columns.lower[head])
        return None

    def _introduced(self, whole: Phrase, noun: str) -> Phrase | None:
        """Whom "one of the leading figures of the opposition" turns out to be."""
        entity = cataphora.named_after(self._scene, whole, noun) if not whole.named else None
        if entity is None:
            return None
        rule = f"one of the {noun}s: named as {entity.name} soon after"
        return replace(whole, name=entity.name, kind=entity.kind, entity=entity, named=True, plural=False, rule=rule)

    def _counted(self, at: int) -> Phrase | None:
        """Whom "one of the two" is one of: the last persons of just that number."""
        columns = self._scene.columns
        for phrase in reversed(self._scene.phrases):
            several = phrase.end <= at and phrase.human and phrase.plural and not phrase.pronoun
            if several and columns.lower[at] in columns.lower[phrase.start : phrase.head]:
                return phrase
        return None

    def _several(self, at: int) -> Phrase:
        """Whom "them" means after "one of": persons, if several were spoken of, rather than a body."""
        columns = self._scene.columns
        many = [phrase for phrase in self._scene.phrases if phrase.plural and phrase.human]
        found = coreference.pronoun(columns, many, at)
        return replace(found.phrase, rule=found.rule) if found.phrase else self._pronoun(at)

    def _one_of(self, whole: Phrase, word: str) -> Phrase:
        """A phrase for one, or some, of the persons that `whole` names."""
        last = self._scene.columns.word[whole.head]
        lemma = self._scene.columns.lemma[whole.head]
        name = whole.name
        if word == "one" and name.endswith(last):
            name = name.removesuffix(last) + lemma
        role = lemma if whole.role and word == "one" else whole.role
        return replace(
            whole,
            name=name,
            entity=None,
            named=False,
            kind="unnamed",
            plural=word != "one",
            role=role,
            rule=f"{word} of",
        )

    def _ahead(self, phrase: Phrase) -> Phrase | None:
        """The body that an indefinite one ("a war monitor said") turns out to be, named as a speaker soon after."""
        columns, words = self._scene.columns, titles()
        sorts = {*words.heads.get(phrase.noun, ()), phrase.noun} & words.observing
        if not sorts or not phrase.speaker or phrase.plural or columns.lower[phrase.start] not in ("a", "an"):
            return None
        here = columns.sentence[phrase.head]
        for other in self._scene.phrases:
            entity = other.entity
            if entity and not other.human and other.start < phrase.start and sorts & entity.types:
                return None
            near = other.start >= phrase.end and columns.sentence[other.head] - here <= AHEAD
            if near and entity and other.speaker and sorts & entity.types:
                return replace(other, rule=f"a {phrase.noun}: named as {entity.name} soon after")
        return None

    def _his(self, phrase: Phrase) -> Phrase | None:
        """The body that a person is of: "his service", "her force"."""
        columns, first = self._scene.columns, phrase.start
        pronouns = titles().pronouns
        if phrase.human or columns.lower[first] not in pronouns.male | pronouns.female or first + 1 != phrase.head:
            return None
        owner = self._pronoun(first).entity
        if owner is None or owner.kind != "person" or not owner.affiliation:
            return None
        return replace(phrase, name=owner.affiliation, named=True, rule=f"the {phrase.noun} of {owner.name}")

    def _covering(self, start: int, end: int, head: int) -> Phrase | None:
        """The longest phrase in the range that covers its head."""
        found = [p for p in self._scene.phrases if p.start <= head < p.end and start <= p.head < end]
        return max(found, key=lambda p: p.end - p.start) if found else None

    def _plain(self, start: int, end: int, head: int) -> Phrase:
        """A phrase nothing is known of, as it stands without its article; a state for its name or adjective."""
        columns = self._scene.columns
        spot = self._scene.at.get(head)
        nation = spot.entry.nation if spot and spot.entry else None
        if spot and nation and spot.label != "people":
            name = nation.seat_party if spot.label == "seat" else nation.name
            return Phrase(start=start, end=end, head=head, name=name, kind="organisation", named=True, rule=spot.rule)
        name = core(columns, max(start, left(columns, head)), head + 1)
        return Phrase(start=start, end=end, head=head, name=name, kind="unnamed", rule="as it stands")
