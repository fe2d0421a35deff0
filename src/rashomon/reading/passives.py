"""Attributions of passive cue verbs: "is said to have left", "was blamed on rebels", "was told that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading import cues, sources
from rashomon.reading.complements import Complement, complements
from rashomon.reading.cues import Listed, Match
from rashomon.reading.drafts import Draft, child
from rashomon.reading.sources import Source

FAR = 10
"""Tokens between a cue and its "that"."""
SUBJECTS = ("nsubjpass", "nsubj", "csubjpass", "csubj")


def passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: with its auxiliary, or as a participle without one."""
    if verb.tag_ != "VBN":
        return False
    deps = {one.dep_ for one in verb.children}
    if deps & {"auxpass", "nsubjpass", "csubjpass", "agent"}:
        return True
    if _misread(verb):
        return False
    return verb.dep_ in ("acl", "advcl") and not deps & {"aux", "nsubj"}


def _misread(verb: Token) -> bool:
    """In "..., the council charged on Tuesday." the parser may take the cue for a participle."""
    noun = verb.head
    if verb.dep_ == "acl" and verb.i and verb.doc[verb.i - 1].text == "," and _utters(verb):
        return cues.plain_end(verb) or _that_follows(verb)
    if verb.dep_ != "acl" or noun.i != verb.i - 1 or noun.dep_ not in ("appos", "conj", "dobj", "npadvmod", "oprd"):
        return False
    start = noun.left_edge.i
    return start > 0 and verb.doc[start - 1].text == "," and (cues.plain_end(verb) or _that_follows(verb))


def _utters(verb: Token) -> bool:
    """Whether the verb, as a cue, introduces what is said in so many words."""
    return any(one.entry.kind == "speech" and "clause" in one.entry.takes for one in cues.verbs().get(verb.lemma_, ()))


def _that_follows(verb: Token) -> bool:
    """In "X, the minister, asserted at the scene that Y" the parser may hang "that Y" anywhere."""
    for token in verb.doc[verb.i + 1 : verb.i + FAR]:
        if token.lower_ == "that" and token.dep_ == "mark":
            return True
        if token.is_punct or token.pos_ == "VERB":
            return False
    return False


def of_verb(verb: Token) -> Draft | None:
    """The attribution that the passive verb is the cue of."""
    subject = child(verb, *SUBJECTS)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    behind = complements(verb, verb.i + 1)
    about = _as_complement(verb, subject)
    source = sources.agent(verb)
    if verb.dep_ == "acl" and source is None and any(one.dep_ == "oprd" for one in verb.rights):
        return None
    for match in cues.matches(verb, behind):
        if match.taken and match.frame in ("clause", "infinitive", "complement", "at", "as", "ing"):
            draft = _with_complement(verb, match, about, source)
            if draft is not None:
                return draft
    if about is not None:
        for listed in cues.verbs().get(verb.lemma_.lower(), ()):
            found = _with_subject(verb, listed, behind, about, source)
            if found is not None:
                return found
    return None


def _as_complement(verb: Token, subject: Token | None) -> Complement | None:
    """The subject, which in the active voice would be an object or a clause."""
    if subject is None or subject.i > verb.i:
        return None
    limit = verb.left_edge.i if verb.dep_ == "acl" else cue_start(verb)
    end = max(min(subject.right_edge.i + 1, limit), subject.i + 1)
    kind = "clause" if subject.dep_ in ("csubj", "csubjpass") else "object"
    return Complement(kind, subject.left_edge.i, end, subject)


def _with_complement(verb: Token, match: Match, about: Complement | None, source: Source | None) -> Draft | None:
    """ "is said to have left", "it was reported that", "were told that"."""
    expletive = about is None or about.head.lower_ == "it" or match.entry.addressee
    if match.frame == "clause" and source is None and not expletive:
        return None
    if verb.lemma_ in cues.cues().unspoken and verb.tag_ == "VBN" and verb.dep_ == "xcomp":
        return None
    if verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ == "let":
        return None
    if match.frame == "infinitive" and match.entry.kind not in ("speech", "thought"):
        return None
    draft = Draft((cue_start(verb), match.end), match.entry, [], source, "passive " + match.frame, head=verb.i)
    limit = source.start - 1 if source is not None and source.start > verb.i else len(verb.doc)
    draft.pieces = [(one.start, min(one.end, limit) if one.start < limit else one.end) for one in match.taken]
    draft.root = match.taken[-1].head.i
    if match.frame != "clause" and about is not None and not match.entry.addressee:
        draft.pieces.insert(0, (about.start, about.end))
    return draft


def _with_subject(
    verb: Token, listed: Listed, behind: list[Complement], about: Complement, source: Source | None
) -> Draft | None:
    """The subject is what is denied, reported, blamed ...; only with an agent or a further complement."""
    end = cues.phrase_end(verb, listed.rest)
    if not end:
        return None
    for frame in listed.frames:
        if not cues.fills(about, frame[0]) or (len(frame) == 1 and source is None):
            continue
        rest = [one for one in behind if len(frame) == 2 and cues.fills(one, frame[1])]
        if len(frame) > 1 and not rest:
            continue
        draft = Draft((cue_start(verb), end), listed.entry, [], source, "passive " + " ".join(frame), head=verb.i)
        draft.pieces = [(about.start, about.end), *((one.start, one.end) for one in rest[:1])]
        draft.root = about.head.i if about.kind == "clause" else -1
        return draft
    return None


def cue_start(verb: Token) -> int:
    """The first of the auxiliaries, negations and adverbs that stand directly before the verb."""
    start = verb.i
    while start > 0:
        before = verb.doc[start - 1]
        if before.head.i == verb.i and before.dep_ in ("aux", "auxpass", "neg", "advmod") and before.pos_ != "SCONJ":
            start -= 1
        else:
            break
    return start
