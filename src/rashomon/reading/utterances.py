"""Attributions of cue verbs: what stands before, after or around "X said"."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace
from spacy.tokens import Token

from rashomon.reading import asides, cues, numbered, passives, postposed, sources, tallies
from rashomon.reading.complements import NEARLY, complements
from rashomon.reading.cues import Entry, Match, Stance
from rashomon.reading.drafts import Draft, Scene
from rashomon.reading.passives import cue_start, passive
from rashomon.reading.sources import SPEAKERS, Source

UNLISTED = Entry(words=[], stance="assert", certainty="certain", kind="speech", takes=["clause"])
"""A verb that is not in the lexicon is a cue all the same where the parser sees its clause stand before it."""
NEAR = 8
"""Tokens between a cue and the quotation it introduces ("told the BBC on Monday: ...")."""
CLOSE = 4
"""Tokens from "went" to the verb of "went on to say"."""
FAR = 14
"""Tokens between a cue and a "that" that the parser hung on a word between them."""


def of_verb(scene: Scene, verb: Token, earlier: int) -> Draft | None:
    """The attribution that the verb is the cue of; `earlier` is the end of the last cue clause before it."""
    if (
        _compounded(verb)
        or _carrier(verb)
        or _disagrees(verb)
        or (verb.lower_ == "told" and verb.i and verb.nbor(-1).lower_ == "all")
    ):
        return None
    if passive(verb):
        return passives.of_verb(verb)
    behind = complements(verb, verb.i + 1)
    found = list(cues.matches(verb, behind))
    for match in found or [Match(UNLISTED, verb.i + 1, (), "")]:
        draft = _draft(verb, match)
        listed = bool(found) and match.entry.kind in ("speech", "thought") and "clause" in match.entry.takes
        inverted = bool(found) and match.entry.kind == "speech" and _after_comma(scene, verb)
        if (listed or inverted or _speaks(verb, draft)) and postposed.fill(scene, verb, draft, behind, earlier):
            draft.rule = "content before the cue"
            return draft
    for match in found:
        best = _active(scene, verb, match)
        if best is not None and not _purpose(verb, best):
            return best
    return numbered.held(verb) or numbered.put_at(scene, verb) or numbered.evidence(verb)


def _compounded(verb: Token) -> bool:
    """ "state-run", "self-described", "better-than-expected" say nothing by themselves."""
    return verb.i > 0 and verb.tag_ == "VBN" and verb.nbor(-1).text == "-"


def _after_comma(scene: Scene, verb: Token) -> bool:
    """In "War crimes, pronounced the general." the finite verb follows the comma, and its subject the verb."""
    return verb.i > 0 and scene.texts[verb.i - 1] in (",", "”", '"') and verb.tag_ in ("VBD", "VBZ", "VBP")


def _speaks(verb: Token, draft: Draft) -> bool:
    """Whether a verb that is no verb of saying is used as one: "Y, the judge fulminated on Tuesday"."""
    if draft.source is None or draft.source.verb != verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    speaker = verb.doc[draft.source.head]
    if speaker.ent_type_ not in SPEAKERS and speaker.lower_ not in ("he", "she", "they"):
        return False
    clause = postposed.before(verb)
    return clause is not None and clause.i < verb.i and verb.lemma_ != "be" and cues.plain_end(verb)


def _disagrees(verb: Token) -> bool:
    """ "could not agree" is told by the report; nobody says so."""
    return verb.lemma_ == "agree" and any(one.dep_ == "neg" for one in verb.lefts)


def _draft(verb: Token, match: Match) -> Draft:
    draft = Draft((cue_start(verb), match.end), match.entry, [], sources.of_verb(verb), match.frame, head=verb.i)
    if any(one.dep_ == "neg" for one in verb.lefts):
        if match.entry.stance in ("assert", "confirm"):
            stance: Stance = "withhold" if match.entry.kind == "speech" else "doubt"
            draft.entry = replace(match.entry, stance=stance, certainty="unknown")
        elif match.entry.stance == "withhold" and match.entry.kind == "speech":
            draft.entry = replace(match.entry, stance="confirm", certainty="certain")
    _governed(verb, draft)
    draft.modal = any(one.tag_ == "MD" for one in verb.lefts)
    above = sources.governing(verb)
    if above is not None and draft.source is not None and draft.source.verb == above.i:
        draft.source = dataclasses.replace(draft.source, verb=verb.i)
    _quoting(verb, draft)
    return draft


def _purpose(verb: Token, draft: Draft) -> bool:
    """A judgement or belief in an infinitive that only tells what something is for ("came to support him") is nobody's;
    one with a clause or a quotation behind it is ("came to believe that")."""
    infinitive = verb.tag_ == "VB" and any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.lefts)
    if not infinitive or draft.entry.kind == "speech" or phase(verb) is not None:
        return False
    return draft.rule not in ("clause", "quotation after the cue", "clause after the cue", "content after a colon")


def _governed(verb: Token, draft: Draft) -> None:
    """Takes "continued", "was quick" into the cue of "continued to say", "was quick to point out"."""
    above = phase(verb)
    if above is None:
        return
    finite = above.head if above.pos_ == "ADJ" else above
    draft.cue = (cue_start(finite), draft.cue[1])
    if above.lemma_.lower() in cues.cues().failing:
        draft.entry = replace(draft.entry, stance="withhold", certainty="unknown")


def phase(verb: Token) -> Token | None:
    """The verb or adjective right before an infinitive that tells how far it is said: "began [to say]"."""
    above = verb.head
    if verb.tag_ != "VB" or verb.dep_ != "xcomp" or above.i > verb.i or verb.i - above.i > CLOSE:
        return None
    if above.pos_ == "ADJ" and not (above.dep_ == "acomp" and above.head.lemma_ == "be" and above.head.i < above.i):
        return None
    return above if above.lemma_.lower() in cues.cues().phases else None


def _carrier(verb: Token) -> bool:
    """ "was quoted as saying": the quoting is part of the cue `saying`."""
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    return verb.lemma_ in sources.QUOTING and any(
        token.dep_ == "pcomp" and sources.quoting(token) == verb for token in behind
    )


def _active(scene: Scene, verb: Token, match: Match) -> Draft | None:
    """The content after the cue, or around "as X put it"."""
    draft = _draft(verb, match)
    if any(one.lower_ == "what" for one in verb.lefts) and (cleft := _cleft(verb, draft)) is not None:
        return cleft
    utters = match.entry.kind in ("speech", "thought") and "clause" in match.entry.takes
    if utters and (told := postposed.as_told(scene, verb, match)):
        return told
    if match.frame == "clause" and match.taken[0].start > draft.cue[1] and _clause_after(scene, draft):
        if draft.pieces[0][0] < match.taken[0].start:
            return draft
        draft.pieces = []
    if utters and _colon_after(scene, draft, match):
        draft.rule = "content after a colon"
    elif match.taken and not _unspoken(match):
        draft.pieces = [_right(verb, match, draft)]
        draft.root = match.taken[-1].head.i if match.taken[-1].kind in ("clause", "infinitive", "ing") else -1
    elif not (utters and (_quotation_after(scene, verb, draft) or _clause_after(scene, draft))):
        return _cleft(verb, draft)
    return draft


def _unspoken(match: Match) -> bool:
    """ "asked not to be named": a wish about the attribution itself."""
    last = match.taken[-1]
    return last.kind == "infinitive" and last.head.lemma_ in cues.cues().unspoken


def _cleft(verb: Token, draft: Draft) -> Draft | None:
    """ "Thirty is the number that X gave", "Y is what X demanded": the content is the subject of the copula."""
    wh = next((one for one in verb.lefts if one.lower_ in ("what", "that", "which") and one.dep_ == "dobj"), None)
    if wh is None and verb.dep_ != "relcl":
        return None
    at = verb.head
    if verb.dep_ == "relcl" and at.dep_ == "attr":
        at = at.head
    if at.lemma_ != "be" or at.i > verb.i or draft.source is None or draft.source.verb != verb.i:
        return None
    subject = next((one for one in at.lefts if one.dep_ in postposed.SUBJECTS), None)
    if subject is None or subject.lower_ in ("what", "this", "that", "it", "which", "who"):
        return None
    piece = verb.doc[subject.left_edge.i : subject.right_edge.i + 1]
    if draft.entry.kind != "speech" and not any(one.like_num for one in piece):
        return None
    number = len(piece) == 1 and verb.head.dep_ == "attr" and verb.head.i < verb.i
    draft.pieces = [(piece.start, verb.head.i + 1 if number else piece.end)]
    draft.root = subject.i if subject.dep_ in ("csubj", "csubjpass") else -1
    draft.rule = "cleft"
    return draft


def _right(verb: Token, match: Match, draft: Draft) -> tuple[int, int]:
    """From the first to the last complement; a single preposition goes to the cue."""
    first, last = match.taken[0], match.taken[-1]
    start, end = min(one.start for one in match.taken), max(one.end for one in match.taken)
    alone = len(match.taken) == 1 and first.head.dep_ == "prep" and first.start == first.head.i
    if alone and not (first.head.lower_ in NEARLY and first.kind == "object"):
        if first.head.i == draft.cue[1]:
            draft.cue = (draft.cue[0], start + 1)
        start += 1
    if match.frame == "object as" and match.entry.stance == "deny" and first.start > last.start:
        start, end = first.start, first.end  # "dismissed as false X": what is dismissed is the object alone
    if last.kind == "clause" and draft.source and start <= draft.source.start < end and draft.source.start > verb.i:
        start = draft.source.end
    for one in verb.rights:
        if one.left_edge.i == end and one.dep_ in ("acomp", "oprd", "attr", "acl"):
            end = one.right_edge.i + 1
    if match.entry.stance == "accuse" and last.kind != "clause":
        end = asides.accused_end(verb.doc, start, end)
    return start, tallies.extent(verb.doc, start, end)


def _quotation_after(scene: Scene, verb: Token, draft: Draft) -> bool:
    """Fills in the content of `X said: "..."` when the parser saw no clause there."""
    if scene.inside[verb.i] >= 0:
        return False
    end = draft.cue[1]
    for at in range(end, min(len(scene.doc), end + NEAR)):
        if scene.gaps[at]:
            return at > end and scene.texts[at - 1] == ":" and _paragraph_after(scene, at, draft)
        quotation = scene.quotation(at)
        if quotation is not None:
            near = at == end or scene.texts[at - 1] in (",", ":")
            if near or quotation.end - quotation.start > NEAR:
                draft.pieces, draft.rule = [(at, quotation.end)], "quotation after the cue"
                return True
            return False
        if scene.texts[at] == ":" and at + 1 < len(scene.doc) and not scene.gaps[at + 1]:
            if scene.inside[at + 1] < 0:
                draft.pieces, draft.rule = [(at + 1, scene.ends[at + 1])], "content after a colon"
                return True
        elif scene.doc[at].pos_ == "VERB" or scene.texts[at] in (".", ";", "?", "!"):
            return False
    return False


def _paragraph_after(scene: Scene, gap: int, draft: Draft) -> bool:
    """Fills in the content of "X said:" at the end of a paragraph: the quotation that opens the next one."""
    at = gap
    while at < len(scene.doc) and scene.gaps[at]:
        at += 1
    quotation = scene.quotation(at)
    if quotation is None or quotation.start != at:
        return False
    draft.pieces, draft.rule = [(at, quotation.end)], "quotation after the cue"
    return True


def _colon_after(scene: Scene, draft: Draft, match: Match) -> bool:
    """Fills in the content of "X gave two reasons: Y", "X put it like this: Y"."""
    if any(one.kind == "clause" for one in match.taken):
        return False
    end = draft.cue[1]
    for at in range(end, min(scene.ends[end - 1], end + FAR)):
        if scene.texts[at] == ":" and at + 2 < len(scene.doc):
            if scene.gaps[at + 1]:
                return _paragraph_after(scene, at + 1, draft)
            quotation = scene.quotation(at + 1)
            draft.pieces = [(at + 1, quotation.end if quotation else scene.ends[at + 1])]
            return True
        if scene.doc[at].pos_ == "VERB" or scene.texts[at] in (",", ";") or scene.inside[at] >= 0:
            return False
    return False


def _clause_after(scene: Scene, draft: Draft) -> bool:
    """Fills in the content of "X said in the evening that Y" when the parser hung "that Y" on another word."""
    end = draft.cue[1]
    for at in range(end, min(scene.ends[end - 1], end + FAR)):
        token = scene.doc[at]
        hung = token.head.dep_ in ("acl", "ccomp", "relcl", "advcl")
        relative = token.head.dep_ == "relcl" and token.i > end and _lost(draft, token)
        if token.lower_ == "that" and hung and (token.dep_ == "mark" or relative):
            draft.pieces, draft.rule = [(at, token.head.right_edge.i + 1)], "clause after the cue"
            draft.root = token.head.i
            return True
        if token.pos_ == "VERB" or token.is_punct:
            return False
    return False


def _lost(draft: Draft, that: Token) -> bool:
    """Whether the relative clause that the parser sees is what is said: the verb has no object that it could be about,
    and the clause a subject of its own: "said in the debate that he was ready"."""
    verb = that.doc[draft.head]
    told = draft.entry.addressee or not any(one.dep_ == "dobj" and one.i > verb.i for one in verb.rights)
    return told and ("object" not in draft.entry.takes or that.nbor(1).dep_ in ("nsubj", "nsubjpass", "expl"))


def _quoting(verb: Token, draft: Draft) -> None:
    """ "was quoted by the BBC as saying": the cue takes the quoting in; who quotes is the outer source."""
    quote = sources.quoting(verb)
    if quote is None:
        return
    draft.cue = (cue_start(quote), draft.cue[1])
    outer = sources.agent(quote)
    if passive(quote):
        spoken = next((one for one in quote.lefts if one.dep_ == "nsubjpass"), None)
        noun = spoken or (quote.head if quote.dep_ in ("acl", "relcl") else None)
        draft.source = sources.phrase(noun, quote) if noun is not None else None
    else:
        outer = sources.of_verb(quote)
        noun = next((one for one in quote.rights if one.dep_ == "dobj"), None)
        draft.source = sources.phrase(noun, quote) if noun is not None else draft.source
        if draft.source is not None and draft.source.start < verb.head.i < draft.source.end:
            draft.source = dataclasses.replace(draft.source, end=verb.head.i)
    if draft.source is not None:
        draft.source = Source(draft.source.start, draft.source.end, draft.source.head, (), verb.i)
    if outer is not None and draft.source is not None and outer.head != draft.source.head:
        draft.chain.append((outer.start, outer.end))
