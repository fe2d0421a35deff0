"""Attributions without a cue verb: "according to X", "in X's words", "X's claim that", "reportedly", "X: ..."."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from rashomon.reading import cues, sources
from rashomon.reading.complements import complements
from rashomon.reading.cues import Entry
from rashomon.reading.drafts import Draft, Scene
from rashomon.reading.postposed import around
from rashomon.reading.sources import SPEAKERS, Source

SAYING = Entry(words=[], stance="assert", certainty="certain", kind="speech")
SAME = "the same account"
LONGEST_COUNT = 6
"""Tokens of a bare count: "at least 45 dead"."""
LONGEST_SPEAKER = 8
"""Tokens before the colon of "GOVERNOR SMITH: ..."; more are a sentence of their own."""


def according(scene: Scene, token: Token) -> Draft | None:
    """ "According to X, Y", "Y, according to X" and "A, according to X, B"."""
    for words in _according().get(token.lower_, ()):
        end = token.i + len(words)
        if end < len(scene.doc) and all(scene.doc[token.i + n].lower_ == word for n, word in enumerate(words)):
            break
    else:
        return None
    noun = _object_at(scene, end)
    if noun is None:
        return None
    source = sources.phrase(noun)
    close = source.end
    if noun.dep_ == "nsubj" and noun.head.i > noun.i:
        close = noun.head.right_edge.i + 1
    source = Source(max(source.start, end), source.end, source.head, source.chain)
    relay, close = _as_cited(scene, close)
    source = Source(source.start, source.end, source.head, (*relay, *source.chain))
    count = _count_before(scene, token.i)
    pieces = count or around(scene, token.i, max(close, noun.right_edge.i + 1 if source.chain else 0))
    if not pieces:
        return None
    return Draft((token.i, end), SAYING, pieces, source, "according to", head=token.i)


def _count_before(scene: Scene, at: int) -> list[tuple[int, int]]:
    """The number right before "according to" in "disputed: 45 according to X, 60 according to Y"."""
    start = at
    while start > scene.starts[at] and at - start < LONGEST_COUNT:
        token = scene.doc[start - 1]
        if token.is_punct or token.lower_ == "and":
            break
        if not (token.like_num or token.pos_ in ("ADV", "ADJ", "NOUN")) or token.dep_ in ("nsubj", "nsubjpass"):
            return []
        start -= 1
    parted = start > scene.starts[at] and scene.texts[start - 1] in (":", ",", ";", "and")
    return (
        [(start, at)]
        if parted
        and start < at
        and scene.doc[start:at].text[:1].isalnum()
        and any(one.like_num for one in scene.doc[start : min(at, start + 3)])
        else []
    )


def _as_cited(scene: Scene, close: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """Who passes on what the source says, and the end of the words that tell so: ", as cited by Tass"."""
    doc = scene.doc
    if close + 4 > len(doc) or doc[close].text != "," or doc[close + 1].lower_ != "as":
        return (), close
    verb = doc[close + 2]
    agent = sources.agent(verb) if verb.tag_ == "VBN" and verb.lemma_ in sources.QUOTING else None
    return (((agent.start, agent.end),), agent.end) if agent is not None else ((), close)


@cache
def _according() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in cues.cues().prefixes.according:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


def _object_at(scene: Scene, end: int) -> Token | None:
    """The head of the noun phrase that begins at token `end`."""
    token = scene.doc[end]
    if scene.gaps[end] or token.is_punct:
        return None
    while token.head != token and token.head.i >= end and token.dep_ not in ("pobj", "dobj", "nsubj", "appos"):
        token = token.head
    return token if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET") else None


def account(scene: Scene, token: Token) -> Draft | None:
    """ "In the mayor's words, Y", "Y, by the count of the ministry"."""
    lexicon = cues.cues().accounts
    if token.dep_ not in ("prep", "agent", "ROOT", "dep") or token.lower_ not in lexicon.prepositions:
        return None
    noun = next((child for child in token.rights if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in lexicon.nouns or _embedded(token):
        return None
    source, end = _whose(noun)
    cue = (token.i, end)
    if source is None and any(one.lower_ == "same" for one in noun.lefts):
        pieces = around(scene, token.i, noun.right_edge.i + 1)
        return Draft((token.i, noun.i + 1), SAYING, pieces, None, SAME, head=token.i) if pieces else None
    if source is None:
        several = noun.tag_ == "NNS" and not noun.n_rights
        if token.lower_ != "in" or noun.lemma_.lower() not in lexicon.documents or several:
            return None
        source, cue = sources.phrase(noun), (token.i, token.i + 1)
    pieces = around(scene, token.i, max(noun.right_edge.i + 1, end))
    if not pieces:
        return None
    carried = any(one.dep_ == "acl" and one.i < end for one in noun.rights)
    weak = carried or cue[1] == token.i + 1 or scene.doc[source.head].pos_ == "PRON"
    return Draft(cue, SAYING, pieces, source, "account", head=token.i, weak=weak)


def _embedded(preposition: Token) -> bool:
    """Whether it hangs on a clause inside another ("who leads in polls"): nothing around that is its content."""
    at = preposition.head
    for _ in range(sources.DEEPEST):
        if at.dep_ in ("relcl", "acl", "pcomp"):
            return True
        if at.head == at:
            return False
        at = at.head
    return False


def _whose(noun: Token) -> tuple[Source | None, int]:
    """Whose account it is, and where the words that say so end: "X's", "by X", "published by X"."""
    source: Source | None = None
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and child.ent_type_ in SPEAKERS):
            source = sources.phrase(child)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and source is None:
            source, end = sources.agent(child), child.i + 1
        elif child.dep_ == "prep" and child.lower_ in ("of", "by", "from") and source is None:
            named = next((one for one in child.children if one.dep_ == "pobj"), None)
            if named is not None:
                source = sources.phrase(named)
                end = child.i + 1
    return source, end


def of_noun(noun: Token) -> Draft | None:
    """ "X's claim that Y", "reports that Y", "contradictory reports about whether Y"."""
    listed = cues.nouns().get(noun.lemma_.lower())
    if not listed:
        return None
    source: Source | None = None
    clause: Token | None = None
    for child in noun.children:
        if child.dep_ == "poss" or (
            child.dep_ in ("compound", "amod") and child.ent_type_ in SPEAKERS and source is None
        ):
            source = sources.phrase(child)
        elif child.dep_ in ("acl", "ccomp", "relcl") and any(
            one.dep_ == "mark" and one.lower_ in ("that", "whether") for one in child.lefts
        ):
            clause = child
        elif child.dep_ == "prep" and child.lower_ in ("by", "from") and source is None:
            named = next((one for one in child.children if one.dep_ == "pobj"), None)
            source = sources.phrase(named) if named is not None else None
        elif child.dep_ == "prep" and child.i > noun.i and clause is None:
            clause = next((one for one in child.children if one.dep_ == "pcomp" and one.tag_ != "VBG"), None)
    if clause is None or _put_out(clause):
        return None
    if source is None and noun.dep_ in ("dobj", "attr") and noun.head.pos_ == "VERB":
        source = sources.of_verb(noun.head)
    start = noun.i
    piece = (max(clause.left_edge.i, noun.i + 1), clause.right_edge.i + 1)
    return Draft((start, noun.i + 1), listed[0].entry, [piece], source, "noun", clause.i, noun.i)


def _put_out(clause: Token) -> bool:
    """In "a statement that the union posted" the clause says whose statement it is, not what it says."""
    objects = ("dobj", "ccomp", "xcomp")
    return clause.lemma_ in cues.cues().issuing and not any(one.dep_ in objects for one in clause.rights)


def trusting(scene: Scene, token: Token) -> Draft | None:
    """ "Y, if X is right", "Y, if X is to be believed"."""
    if token.lower_ != "if" or token.dep_ != "mark":
        return None
    verb = token.head
    if not any(one.lemma_ in cues.cues().prefixes.trusting for one in (verb, *verb.rights)):
        return None
    subject = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    end = verb.right_edge.i + 1
    pieces = around(scene, token.i, end)
    owner = next((one for one in subject.lefts if one.dep_ == "poss"), None)
    source = sources.phrase(owner) if owner is not None else sources.phrase(subject, verb)
    return Draft((verb.i, end), SAYING, pieces, source, "if X is right", head=token.i) if pieces else None


def adverb(token: Token) -> Draft | None:
    """ "reportedly": hearsay without a source over its clause."""
    listed = cues.adverbs().get(token.lower_)
    if not listed or token.dep_ != "advmod":
        return None
    head = token.head
    if head.dep_ in ("acomp", "attr") and head.head.i < token.i:
        head = head.head
    start, end = head.left_edge.i, head.right_edge.i + 1
    pieces = [piece for piece in ((start, token.i), (token.i + 1, end)) if piece[1] > piece[0]]
    return Draft((token.i, token.i + 1), listed[0].entry, pieces, None, "adverb", head.i, token.i, hearsay=True)


def raising(verb: Token) -> Draft | None:
    """ "X seems to have left": nobody says so, but it is not asserted either."""
    listed = cues.raising().get(verb.lemma_.lower())
    if not listed:
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    what = next((one for one in complements(verb, verb.i + 1) if one.kind in ("infinitive", "complement")), None)
    if subject is None or what is None:
        return None
    piece = (subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
    pieces = [piece, (what.start, what.end)]
    cue = (verb.i, verb.i + 1)
    return Draft(cue, listed[0].entry, pieces, None, "raising", what.head.i, verb.i, hearsay=True)


def speakers(scene: Scene, start: int, end: int) -> Iterator[Draft]:
    """ "SMITH: We were there.": a paragraph that opens with a name and a colon."""
    doc = scene.doc
    for at in range(start + 1, min(end - 1, start + LONGEST_SPEAKER)):
        if doc[at].text == ":":
            if doc[start].ent_type_ in ("PERSON", "ORG") or all(one.is_upper or one.is_punct for one in doc[start:at]):
                head = at - 1
                source = Source(start, at, head)
                yield Draft((at, at + 1), SAYING, [(at + 1, end)], source, "speaker and colon", head=at)
            return
        if doc[at].is_punct and doc[at].text not in ".()-":
            return
