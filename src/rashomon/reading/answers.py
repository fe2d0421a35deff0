"""Contents that are said to be somebody's: "Y: that is how X puts it", "Y is the term X applies", "X's figure: Y"."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading import cues, sources
from rashomon.reading.cues import Entry
from rashomon.reading.drafts import BREAKS, Draft, Scene
from rashomon.reading.postposed import SUBJECTS
from rashomon.reading.sources import SPEAKERS, Source

SAYING = Entry(words=[], stance="assert", certainty="certain", kind="speech")
OWNING = ("of", "by", "from")
"""Prepositions between an account and whose it is."""


def verdict(noun: Token) -> Draft | None:
    """ "Y was the verdict of X", "40 is the number given by X", "Y is the term that X applies": the subject of the
    copula is the content."""
    if noun.dep_ != "attr" or noun.lemma_.lower() not in cues.cues().accounts.verdicts or noun.head.lemma_ != "be":
        return None
    source, cue = _owner(noun, len(noun.doc))
    owner = next((one for one in noun.lefts if one.dep_ == "poss"), None)
    if source is None and owner is not None:
        source, cue = sources.phrase(owner), (noun.i, noun.i + 1)
    subject = next((one for one in noun.head.lefts if one.dep_ in (*SUBJECTS, "ccomp")), None)
    if source is None or subject is None or subject.i > noun.i:
        return None
    start = noun.left_edge.i
    piece = (subject.left_edge.i, subject.right_edge.i + 1)
    if piece[1] - piece[0] == 1 and subject.like_num:
        start, piece = noun.i + 1, (piece[0], noun.i + 1)
    if cue[0] < source.start:
        cue = (start, min(cue[1], source.start))
    return Draft(cue, SAYING, [piece], source, "verdict", subject.i, noun.i)


def _owner(noun: Token, limit: int) -> tuple[Source | None, tuple[int, int]]:
    """Whose the account is, and the words that say so, before token `limit`: "given by X", "that X applies"."""
    for child in noun.rights:
        if child.dep_ == "relcl" and child.i < limit:
            own = next((one for one in child.lefts if one.dep_ == "nsubj" and one.lower_ not in RELATING), None)
            if own is not None:
                return sources.phrase(own, child), (child.i, _particle(child) + 1)
    for child in noun.subtree:
        if noun.i < child.i < limit and child.dep_ in ("prep", "agent") and child.lower_ in OWNING:
            named = next((one for one in child.children if one.dep_ == "pobj"), None)
            if named is not None and not named.like_num and (child.lower_ != "of" or child.head == noun):
                return sources.phrase(named), (noun.left_edge.i, child.i + 1)
    return None, (noun.i, noun.i + 1)


RELATING = ("that", "which", "who")


def _particle(verb: Token) -> int:
    """The last of a verb and the particle or stranded preposition right behind it: "arrived at"."""
    behind = next((one for one in verb.rights if one.dep_ in ("prt", "prep") and one.i == verb.i + 1), None)
    return behind.i if behind is not None and not any(True for _ in behind.rights) else verb.i


def manner(scene: Scene, how: Token) -> Draft | None:
    """ "Y: that is how X rates it", "Y, was how he summed it up": the content stands before the copula."""
    verb = how.head
    if how.lower_ != "how" or how.dep_ != "advmod" or verb.head.lemma_ != "be" or verb.head.i > how.i:
        return None
    pointing = any(one.dep_ == "dobj" and one.lower_ in ("it", "this", "that", "things") for one in verb.rights)
    if not pointing and scene.inside[max(verb.head.i - 1, 0)] < 0:
        return None
    source = sources.of_verb(verb)
    at = how.i - 1
    first = scene.starts[how.i]
    while at > first and scene.texts[at] not in (*BREAKS, "”", '"'):
        at -= 1
    if source is None or source.verb != verb.i or how.i - at > NEAR or at - first < 1:
        return None
    end = at if scene.texts[at] in BREAKS else at + 1
    return Draft((verb.i, _particle(verb) + 1), SAYING, [(first, end)], source, "how X puts it", head=verb.i)


NEAR = 5
"""Tokens between the end of a content and "how": "that is precisely how"."""


def listed(scene: Scene, colon: Token) -> Draft | None:
    """ "Far smaller is the figure of X: Y", "X's count: Y", "such was the tally given by X" after "Y:"."""
    at = colon.i
    if colon.text != ":" or scene.inside[at] >= 0 or at + 2 >= len(scene.doc) or scene.gaps[at + 1]:
        return None
    first, last = scene.starts[at], scene.ends[at + 1]
    accounts = cues.cues().accounts
    for side in (range(at - 1, first - 1, -1), range(at + 1, min(last, at + FAR))):
        for i in side:
            noun = scene.doc[i]
            if noun.pos_ == "NOUN" and noun.lemma_.lower() in accounts.verdicts:
                source, cue = _owner(noun, at if i < at else last)
                owner = next((one for one in noun.lefts if one.dep_ == "poss"), None)
                if source is None and owner is not None:
                    source, cue = sources.phrase(owner), (i, i + 1)
                if source is None or not (_such(scene, at + 1) if i > at else at - max(source.end, i + 1) < ADJACENT):
                    continue
                piece = (at + 1, last) if i < at else (first, at)
                cue = (cue[0], min(cue[1], source.start)) if cue[0] < source.start else cue
                return Draft(cue, SAYING, [piece], source, "account and colon", head=i)
    return None


ADJACENT = 3
"""Tokens between whose account it is and the colon before what it says ("X's figure today:")."""
FAR = 12
"""Tokens behind a colon that "such was the tally of" may take."""


def _such(scene: Scene, at: int) -> bool:
    return scene.texts[at].lower() in ("such", "that", "this", "so", "these", "thus")


def presented(scene: Scene, colon: Token) -> Draft | None:
    """ "Y: with those words X took responsibility", "Y: this is what X documented": what X presents is before the
    colon."""
    at, doc = colon.i, scene.doc
    if colon.text != ":" or scene.inside[at] >= 0 or at + 4 >= len(doc) or scene.gaps[at + 1]:
        return None
    words = scene.texts[at + 1 : at + 4]
    shown = words[0].lower() in ("with", "in") and words[1].lower() in ("those", "these", "that", "this")
    what = words[0].lower() in ("this", "that", "such") and words[1].lower() in ("is", "was") and words[2] == "what"
    if not shown and not what:
        return None
    first = next((i for i in range(at - 1, -1, -1) if scene.gaps[i]), -1) + 1
    first = max(first, scene.starts[at - 1])
    for token in doc[at + 2 : min(len(doc), at + 2 * FAR)]:
        if token.dep_ == "nsubj" and token.i > at + 3 and token.head.i > token.i:
            source, verb = sources.phrase(token, token.head), token.head
            cue = (at + 1, at + 4) if shown else (verb.i, verb.i + 1)
            return Draft(cue, SAYING, [(first, at)], source, "presented", head=cue[0])
        if token.text in (".", ";"):
            break
    return None


def words_of(scene: Scene, noun: Token) -> Draft | None:
    """ "Y – the words of X": an account set off behind its content."""
    if noun.lemma_.lower() not in cues.cues().accounts.nouns or noun.i < 2:
        return None
    start = noun.left_edge.i
    first = scene.starts[noun.i]
    if start - 1 <= first or scene.texts[start - 1] not in ("–", "—", "-", "--"):
        return None
    owner = next((one for one in noun.rights if one.dep_ == "prep" and one.lower_ == "of"), None)
    named = next((one for one in owner.rights if one.dep_ == "pobj"), None) if owner is not None else None
    if owner is None or named is None:
        return None
    return Draft((start, owner.i + 1), SAYING, [(first, start - 1)], sources.phrase(named), "account", head=noun.i)


def to_whom(scene: Scene, preposition: Token) -> Draft | None:
    """ "To X it was Y": what something is in somebody's eyes."""
    at = preposition.i
    if preposition.lower_ != "to" or preposition.dep_ != "prep" or at != scene.starts[at]:
        return None
    verb = preposition.head
    named = next((one for one in preposition.rights if one.dep_ == "pobj"), None)
    if named is None or named.ent_type_ not in SPEAKERS or verb.lemma_ != "be" or verb.i < named.i:
        return None
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.i > named.i), None)
    if subject is None:
        return None
    source = sources.phrase(named)
    start = max(source.end, subject.left_edge.i)
    return Draft((at, at + 1), SAYING, [(start, scene.ends[at])], source, "to X", verb.i, at)
