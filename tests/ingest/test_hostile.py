"""Files made to be slow: refused in one line, or read in the time of any other of their size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rashomon.errors import InputError
from rashomon.ingest import Item, dates, read_items

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>%s</channel></rss>'
MAIL = b"From: a@b.example\nTo: c@d.example\nSubject: Six\nDate: Tue, 14 Mar 2023 19:30:00 +0200\nMessage-ID: <1@b>\n\n"
MBOX = b"From a@b.example Tue Mar 14 19:30:00 2023\n"
CORPUS = Path(__file__).parents[1] / "corpus"
LONG = 2.0
"""Seconds of the processor."""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (RSS % (b"<item><title>Six</title>" * 30_000), "too many elements"),
        (RSS % b"<item %s>" % b" ".join(b'a%d="x"' % n for n in range(50_000)), "too many elements"),
        (RSS % b"<item><title>%s</title></item>" % (b"&" * 1_500_000), "too many elements"),
        (RSS % (b"<![CDATA[" * 200_000), "too many elements"),
        (MAIL + b"\n" * 1_500_000, "too many lines"),
    ],
    ids=["elements", "attributes", "entities", "sections", "lines"],
)
def test_what_would_take_a_parser_minutes_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(data)
    began = time.process_time()
    (problem,) = read_items([path])
    assert isinstance(problem, InputError)
    assert says in str(problem)
    assert "\n" not in str(problem)
    assert time.process_time() - began < LONG


def test_a_message_of_many_lines_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "many.mbox"
    sound = MBOX + MAIL + b"Six dockers were killed.\n\n>From here on nothing.\n\n"
    path.write_bytes(sound + MBOX + MAIL + b"\n" * 1_500_000 + MBOX + MAIL + b"Nine dockers were killed.\n")
    first, problem, last = read_items([path])
    assert isinstance(first, Item)
    assert first.report.text == "Six dockers were killed.\n\nFrom here on nothing.\n"
    assert isinstance(problem, InputError)
    assert "message 2" in str(problem)
    assert isinstance(last, Item)


def test_a_date_is_found_in_a_field_of_endless_dates() -> None:
    began = time.process_time()
    assert dates.iso("Monday 14 March 2023 10:30 " * 100_000) == "2023-03-14T10:30:00"
    assert list(dates.joined(dates.find("9:30 " * 2_000 + "14 March 2023 " * 2_000)))
    assert time.process_time() - began < LONG


SIX = "Six dockers were killed in the harbour on Monday, the captain told reporters. "
PAGE = '<html lang="en"><body><article><p>%s</p>%s</article></body></html>'


@pytest.mark.parametrize(
    ("name", "data", "first"),
    [
        ("deep.html", PAGE % (SIX * 4, "<div>" * 50 + "a b " * 300_000), SIX.strip()[:40]),
        ("wide.html", PAGE % (SIX * 4, "<p>a b</p>" * 24_000), SIX.strip()[:40]),
        ("links.json", '{"data": [{"fields": {"body": "%s"}}]}' % (SIX + "[](x" * 400_000), SIX.strip()[:40]),
        ("codes.txt", f"HD Six\nPD 14 March 2023\nSN Wire\nLP\n{SIX}\n" + "LP\n" * 150_000, SIX.strip()[:40]),
    ],
)
def test_what_repeats_itself_is_read_as_quickly_as_any_other(tmp_path: Path, name: str, data: str, first: str) -> None:
    path = tmp_path / name
    path.write_text(data)
    list(read_items([CORPUS / "html" / "article.html"]))  # what is loaded once is not what is measured
    began = time.process_time()
    (item,) = read_items([path])
    assert isinstance(item, Item), item
    assert item.report.text.startswith(first)
    assert time.process_time() - began < LONG
