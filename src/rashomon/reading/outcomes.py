"""What happened to the people counted, from the words around the figure: killed, evacuated, detained ..."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.reading import governing, neighbours
from rashomon.reading.counting import Counted, is_person, is_thing
from rashomon.reading.outcomewords import NO_PEOPLE, Verdict, grammar, lemma, table
from rashomon.reading.predicates import called, from_clause, named


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
        neighbours.at_once(doc, end)
        or named(noun)
        or neighbours.stated(doc, noun, end)
        or governing.governed(counted, start, end)
        or _qualified(counted)
        or neighbours.beside(doc, noun, start, end)
        or neighbours.tolled(doc, noun, start)
        or _described(noun)
        or neighbours.placed(doc, counted)
        or neighbours.called_so(doc, end)
        or neighbours.further_on(doc, noun)
    )
    if verdict and verdict.outcome == "displaced":
        return _organised(verdict)
    return _brought(verdict, noun) if verdict and noun is not None and verdict.outcome == "wounded" else verdict


def _brought(verdict: Verdict, noun: Token) -> Verdict:
    """ "The wounded men were taken to hospital": of those called wounded already, the verb says where they are."""
    verb = verdict.word
    if verb is None or verb.pos_ != "VERB" or lemma(verb) not in grammar().brings:
        return verdict
    if not any(table("states").get(child.lower_) == "wounded" for child in noun.lefts):
        return verdict
    return Verdict("evacuated", f"evacuated from verb '{lemma(verb)}' of wounded", verb)


def _organised(verdict: Verdict) -> Verdict:
    """ "Fled under an evacuation deal": displaced people whose way out was arranged were evacuated."""
    for token in verdict.word.sent if verdict.word is not None else ():
        if lemma(token) in grammar().organised:
            return Verdict("evacuated", f"{verdict.rule}, evacuated by '{token.lower_}'", verdict.word)
    return verdict


def _outside_quotes(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The figure with the quotation marks around it: "more than 40" wounded."""
    end += end < len(doc) and doc[end].is_quote
    start -= start > 0 and doc[start - 1].is_quote
    return start, end


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
