"""Names to places: spellings that meet, and the compiled file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import UnreadableFile
from rashomon.reading import gazetteer
from rashomon.reading.gazetteer_rows import Row
from rashomon.reading.spelling import fold, skeleton


def row(number: int, name: str, *alternates: str, country: str = "SY", population: int = 1000) -> Row:
    return Row(
        id=number,
        geonames=number,
        name=name,
        alternates=alternates,
        latitude=35.0,
        longitude=39.0,
        country=country,
        region="04",
        population=population,
        precision="town",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar Raqqah", "raqqah"),
        ("Deir al-Zor", "Deir ez-Zor"),
        ("‘Ayn ‘Īsá", "Ayn Isa"),
        ("Nochixtlán", "NOCHIXTLAN"),
        ("St. Louis", "Saint Louis"),
        ("Pa Zi Gyi", "Pazigyi"),
        ("Cox's Bazar", "Cox’s Bazar"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raqa", "Rakka"),
        ("Deir Ezzor", "Dayr az-Zawr"),
        ("Ain Issa", "‘Ayn ‘Īsá"),
        ("Hodeida", "Al Hudaydah"),
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("Maaret al-Numan", "Ma‘arrat an Nu‘mān"),
        ("Jisr al-Shughour", "Jisr ash Shughūr"),
    ],
)
def test_transliterations_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_any_text_has_a_skeleton(name: str) -> None:
    assert " " not in skeleton(name)


@pytest.mark.parametrize(
    ("name", "usual", "country", "precision"),
    [
        ("Raqa", "Raqqa", "SY", "town"),
        ("Kiev", "Kyiv", "UA", "town"),
        ("Burma", "Myanmar", "MM", "country"),
        ("U.S.", "United States", "US", "country"),
        ("Lugansk", "Luhansk", "UA", "town"),
        ("Arakan", "Rakhine", "MM", "region"),
        ("Ky.", "Kentucky", "US", "region"),
        ("Gaza", "Gaza Strip", "PS", "region"),
    ],
)
def test_other_forms_lead_to_the_usual_name(name: str, usual: str, country: str, precision: str) -> None:
    found = gazetteer.standard().named(name)
    assert (usual, country, precision) in {(e.name, e.country, e.precision) for e in found}


def test_an_unknown_name_has_no_places() -> None:
    assert gazetteer.standard().named("Zzyzzxquil") == ()
    assert gazetteer.standard().named("—") == ()


def test_compiled_rows_are_found_by_name_and_alternate(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    gazetteer.compile([row(7, "Qaryat ash Shaykh", "Sheikhville")], target)
    found = gazetteer.open(target)
    assert [e.own for e in found.named("Qaryat al-Shaykh")] == [True]
    assert [e.own for e in found.named("Sheikhville")] == [False]
    assert [e.id for _, e in found.resembling(skeleton("Karyat al-Sheikh"))] == [7]
    assert list(tmp_path.iterdir()) == [target]


def test_larger_places_come_first(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    gazetteer.compile([row(1, "Twin", population=10), row(2, "Twin", population=900)], target)
    assert [e.id for e in gazetteer.open(target).named("Twin")] == [2, 1]


def test_compiling_at_once_leaves_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    rows = [row(number, f"Village {number}") for number in range(200)]
    workers = [threading.Thread(target=gazetteer.compile, args=(rows, target)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(gazetteer.open(target).named("Village 199")) == 1
    assert list(tmp_path.iterdir()) == [target]


def test_a_dump_of_geonames_can_be_loaded(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    fields = ["9", "Qarya", "Qarya", "Kariya,QRY,قرية", "35.1", "39.2", "P", "PPL", "SY", "", "04", "", "", "", "120"]
    hill = ["10", "Tall Qarya", "", "", "35", "39", "T", "HLL", "SY", "", "04", "", "", "", "0"]
    dump.write_text(
        "".join("\t".join([*line, "", "", "Asia/Damascus", "2020-01-01"]) + "\n" for line in (fields, hill))
    )
    loaded = gazetteer.open(gazetteer.load(dump, tmp_path / "g.sqlite"))
    assert [(e.id, e.precision) for e in loaded.named("Kariya")] == [(9, "town")]
    assert loaded.named("QRY") == ()
    assert loaded.named("Tall Qarya") == ()


@pytest.mark.parametrize("text", ["no dump\n", "a\tb\tc\n"])
def test_what_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path, text: str) -> None:
    dump = tmp_path / "x.txt"
    dump.write_text(text)
    with pytest.raises(UnreadableFile):
        gazetteer.load(dump, tmp_path / "g.sqlite")
    assert list(tmp_path.iterdir()) == [dump]


def test_another_file_is_no_gazetteer(tmp_path: Path) -> None:
    other = tmp_path / "x.sqlite"
    other.write_text("not a database, but long enough to be looked at" * 40)
    with pytest.raises(UnreadableFile, match="not a compiled gazetteer"):
        gazetteer.open(other)


def test_the_cache_can_be_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(gazetteer, "_cache_folder", lambda: blocked / "rashomon")
    monkeypatch.setattr(gazetteer, "package", lambda: iter([row(7, "Onlytown")]))
    assert [e.id for e in gazetteer.open().named("Onlytown")] == [7]
