"""Contents that are counts: "Rudaw has 11 killed", and how far a count reaches: "322, including 54 children"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from rashomon.reading import cues, sources
from rashomon.reading.cues import Entry
from rashomon.reading.drafts import Draft, Scene
from rashomon.reading.names import titles
from rashomon.reading.sources import SPEAKERS, Source

COUNTING = Entry(words=[], stance="assert", certainty="certain", kind="intention")
BEFORE = 5
"""Tokens of "has" up to its number: "has a minimum of about", "has on its list at least"."""
LEADING = ("DET", "ADJ", "ADV", "ADP", "NUM", "PART")
"""Parts of speech between "has" and its number."""
ENDING = (";", ".", "?", "!", ":", "–", "—", "-")


def has(scene: Scene, token: Token) -> Draft | None:
    """ "ACLED has more than 13,000", "Rudaw has 11 killed": with a party as subject, the count is what it says.

    The parser often takes "has" for an auxiliary there, so that only the words beside it are asked.
    """
    if token.lemma_ != "have" or token.i == 0 or token.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    number = _number(scene, token.i + 1)
    if number < 0 or not _counted(scene, number):
        return None
    source = _party(scene, token)
    if source is None:
        return None
    end = reach(scene.doc, number + 1)
    while end < scene.ends[token.i] and scene.doc[end].lemma_.lower() in cues.cues().tolls:
        end = reach(scene.doc, end + 1)
    return Draft((token.i, token.i + 1), COUNTING, [(token.i + 1, end)], source, "has a count", head=token.i)


def _number(scene: Scene, start: int) -> int:
    """The number in the words after "has"; -1 when something else comes first."""
    for at in range(start, min(scene.ends[start - 1], start + BEFORE)):
        token = scene.doc[at]
        if token.like_num and token.ent_type_ not in ("DATE", "TIME"):
            return at
        nominal = token.lemma_ in ("minimum", "total", "toll", "maximum")
        if token.pos_ not in LEADING and not nominal:
            return -1
    return -1


def _counted(scene: Scene, number: int) -> bool:
    """A number that stands alone, or for people harmed."""
    behind = scene.doc[number + 1 : min(number + 3, scene.ends[number])]
    if scene.texts[number].lower() == "one" and not any(token.lemma_.lower() in cues.cues().tolls for token in behind):
        return False
    if not len(behind) or behind[0].is_punct or behind[0].pos_ in ("ADP", "SCONJ", "CCONJ"):
        return True
    return any(token.lemma_.lower() in cues.cues().tolls for token in behind)


def _party(scene: Scene, has: Token) -> Source | None:
    """The subject right before "has": a name, or a pronoun of the third person."""
    for at in range(has.i - 1, max(scene.starts[has.i] - 1, has.i - BEFORE), -1):
        noun = scene.doc[at]
        if noun.pos_ == "ADV":
            continue
        if noun.lower_ in ("he", "she", "it", "they") or noun.ent_type_ in ("ORG", "PERSON"):
            return sources.phrase(noun, has)
        if titles().observing.intersection(titles().heads.get(noun.lower_, ())) or noun.lower_ == "media":
            return sources.phrase(noun, has)
        if (noun.pos_ == "PROPN" or noun.is_title) and noun.ent_type_ in (*SPEAKERS, ""):
            return sources.phrase(noun, has)
        return None
    return None


def extent(doc: Doc, start: int, end: int) -> int:
    """Where a content that the parser ends at token `end` ends, when a number stands in it."""
    if not any(t.like_num for t in doc[start:end]):
        return end
    described = any(t.dep_ == "relcl" for t in doc[start:end])  # what follows goes on with that, not with the count
    while end > start + 1 and doc[end - 1].lower_ in JOINING and not described:
        end -= 1
    if doc[end - 1].lower_ in THOSE:
        while end < len(doc) and doc[end].pos_ in ("NOUN", "ADJ"):
            end += 1
    return reach(doc, _harmed(doc, end))


def _harmed(doc: Doc, end: int) -> int:
    """Where "40 dead and 65 injured" ends, of which the parser may have seen only "40"."""
    tolls = cues.cues().tolls
    while end + 1 < len(doc):
        if doc[end].lemma_.lower() in tolls:
            end += 1
        elif doc[end].lower_ in (",", "and") and doc[end + 1].like_num and doc[end - 1].lemma_.lower() in tolls:
            harmed = end + 2 < len(doc) and doc[end + 2].lemma_.lower() in tolls
            if not harmed and (doc[end].text == "," or (end + 2 < len(doc) and doc[end + 2].pos_ == "NOUN")):
                break
            end += 2
        else:
            break
    return end


def reach(doc: Doc, end: int) -> int:
    """Where a count that is read up to token `end` ends: with when it was made or since when it holds ("25,000 since
    Thursday"), and with its parts ("322, including 54 children and 82 women", "seven, all of them strikers")."""
    end = _then(doc, end)
    while end + 1 < len(doc) and doc[end].dep_ == "prep" and _dated(doc[end]):
        end = doc[end].right_edge.i + 1
    comma = _document_end(doc, end)
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return end
    last = _parts_end(doc, comma, end)
    parts = doc[comma + 1 : last]
    if not len(parts):
        return end
    opens = parts[0].like_num or parts[0].lower_ in PARTS or (len(parts) > 1 and parts[1].like_num)
    if opens and any(token.like_num for token in parts):
        return last
    return last if _shared(parts) else end


def _document_end(doc: Doc, end: int) -> int:
    """Behind the document that a count stands in: "494 dead [in its latest statement], 150 of them in H"."""
    if end >= len(doc) or doc[end].dep_ != "prep":
        return end
    noun = next((one for one in doc[end].rights if one.dep_ == "pobj"), None)
    listed = noun is not None and noun.lemma_.lower() in cues.cues().accounts.documents
    return noun.i + 1 if noun is not None and listed else end


def _parts_end(doc: Doc, comma: int, end: int) -> int:
    """Where what follows the comma behind a count ends: before a clause that goes on with something else."""
    at = comma + 1
    while at < len(doc) and not doc[at].is_space and doc[at].text not in ENDING:
        verb = doc[at].head
        if doc[at].text == ",":
            comma = at
        if doc[at].dep_ in ("nsubj", "nsubjpass") and verb.tag_ in FINITE and not _describes(verb):
            return comma
        if doc[at].tag_ in FINITE and doc[at].dep_ == "conj" and doc[at].head.i < end and not _describes(doc[at]):
            return comma if comma > end else at - (doc[at - 1].dep_ == "cc")
        at += 1
    return at


def _shared(parts: Span) -> bool:
    """Whether the words say of those counted what they are: "all of them strikers", "to a man rebels"."""
    first, second, third = (*(token.lower_ for token in parts[:3]), "", "", "")[:3]
    share = first in cues.cues().shares and second == "of" and third in THOSE
    return share or (first, second, third) == ALIKE


def _then(doc: Doc, end: int) -> int:
    """Behind the number that took the place of the one before: "first 56[, and then 59]", "45[, later 40]"."""
    at = end
    while at < len(doc) and doc[at].lower_ in JOINING:
        at += 1
    if at == end or at + 1 >= len(doc) or doc[at].lower_ not in cues.cues().afterwards:
        return end
    at += 1 + (doc[at + 1].pos_ == "ADP")
    if at >= len(doc) or not doc[at].like_num:
        return end
    at += 1
    while at < len(doc) and doc[at].lemma_.lower() in cues.cues().tolls:
        at += 1
    return at


JOINING = (",", "and", "but")


def _describes(verb: Token) -> bool:
    """Whether what looks like a verb says which of those counted: "51 of them wounded", "80 children included"."""
    if verb.lower_ == "included":
        return True
    harmed = verb.lemma_.lower() in cues.cues().tolls and verb.tag_ in ("VBD", "VBN")
    return harmed and not any(one.dep_ in ("aux", "auxpass", "dobj") for one in verb.children)


FINITE = ("VBD", "VBZ", "VBP")
PARTS = ("including", "among", "with", "of", "some", "most", "at", "mostly", "many", "women", "all", "a", "one")
"""Words that may open the parts of a count."""


THOSE = ("them", "whom", "these", "those")
ALIKE = ("to", "a", "man")


def _dated(preposition: Token) -> bool:
    """Whether the phrase says a time."""
    return any(one.dep_ == "pobj" and one.ent_type_ in ("DATE", "TIME") for one in preposition.rights)
