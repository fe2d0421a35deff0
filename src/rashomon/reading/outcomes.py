"""What happened to the people counted, from the words that govern the figure: killed, evacuated, detained ..."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.reading.counting import NOUNS, Counted, is_person, is_thing
from rashomon.reading.predicates import (
    NO_PEOPLE,
    SUBJECTS,
    Verdict,
    called,
    from_clause,
    from_controlled,
    from_copula,
    from_lost_lives,
    from_small_clause,
    from_state,
    from_subject,
    from_toll,
    from_verb,
    grammar,
    is_passive,
    lemma,
    table,
)

LONGEST_CLIMB = 8
"""Steps from the figure towards the root of its sentence; a predicate further away governs something else."""
ARGUMENTS = SUBJECTS | {"dobj", "dative", "attr", "oprd", "acomp", "pobj"}
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis"})
STATE_TAGS = frozenset({"VBN", "JJ", "RB", "VBD", "NN", "NNS", "JJR", "IN"})
REACH = 7
"""Tokens after a figure within which its verb stands, auxiliaries and adverbs between."""
TOLL_REACH = 16
"""Tokens between "the number of ..." and the number: a clause with place and date."""


def outcome(doc: Doc, counted: Counted, start: int, end: int) -> Verdict | None:
    """The outcome of the figure at tokens `[start, end)`; None when its own sentence does not tell.

    From the surest sign to the weakest: the noun itself, a state right after it, the governing predicate, a clause on
    the noun, the words beside the figure (where the parse went astray), what the people are called.
    """
    noun = counted.noun
    start, end = _outside_quotes(doc, start, end)
    if noun is not None and is_thing(noun) and not is_person(noun):
        return Verdict("none", f"'{noun.lower_}' {NO_PEOPLE}", noun)
    if noun is not None and lemma(noun) in grammar().undecided:
        return Verdict("none", f"'{noun.lower_}' may be dead or wounded", noun)
    verdict = (
        _at_once(doc, end)
        or _named(noun)
        or _stated(doc, noun, end)
        or _governed(counted, start, end)
        or _qualified(counted)
        or _beside(doc, noun, start, end)
        or _tolled(doc, noun, start)
        or _described(noun)
        or _called_so(doc, end)
        or _further_on(doc, noun)
    )
    return _organised(verdict) if verdict and verdict.outcome == "displaced" else verdict


def _organised(verdict: Verdict) -> Verdict:
    """ "Fled under an evacuation deal": displaced people whose way out was arranged were evacuated."""
    for token in verdict.word.sent if verdict.word is not None else ():
        if lemma(token) in grammar().organised:
            return Verdict("evacuated", f"{verdict.rule}, evacuated by '{token.lower_}'", verdict.word)
    return verdict


def _further_on(doc: Doc, noun: Token | None) -> Verdict | None:
    """A verb later in the clause, where the parse left the noun without one (it often does at a quotation's start)."""
    if noun is None or not (noun.head == noun or noun.head.is_punct):
        return None
    for token in doc[noun.i + 1 : noun.sent.end]:
        if token.is_punct:
            return None
        verdict = from_verb(token, is_passive(token), noun) if token.pos_ == "VERB" else None
        if verdict:
            return verdict
    return None


def _outside_quotes(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The figure with the quotation marks around it: "more than 40" wounded."""
    end += end < len(doc) and doc[end].is_quote
    start -= start > 0 and doc[start - 1].is_quote
    return start, end


def _at_once(doc: Doc, end: int) -> Verdict | None:
    """ "138 dead and 40 serious injuries": a state that ends the phrase, whatever the parse makes of it."""
    if end + 1 >= len(doc):
        return None
    token, after = doc[end], doc[end + 1]
    found = table("states").get(token.lower_)
    if found and after.pos_ in ("CCONJ", "PUNCT", "ADP", "SPACE") and token.tag_ != "IN" and not _acts(token):
        return Verdict(found, f"{found} from '{token.lower_}' after the number", token)
    return None


def _named(noun: Token | None) -> Verdict | None:
    """ "73 civilian deaths": the counted noun is the outcome."""
    named = table("nouns").get(lemma(noun)) or table("nouns").get(noun.lower_) if noun is not None else None
    return Verdict(named, f"{named} from noun '{noun.lower_}'", noun) if named and noun is not None else None


def _stated(doc: Doc, noun: Token | None, end: int) -> Verdict | None:
    """ "12 dead", "40 civilians killed", "33 or more missing", "30 children among the dead": a state right after."""
    states = table("states")
    if noun is not None and noun.lower_ in states and noun.dep_ not in SUBJECTS and noun.dep_ != "dobj":
        return Verdict(states[noun.lower_], f"{states[noun.lower_]} from '{noun.lower_}'", noun)
    at = noun.i + 1 if noun is not None and noun.i >= end and noun.i - end < 6 else end
    for i in range(at, min(at + 2, len(doc))):
        token = doc[i]
        found = states.get(token.lower_)
        if found and i + 1 < len(doc) and doc[i + 1].pos_ == "AUX":
            return None
        if found and token.tag_ in STATE_TAGS and not _acts(token) and not _premodifies(token):
            return Verdict(found, f"{found} from '{token.lower_}' after the number", token)
        if token.pos_ == "ADP":
            for stop in (i + 2, i + 3):
                found = states.get(doc[i:stop].text.lower())
                if found:
                    return Verdict(found, f"{found} from '{doc[i:stop].text}' after the number", doc[i])
        if (
            token.pos_ not in ("ADV", "ADJ")
            and token.tag_ != "VBN"
            and token.lower_ not in ("others", "people", "more")
        ):
            return None
    return None


def _qualified(counted: Counted) -> Verdict | None:
    """ "the 51 people who died", "people displaced by": a clause on the counted noun."""
    for word in (counted.noun, counted.anchor):
        if word is None:
            continue
        for child in word.rights:
            if child.dep_ in ("relcl", "acl", "amod", "prep"):
                found = from_clause(child, counted.noun)
                if found:
                    return found
    return None


def _described(noun: Token | None) -> Verdict | None:
    """ "30 displaced families", "12 hostages": what the counted people are called, when no verb says more."""
    if noun is None:
        return None
    verdict = called(noun)
    if verdict:
        return verdict
    for child in noun.lefts:
        found = table("states").get(child.lower_)
        if found and child.dep_ in ("amod", "compound"):
            return Verdict(found, f"{found} from '{child.lower_}'", child)
    return None


def _called_so(doc: Doc, end: int) -> Verdict | None:
    """ "77 wounded are in hospital": the state as a noun, when its verb says nothing."""
    found = table("states").get(doc[end].lower_) if end < len(doc) else None
    return Verdict(found, f"{found} from '{doc[end].lower_}'", doc[end]) if found else None


def _governed(counted: Counted, start: int, end: int) -> Verdict | None:
    """The outcome from the predicate or the noun that the figure depends on."""
    token, noun = counted.anchor, counted.noun
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head == token:
            return _state_of_root(token)
        if token.dep_ == "pobj" and start <= head.i < end:
            if not start <= head.head.i < end:
                return _bounded_by(head, noun)
            token = head.head
            continue
        if token.dep_ in ARGUMENTS:
            found = _step(token, noun)
            if (
                found
                or token.dep_ != "pobj"
                or head.lower_ not in grammar().transparent
                or head.head.pos_ in ("VERB", "AUX")
            ):
                return found
            token = head.head
            continue
        if token.dep_ in CLAUSES:
            return None
        token = head
        if token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _bounded_by(preposition: Token, noun: Token | None) -> Verdict | None:
    """ "Between 10 and 20 civilians were killed": the preposition is a bound, the figure subject or object."""
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX"):
        return from_toll(verb) if verb.i < preposition.i else None
    if preposition.i < verb.i:
        return from_verb(verb, is_passive(verb), noun) or from_controlled(verb, noun)
    return from_verb(verb, True, noun)


def _beside(doc: Doc, noun: Token | None, start: int, end: int) -> Verdict | None:
    """The verb next to the figure, whatever the parse says: "killed at the very least 6,700", "157 men were held"."""
    before = doc[start - 1] if start else None
    if before is not None and before.pos_ == "VERB" and not is_passive(before):
        found = from_verb(before, True, noun)
        if found:
            return found
    at = noun.i + 1 if noun is not None and noun.i >= end else end
    edge = noun.right_edge.i if noun is not None else at
    return _clause_from(doc, at, noun) or (_clause_from(doc, edge + 1, noun) if at <= edge < at + REACH else None)


def _clause_from(doc: Doc, at: int, noun: Token | None) -> Verdict | None:
    """The verb that follows token `at`, auxiliaries, adverbs and an insertion between commas left aside."""
    at = _past_insertion(doc, at)
    passive, copula = False, None
    for token in doc[at : at + REACH]:
        if token.pos_ == "AUX":
            passive = passive or token.lemma_ == "be"
            copula = token if token.lemma_ == "be" else copula
        elif token.pos_ == "VERB" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ != "AUX":
            return from_verb(token, passive, noun)
        elif token.pos_ not in ("ADV", "PART", "VERB"):
            break
    return from_copula(copula) if copula is not None else None


def _past_insertion(doc: Doc, at: int) -> int:
    """ "157 fighters, foreigners mostly, were captured": where the clause goes on."""
    if at < len(doc) and doc[at].lower_ == ",":
        for token in doc[at + 1 : at + 1 + REACH]:
            if token.lower_ == ",":
                return token.i + 1
            if token.pos_ in ("VERB", "AUX"):
                return at
    return at


def _tolled(doc: Doc, noun: Token | None, start: int) -> Verdict | None:
    """ "put the number of fighters who departed at 275": the outcome said between "number" and the number."""
    if noun is not None or start == 0 or doc[start - 1].lower_ not in grammar().leads_to_number:
        return None
    nearest: Verdict | None = None
    verb = doc[start - 1].head
    for i in range(start - 2, max(-1, start - 2 - TOLL_REACH), -1):
        token = doc[i]
        if token.lower_ in grammar().tolls:
            return nearest
        said = _named(token) or called(token)
        if said:
            return nearest or said
        if token.pos_ in NOUNS and is_thing(token) and token.dep_ in (*SUBJECTS, "dobj") and token.head == verb:
            return Verdict("none", f"'{token.lower_}' {NO_PEOPLE}", token)
        nearest = nearest or _said_of_toll(token)
        if token.is_sent_start or token.is_space:
            break
    return None


def _said_of_toll(token: Token) -> Verdict | None:
    if token.lower_ == "still" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "ADP":
        return Verdict("remaining", "remaining from 'still'", token)
    if token.pos_ not in ("VERB", "ADJ"):
        return None
    passive = is_passive(token) or (token.dep_ == "acl" and token.tag_ == "VBN")
    return from_verb(token, passive, None) or from_state(token)


def _step(token: Token, noun: Token | None) -> Verdict | None:
    """What the head says of the figure in this place."""
    head = token.head if token.head.dep_ not in ("aux", "auxpass") else token.head.head
    if token.dep_ in SUBJECTS:
        passive = token.dep_ == "nsubjpass" or is_passive(head)
        return from_verb(head, passive, noun) or from_controlled(head, noun) or from_state(head)
    if token.dep_ in ("attr", "oprd", "acomp"):
        return from_subject(head)
    if token.dep_ == "pobj":
        return _after_preposition(token, head, noun)
    if lemma(head) in grammar().copulas:
        return from_subject(head)
    return from_small_clause(head) or from_verb(head, True, noun) or from_lost_lives(head, token)


def _after_preposition(token: Token, preposition: Token, noun: Token | None) -> Verdict | None:
    """ "the death of 40", "rose to 60", "killed by five men"."""
    head = preposition.head
    if head.pos_ in NOUNS or head.pos_ == "NUM" or head.tag_ in ("JJ", "CD"):
        return from_toll(head)
    if preposition.lower_ == "by" and is_passive(head) and lemma(head) not in ("rise", "increase"):
        return from_verb(head, False, noun)
    if head.pos_ in ("VERB", "AUX") and preposition.lower_ in grammar().toll_prepositions:
        for child in head.children:
            if child.dep_ in (*SUBJECTS, "dobj") and child != token:
                found = from_toll(child)
                if found:
                    return found
    return None


def _acts(token: Token) -> bool:
    """Whether a participle-like form heads a clause: "12 soldiers killed 30", "had left", "52 wounded were taken"."""
    if token.dep_ in SUBJECTS:
        return token.head.pos_ in ("VERB", "AUX")
    return token.pos_ == "VERB" and any(child.dep_ in ("dobj", "auxpass", "aux") for child in token.children)


def _premodifies(token: Token) -> bool:
    return token.dep_ == "amod" and token.head.i > token.i


def _state_of_root(token: Token) -> Verdict | None:
    for child in token.rights:
        found = table("states").get(child.lower_)
        if found:
            return Verdict(found, f"{found} from '{child.lower_}'", child)
    return None
