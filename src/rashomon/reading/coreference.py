"""Who pronouns and definite noun phrases refer to.

Ranked constraints in the manner of Lappin and Leass (1994): number, gender and animacy exclude; nearness, being a
subject and having just spoken rank. What stays tied is left undecided.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.reading.columns import SUBJECTS, Columns
from rashomon.reading.entities import Entity
from rashomon.reading.names import speech, titles
from rashomon.reading.phrases import Extent, Phrase, gender

REACH = 6
"""Sentences back that a pronoun reaches."""
TIE = 0.1
"""Two candidates nearer than this in rank are a tie."""
SENTENCE, RECENCY, SUBJECT, SPEAKER, NAMED = 1.0, 0.2, 0.6, 0.8, 1.5
"""Factors after Lappin and Leass; a sentence further back costs one. The others are set where most of the 381 pronouns
that name a source in the development dossiers find the noted party; the optimum is flat (one in fifty either way)."""
NUMBER_MISMATCH = 1.5
"""What a body named in the singular loses against "they": British usage allows it, others are likelier."""
UNKNOWN_NAME = 2.0
"""What a name that the tagger took for a body loses against "he": any person named nearby is likelier."""
SILENT = 1.5
"""What such a name loses against a pronoun that speaks."""
TOLD = 2.0
"""What a party inside a content loses as the speaker behind it: in "No force of X was there, it said" it is not X."""
DOUBTFUL = 1.0
"""What one bare word that the tagger took for a person loses: places are mistaken for persons so."""


@dataclass(frozen=True, slots=True)
class Referent:
    """The phrase referred to, and why; `phrase` is None when it stayed undecided."""

    phrase: Phrase | None
    rule: str


def pronoun(columns: Columns, phrases: list[Phrase], at: int) -> Referent:
    """The antecedent of the pronoun at token `at` among the phrases of the report (in text order)."""
    word = columns.lower[at]
    if word in titles().pronouns.relative:
        return _relative(columns, phrases, at)
    speaking = speaks(columns, at)
    scored: list[tuple[float, int, Phrase]] = []
    for rank, phrase in enumerate(_before(columns, phrases, at)):
        penalty = _mismatch(word, phrase)
        if penalty is not None:
            silent = SILENT * (speaking and _silent(phrase))
            scored.append((_rank(columns, phrase, at, rank) - penalty - silent, -rank, phrase))
    if not scored:
        return Referent(None, f"nothing before fits {word}")
    scored.sort(key=lambda item: (item[0], item[1]), reverse=True)
    best = scored[0][2]
    for value, _, other in scored[1:]:
        if scored[0][0] - value >= TIE:
            break
        if not same(best, other):
            return Referent(None, f"{word}: {best.name} or {other.name}, undecided")
    return Referent(best, f"{word}: nearest fitting party, {best.name}")


def same(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases are already known to mean one party."""
    return a.entity is b.entity if a.entity or b.entity else a.name == b.name


def _before(columns: Columns, phrases: list[Phrase], at: int) -> list[Phrase]:
    """The phrases within reach before the token, nearest first, without those that the token stands in."""
    here, found = columns.sentence[at], []
    for phrase in reversed(phrases):
        if phrase.end > at:
            continue
        if here - columns.sentence[phrase.head] > REACH:
            break
        found.append(phrase)
    return found


def _rank(columns: Columns, phrase: Phrase, at: int, rank: int) -> float:
    value = -SENTENCE * (columns.sentence[at] - columns.sentence[phrase.head]) - RECENCY * rank
    value += SUBJECT * (columns.dep[phrase.head] in SUBJECTS) + NAMED * phrase.named
    speaking = speaks(columns, at)
    value += SPEAKER * (1 + speaking) * phrase.speaker
    if speaking and columns.sentence[at] == columns.sentence[phrase.head] and _behind_content(columns, at):
        value -= TOLD * (not phrase.speaker)
    if columns.dep[at] in SUBJECTS and columns.head[at] == columns.head[phrase.head]:
        value -= 2 * SUBJECT
    return value


def _behind_content(columns: Columns, at: int) -> bool:
    """Whether the token is the speaker of what stands before it: "..., it said"."""
    return columns.head[at] in columns.told and columns.lower[at - 1] not in (";", ":")


def speaks(columns: Columns, at: int) -> bool:
    """Whether the token is a speaker: subject of a verb of speech, "according to X", "by X's count", "in X's words"."""
    head, words = columns.head[at], speech()
    if columns.dep[at] in SUBJECTS:
        return columns.lemma[head] in words.verbs or head in columns.told
    if columns.dep[at] == "poss":
        return columns.lemma[head] in words.accounts or columns.lemma[head] in titles().single
    if columns.dep[at] != "pobj":
        return False
    above = columns.head[head]
    if columns.lower[head] == "to":
        return columns.lower[above] == "according"
    return columns.lower[head] in ("of", "by", "from") and columns.lemma[above] in words.accounts


def _mismatch(word: str, phrase: Phrase) -> float | None:
    """What the phrase loses as antecedent of the pronoun; None when it cannot be."""
    pronouns = titles().pronouns
    gender = phrase.entity.gender if phrase.entity else phrase.gender
    if word in pronouns.male or word in pronouns.female:
        wanted = "male" if word in pronouns.male else "female"
        if phrase.human:
            doubtful = phrase.entity is not None and not phrase.entity.types and " " not in phrase.entity.name
            return DOUBTFUL * doubtful if not phrase.plural and gender in ("", wanted) else None
        return UNKNOWN_NAME if _could_be_person(phrase) else None
    if word in pronouns.thing:
        return 0.0 if not phrase.human and not phrase.plural else (0.7 if not phrase.human and phrase.named else None)
    if phrase.plural:
        return 0.0
    return None if phrase.human else NUMBER_MISMATCH


def _silent(phrase: Phrase) -> bool:
    """A body of which nothing is known but its name, and which says nothing where it stands: places are taken for
    bodies so."""
    entity = phrase.entity
    return not phrase.human and not phrase.speaker and entity is not None and not entity.types and not entity.country


def _could_be_person(phrase: Phrase) -> bool:
    """Whether a name of two or three words of which nothing else is known could be a person's."""
    entity = phrase.entity
    if entity is None or entity.types or entity.country or phrase.noun or phrase.plural:
        return False
    words = entity.name.split()
    return 1 < len(words) < 4 and all(word[0].isupper() for word in words)


def _relative(columns: Columns, phrases: list[Phrase], at: int) -> Referent:
    """A relative pronoun stands right after the phrase it means, or its clause hangs on the phrase's head."""
    verb = columns.head[at]
    while columns.dep[verb] != "relcl" and columns.head[verb] != verb:
        verb = columns.head[verb]
    head = columns.head[verb] if columns.dep[verb] == "relcl" else -1
    found = _headed(columns, phrases, at, head)
    if columns.lower[at] in ("who", "whom"):
        while head >= 0 and found is not None and not found.human and columns.dep[head] == "pobj":
            head = columns.head[columns.head[head]]
            found = _headed(columns, phrases, at, head) or found
    if found is not None:
        return Referent(found, f"relative clause on {found.name}")
    return Referent(None, "no antecedent of the relative pronoun")


def _headed(columns: Columns, phrases: list[Phrase], at: int, head: int) -> Phrase | None:
    """The phrase before token `at` that has token `head` for its head, or in it."""
    for phrase in _before(columns, phrases, at):
        if phrase.head == head or phrase.start <= head < phrase.end:
            return phrase
    return None


def body(phrases: list[Phrase], extent: Extent, name: str) -> Referent:
    """The body that "the NOUN" means: the last so named, else the last described so, else the last whose sort fits.

    Where the noun has modifiers ("the foreign ministry"), a body whose own name ends in the noun must have them too.
    """
    noun = extent.noun
    modifiers = set(name.lower().split()) - {noun}
    best: Phrase | None = None
    fit = 0
    for phrase in reversed(phrases):
        if phrase.end > extent.start or phrase.human:
            continue
        value = _fit(phrase, noun, modifiers)
        if value > fit:
            best, fit = phrase, value
    how = {3: "the last so named", 2: "called so before", 1: "the last party of that sort"}
    return Referent(best, f"the {noun}: {how[fit]}" if fit else f"no {noun} named before")


def _fit(phrase: Phrase, noun: str, modifiers: set[str]) -> int:
    """How well an earlier phrase fits "the NOUN": 3 by its name, 2 by what it was called, 1 by its sort, 0 not."""
    sorts = titles().heads.get(noun, ())
    entity = phrase.entity
    if entity is None:
        return 0 if phrase.plural or phrase.kind != "group" else 2 if phrase.noun == noun else int(phrase.noun in sorts)
    words = entity.name.lower().split()
    if words[-1] == noun:
        return 0 if noun in titles().distinct and modifiers - set(words) else 3
    return 2 if noun in entity.types else int(any(sort in entity.types for sort in sorts))


def person(columns: Columns, phrases: list[Phrase], noun: str, at: int) -> Referent:
    """The person that "the NOUN" means: the last with that role or rank, or called so before.

    "The officer" is the last of any rank; "the man" or "the spokeswoman" otherwise the last of that gender who spoke.
    """
    loose: Phrase | None = None
    for phrase in reversed(phrases):
        if phrase.end > at or not phrase.human or phrase.plural:
            continue
        entity = phrase.entity
        if phrase.noun == noun or (entity and noun in entity.types):
            return Referent(phrase, f"the {noun}: the last person called so")
        near = columns.sentence[at] - columns.sentence[phrase.head] <= REACH
        if loose is None and near and noun in titles().anyone and _could_be(phrase, noun):
            loose = phrase
    if loose:
        return Referent(loose, f"the {noun}: the last person who spoke")
    return Referent(None, f"no {noun} before")


def _could_be(phrase: Phrase, noun: str) -> bool:
    """Whether a person of whom that was not said could be called "the NOUN"."""
    words, entity = titles(), phrase.entity
    if noun == "officer":
        return entity is not None and bool(entity.types & words.ranks)
    if noun not in words.persons and entity is None:
        return False
    told = entity.gender if entity else phrase.gender
    certain = noun in words.persons and gender(noun) == "female"
    return phrase.speaker and (told == gender(noun) or not gender(noun) or (not told and not certain))


def backed(entities: list[Entity], backer: str) -> Entity | None:
    """The one party of the report that the lexicon knows to be backed by this state."""
    found = [entity for entity in entities if entity.backer == backer]
    return found[0] if len(found) == 1 else None


def armed_group(entities: list[Entity], noun: str, least: int) -> Entity | None:
    """The group whose members "the militants" are: of its sort the one named most (`least` times or
    more), twice as often as any other."""
    sorts = titles().fighters.get(noun, ())
    found = (entity for entity in entities if any(sort in entity.types for sort in sorts))
    ranked = sorted(found, key=lambda entity: -entity.count)
    if not ranked or ranked[0].count < least or (len(ranked) > 1 and ranked[0].count < 2 * ranked[1].count):
        return None
    return ranked[0]
