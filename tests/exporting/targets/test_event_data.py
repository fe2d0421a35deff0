"""ACLED, UCDP GED, POLECAT, event reports and HXL: the columns of the codebooks, with values of their types."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import msgspec
import pytest

from rashomon.exporting.record import Record
from rashomon.exporting.target import Options, Part, Target
from rashomon.exporting.targets import acled, eventreport, hxl, plover, ucdp_ged

ACLED = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2
assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude
geo_precision source source_scale notes fatalities tags timestamp
"""
GED = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
source_article source_office source_date source_headline source_original where_prec where_coordinates
where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
POLECAT = """
Event_ID Event_Date Event_Type Event_Mode Intensity Quad_Code Contexts Actor_Name Actor_Country Actor_COW
Primary_Actor_Sector Actor_Sectors Actor_Title Actor_Name_Raw Wikipedia_Actor_ID Recipient_Name Recipient_Country
Recipient_COW Primary_Recipient_Sector Recipient_Sectors Recipient_Title Recipient_Name_Raw Wikipedia_Recipient_ID
Placename City District Province Country Latitude Longitude GeoNames_ID Raw_Placename Feature_Type Source
Publication_Date Story_People Story_Organizations Story_Locations Language Version
"""
"""POLECAT's with underscores for the spaces in them."""


def rows(part: Part) -> list[dict[str, str]]:
    mark = "\t" if part.name.endswith(".tsv") else ","
    return list(csv.DictReader(io.StringIO(part.data.decode(), newline=""), delimiter=mark))


def written(target: Target, record: Record, policy: str | None = None) -> Part:
    (part,) = target.write(record, Options(policy=policy or target.policy or "ucdp"))
    return part


@pytest.mark.parametrize(
    ("target", "columns", "number"),
    [(acled.TARGET, ACLED, 31), (ucdp_ged.TARGET, GED, 49), (plover.TARGET, POLECAT, 40)],
)
def test_columns_are_those_of_the_codebook_in_their_order(
    target: Target, columns: str, number: int, shelling: Callable[..., Record]
) -> None:
    found = list(rows(written(target, shelling()))[0])
    assert [name.replace(" ", "_") for name in found] == columns.split()
    assert len(found) == number


@pytest.mark.parametrize(
    ("target", "shape"), [(acled.TARGET, acled.AcledRow), (ucdp_ged.TARGET, ucdp_ged.GedRow)], ids=["acled", "ucdp"]
)
def test_rows_parse_back_with_the_types_of_their_columns(
    target: Target, shape: type[msgspec.Struct], record: Record, shelling: Callable[..., Record]
) -> None:
    for one in (record, shelling(), shelling("country")):
        for line in rows(written(target, one)):
            cells = {name: value or None for name, value in line.items()}
            kept = {name: value for name, value in cells.items() if value is not None or name not in TEXTS}
            msgspec.convert({**dict.fromkeys(TEXTS, ""), **kept}, shape, strict=False)


TEXTS = ("source", "source_article", "source_office", "source_date", "source_headline", "source_original")
"""Columns of text that can be empty."""


def test_acled_takes_the_most_conservative_number_and_tells_the_dispute(shelling: Callable[..., Record]) -> None:
    (line,) = rows(written(acled.TARGET, shelling()))
    assert (line["fatalities"], line["event_type"], line["sub_event_type"]) == (
        "12",
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert "Sources differ on the number killed: 12 (Red Tower Network); at least 20 (=medics)." in line["notes"]
    assert (line["actor1"], line["actor2"]) == ("Unidentified Military Forces (Syria)", "Civilians (Syria)")
    assert (line["iso"], line["region"], line["civilian_targeting"]) == ("760", "Middle East", "Civilian targeting")
    assert line["source"] == "Harbour; Northgate"


def test_acled_has_no_row_for_a_place_known_only_as_a_country(shelling: Callable[..., Record]) -> None:
    part = written(acled.TARGET, shelling("country"))
    assert rows(part) == []
    assert part.left_out.startswith("1 of 1 incidents")


def test_another_policy_gives_other_numbers(shelling: Callable[..., Record]) -> None:
    record = shelling()
    (line,) = rows(written(ucdp_ged.TARGET, record, "airwars"))
    assert (line["low"], line["best"], line["high"]) == ("12", "12", "20")
    assert "By the policy airwars 1: fair, low 12, high 20." in line["where_description"]


def test_ged_gives_range_sources_and_precision(shelling: Callable[..., Record]) -> None:
    (line,) = rows(written(ucdp_ged.TARGET, shelling("region")))
    assert (line["low"], line["best"], line["high"], line["deaths_civilians"]) == ("12", "12", "20", "12")
    assert (line["where_prec"], line["date_prec"], line["event_clarity"]) == ("4", "1", "1")
    assert (line["latitude"], line["longitude"], line["priogrid_gid"]) == ("-35.1", "39", "78919")
    assert line["number_of_sources"] == "2"
    assert line["source_article"] == '"Harbour,2024-03-05,Dead in Qadim"; "Northgate,2024-03-06"'
    assert line["source_original"] == "'=medics, Red Tower Network"


def test_ged_has_no_row_without_deaths(record: Record) -> None:
    alive = [i for i in record.incidents if not any(a.policy == "ucdp" for a in i.assessments)]
    ids = {line["relid"].removeprefix("rashomon-") for line in rows(written(ucdp_ged.TARGET, record))}
    assert not ids & {incident.id for incident in alive}


def test_polecat_has_a_row_for_each_claim_that_is_not_denied(shelling: Callable[..., Record]) -> None:
    part = written(plover.TARGET, shelling())
    assert [line["Event ID"] for line in rows(part)] == ["c0", "c1", "c2"]
    assert part.left_out.startswith("1 of 4 claims")
    first = rows(part)[0]
    assert (first["Quad Code"], first["Country"], first["Latitude"]) == ("MATERIAL CONFLICT", "SYR", "-35.12")


def test_event_reports_keep_copies_and_denials_apart(shelling: Callable[..., Record]) -> None:
    lines = rows(written(eventreport.TARGET, shelling()))
    assert [(line["report"], line["copy_of"], line["denials"]) for line in lines] == [
        ("r0", "", "1"),
        ("r1", "", "0"),
        ("r2", "r0", "0"),
    ]
    assert [(line["killed_low"], line["killed_high"]) for line in lines] == [("12", "12"), ("20", "20"), ("12", "12")]


def test_hxl_has_a_hashtag_under_every_heading(shelling: Callable[..., Record]) -> None:
    tags, line = rows(written(hxl.TARGET, shelling()))
    assert all(tag.startswith("#") for tag in tags.values())
    assert (line["Killed, lowest"], line["Killed"], line["Killed, highest"]) == ("12", "12", "20")
    assert line["Policy"] == "ucdp 1"


def test_text_from_reports_cannot_run_in_a_spreadsheet(shelling: Callable[..., Record]) -> None:
    (line,) = rows(written(ucdp_ged.TARGET, shelling()))
    assert not any(cell.startswith(("=", "@")) for cell in line.values())
