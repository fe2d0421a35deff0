"""Words to PLOVER events, and who takes which part in them."""

from __future__ import annotations

import pytest

from rashomon.reading import events, language, participants

NAMED = [
    ("Jets bombed the market.", "ASSAULT", "aerial"),
    ("The army carried out an air strike on the town.", "ASSAULT", "aerial"),
    ("Fighters laid down their arms.", "RETREAT", "disarm"),
    ("Police arrested twelve protesters.", "COERCE", "arrest"),
    ("The ministry condemned the raid.", "ACCUSE", "disapprove"),
    ("The two presidents held talks in Geneva.", "CONSULT", "meeting"),
    ("Civilians fled the city.", "RETREAT", "withdraw"),
    ("The two sides agreed on a truce.", "AGREE", None),
]


@pytest.mark.parametrize(("text", "kind", "mode"), NAMED)
def test_the_head_of_the_clause_names_the_event(text: str, kind: str, mode: str | None) -> None:
    doc = language.load()(text)
    trigger = events.find(doc, doc[:].root.i, 0, len(doc))
    assert trigger is not None
    assert (trigger.type, trigger.mode) == (kind, mode)
    assert trigger.reason.words


def test_a_state_is_no_event() -> None:
    doc = language.load()("The river is wide.")
    assert events.find(doc, doc[:].root.i, 0, len(doc)) is None


PARTS = [
    ("Soldiers killed four farmers.", ["Soldiers"], ["four farmers"]),
    ("Four farmers were killed by soldiers.", ["soldiers"], ["Four farmers"]),
    ("Forty people died in the blast.", [], ["Forty people"]),
    ("Civilians and militants left the city.", ["Civilians", "militants"], []),
    ("Rebels and soldiers attacked the convoy.", ["Rebels", "soldiers"], ["the convoy"]),
]


@pytest.mark.parametrize(("text", "actors", "recipients"), PARTS)
def test_who_does_it_and_to_whom(text: str, actors: list[str], recipients: list[str]) -> None:
    doc = language.load()(text)
    root = doc[:].root.i
    trigger = events.find(doc, root, 0, len(doc))
    assert trigger is not None
    found = participants.find(doc, trigger.token, root)
    assert [doc[a:b].text for a, b in found.actors] == actors
    assert [doc[a:b].text for a, b in found.recipients] == recipients
