"""Search: the words people type are never commands; triggers keep what is searched like what is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import making
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.archive import Archive, matching, open_archive, opening, searching, sqlite, writing
from rashomon.archive.browsing import Page
from rashomon.model import Mentions, Reading


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("convoy", '"convoy"*'),
        ("convoy left", '"convoy" "left"*'),
        ('"left Raqqa" convoy', '"left Raqqa" "convoy"*'),
        ('the "left Raqqa"', '"the" "left Raqqa"'),
        ("AND OR NOT NEAR(a)", '"AND" "OR" "NOT" "NEAR(a)"*'),
        ("- * ( ) {", ""),
        ('un"even', '"un even"*'),
        ("", ""),
        (" ".join("abcdefghijklmnopqrstuvwxyz"), " ".join(f'"{letter}"' for letter in "abcdefghijklmnop") + "*"),
    ],
)
def test_words_become_terms(words: str, asked: str) -> None:
    assert searching.expression(words, matching.Fts5()) == asked


@given(st.text(max_size=80))
def test_whatever_is_typed_can_be_searched(words: str) -> None:
    asked = searching.expression(words, matching.Fts5())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (words)")
        if asked:
            connection.execute("SELECT * FROM t WHERE t MATCH ?", (asked,)).fetchall()


def test_a_snippet_shows_the_words_where_they_stand() -> None:
    text = "Something else was said. " * 20 + "The convoy left\nRaqqa by night. " + "More was said later. " * 20
    found = searching.snippet(text, ["CONVOY", "left raqqa"])
    assert f"{searching.OPENING}convoy{searching.CLOSING} {searching.OPENING}left{searching.CLOSING}" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 300


def test_a_word_repeated_a_hundred_thousand_times_is_no_trouble() -> None:
    assert len(searching.snippet("word " * 200_000, ["word"])) < 400


def test_an_archive_of_the_first_version_is_searched_like_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        for statement in opening.migrations(sqlite)[1].split(";\n"):
            old.execute(statement)
        old.execute("INSERT INTO meta VALUES ('application', 'rashomon'), ('schema', '1')")
        old.execute(
            "INSERT INTO reports VALUES ('r', 's', 'Eleven died in Köln.', NULL, NULL, NULL, NULL, 'en', NULL, '[]')"
        )
        old.execute("INSERT INTO readings VALUES ('r', 'm', 'v', '{}', '[]')")
        body = '{"content": {"text": "Eleven died"}, "sources": [{"name": "Police"}, {"name": "Medic"}]}'
        old.execute(
            "INSERT INTO claims VALUES ('r.0', 'r', 0, '', '', '', '', NULL, 'Köln', NULL, NULL, NULL, ?)", (body,)
        )
        old.execute("INSERT INTO dossiers VALUES ('d', 1, 1)")
        old.execute("INSERT INTO questions VALUES ('d', 'q', 0, NULL, '', '', 'single', '[]')")
        old.execute(
            "INSERT INTO positions VALUES ('d', 'q', 0, 'Yes', NULL, NULL, "
            '\'["r.0"]\', \'["Police", "Medic"]\', NULL)'
        )
        old.commit()
    with open_archive(path):
        pass
    with closing(sqlite3.connect(path)) as new:
        assert new.execute(
            "SELECT words, who, place FROM search_claims WHERE search_claims MATCH 'koln'"
        ).fetchall() == [("Eleven died", "Police Medic", "Köln")]
        assert new.execute("SELECT report FROM search_reports WHERE search_reports MATCH 'eleven'").fetchall() == [
            ("r",)
        ]
        assert new.execute("SELECT voices FROM _questions").fetchall() == [(2,)]
        assert new.execute("SELECT question, claim FROM answers").fetchall() == [("q", "r.0")]
        assert new.execute("SELECT origin FROM voices ORDER BY origin").fetchall() == [("Medic",), ("Police",)]
        new.execute("DELETE FROM _claims")
        assert new.execute("SELECT count(*) FROM search_claims").fetchone() == (0,)
        assert new.execute("SELECT count(*) FROM searched").fetchone() == (0,)


def _found(archive: Archive, words: str) -> tuple[list[str], list[str]]:
    """Ids of the claims and of the reports that have the words."""
    with archive.reading() as connection:
        sought = searching.Sought(words=words)
        hits = searching.claims(connection, sought, Page())
        passages = searching.passages(connection, sought, Page())
    assert hits.total == len(hits.claims)
    return [line.claim.id for line in hits.claims], [passage.report for passage in passages]


@pytest.fixture
def searched(archive: Archive) -> Archive:
    """Three dispatches."""
    for id, text, who, words in (
        (
            "r1",
            "Özgür said: “the convoy left Raqqa by night, and 1,300 went”.",
            "Özgür",
            "the convoy left Raqqa by night",
        ),
        (
            "r2",
            "The army said that left of Raqqa a CONVOYS' yard burned.",
            "The army",
            "left of Raqqa a CONVOYS' yard burned",
        ),
        ("r3", "Военные said that Москва-3 was hit. صرح", "Военные", "Москва-3 was hit"),
    ):
        report = msgspec.structs.replace(making.text_only(text), id=id, sha256=id)
        claim = making.claim(f"{id}.0", words, in_report=id, by=(making.source(who),), start=text.index(words))
        reading = Reading(report=id, mentions=Mentions(), claims=(claim,))
        writing.add(archive, "d", report, reading, model="by hand")
    return archive


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("convoy", "12"),
        ("CONVOY night", "1"),
        ('"left Raqqa"', "1"),
        ('"left raq', "12"),
        ('"left raq"', ""),
        ("raq", "12"),
        ("ozgur", "1"),
        ("ÖZGÜR", "1"),
        ("the army", "2"),
        ("москва", "3"),
        ("МОСКВА-3 ", "3"),
        ("1,300", "1"),
        ("1 300", "1"),
        ("nobody", ""),
        ("'", ""),
        ("& | ! :* <-> ( )", ""),
        ("convoy & night", "1"),
    ],
)
def test_both_databases_find_the_same_words(searched: Archive, words: str, found: str) -> None:
    claims, reports = _found(searched, words)
    assert sorted(reports) == [f"r{one}" for one in found]
    if words not in ("1,300", "1 300"):  # these stand in the text alone
        assert sorted(claims) == [f"r{one}.0" for one in found]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_whatever_is_typed_is_looked_for(searched: Archive, words: str) -> None:
    _found(searched, words)


def test_a_line_of_a_megabyte_is_kept_and_found(archive: Archive) -> None:
    words = " ".join(f"word{number}" for number in range(120_000))
    report = msgspec.structs.replace(
        making.text_only(f"{words}\n\ufdfa" + "\ufdfa" * 100_000), id="long", sha256="long"
    )
    writing.add(archive, "d", report, Reading(report="long", mentions=Mentions(), claims=()), model="by hand")
    assert _found(archive, "word77") == ([], ["long"])
