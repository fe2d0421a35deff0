"""Contents that are a number, where the grammar hides it: "the 15,000 it had announced", "word of 40 dead", "puts the
number brought out of the plant at 100"."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading import counting, cues, numerals, sources, tallies
from rashomon.reading.complements import numeral
from rashomon.reading.drafts import Draft, Scene, child
from rashomon.reading.names import titles
from rashomon.reading.passives import cue_start
from rashomon.reading.sources import Source

FAR = 16
"""Tokens between "puts" and the "at" before its number."""
NEAR = 4
"""Tokens between "at" and the number itself: "at no fewer than 100"."""
SPOKEN = ("speech", "intention")
"""Kinds of cue that give a number."""


def held(verb: Token) -> Draft | None:
    """ "the 15,000 (that) it had announced": the verb's relative clause says whose number the one before it is."""
    if verb.dep_ != "relcl" or (verb.tag_ == "VBN" and not child(verb, "aux")):
        return None
    number = verb.head
    if number.pos_ != "NUM" or number.i > verb.i or not _gives(verb):
        return None
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in sources.RELATIVES:
        return None
    if any(one.dep_ in ("dobj", "ccomp", "xcomp") and one.i > verb.i for one in verb.rights):
        return None
    entry = next(listed.entry for listed in cues.verbs()[verb.lemma_] if listed.entry.kind in SPOKEN)
    piece = (number.left_edge.i, verb.left_edge.i)
    return Draft((cue_start(verb), verb.i + 1), entry, [piece], sources.phrase(subject, verb), "held", head=verb.i)


def _gives(verb: Token) -> bool:
    """Whether the verb is one that numbers are given with."""
    for listed in cues.verbs().get(verb.lemma_, ()):
        takes = {frame[0].rstrip("#!") for frame in listed.frames}
        if not listed.rest and listed.entry.kind in SPOKEN and takes & {"object", "clause"}:
            return True
    return False


def put_at(scene: Scene, verb: Token) -> Draft | None:
    """ "puts the number helped out of the plant at more than 100": the parser hung "at" on a word between."""
    frames = [one for one in cues.verbs().get(verb.lemma_, ()) if ("object", "at#") in one.frames and not one.rest]
    source = sources.of_verb(verb) if frames else None
    if source is None or source.verb != verb.i or source.start > verb.i:
        return None
    counts = False
    for at in range(verb.i + 1, min(scene.ends[verb.i], verb.i + FAR)):
        token = scene.doc[at]
        if token.lower_ == "at" and counts and (end := _number_end(scene, at + 1)):
            cue = (cue_start(verb), verb.i + 1)
            return Draft(cue, frames[0].entry, [(verb.i + 1, end)], source, "object at#", head=verb.i)
        if token.text in (";", ":", ",") or token.tag_ in ("VBZ", "VBD", "VBP"):
            return None
        counts = counts or token.lemma_.lower() in counting.vocabulary().counts | cues.cues().tolls
    return None


def evidence(verb: Token) -> Draft | None:
    """ "The footage shows bodies in the street": what a text or picture shows is what it says."""
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj"), None)
    what = child(verb, "dobj")
    if subject is None or what is None or verb.lemma_ not in cues.cues().evidencing or what.i < verb.i:
        return None
    if subject.lemma_.lower() not in titles().evidence:
        return None
    end = max(one.right_edge.i for one in verb.rights if one.dep_ in ("dobj", "prep", "advcl", "acomp")) + 1
    cue = (cue_start(verb), verb.i + 1)
    return Draft(cue, tallies.COUNTING, [(verb.i + 1, end)], sources.phrase(subject, verb), "shown", head=verb.i)


def _number_end(scene: Scene, start: int) -> int:
    """After the number, and what it counts, that begins within a few tokens; 0 when none does."""
    words = [text.lower() for text in scene.texts[start : start + NEAR + 1]]
    for skipped in range(min(NEAR, len(words))):
        found = numerals.read(words, skipped)
        if found is not None:
            end = start + found.end
            while end < scene.ends[start] and scene.doc[end].pos_ in ("NOUN", "ADJ"):
                end += 1
            return tallies.reach(scene.doc, end)
    return 0


def word_of(noun: Token) -> Draft | None:
    """ "came out with word of two pilots dead", "reports of 40 killed": the noun is the cue of people harmed."""
    listed = cues.nouns().get(noun.lemma_.lower())
    of = next((one for one in noun.rights if one.lower_ == "of" and one.i == noun.i + 1), None)
    what = child(of, "pobj") if of is not None else None
    if not listed or of is None or what is None or not _harmed(noun, of):
        return None
    source = _owner(noun)
    start = of.i + 1
    end = tallies.reach(noun.doc, max(what.right_edge.i, noun.right_edge.i) + 1)
    return Draft((noun.i, start), listed[0].entry, [(start, end)], source, "object#", head=noun.i)


def _harmed(noun: Token, of: Token) -> bool:
    """Whether a number and people harmed stand behind "of"."""
    behind = noun.doc[of.i + 1 : noun.right_edge.i + 1]
    tolls = cues.cues().tolls
    return any(numeral(one) for one in behind[:NEAR]) and any(one.lemma_.lower() in tolls for one in behind)


def _owner(noun: Token) -> Source | None:
    """Whose word it is: its possessor, or the subject of "has", "issues", "came out with"."""
    for one in noun.lefts:
        if one.dep_ == "poss":
            return sources.phrase(one)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    gives = verb.lemma_ == "have" or verb.lemma_ in cues.cues().issuing or noun.head.lower_ == "with"
    if not gives or verb.pos_ != "VERB" or noun.dep_ in ("nsubj", "nsubjpass"):
        return None
    return sources.of_verb(verb)


def gapped(scene: Scene, draft: Draft) -> Draft | None:
    """ "The army counts five, the rebels nine": a second speaker whose verb is that of the first.

    Cuts the first content short where the second speaker begins.
    """
    if len(draft.pieces) != 1 or draft.source is None or not _gives_number(scene, draft):
        return None
    start, end = draft.pieces[0]
    if start < draft.cue[1]:
        return None
    for at in range(start + 1, min(end + 2, scene.ends[start])):
        if scene.texts[at] not in (",", ";", "and"):
            continue
        first = at + 1 + (scene.texts[at + 1 : at + 2] == ["and"])
        source = _second(scene, first)
        stop = _second_number(scene, source.end) if source is not None else 0
        if source is not None and stop:
            draft.pieces = [(start, min(end, at))]
            number = source.end + (scene.doc[source.end].pos_ == "ADP")
            return Draft(draft.cue, draft.entry, [(number, stop)], source, "gapped", head=draft.head)
    return None


def _gives_number(scene: Scene, draft: Draft) -> bool:
    start, end = draft.pieces[0]
    begins = any(numeral(one) for one in scene.doc[start : min(end, start + NEAR)])
    return begins and draft.entry.kind in SPOKEN and not draft.rule.startswith("passive")


def _second(scene: Scene, first: int) -> Source | None:
    """The noun phrase of a speaker at token `first`: a name, or a person or body with its article."""
    words = titles()
    for at in range(first, min(scene.ends[first - 1], first + NEAR + 1)):
        token = scene.doc[at]
        if at == first and token.lower_ in words.some and not token.like_num:
            return Source(first, at + 1, at)
        if numeral(token) or token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
            return None
        lemma = token.lemma_.lower()
        known = lemma in words.persons or lemma in words.roles or lemma in words.heads or token.lower_ in words.groups
        opened = scene.doc[first].pos_ in ("DET", "PRON", "PROPN")
        last = at + 1 < len(scene.doc) and scene.doc[at + 1].pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT")
        if last and opened and (known or token.ent_type_ in ("PERSON", "ORG", "NORP")):
            return Source(first, at + 1, at)
    return None


def _second_number(scene: Scene, start: int) -> int:
    """After the number that ends its part of the sentence, right behind the second speaker; 0 when none does."""
    at = start
    while at < scene.ends[start - 1] and at - start < NEAR and not numeral(scene.doc[at]):
        if scene.doc[at].pos_ not in ("ADP", "ADV", "ADJ", "DET"):
            return 0
        at += 1
    if at >= scene.ends[start - 1] or not numeral(scene.doc[at]):
        return 0
    at += 1
    while at < scene.ends[start - 1] and scene.doc[at].lemma_.lower() in cues.cues().tolls:
        at += 1
    closed = at >= len(scene.doc) or scene.doc[at].is_punct or scene.doc[at].is_space
    return at if closed else 0
