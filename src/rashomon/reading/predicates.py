"""What verbs, nouns and states say happened to those they are said of: killed, evacuated, detained ..."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.model.claim import Outcome
from rashomon.reading.counting import Counted, is_person, is_thing
from rashomon.reading.outcomewords import NO_PEOPLE, Verdict, grammar, lemma, table

PARTICLES = frozenset({"prt", "advmod", "prep", "oprd", "acomp", "ccomp", "xcomp"})
"""What may make one verb with another word: "bring out", "shoot dead", "let go"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"xcomp", "ccomp", "conj", "advcl", "acl", "prep", "dep"})
COMPLEMENTS = frozenset({"acomp", "attr", "advmod", "prep", "oprd", "prt"})
DEEPEST_TOLL = 3
"""Nouns of number within each other: "the total number of dead"."""
SMALL_CLAUSES = frozenset({"oprd", "acomp", "xcomp", "ccomp", "amod", "advcl", "acl"})


def from_verb(verb: Token, patient: bool, noun: Token | None) -> Verdict | None:
    """The outcome for whom the verb is done to (`patient`) or who does it."""
    if verb.pos_ not in ("VERB", "AUX") and verb.tag_ not in ("VBN", "VBD", "VBG"):
        return from_state(verb)
    found = _looked_up(verb, "object" if patient else "subject", noun)
    if found is None and not patient and is_reduced(verb) and not is_passive(verb):
        found = _looked_up(verb, "object", verb)
    if found is not None:
        return _alternative(verb, found) or found
    state = from_state(verb) if verb.tag_ == "VBN" or (patient and not _does_to_thing(verb)) else None
    return state or (from_small_clause(verb) if is_passive(verb) else None) or from_copula(verb)


def _does_to_thing(verb: Token) -> bool:
    """ "left open the nationality of 47": the verb is done to no people."""
    return any(child.dep_ == "dobj" and child.pos_ == "NOUN" and not is_person(child) for child in verb.rights)


def _looked_up(verb: Token, role: str, noun: Token | None) -> Verdict | None:
    people = noun is None or is_person(noun)
    for key in _keys(verb):
        found = table(role).get(key) or (table(f"person_{role}").get(key) if people else None)
        if found:
            return Verdict(found, f"{found} from verb '{key}'", verb)
    return None


def _alternative(verb: Token, found: Verdict) -> Verdict | None:
    """ "killed or wounded": neither."""
    for child in verb.rights:
        other = table("states").get(child.lower_) if child.dep_ == "conj" else None
        if other and other != found.outcome and any(word.lower_ == "or" for word in verb.rights):
            return Verdict("none", f"'{verb.lower_} or {child.lower_}' leaves it open", child)
    return None


def _keys(verb: Token) -> Iterator[str]:
    """The verb with its object, particle or prepositional phrase, longest first; then alone."""
    name = lemma(verb)
    negated = any(child.dep_ == "neg" for child in verb.lefts)
    particles = [child.lower_ for child in verb.rights if child.dep_ in PARTICLES]
    for child in verb.rights:
        if child.dep_ == "prep":
            for inner in child.rights:
                yield f"{name} {child.lower_} {lemma(inner)}"
        elif child.dep_ in ("dobj", "npadvmod"):
            for particle in particles:
                yield f"{name} {particle} {lemma(child)}"
            yield f"{name} {lemma(child)}"
            yield f"{name} {child.lower_}"
    for particle in particles:
        yield f"{name} {particle}"
    if negated:
        yield f"not {name}"
    yield name


def is_reduced(verb: Token) -> bool:
    """ "50 civilians led out": a past form of a transitive verb without its object."""
    return verb.tag_ in ("VBN", "VBD") and not any(child.dep_ in ("dobj", "ccomp", "aux") for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the subject is the one to whom it is done."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)


def from_controlled(verb: Token, noun: Token | None) -> Verdict | None:
    """ "are said to have been killed", "were seen to escape", "came and were detained"."""
    for child in verb.rights:
        if child.dep_ in CLAUSES and child.pos_ in ("VERB", "AUX") and not _has_subject(child):
            found = from_verb(child, is_passive(child), noun)
            if found:
                return found
        if child.dep_ in ("acomp", "attr", "oprd"):
            for grandchild in child.rights:
                if grandchild.dep_ == "xcomp":
                    found = from_verb(grandchild, is_passive(grandchild), noun)
                    if found:
                        return found
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)


def from_copula(verb: Token) -> Verdict | None:
    """ "are dead", "were among the dead", "are in custody"."""
    if lemma(verb) not in grammar().copulas:
        return None
    still = any(child.lower_ == "still" for child in verb.children)
    within = None
    for child in verb.rights:
        if child.dep_ not in COMPLEMENTS:
            continue
        found = from_state(child) or _among(child)
        if found and still and found.outcome == "present":
            return Verdict("remaining", "remaining from 'still'", child)
        if found:
            return found
        if child.dep_ in ("acomp", "attr"):
            return _of_clauses(child)
        if child.lower_ in grammar().within:
            within = within or child
    if within is None or verb.lemma_ != "be":
        return None
    place: Outcome = "remaining" if still else "present"
    return Verdict(place, f"{place} from '{'still ' if still else ''}{within.lower_}'", within)


def _among(word: Token) -> Verdict | None:
    """ "were among those put to death"."""
    if word.lower_ != "among":
        return None
    inner = next((child for child in word.rights if child.dep_ == "pobj"), None)
    return from_toll(inner) if inner is not None else None


def from_state(word: Token) -> Verdict | None:
    """A state as one word, or as a phrase of a preposition: "in custody"."""
    states = table("states")
    found = states.get(word.lower_)
    if not found and word.dep_ == "prep":
        for inner in word.rights:
            phrase = word.doc[word.i : inner.i + 1].text.lower()
            found = states.get(phrase) or states.get(f"{word.lower_} {inner.lower_}") or found
    return Verdict(found, f"{found} from '{word.lower_}'", word) if found else None


def from_small_clause(verb: Token) -> Verdict | None:
    """ "left 20 people dead"."""
    for child in verb.rights:
        found = table("states").get(child.lower_)
        if found and child.dep_ in SMALL_CLAUSES:
            return Verdict(found, f"{found} from '{child.lower_}'", child)
    return None


def from_lost_lives(verb: Token, token: Token) -> Verdict | None:
    """ "cost at least 71 lives", "lost their lives"."""
    if lemma(token) == "life":
        return Verdict("killed", f"killed from '{verb.lower_} lives'", verb)
    return None


def from_clause(verb: Token, noun: Token | None) -> Verdict | None:
    """ "people killed in", "who died", "whom they held": a clause or phrase on the noun."""
    if verb.dep_ in ("amod", "prep"):
        return from_state(verb)
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or is_passive(verb))
    if any(child.dep_ in SUBJECTS and child.tag_ not in ("WP", "WDT") for child in verb.lefts):
        passive = True
    return from_verb(verb, passive, noun) or from_controlled(verb, noun)


def from_toll(noun: Token) -> Verdict | None:
    """ "the death toll", "the number of fighters who departed", "the dead", "the children killed"."""
    word: Token | None = noun
    for _ in range(DEEPEST_TOLL):
        if word is None:
            return None
        found = named(word) or _modified(word)
        if found:
            return found
        word = _counted_by(word) if lemma(word) in grammar().tolls else None
    return None


def named(noun: Token | None) -> Verdict | None:
    """ "73 civilian deaths": the noun is the outcome."""
    found = table("nouns").get(lemma(noun)) or table("nouns").get(noun.lower_) if noun is not None else None
    return Verdict(found, f"{found} from noun '{noun.lower_}'", noun) if found and noun is not None else None


def _modified(noun: Token) -> Verdict | None:
    for child in noun.lefts:
        named = table("nouns").get(child.lower_) or table("states").get(child.lower_)
        if named and child.dep_ in ("amod", "compound", "nmod"):
            return Verdict(named, f"{named} from '{child.lower_}'", child)
    return _of_clauses(noun) or called(noun)


def _of_clauses(noun: Token) -> Verdict | None:
    """ "fighters who departed", "fighters giving up", "those on board"."""
    for child in noun.rights:
        found = from_clause(child, noun) if child.dep_ in ("relcl", "acl", "amod", "prep") else None
        if found:
            return found
    return None


def _counted_by(toll: Token) -> Token | None:
    """ "fighters" of "the number of fighters"."""
    for child in toll.rights:
        if child.lower_ in ("of", "for", "among"):
            return next((word for word in child.rights if word.dep_ in ("pobj", "pcomp")), None)
    return None


def is_reckoned(counted: Counted) -> bool:
    """ "activists give 15,000 civilians", "he spoke of 40 people": what befell them stands elsewhere."""
    token = counted.anchor
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "at"):
        token = token.head
    return token.dep_ in ("dobj", "prep") and token.head.lemma_ in grammar().reckoning


def called(noun: Token) -> Verdict | None:
    """ "12 hostages": people named after what happened to them."""
    named = table("people").get(lemma(noun)) or table("people").get(noun.lower_)
    return Verdict(named, f"{named} from noun '{noun.lower_}'", noun) if named else None


def from_subject(verb: Token) -> Verdict | None:
    """ "the toll was 117": what the verb's subject is the number of."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if is_thing(child) and lemma(child) not in grammar().tolls:
                return Verdict("none", f"'{child.lower_}' {NO_PEOPLE}", child)
            return from_toll(child)
    return None
