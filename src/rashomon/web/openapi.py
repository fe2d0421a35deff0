"""What the desk offers to programs, as OpenAPI 3.1: made from the same types as the pages, so that it cannot drift."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from rashomon import __version__
from rashomon.web.uploading import BatchPage
from rashomon.web.views import Described, NoQuery

REFERENCES = "#/components/schemas/{name}"

Json = Mapping[str, object]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no page."""

    status: int
    problem: str
    remedy: str = ""


def document(pages: Sequence[Described]) -> bytes:
    """The description of these pages."""
    batch = Described(
        name="batch",
        path="/batches/{batch}",
        summary="How far the reports of an upload are read.",
        shape=BatchPage,
        query=NoQuery,
    )
    pages = (*pages, batch)
    shapes = [page.shape for page in pages]
    found, components = msgspec.json.schema_components([*shapes, Problem], ref_template=REFERENCES)
    *answers, problem = found
    paths = {
        f"{page.path}.json": {"get": _operation(page, answer, problem)}
        for page, answer in zip(pages, answers, strict=True)
    }
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Rashomon",
                "version": __version__,
                "description": "Everything a page shows, as JSON: the page's address with .json behind it.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "paths": paths,
            "components": {"schemas": components},
        }
    )


def _operation(page: Described, answer: Json, problem: Json) -> Json:
    named = re.findall(r"\{(\w+)\}", page.path)
    parameters = [_in_path(name) for name in named] + _in_query(page.query)
    refused = {"422": _answer("The query is not understood.", problem)} if page.query is not NoQuery else {}
    missing = {"404": _answer("There is no such thing.", problem)} if named else {}
    return {
        "operationId": page.name,
        "summary": page.summary,
        "parameters": parameters,
        "responses": {
            "200": _answer(page.summary, answer)
            | {"headers": {"ETag": {"description": "Of this state.", "schema": {"type": "string"}}}},
            "304": {"description": "As the ETag that was sent says: nothing has changed."},
            "401": _answer("Log in first.", problem),
            **missing,
            **refused,
        },
    }


def _answer(description: str, shape: Json) -> dict[str, object]:
    return {"description": description, "content": {"application/json": {"schema": shape}}}


def _in_path(name: str) -> Json:
    """A name as `links.key` writes it; ids are their own keys."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _in_query(query: type[msgspec.Struct]) -> list[Json]:
    schema = msgspec.json.schema(query)
    (shape,) = schema["$defs"].values()
    return [
        {"name": name, "in": "query", "required": False, "schema": one} for name, one in shape["properties"].items()
    ]
