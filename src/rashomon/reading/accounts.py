"""Accounts and minds that say something by themselves: "the ministry's toll stands at 45", "its version is that Y",
"X is convinced that Y", "Y; so says X"."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading import cues, sources, tallies
from rashomon.reading.complements import numeral
from rashomon.reading.cues import Entry
from rashomon.reading.drafts import Draft, Scene, child
from rashomon.reading.names import titles
from rashomon.reading.postposed import SUBJECTS
from rashomon.reading.sources import Source

SAYING = Entry(words=[], stance="assert", certainty="certain", kind="speech")
PLACES = ("GPE", "LOC", "FAC")
"""Labels of owners whose toll is what befell them, not what they say."""
NEAR = 4
"""Tokens between the verb and the number: "stands at no fewer than 45"."""
ENDS = (";", ":", ",")


def stands(scene: Scene, verb: Token) -> Draft | None:
    """ "The ministry's latest toll stands at 45", "its count is 45", "the army's version is that Y"."""
    standing = verb.lemma_ in cues.cues().accounts.standing
    if verb.lemma_ != "be" and not standing:
        return None
    noun = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
    source = _owner(noun) if noun is not None else None
    if noun is None or source is None or scene.inside[noun.i] >= 0:
        return None
    piece = _clause(verb, noun) if verb.lemma_ == "be" else None
    piece = piece or _number(scene, verb)
    if piece is None and scene.doc[source.head].pos_ != "PRON":
        piece = _quoted(scene, verb)
    if piece is None:
        return None
    return Draft((noun.i, noun.i + 1), SAYING, [piece], source, "account stands", head=verb.i)


def _owner(noun: Token) -> Source | None:
    """Whose account the noun is: "X's count", "the count of X", "its own"; None when it is no account of anybody."""
    accounts = cues.cues().accounts
    lemma = noun.lemma_.lower()
    own = noun.lower_ == "own"
    if not own and lemma not in accounts.verdicts and lemma not in accounts.nouns:
        return None
    owner = child(noun, "poss")
    if owner is None and not own:
        of = next((one for one in noun.rights if one.dep_ == "prep" and one.lower_ in ("of", "from", "by")), None)
        owner = child(of, "pobj") if of is not None else None
        if owner is not None and not (owner.ent_type_ in sources.SPEAKERS or child(owner, "det")):
            return None
    if owner is None or owner.ent_type_ in PLACES or owner.lemma_.lower() in cues.cues().tolls:
        return None
    return sources.phrase(owner, noun)


def _clause(verb: Token, noun: Token) -> tuple[int, int] | None:
    """The clause that the account consists in: "is that Y"."""
    what = child(verb, "ccomp")
    if what is None or what.i < verb.i or child(what, *SUBJECTS) is None or noun.lower_ == "own":
        return None
    return what.left_edge.i, what.right_edge.i + 1


def _number(scene: Scene, verb: Token) -> tuple[int, int] | None:
    """The number that the account gives, and what it counts."""
    ended = scene.ends[verb.i]
    start = verb.i + 1
    while start < ended and scene.doc[start].dep_ in ("advmod", "prep", "prt", "neg") and start - verb.i < NEAR:
        if scene.doc[start].dep_ == "neg":
            return None
        if scene.doc[start].dep_ == "prep":
            start += 1
            break
        if not scene.doc[start].text.isalpha() or numeral(scene.doc[start].head):
            break
        start += 1
    for at in range(start, min(ended, start + NEAR)):
        token = scene.doc[at]
        if numeral(token) and token.ent_type_ not in ("DATE", "TIME"):
            end = at + 1
            while end < ended and scene.texts[end] not in ENDS and scene.doc[end].pos_ != "PUNCT":
                end += 1
            return start, tallies.reach(scene.doc, end)
        if token.is_punct or token.pos_ in ("NOUN", "PROPN", "VERB") or token.lower_ in ("the", "that", "those"):
            break
    return None


def _quoted(scene: Scene, verb: Token) -> tuple[int, int] | None:
    """The words in quotation marks right behind "is"."""
    quotation = scene.quotation(verb.i + 1)
    if verb.lemma_ != "be" or quotation is None or quotation.start != verb.i + 1:
        return None
    return quotation.start, quotation.end


def minded(verb: Token) -> Draft | None:
    """ "X is convinced that Y": a state of mind in the passive, whose bearer is the subject."""
    entry = next((one for one in cues.cues().minds if verb.lemma_ in one.words), None)
    subject, what = child(verb, "nsubjpass", "nsubj"), child(verb, "ccomp")
    if entry is None or verb.tag_ != "VBN" or subject is None or what is None or what.i < verb.i:
        return None
    if child(what, *SUBJECTS) is None or subject.i > verb.i:
        return None
    piece = (what.left_edge.i, what.right_edge.i + 1)
    return Draft((verb.i, verb.i + 1), entry, [piece], sources.phrase(subject, verb), "clause", what.i, verb.i)


def so_says(scene: Scene, so: Token) -> Draft | None:
    """ "Y; so says X", "Y, so X says", "Y, or so X says"."""
    at = so.i
    parted = at - (scene.texts[at - 1] == "or")
    if so.lower_ != "so" or at < 2 or scene.texts[parted - 1] not in (",", ";", "–", "—"):
        return None
    last = min(scene.ends[at], at + 2 * NEAR)
    verb = next((one for one in scene.doc[at + 1 : last] if one.tag_ in ("VBZ", "VBD", "VBP")), None)
    if verb is None or not _utters(verb):
        return None
    behind = verb.i == at + 1
    subject = next((one for one in verb.children if one.dep_ == "nsubj" and (one.i > verb.i) == behind), None)
    if subject is None or subject.i < at or any(one.dep_ in ("ccomp", "dobj") for one in verb.rights):
        return None
    first = scene.starts[at - 1]
    for index in range(at - 2, first, -1):
        if scene.texts[index] == ";":
            first = index + 1
            break
    source = sources.phrase(subject, verb)
    begin = max(source.start, at + 1)
    source = Source(begin, source.end, source.head)
    return Draft((verb.i, verb.i + 1), SAYING, [(first, parted - 1)], source, "so X says", head=verb.i)


def before_colon(scene: Scene, colon: Token) -> Draft | None:
    """ "Moscow's reply came on Friday: Y", "A denial came from Moscow: Y", "X was more cautious: Y"."""
    at = colon.i
    if scene.inside[at] >= 0 or at + 2 >= len(scene.doc) or scene.gaps[at + 1]:
        return None
    verb = next((one for one in scene.doc[scene.starts[at] : at] if one.lemma_ in ("be", "come", "sound")), None)
    if verb is None or verb.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    piece = (at + 1, scene.ends[at + 1])
    manner = child(verb, "acomp")
    subject = child(verb, "nsubj") or child(verb, "attr")
    if subject is None or subject.i > at:
        return None
    if manner is not None and manner.lemma_.lower() in cues.cues().manners and _somebody(subject):
        return Draft((manner.i, manner.i + 1), SAYING, [piece], sources.phrase(subject, verb), "manner", head=verb.i)
    return _given(subject, verb, piece) if verb.lemma_ == "come" else None


def _somebody(noun: Token) -> bool:
    words, lemma = titles(), noun.lemma_.lower()
    known = lemma in words.persons or lemma in words.roles or lemma in words.heads or noun.lower_ in words.groups
    return known or noun.ent_type_ in sources.SPEAKERS or noun.lower_ in ("he", "she", "it", "they")


def _given(noun: Token, verb: Token, piece: tuple[int, int]) -> Draft | None:
    """Of an account that came from somebody: the account is the cue."""
    lemma = noun.lemma_.lower()
    listed = cues.nouns().get(lemma)
    if listed is None and lemma not in cues.cues().accounts.verdicts:
        return None
    entry = listed[0].entry if listed else SAYING
    owner = child(noun, "poss")
    origin = next((one for one in (*noun.rights, *verb.rights) if one.dep_ == "prep" and one.lower_ == "from"), None)
    owner = owner or (child(origin, "pobj") if origin is not None else None)
    if owner is None:
        return None
    return Draft((noun.i, noun.i + 1), entry, [piece], sources.phrase(owner, verb), "account came", head=verb.i)


def _utters(verb: Token) -> bool:
    return any(one.entry.kind == "speech" and "clause" in one.entry.takes for one in cues.verbs().get(verb.lemma_, ()))
