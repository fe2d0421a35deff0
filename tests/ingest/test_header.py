"""Datelines and header lines of many houses, and sentences that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest import header

BODY = "Soldiers said on Monday that they had killed 20 people near the river, and that more had fled."

# text before the body -> outlet, published, place, country
DATELINES = [
    ("BEIRUT, March 17, 2017 (Reuters) - ", "Reuters", "2017-03-17", "Beirut", "LB"),
    ("AIN ISSA, Syria (AP) — ", "AP", None, "Ain Issa", "SY"),
    ("GENEVA/BEIRUT, Oct 3 2019 (Sky Wire) - ", "Sky Wire", "2019-10-03", "Geneva", "CH"),
    ("WASHINGTON — ", None, None, "Washington", "US"),
    ("LAGOS, Nigeria—", None, None, "Lagos", "NG"),
    ("NEWARK , N.J. ( AP ) _ ", "AP", None, "Newark", "US"),
    ("Kyiv: ", None, None, "Kyiv", "UA"),
    ("MOSCOW. Oct 4, 2022 (Interfax) - ", "Interfax", "2022-10-04", "Moscow", "RU"),
    ("Goma, October 4th, 2022: ", None, "2022-10-04", "Goma", "CD"),
    ("Goma - Sky Agency - 4 October 2022 - ", "Sky Agency", "2022-10-04", "Goma", "CD"),
    ("(Sky Agency, Goma, 4 October 2022) ", "Sky Agency", "2022-10-04", "Goma", "CD"),
    ("[Bangui, 12 Jan 2014] ", None, "2014-01-12", "Bangui", "CF"),
    ("NEAR BAGHUZ, Syria (Sky Agency) 4 Oct 2022, 09:00. ", "Sky Agency", "2022-10-04T09:00:00", "Baghuz", "SY"),
    ("KIVU TOWN, DR Congo, Oct. 4, 2022 /Sky Agency/ -- ", "Sky Agency", "2022-10-04", "Kivu Town", "CD"),
    ("GOMA, Oct 4, 2022 — 09:15 GMT — Sky Agency — ", "Sky Agency", "2022-10-04T09:15:00+00:00", "Goma", "CD"),
    ("N'DJAMENA, Chad (SA) - ", "SA", None, "N'djamena", "TD"),
    ("Sat 16 October 2016 ", None, "2016-10-16", None, None),
    ("SKY WIRE | 2017-10-15 12:46 GMT | SYRIA-RAQQA\n\n", "Sky Wire", "2017-10-15T12:46:00+00:00", None, None),
    ("REUTERS | BEIRUT | MARCH 17, 2017 3:15 PM EDT\n\n", "Reuters", "2017-03-17T15:15:00-04:00", "Beirut", "LB"),
    (" date 2017-10-17 AFP, AIN ISSA, Syria\n\n", "AFP", "2017-10-17", "Ain Issa", "SY"),
    ("Published: 3 June 2021 14:05 BST\n\nKHARTOUM, Sudan — ", None, "2021-06-03T14:05:00", "Khartoum", "SD"),
    (
        "Updated at 14:00 GMT, 4 October 2022\nBy Ali Hassan in Sanaa\n\n",
        None,
        "2022-10-04T14:00:00+00:00",
        "Sanaa",
        "YE",
    ),
    ("By JANE DOE and JOHN ROE\nAssociated Press\n\nBAGHDAD — ", "Associated Press", None, "Baghdad", "IQ"),
    ("From our correspondent in Goma\n4 October 2022\n\n", None, "2022-10-04", "Goma", "CD"),
    ("== SKY AGENCY == GOMA == 4 OCT 2022 ==\n\n", "Sky Agency", "2022-10-04", "Goma", "CD"),
    ("Sky Agency > Africa > Goma > 4 October 2022\n\n", "Sky Agency", "2022-10-04", "Goma", "CD"),
    ("Sky Agency | 4 October 2022 | Kinshasa bureau\n\n", "Sky Agency", "2022-10-04", "Kinshasa", "CD"),
    ("Sky Agency - Africa desk - 4 October 2022\n\n", "Sky Agency", "2022-10-04", None, None),
    ("20221004 0915 GMT | Sky Agency | Goma\n\n", "Sky Agency", "2022-10-04T09:15:00+00:00", "Goma", "CD"),
    (
        "The Plain Post, 4 October 2022 (with material from Sky Agency)\n\nGOMA: ",
        "The Plain Post",
        "2022-10-04",
        "Goma",
        "CD",
    ),
]


@pytest.mark.parametrize(("before", "outlet", "published", "place", "country"), DATELINES)
def test_what_stands_before_the_first_sentence_is_understood_and_marked(
    before: str, outlet: str | None, published: str | None, place: str | None, country: str | None
) -> None:
    text = before + BODY
    found = header.find(text, headline=True)
    assert found.dateline is not None
    assert text[found.dateline.end :].lstrip() == BODY
    assert (next(iter(found.outlets), None), found.published) == (outlet, published)
    assert (found.dateline.place, found.dateline.country) == (place, country)


@pytest.mark.parametrize(
    "text",
    [
        "Washington has said that it will act. Moscow denied it.",
        "U.S. Marines were said to have left the town.",
        "U.N. Secretary-General António Guterres said so.",
        "The Portland , Ore. , company said so.",
        "Paris, Texas, is a town. It was hit on Monday.",
        "Monday, March 17: rebels left the town.",
        "March 17, 2017 was a bad day for Aleppo - the worst in years.",
        "Damascus, the capital, was hit on Monday. Others died.",
        "Police: Two dead in the north.",
        "A: How do you feel about that?",
        "John Kerry: “We will act.” He said so on Monday.",
        "US-backed forces said it on Sunday - It was over.",
        "Late Monday , U.S. officials denied it.",
        "",
    ],
)
def test_sentences_are_not_taken_for_datelines(text: str) -> None:
    assert header.find(text, headline=True).dateline is None


def test_a_headline_line_is_the_title_and_part_of_the_header() -> None:
    text = f"Army kills 20 near river\n\nGOMA, 4 October 2022 (Sky Agency) - {BODY}"
    found = header.find(text, headline=True)
    assert found.title == "Army kills 20 near river"
    assert found.dateline is not None
    assert text[found.dateline.end :] == BODY
    assert header.find(text).title is None


def test_a_dateline_without_year_takes_it_from_the_slug() -> None:
    found = header.find(f"SKY WIRE | 2017-10-15 12:46 GMT | SYRIA-RAQQA\n\nAIN ISSA, Syria, Oct 15 (Sky Wire) - {BODY}")
    assert found.published == "2017-10-15T12:46:00+00:00"
    assert not found.warnings


def test_a_date_without_year_is_never_completed_from_nothing() -> None:
    found = header.find(f"BEIRUT, March 17 (Sky Wire) - {BODY}")
    assert found.published is None
    assert "no year" in found.warnings[0]


def test_a_wrong_weekday_is_pointed_out() -> None:
    assert "weekday" in header.find(f"Goma, Monday 4 October 2022 (Sky Wire) - {BODY}").warnings[0]
    assert not header.find(f"Goma, Tuesday 4 October 2022 (Sky Wire) - {BODY}").warnings


@pytest.mark.parametrize(
    ("line", "day", "warned"),
    [
        ("Sky Agency | 04/10/2022", "2022-10-04", True),
        ("Sky Agency | 04.10.2022", "2022-10-04", False),
        ("Sky Agency | 10/25/2022", "2022-10-25", False),
        ("Sky Agency | Tuesday 10/04/2022", "2022-10-04", False),  # 4 October was a Tuesday, 10 April a Sunday
        ("Sky Agency | 10/04/2022\nPosted 2022-10-04 19:02 GMT", "2022-10-04", False),
    ],
)
def test_day_first_unless_the_report_says_otherwise(line: str, day: str, warned: bool) -> None:
    found = header.find(f"{line}\n\n{BODY}", headline=True)
    assert (found.published or "")[:10] == day
    assert bool(found.warnings) == warned


@given(st.text(alphabet="ABC abc,.-—:/|()\n12:0 May2017", max_size=120))
def test_the_header_lies_within_the_text(text: str) -> None:
    dateline = header.find(text, headline=True).dateline
    assert dateline is None or 0 <= dateline.start <= dateline.end <= len(text)
