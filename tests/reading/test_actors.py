"""Whom the parties of a report are called, and who stands behind a source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import text_only

from rashomon.reading import actors
from rashomon.reading.language import Parsed, parse


def parsed(text: str) -> Parsed:
    return next(parse([text_only(text)]))


def tokens(reading: Parsed, words: str, *, last: bool = True) -> tuple[int, int]:
    text = reading.report.text
    start = text.rindex(words) if last else text.index(words)
    span = reading.doc.char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    return span.start, span.end


SOURCES = [
    (
        "The Syrian Democratic Forces (SDF) took the bridge on Monday. The SDF said nobody was hurt.",
        "The SDF",
        "Syrian Democratic Forces",
    ),
    (
        "Fighters of the Islamic State (IS) group fled. The [IS] claimed the raid, monitors said.",
        "[IS]",
        "Islamic State",
    ),
    ("Talal Sello, an SDF spokesman, spoke on Sunday. Sello said the road was open.", "Sello", "Talal Sello"),
    (
        "Footage of the Associated Press shows an officer firing.",
        "Footage of the Associated Press",
        "Associated Press",
    ),
    (
        "Two senior US officials spoke to the paper. One of the two said nothing was missing.",
        "One of the two",
        "senior US official",
    ),
    ("The talks go on, someone familiar with them said.", "someone familiar with them", "person"),
    (
        "The road was open, coalition spokesman Colonel Ryan Dillon said.",
        "coalition spokesman Colonel Ryan Dillon",
        "Ryan Dillon",
    ),
    (
        "The Raqa Civil Council met on Monday. The council denied that anyone had left.",
        "The council",
        "Raqqa Civil Council",
    ),
    (
        "The civil council set up to run Raqqa said on Monday that it had met.",
        "The civil council set up to run Raqqa",
        "Raqqa Civil Council",
    ),
    ("The US-led coalition bombed a bridge. The coalition said it was checking.", "The coalition", "US-led coalition"),
    ("Two people died, the Turkish foreign ministry said.", "the Turkish foreign ministry", "Turkish Foreign Ministry"),
    (
        "Two people died, Ukraine's interior ministry said.",
        "Ukraine's interior ministry",
        "Ukrainian Interior Ministry",
    ),
    (
        "Two people died, the Defence Ministry in Moscow said.",
        "the Defence Ministry in Moscow",
        "Russian Ministry of Defence",
    ),
    ("Ethiopia's army said the road was open.", "Ethiopia's army", "Ethiopian National Defense Force"),
    ("The Syrian army shelled the town. Damascus denied the attack.", "Damascus", "Syrian government"),
    ("Moscow denied the attack.", "Moscow", "Russia"),
    ("The Free Syrian Army left. The Syrian army said it would stay.", "The Syrian army", "Syrian army"),
    (
        "Rakesh Bhadauria, head of the Indian Air Force, spoke. All was well, according to his service.",
        "his service",
        "Indian Air Force",
    ),
    ("According to Tass, the ministry says the bridge stood.", "the ministry", "ministry"),
    ("They shot Ivan Petrov, the minister said.", "the minister", "minister"),
    ("Nothing is known, Tass reported.", "Tass", "TASS"),
    (
        "A hundred died, according to a statement that the Dorna Doctors' Syndicate posted on Sunday.",
        "a statement that the Dorna Doctors' Syndicate posted on Sunday",
        "Dorna Doctors' Syndicate",
    ),
    (
        "An adviser to Zelensky, Mykhailo Podolyak, said it was over.",
        "An adviser to Zelensky, Mykhailo Podolyak",
        "Mykhailo Podolyak",
    ),
    ("The UN mission came. The United Nations said so. It was gas, the mission found.", "the mission", "UN mission"),
    (
        "The raid was blamed on rebels by a second outlet, Syria News Desk.",
        "a second outlet, Syria News Desk",
        "Syria News Desk",
    ),
    (
        "Forty had died, said the head of the Saada health department.",
        "the head of the Saada health department",
        "head of Saada health department",
    ),
    (
        "A rocket hit Ganja, Azerbaijan's Prosecutor General's Office said. Prosecutors spoke of ten dead.",
        "Prosecutors",
        "Azerbaijani Prosecutor General's Office",
    ),
    ("Activists said the town was shelled. SDF officials denied it.", "SDF officials", "SDF officials"),
    (
        "A security official in Turkey said the two had met.",
        "A security official in Turkey",
        "Turkish security official",
    ),
    (
        "The Syrian Observatory for Human Rights, a monitor based in Britain, counted ten. The monitor gave no names.",
        "The monitor",
        "Syrian Observatory for Human Rights",
    ),
    (
        "Harbour Lights, a local network, counted ten dead. The network later gave twelve.",
        "The network",
        "Harbour Lights",
    ),
    ("The state news agency SANA said ten people died.", "The state news agency SANA", "SANA"),
    (
        "The coalition met the council. The coalition's daily summary made no mention of civilians.",
        "The coalition's daily summary",
        "coalition",
    ),
    ("The convoy left at dawn. One of the drivers said the road was mined.", "One of the drivers", "driver"),
]


@pytest.mark.parametrize(("text", "words", "name"), SOURCES)
def test_a_source_has_its_canonical_name(text: str, words: str, name: str) -> None:
    reading = parsed(text)
    assert actors.find(reading).source(*tokens(reading, words)).name == name


def test_function_and_body_of_a_person_are_told() -> None:
    reading = parsed(
        "The US-led coalition bombed a bridge. Coalition spokesman Colonel Ryan Dillon denied it. Dillon said so twice."
    )
    source = actors.find(reading).source(*tokens(reading, "Dillon"))
    got = (source.name, source.kind, source.role, source.affiliation)
    assert got == ("Ryan Dillon", "person", "spokesman", "US-led coalition")


def test_unnamed_sources_are_unnamed() -> None:
    reading = parsed("A Raqqa official said ten people had died.")
    source = actors.find(reading).source(*tokens(reading, "A Raqqa official"))
    assert (source.name, source.kind, source.role, source.named) == ("Raqqa official", "unnamed", "official", False)


PARTIES = [
    (
        "Islamic State held the town. Islamic State shot at cars. The militants fled at dawn.",
        "The militants",
        "Islamic State",
    ),
    ("Only foreign Islamic State fighters stayed.", "foreign Islamic State fighters", "foreign Islamic State fighters"),
    ("More than 3,000 civilians fled.", "More than 3,000 civilians", "civilians"),
    ("Boko Haram and the Nigerian Army fought. The militants of both sides left.", "The militants", "Boko Haram"),
    ("Islamic State and al-Qaeda fought. The militants fled.", "The militants", "militants"),
    (
        "US-backed forces closed in, the Syrian Democratic Forces among them.",
        "US-backed forces",
        "Syrian Democratic Forces",
    ),
    (
        "Islamic State lost the town, but Islamic State kept the hill. Foreign militants stayed.",
        "Foreign militants",
        "foreign Islamic State fighters",
    ),
    ("Dozens of civilians fled.", "Dozens of civilians", "civilians"),
    ("Only Syrians were on board.", "Syrians", "Syrians"),
    ("US-backed forces closed in.", "US-backed forces", "US-backed forces"),
]


@pytest.mark.parametrize(("text", "words", "name"), PARTIES)
def test_parties_of_events_are_named(text: str, words: str, name: str) -> None:
    reading = parsed(text)
    assert actors.find(reading).party(*tokens(reading, words)).name == name


def test_mentions_stand_in_text_order_and_quote_the_text() -> None:
    reading = parsed("Turkey accused the Kurdish YPG. Its foreign ministry said two soldiers had died near Manbij.")
    found = actors.find(reading).mentions
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(reading.report.text[m.party.mention.start : m.party.mention.end] == m.party.mention.text for m in found)
    assert "People's Protection Units" in {m.party.name for m in found}


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB (.,’'\n)SDF-“”é\u200b"), max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    for reading in parse([parsed(text).report]):
        found = actors.find(reading)
        for i in range(len(reading.doc)):
            assert found.source(i, i + 1).name is not None


def test_a_text_may_end_in_the_name_of_a_body() -> None:
    found = actors.find(parsed("Protesters marched on the offices of the World Bank"))
    assert [m.party.name for m in found.mentions][-1:] == ["World Bank"]
