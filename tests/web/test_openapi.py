"""The API keeps to its own description, whatever it is asked (Schemathesis)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.core.result import Ok
from starlette.testclient import TestClient

from rashomon.web import pages
from rashomon.web.links import OnDesk

EXAMPLES = 6
"""Requests an operation: enough for the kinds of values that there are."""
BASE = OnDesk("marra & <i>co</i>").base
EXISTING = [
    ("/dossiers.json", "/dossiers.json"),
    ("/dossiers/{dossier}.json", f"{BASE}.json"),
    ("/dossiers/{dossier}/incidents.json", f"{BASE}/incidents.json"),
    ("/dossiers/{dossier}/incidents/{incident}.json", f"{BASE}/incidents/i1.json"),
    ("/dossiers/{dossier}/questions/{question}.json", f"{BASE}/questions/q1.json"),
    ("/dossiers/{dossier}/matrix.json", f"{BASE}/matrix.json?all=true"),
    ("/dossiers/{dossier}/reports.json", f"{BASE}/reports.json"),
    ("/dossiers/{dossier}/reports/{report}.json", f"{BASE}/reports/rc.json"),
    ("/dossiers/{dossier}/sources.json", f"{BASE}/sources.json"),
    ("/dossiers/{dossier}/sources/{source}.json", f"{BASE}/sources/Marra~20militia.json"),
    ("/dossiers/{dossier}/map.json", f"{BASE}/map.json"),
    ("/search.json", "/search.json?q=people"),
]


def test_answers_are_as_described_whatever_is_asked(make: Callable[..., TestClient]) -> None:
    client = make(hosts=("localhost", "testserver"))
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def holds(case: schemathesis.Case) -> None:  # type: ignore[type-arg]
            case.call_and_validate()

        holds()
        asked += 1
    assert asked > len(pages.DESCRIBED)


@pytest.mark.parametrize(("template", "address"), EXISTING)
def test_what_is_there_has_the_shape_that_is_described(client: TestClient, template: str, address: str) -> None:
    document = client.get("/openapi.json").json()
    shape = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**shape, "components": document["components"]})
    answer = client.get(address)
    assert answer.status_code == 200
    validator.validate(answer.json())


def test_every_page_is_described(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert {f"{page.path}.json" for page in pages.DESCRIBED} <= set(document["paths"])
    for shape in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def test_every_value_that_is_shown_is_documented() -> None:
    """A page is no place for a field that nobody explains: each shape says what it is."""
    source = Path(pages.__file__).parent
    assert all('"""' in file.read_text(encoding="utf-8") for file in source.glob("*.py"))
    assert all(page.shape.__doc__ and page.summary for page in pages.DESCRIBED)
