"""Feeds, pages and folders watched: what is new or changed is read once, and politely."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive, queries
from rashomon.fetching import Limits
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity
from rashomon.watching import News, Plan, rounds
from rashomon.watching.pace import Pace

from .conftest import Clock, Page, Site, entry, html, rss

LONG = "Shells killed nine dockers in the harbour on Tuesday, the captain said. " * 12
OPEN = Limits(allow_private=True, seconds=5)


@pytest.fixture(autouse=True)
def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(reports: list[Report]) -> list[Reading]:
        return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]

    monkeypatch.setattr(batches, "read", read)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db", create=True) as opened:
        yield opened


def look(archive: Archive, clock: Clock, *addresses: str, limits: Limits = OPEN, paths: tuple[Path, ...] = ()) -> News:
    """One round, an hour after the last."""
    clock.time += 3_600
    plan = Plan(name="war", addresses=addresses, paths=paths, fetch=True, limits=limits, once=True)
    (news,) = rounds(archive, plan, Pace(600, clock.now, clock.sleep))
    return news


def reports(archive: Archive) -> list[Report]:
    return list(queries.snapshot(archive, "war").dossier.reports)


def test_new_and_changed_items_of_a_feed_are_read_and_others_not_asked_for(
    archive: Archive, clock: Clock, site: Site
) -> None:
    feed = f"{site.url}/feed"
    site["/feed"] = rss(entry(1, LONG), entry(2, "Short.", link=f"{site.url}/2"))
    site["/2"] = html("A ferry with eighty people on board turned back on Wednesday, sailors said.")
    assert look(archive, clock, feed).reports == 2
    assert site.paths() == ["/feed", "/robots.txt", "/2"]

    assert look(archive, clock, feed).reports == 0
    assert site.asked[0][1] is not None  # it said which version it had, and was answered 304
    assert site.paths() == ["/feed"]

    site["/feed"] = rss(entry(3, LONG + "Three."), entry(1, LONG), entry(2, "Changed.", link=f"{site.url}/2"))
    site["/2"] = html("A ferry with ninety people on board turned back on Wednesday, sailors said.")
    assert look(archive, clock, feed).reports == 2
    assert site.paths() == ["/feed", "/robots.txt", "/2"]
    found = reports(archive)
    assert sorted({report.uri or "" for report in found}) == [f"{site.url}/2", "i1", "i3"]
    assert sum("people on board" in report.text for report in found) == 2
    assert {report.path for report in found} == {None}
    assert {report.outlet for report in found} == {"Cliff News"}


def test_a_page_that_is_watched_is_read_again_when_it_changes(archive: Archive, clock: Clock, site: Site) -> None:
    page = f"{site.url}/live"
    for words, count in (("Six were killed, the captain of the port said.", 1), ("Nine were killed, he said.", 1)):
        site["/live"] = html(words)
        assert look(archive, clock, page).reports == count
        assert look(archive, clock, page).reports == 0
    assert {report.uri for report in reports(archive)} == {page}


def test_what_is_not_there_is_said_and_asked_for_ever_more_seldom(archive: Archive, clock: Clock, site: Site) -> None:
    feed = f"{site.url}/feed"
    told = look(archive, clock, feed)
    assert (told.reports, [line for line in told.problems if "nothing at this address" in line]) == (
        0,
        [*told.problems],
    )
    for _ in range(4):
        look(archive, clock, feed)
    assert len(site.paths()) == 4  # in five hours, with pauses of 20, 40, 80 and 160 minutes
    site["/feed"] = rss(entry(1, LONG))
    clock.time += 24 * 3_600
    assert look(archive, clock, feed).reports == 1


def test_a_server_that_wants_to_be_left_alone_is(archive: Archive, clock: Clock, site: Site) -> None:
    site["/feed"] = Page(b"", 503, {"Retry-After": "20000"})
    look(archive, clock, f"{site.url}/feed")
    for _ in range(5):
        assert not look(archive, clock, f"{site.url}/feed").problems
    assert site.paths() == ["/feed"]


def test_a_page_that_robots_may_not_fetch_is_not(archive: Archive, clock: Clock, site: Site) -> None:
    site["/robots.txt"] = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
    short = "A ferry turned back, sailors said."
    site["/feed"] = rss(
        entry(1, short, link=f"{site.url}/private/1"),
        entry(2, "", link=f"{site.url}/private/2"),
        entry(3, "", link=f"{site.url}/3"),
    )
    site["/3"] = html("Nine were killed, the captain of the port said.")
    before = clock.time
    told = look(archive, clock, f"{site.url}/feed")
    assert told.reports == 2
    assert [("no words" in line) for line in told.problems] == [True]
    assert site.paths() == ["/feed", "/robots.txt", "/3"]
    assert clock.time == before + 3_600 + 7


def test_a_page_that_is_named_is_not_read_where_robots_may_not(archive: Archive, clock: Clock, site: Site) -> None:
    site["/robots.txt"] = "User-agent: rashomon\nDisallow: /\n"
    site["/page"] = html("Nine were killed, the captain of the port said.")
    told = look(archive, clock, f"{site.url}/page")
    assert (told.reports, ["robots.txt" in line for line in told.problems]) == (0, [True])


def test_slow_large_and_dangerous_answers_end(archive: Archive, clock: Clock, site: Site) -> None:
    site["/slow"] = Page(rss(entry(1, LONG)).encode(), drip=True)
    site["/large"] = rss(entry(1, LONG * 100))
    site["/bomb"] = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">]><rss version="2.0"><channel/></rss>'
    packed = gzip.compress(bytes(10 * 2**20))
    site["/packed"] = Page(packed, 200, {"Content-Encoding": "gzip"})
    site["/round"] = Page(b"", 302, {"Location": "/round"})
    limits = Limits(allow_private=True, seconds=0.3, size=20_000)
    told = look(
        archive, clock, *(f"{site.url}/{name}" for name in ("slow", "large", "bomb", "packed", "round")), limits=limits
    )
    assert told.reports == 0
    problems = {line.split(": ")[0].rpartition("/")[2]: line for line in told.problems}
    assert "no answer in" in problems["slow"]
    assert "more than" in problems["large"]
    assert "more than" in problems["packed"]
    assert "entities" in problems["bomb"]
    assert "redirects" in problems["round"]


def test_this_machine_is_not_asked_unless_allowed(archive: Archive, clock: Clock, site: Site) -> None:
    site["/feed"] = rss(entry(1, LONG))
    told = look(archive, clock, f"{site.url}/feed", limits=Limits())
    assert [("not on the public network" in line, "--allow-private" in line) for line in told.problems] == [
        (True, True)
    ]
    assert site.paths() == []


def test_the_pages_of_a_list_of_mentions_are_fetched(
    archive: Archive, clock: Clock, site: Site, tmp_path: Path
) -> None:
    columns = ["1088", "20230314160000", "20230314173000", "1", "x", f"{site.url}/1", *"123456789", ""]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mentions.csv").write_text("\t".join(columns) + "\n")
    site["/1"] = html("Nine were killed, the captain of the port said.")
    assert look(archive, clock, paths=(tmp_path / "in",)).reports == 1
    assert look(archive, clock, paths=(tmp_path / "in",)).reports == 0
    assert site.paths().count("/1") == 1


def test_a_folder_is_looked_through_for_new_and_changed_files(archive: Archive, clock: Clock, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    clock.time = 2_000_000_000.0
    found = rounds(archive, Plan(name="war", paths=(folder,)), Pace(60, clock.now, lambda _: written.pop(0)()))

    def write(name: str, words: str, age: float = 60) -> None:
        (folder / name).write_text(f"KHERSON (Sky Agency) - {words} people were killed, the captain said.")
        os.utime(folder / name, (clock.time - age, clock.time - age))

    written = [lambda: write("b.txt", "Nine"), lambda: None, lambda: write("a.txt", "Seven", age=0), lambda: None]
    write("a.txt", "Six")
    told = list(islice(found, 3))
    assert [(news.reports, news.problems) for news in told] == [(1, ()), (1, ()), (1, ())]
    assert written == []  # what is still being written is taken one round later
    assert [report.path for report in reports(archive)] == ["a.txt", "a.txt", "b.txt"]


def test_interrupted_before_it_was_kept_an_item_is_fetched_again(
    archive: Archive, clock: Clock, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/feed"] = rss(entry(1, LONG))
    whole = batches.read

    def stop(_: list[Report]) -> list[Reading]:
        raise KeyboardInterrupt

    monkeypatch.setattr(batches, "read", stop)
    with pytest.raises(KeyboardInterrupt):
        look(archive, clock, f"{site.url}/feed")
    monkeypatch.setattr(batches, "read", whole)
    assert look(archive, clock, f"{site.url}/feed").reports == 1
