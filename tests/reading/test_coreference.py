"""Whom pronouns and definite noun phrases mean."""

from __future__ import annotations

import pytest
from making import text_only

from rashomon.reading import actors
from rashomon.reading.language import Parsed, parse


def parsed(text: str) -> Parsed:
    return next(parse([text_only(text)]))


CASES = [
    ("Talal Sello denied the deal. “Nobody left,” [he] said.", "Talal Sello"),
    ("Spokeswoman Hanna Maliar met Colonel Ivan Petrov. Nothing moved, [he] said.", "Ivan Petrov"),
    ("Human Rights Watch counted ten dead. The army used mines, [it] said.", "Human Rights Watch"),
    ("Turkey closed the border. [Its foreign ministry] said it would reopen.", "Turkish Foreign Ministry"),
    ("Activists in Aleppo counted ten dead. Barrels fell all night, [they] said.", "activists in Aleppo"),
    ("General Joseph Aoun visited the front. [The general] denied any loss.", "Joseph Aoun"),
    ("Governor Khamis Abakar accused the militia. Hours later [the governor] was dead.", "Khamis Abakar"),
    ("An activist from Manbij counted ten dead. [The activist] gave no names.", "activist from Manbij"),
    ("The Associated Press filmed the street. [The agency] counted ten craters.", "Associated Press"),
    ("Villagers counted ten dead. Most of the rebels had fled, [they] said.", "villagers"),
    ("Airwars counted ten dead. Rebels fled to a village, the report says. More died later, [it] adds.", "Airwars"),
    (
        "The general staff in Bamako announced an attack. Fifty were arrested, [its] communique continues.",
        "Malian Armed Forces",
    ),
    ("A message put out by JNIM told of a battle. Several men died, [the al-Qaeda affiliate] admitted.", "JNIM"),
    ("The inquiry was opened by MINUSMA in Mali. It will take weeks, [the UN mission] said.", "MINUSMA"),
    ("The Taliban took the town. [The movement] said nobody was hurt.", "Taliban"),
]


@pytest.mark.parametrize(("marked", "name"), CASES)
def test_a_reference_means_its_antecedent(marked: str, name: str) -> None:
    start = marked.index("[")
    words = marked[start + 1 : marked.index("]")]
    reading = parsed(marked.replace("[", "").replace("]", ""))
    span = reading.doc.char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    assert actors.find(reading).source(span.start, span.end).name == name


def test_a_pronoun_without_antecedent_is_undecided() -> None:
    reading = parsed("It rained. Nobody left, he said.")
    at = next(token.i for token in reading.doc if token.text == "he")
    source = actors.find(reading).source(at, at + 1)
    assert (source.name, source.kind, source.named) == ("he", "unnamed", False)
    assert actors.find(reading).reason(at, at + 1).rule.startswith("undecided")
