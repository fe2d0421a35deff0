"""Contents and sentences cut into clauses that each state one thing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.reading import clauses, language


def _texts(text: str) -> list[str]:
    doc = language.load()(text)
    return [doc[c.start : c.end].text for c in clauses.of_content(doc, ((0, len(doc)),))]


def test_coordinated_main_clauses_are_apart() -> None:
    assert _texts("Two hundred fighters remain in the city, and their relatives are with them.") == [
        "Two hundred fighters remain in the city",
        "their relatives are with them",
    ]


def test_coordinated_verbs_of_one_subject_stay_together() -> None:
    assert _texts("The convoy left the city and reached the river.") == [
        "The convoy left the city and reached the river"
    ]


def test_a_count_goes_on_with_the_count_before_it() -> None:
    together = "At least 20 people were killed and 61 wounded"
    assert _texts(f"{together}.") == [together]
    assert _texts("The council took in 256 prisoners, 51 of them wounded.") == [
        "The council took in 256 prisoners, 51 of them wounded"
    ]
    assert len(_texts("At least 20 people were killed, and as many as 35 were hurt.")) == 2


def test_what_is_granted_behind_a_comma_is_a_clause_of_its_own() -> None:
    assert _texts("The fighters had left the town, although some hostages were still missing.") == [
        "The fighters had left the town",
        "although some hostages were still missing",
    ]
    text = "The fighters had left the town, although some hostages were still missing."
    assert len(clauses.of_sentence(next(language.load()(text).sents))) == 1, "the outlet's own sentence stays whole"


def test_a_semicolon_parts_statements_whatever_the_parse() -> None:
    assert _texts("Eighty soldiers were killed, in its words; the agency has 11 killed.") == [
        "Eighty soldiers were killed, in its words",
        "the agency has 11 killed",
    ]


def test_each_sentence_of_a_quotation_is_a_clause() -> None:
    assert len(_texts("The deal is a local one. We had no part in it.")) == 2


def test_pieces_around_a_cue_are_apart_when_each_states_something() -> None:
    doc = language.load()("The mosque was empty, the mayor said, and 40 were hurt nearby.")
    around = ((0, 4), (9, len(doc)))
    assert [doc[c.start : c.end].text for c in clauses.of_content(doc, around)] == [
        "The mosque was empty",
        "40 were hurt nearby",
    ]
    doc = language.load()("The dead, the mayor said, were buried at once.")
    assert [c.parts for c in clauses.of_content(doc, ((0, 2), (7, len(doc))))] == [((0, 2), (7, 11))]


def test_a_question_or_a_heading_is_not_narrated() -> None:
    nlp = language.load()
    for text in ("Who fired first?", "Heavy fighting near the river"):
        doc = nlp(text)
        assert [c for sentence in doc.sents for c in clauses.of_sentence(sentence)] == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='abc ,.and"“”?\n()', max_size=80))
def test_clauses_lie_inside_the_text_in_order_and_never_fail(text: str) -> None:
    doc = language.load()(text)
    if not len(doc):
        return
    found = clauses.of_content(doc, ((0, len(doc)),))
    for clause in found:
        assert 0 <= clause.start < clause.end <= len(doc)
        assert clause.start <= clause.root < clause.end or clause.parts
    assert [c.start for c in found] == sorted(c.start for c in found)
