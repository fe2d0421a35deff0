"""Search: the words people type are never commands; triggers keep what is searched like what is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.archive import open_archive, opening, searching


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
    assert searching.expression(words) == asked


@given(st.text(max_size=80))
def test_whatever_is_typed_can_be_searched(words: str) -> None:
    asked = searching.expression(words)
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
        for statement in opening.migrations()[0].split(";\n"):
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
