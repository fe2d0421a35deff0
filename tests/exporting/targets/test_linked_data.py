"""GeoJSON, FollowTheMoney, annotations, ClaimReview, PROV and bibliographies hold what their specifications ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import jsonschema
import pytest

from rashomon.exporting.record import Record
from rashomon.exporting.registry import TARGETS
from rashomon.exporting.target import Options
from rashomon.exporting.targets import claimreview, ftm

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
"""RFC 7946, as far as points go."""
SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "required": ["type", "exact", "prefix", "suffix"],
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
        },
        {
            "required": ["type", "start", "end"],
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}},
        },
    ],
    "minItems": 2,
}
ANNOTATION = {
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["describing", "identifying", "classifying", "highlighting"]},
        "body": {"items": {"required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}}}},
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {"required": ["source", "selector"], "properties": {"selector": SELECTORS}},
        },
    },
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"},
        "first": {
            "required": ["id", "type", "partOf", "items"],
            "properties": {"type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": ANNOTATION}},
        },
    },
}
"""Web Annotation Data Model, sections 3, 4.2 and 5."""
WORK = {"required": ["@type", "identifier"], "properties": {"@type": {"const": "NewsArticle"}}}
REVIEW = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "author": {"required": ["@type", "name"]},
        "reviewRating": {"required": ["@type", "alternateName"], "properties": {"@type": {"const": "Rating"}}},
        "itemReviewed": {
            "required": ["@type", "firstAppearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": {"type": "array"},
                "firstAppearance": WORK,
                "appearance": {"type": "array", "items": WORK},
            },
        },
    },
}
"""schema.org/ClaimReview, with the fields in ../shared/formats.md."""


def document(name: str, record: Record) -> object:
    (part,) = TARGETS[name].write(record, Options())
    return json.loads(part.data)


def valid(found: object, schema: Mapping[str, object]) -> None:
    problems = [f"{e.json_path}: {e.message}" for e in jsonschema.Draft202012Validator(dict(schema)).iter_errors(found)]
    assert problems == []


def test_geojson_is_valid(record: Record, shelling: Callable[..., Record]) -> None:
    for one in (record, shelling(), shelling("country")):
        valid(document("geojson", one), GEOJSON)


@pytest.mark.parametrize(
    ("precision", "coordinates", "within"),
    [("site", [38.9877, -35.1235], 1), ("town", [38.99, -35.12], 5), ("region", [39.0, -35.1], 100)],
)
def test_points_are_no_more_exact_than_their_place(
    precision: str, coordinates: list[float], within: int, shelling: Callable[..., Record]
) -> None:
    found = document("geojson", shelling(precision))
    assert isinstance(found, dict)
    (feature,) = found["features"]
    assert (feature["geometry"]["coordinates"], feature["properties"]["within_km"]) == (coordinates, within)


def test_a_country_has_no_point(shelling: Callable[..., Record]) -> None:
    (part,) = TARGETS["geojson"].write(shelling("country"), Options())
    assert json.loads(part.data)["features"][0]["geometry"] is None
    assert part.left_out.startswith("the points of 1 of 1 incidents")


def test_annotations_are_valid(record: Record) -> None:
    valid(document("annotations", record), COLLECTION)


def test_selectors_find_their_quotes(record: Record, shelling: Callable[..., Record]) -> None:
    for one in (record, shelling()):
        found = document("annotations", one)
        assert isinstance(found, dict)
        texts = {report.uri or f"urn:sha256:{report.sha256}": report.text for report in one.reports}
        items = found["first"]["items"]
        assert len(items) == found["total"] >= len(one.claims)
        for target in (target for item in items for target in item["target"]):
            quote, position = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_every_claim_and_figure_is_annotated(shelling: Callable[..., Record]) -> None:
    found = document("annotations", shelling())
    assert isinstance(found, dict)
    ids = {item["id"] for item in found["first"]["items"]}
    assert {"urn:rashomon:claim:c0:content", "urn:rashomon:claim:c0:cue", "urn:rashomon:claim:c0:figure:0"} <= ids


def test_without_a_person_there_is_no_claim_review(record: Record, shelling: Callable[..., Record]) -> None:
    assert list(claimreview.write(record, Options())) == []
    assert list(claimreview.write(shelling(), Options())) == []


def test_what_a_person_has_graded_is_reviewed(shelling: Callable[..., Record]) -> None:
    found = document("claimreview", shelling(graded=True))
    assert isinstance(found, list)
    (review,) = found
    valid(review, REVIEW)
    assert review["author"]["name"] == "Amal Haddad, Qadim Desk"
    assert review["datePublished"] == "2024-03-09"
    assert review["reviewRating"]["alternateName"] == "fair"
    assert [author["name"] for author in review["itemReviewed"]["author"]] == ["Red Tower Network", "army"]
    assert len(review["itemReviewed"]["appearance"]) == 3


def test_prov_relates_only_what_there_is(record: Record, shelling: Callable[..., Record]) -> None:
    for one in (record, shelling(graded=True)):
        found = document("prov", one)
        assert isinstance(found, dict)
        things = {kind: set(found[kind]) for kind in ("entity", "activity", "agent")}
        ends = {
            "entity": things["entity"],
            "activity": things["activity"],
            "agent": things["agent"],
            "generatedEntity": things["entity"],
            "usedEntity": things["entity"],
        }
        relations = set(found) - {"prefix", *things}
        assert {"wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "used", "wasAssociatedWith"} <= relations
        for relation in relations:
            for roles in found[relation].values():
                assert all(id_ in ends[role.removeprefix("prov:")] for role, id_ in roles.items())


def test_prov_leads_from_a_claim_to_who_said_it(shelling: Callable[..., Record]) -> None:
    found = document("prov", shelling())
    assert isinstance(found, dict)
    agents = [one["prov:agent"] for one in found["wasAttributedTo"].values() if one["prov:entity"] == "r:c0"]
    assert [found["agent"][agent]["prov:label"] for agent in agents] == ["Red Tower Network"]


def test_bibtex_has_an_entry_a_report_with_braces_closed(record: Record, shelling: Callable[..., Record]) -> None:
    for one in (record, shelling()):
        (part,) = TARGETS["bibtex"].write(one, Options())
        text = part.data.decode()
        keys = re.findall(r"^@article\{([a-z0-9-]+),$", text, re.MULTILINE)
        assert len(set(keys)) == len(one.reports)
        assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_bibtex_escapes_what_latex_would_read(shelling: Callable[..., Record]) -> None:
    import msgspec

    made = shelling()
    odd = msgspec.structs.replace(made.reports[0], title="50% of {all} & more_")
    record = msgspec.structs.replace(made, reports=(odd,))
    (part,) = TARGETS["bibtex"].write(record, Options())
    assert r"title = {50\% of \{all\} \& more\_}," in part.data.decode()


def test_ris_has_tags_in_its_form(record: Record) -> None:
    (part,) = TARGETS["ris"].write(record, Options())
    lines = [line for line in part.data.decode().split("\r\n") if line]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert sum(line == "TY  - NEWS" for line in lines) == sum(line == "ER  - " for line in lines) == len(record.reports)


def test_ftm_entities_have_only_properties_of_their_schema(record: Record, shelling: Callable[..., Record]) -> None:
    model = pytest.importorskip("followthemoney", reason="the extra ftm is not installed").model
    for one in (record, shelling()):
        parts = {part.name: part.data for part in ftm.write(one, Options())}
        lines = [json.loads(line) for line in parts["entities.ftm.json"].splitlines()]
        ids = {line["id"] for line in lines}
        assert {line["schema"] for line in lines} >= {"Article", "Event", "Note", "Documentation"}
        for line in lines:
            model.get(line["schema"]).validate(line)
            assert set(line["properties"].get("entity", [])) | set(line["properties"].get("involved", [])) <= ids


def test_ftm_statements_name_the_report_they_come_from(shelling: Callable[..., Record]) -> None:
    pytest.importorskip("followthemoney", reason="the extra ftm is not installed")
    import io

    from followthemoney.statement.serialize import read_csv_statements

    parts = {part.name: part.data for part in ftm.write(shelling(), Options())}
    statements = list(read_csv_statements(io.BytesIO(parts["statements.csv"])))
    where = [s.origin for s in statements if s.schema == "Event" and s.prop == "location"]
    assert sorted(set(filter(None, where))) == ["r0", "r1", "r2"]
    assert len({s.id for s in statements}) == len(statements)


def test_ftm_knows_nobody_unnamed(shelling: Callable[..., Record]) -> None:
    names = {said.value for entity in ftm.entities(shelling(), "ucdp") for said in entity.said if said.prop == "name"}
    assert "Red Tower Network" in names
    assert not names & {"=medics", "army"}
