"""Many cues, one text: which attribution each stretch belongs to, who merely passes on, what carries on."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading import asides, cues, sources
from rashomon.reading.drafts import Draft, Scene, child
from rashomon.reading.names import titles
from rashomon.reading.sources import RELATIVES

SPOKEN = 5
"""Tokens of a quotation, marks included; fewer are a word held at arm's length and no utterance of their own."""
NEAR = 8
"""Tokens between an utterance and a quotation that carries it on: `..., he said on Monday. "..."`."""
UTTERED = ("content before the cue", "quotation after the cue", "clause", "according to", "account")
"""Rules under which the content is a proposition of its own."""
PASSED_ON = (*UTTERED, "ing", "object of", "object on", "object at#", "object as", "as the source says")
"""Rules under which another may pass the content on."""
AROUND = ("as the source says", "according to")
"""Rules under which the content is the rest of the sentence, whatever heads it."""
NOMINAL = ("object", "of", "about", "object as", "object of", "on", "for")
"""Rules under which the content is a thing, so that a relative clause of it says something else."""


def settle(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The attributions that stay: a cue inside another's content belongs to that content, except that who merely
    passes on what another said becomes the outer source of it, and that contrasting clauses stand for themselves."""
    drafts = _cited(scene, drafts)
    for draft in drafts:
        _relayed(scene, draft)
    for draft in drafts:
        for other in drafts:
            if other is not draft and _holds(draft, other.head):
                _part(scene, draft, other)
    strong = [one for one in drafts if one.pieces and not (one.weak and _outdone(scene, one, drafts))]
    kept = _nested(scene, strong)
    _carry_on(scene, kept)
    _run_on(scene, kept)
    return _nested(scene, kept)


def _nested(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in sorted(drafts, key=_width, reverse=True):
        if any(one.cue == draft.cue and one.pieces == draft.pieces for one in kept):
            continue
        outer = next((one for one in kept if _holds(one, draft.head)), None)
        if outer is None:
            kept.append(draft)
        elif _passes_on(scene, outer, draft):
            kept.remove(outer)
            if outer.source is not None:
                draft.chain = [*outer.chain, (outer.source.start, outer.source.end), *draft.chain]
            kept.append(draft)
        elif _contested(outer, draft):
            kept.append(draft)
    return kept


def _contested(outer: Draft, inner: Draft) -> bool:
    """ "Rejected the ministry's claim that Y": both speak to Y, one against the other."""
    against = outer.entry.stance in ("deny", "doubt") and outer.rule == "object"
    return against and inner.rule == "noun" and inner.source is not None and inner.source.verb != outer.head


def _cited(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "..., the agency said, citing a doctor": the doctor says so, the agency passes it on."""
    heads = {draft.head: draft for draft in drafts}
    gone: set[int] = set()
    for token in scene.doc:
        if token.tag_ != "VBG" or token.lemma_ not in cues.cues().citing:
            continue
        if token.dep_ == "amod" and _amid(drafts, token):
            continue
        if token.dep_ not in ("advcl", "xcomp"):
            continue
        outer = heads.get(token.head.i) or next((one for one in drafts if one.end == token.i - 1), None)
        noun = child(token, "dobj") or next((child(one, "pobj") for one in token.rights if one.dep_ == "prep"), None)
        if outer is None or outer.source is None or noun is None or outer.entry.kind == "evaluation":
            continue
        outer.chain.append((outer.source.start, outer.source.end))
        outer.source = sources.phrase(noun, token)
        outer.pieces = [(low, min(high, token.left_edge.i) if low < token.i else high) for low, high in outer.pieces]
        gone.add(token.i)
    return [draft for draft in drafts if draft.head not in gone]


def _amid(drafts: list[Draft], token: Token) -> bool:
    """ "A press centre, quoting activists, says Y": inside the source. Whether it was so; the activists say so."""
    for one in drafts:
        source = one.source
        if source is None or not source.start < token.i < source.end or token.nbor(-1).text != ",":
            continue
        one.chain.append((source.start, token.i - 1))
        one.source = sources.Source(token.i + 1, token.head.right_edge.i + 1, token.head.i, (), source.verb)
        return True
    return False


def _relayed(scene: Scene, draft: Draft) -> None:
    """ "AFP heard from medical staff": the staff say so. "The Kremlin said through its spokesman": he does."""
    verb = scene.doc[draft.head]
    if draft.source is None or draft.rule not in (*UTTERED, "clause after the cue"):
        return
    for preposition in verb.rights:
        named = child(preposition, "pobj") if preposition.dep_ == "prep" else None
        if named is None:
            continue
        receives = verb.lemma_ in cues.cues().receiving or scene.texts[draft.cue[1] - 1] == "it"
        if preposition.lower_ == "from" and receives and _somebody(named):
            draft.chain.append((draft.source.start, draft.source.end))
        elif preposition.lower_ not in ("through", "via") or not _person(named):
            continue
        draft.source = sources.phrase(named)
        return


def _somebody(noun: Token) -> bool:
    words = titles()
    lemma = noun.lemma_.lower()
    human = lemma in words.persons or lemma in words.roles or noun.lower_ in words.groups or lemma in words.heads
    return human or any(one.ent_type_ in ("PERSON", "NORP") for one in noun.subtree)


def _person(noun: Token) -> bool:
    return any(one.ent_type_ == "PERSON" for one in noun.subtree) or noun.lemma_.lower() in titles().roles


def _resumed(scene: Scene, outer: Draft, inner: Draft) -> int:
    """In "denied that a base had been hit and accused the army of lying" the parser hangs "accused" on "hit": where
    the verb has the outer cue's form and the clause before it has another, the outer source goes on. The token of
    the conjunction; 0 when it is not so."""
    verb, above = scene.doc[inner.head], scene.doc[inner.head].head
    own = any(one.dep_ in ("nsubj", "nsubjpass") for one in verb.lefts)
    if verb.dep_ != "conj" or own or outer.source is None or above.i != outer.root or inner.rule in ("noun", "adverb"):
        return 0
    cue = scene.doc[outer.head]
    helped = any(one.dep_ in ("aux", "auxpass") for one in above.lefts)
    if verb.tag_ != cue.tag_ or any(one.dep_ in ("aux", "auxpass") for one in verb.lefts):
        return 0
    if above.tag_ == verb.tag_ and not helped:
        return 0
    return next((one.i for one in above.rights if one.dep_ == "cc" and one.i < verb.i), 0)


def _part(scene: Scene, outer: Draft, inner: Draft) -> None:
    """Cuts the outer content short where the inner attribution stands beside it rather than inside it."""
    link = _resumed(scene, outer, inner)
    if link:
        outer.pieces = [(low, min(high, link)) for low, high in outer.pieces if low < link]
        inner.source = outer.source
        return
    if inner.source is None or inner.head < outer.head:
        return
    verb = scene.doc[inner.head]
    if outer.rule == "content before the cue":
        asides.set_against(scene, outer, inner)
        return
    edge = asides.spoken(outer, inner, verb)
    if edge:
        pass
    elif outer.rule in NOMINAL and scene.texts[inner.source.start].lower() in RELATIVES:
        edge = inner.source.start
    elif verb.dep_ in ("advcl", "conj") and inner.source.verb == inner.head:
        edge = _contrast(scene, verb, inner.source.start)
        if inner.rule not in UTTERED and not (edge and scene.doc[edge].dep_ == "mark"):
            edge = 0
    if edge:
        outer.pieces = [(low, min(high, edge)) for low, high in outer.pieces if low < edge]


def _contrast(scene: Scene, verb: Token, start: int) -> int:
    """Where a clause begins that sets one speaker against another: ", while X says"; 0 when it does not."""
    first = min(verb.left_edge.i, start)
    for at in (first, first - 1):
        if at > 0 and scene.texts[at].lower() in cues.cues().contrasts:
            return at
    return 0


def _outdone(scene: Scene, weak: Draft, drafts: list[Draft]) -> bool:
    """Whether a speaker inside a weak attribution's content has most of that content for its own."""
    for one in drafts:
        if one.weak or one.hearsay or one.source is None or not one.pieces or one.rule == "noun":
            continue
        if _holds(weak, one.head) and _is_pronoun(scene, weak) and _counts(scene, one):
            return True
        speaker = scene.doc[one.source.head]
        if not (speaker.ent_type_ or speaker.pos_ in ("PRON", "PROPN") or one.rule in UTTERED):
            continue
        if _holds(weak, one.head) and 2 * _width(one) >= _width(weak):
            return True
    return False


def _is_pronoun(scene: Scene, draft: Draft) -> bool:
    """Whose the account is stands there as a pronoun ("on his list"): another in its content says who."""
    return draft.source is not None and scene.doc[draft.source.head].pos_ == "PRON"


def _counts(scene: Scene, draft: Draft) -> bool:
    """Whether the content is a thing that begins with a number."""
    start = draft.pieces[0][0]
    return draft.rule.startswith(("object", "complement")) and any(
        one.like_num for one in scene.doc[start : start + NEAR // 2]
    )


def _width(draft: Draft) -> int:
    return sum(end - start for start, end in draft.pieces)


def _holds(outer: Draft, token: int) -> bool:
    return any(start <= token < end for start, end in outer.pieces)


def _passes_on(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Whether the inner attribution is what the outer source passes on, rather than a part of what it says."""
    if inner.source is None or inner.rule == "shown" or not _may_speak(scene.doc[inner.source.head]):
        return False
    if not (_main(scene, outer, inner) or (inner.entry.kind == "speech" and inner.rule in PASSED_ON)):
        return False
    if outer.entry.stance not in ("assert", "confirm") or outer.entry.kind != "speech":
        return False
    if inner.entry.stance not in ("assert", "confirm", "deny", "accuse") or inner.modal or outer.pronominal:
        return False
    spoken = _width(inner) + (inner.source.end - inner.source.start)
    return 2 * spoken >= _width(outer)


def _main(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Whether the inner cue is the main verb of what the outer source says: "the paper said drivers described ..."."""
    counts = inner.rule.endswith(("#", "!")) or inner.rule == "has a count"
    root = outer.root
    if root < 0 and len(outer.pieces) == 1 and outer.rule in AROUND and scene.inside[inner.head] < 0:
        root = scene.doc[outer.pieces[0][0] : outer.pieces[0][1]].root.i
    return root == inner.head and (inner.entry.kind == "speech" or counts)


def _may_speak(noun: Token) -> bool:
    """Whether the noun alone tells that it means a party: a name, a pronoun of the third person, a known sort."""
    words, lemma = titles(), noun.lemma_.lower()
    known = lemma in words.persons or lemma in words.roles or lemma in words.heads or lemma in words.documents
    return known or noun.lower_ in words.groups or noun.ent_type_ in sources.SPEAKERS or noun.pos_ in ("PROPN", "PRON")


def _carry_on(scene: Scene, drafts: list[Draft]) -> None:
    """Quotations that follow an utterance without a cue of their own belong to it."""
    taken = {scene.inside[at] for draft in drafts for start, end in draft.pieces for at in (start, end - 1)}
    for index, quotation in enumerate(scene.quoted):
        if index in taken or quotation.end - quotation.start < SPOKEN or not _stands_alone(scene, index):
            continue
        if any(_holds(draft, quotation.start) for draft in drafts):
            continue
        before = [one for one in drafts if _last(one) <= quotation.start and one.source is not None]
        if not before:
            continue
        nearest = max(before, key=_last)
        between = range(_last(nearest), quotation.start)
        new = any(scene.starts[at] == at and not scene.gaps[at] for at in between[1:])
        if not new and len(between) <= NEAR and not _fresh_paragraph(scene, between, index):
            nearest.pieces.append((quotation.start, quotation.end))


def _fresh_paragraph(scene: Scene, between: range, index: int) -> bool:
    """Whether a paragraph begins before the quotation that does not carry on the one before it."""
    return any(scene.gaps[at] for at in between) and not (index and scene.quoted[index - 1].carried)


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether a quotation begins where a sentence could begin."""
    start = scene.quoted[index].start
    return start == 0 or scene.starts[start] in (start, start - 1) or scene.texts[start - 1] in (".", "”", '"')


def _run_on(scene: Scene, drafts: list[Draft]) -> None:
    """What follows an utterance behind a semicolon, without a cue of its own, belongs to it: "Y, X said; Z"."""
    for draft in drafts:
        if draft.entry.kind not in ("speech", "thought") or draft.rule not in UTTERED:
            continue
        last, end = _last(draft), scene.ends[draft.head]
        if last >= end or scene.texts[last] not in (";", ":"):
            continue
        if not any(last <= one.head < end and one.entry.kind == "speech" for one in drafts if one is not draft):
            draft.pieces.append((last + 1, end))


def _last(draft: Draft) -> int:
    return max(draft.end, *(end for _, end in draft.pieces))
