"""Exports: every target format, what each leaves out, and the dossier written in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import browsing
from rashomon.errors import SetupError
from rashomon.exporting import privacy
from rashomon.exporting.record import Record, build
from rashomon.exporting.registry import TARGETS
from rashomon.exporting.target import DEFAULT_POLICY, Options, Part, Target
from rashomon.exporting.zipping import zipped
from rashomon.web import links, page, views
from rashomon.web.desk import Desk
from rashomon.web.views import Asked, NoQuery, View

PAGE = "page"
"""The one page of the whole dossier, beside the formats for programs."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format that the dossier can be written in."""

    name: str
    what: str
    loses: str
    """What it has no place for."""


class Exports(msgspec.Struct, frozen=True, kw_only=True):
    """The formats there are."""

    formats: tuple[Format, ...]
    may_name: bool
    """Whether the person may have the names of private persons in an export."""


def _built(asked: Asked[NoQuery]) -> Exports:
    found = [Format(name=t.name, what=t.what, loses=t.loses) for t in TARGETS.values()]
    whole = Format(name=PAGE, what="one self-contained HTML page to pass on", loses="nothing that a page shows")
    return Exports(formats=(whole, *found), may_name=asked.person.role == "editor")


VIEW = View(
    name="exports",
    path="/dossiers/{dossier}/export",
    template="exports.html",
    summary="The formats that a dossier can be written in, and what each leaves out.",
    shape=Exports,
    query=NoQuery,
    build=_built,
    title=lambda _: "Export",
)


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The list of formats, and the dossier in each."""

    def written(request: Request) -> Response:
        person = views.person(desk, request)
        wanted = request.path_params["format"]
        if wanted != PAGE and wanted not in TARGETS:
            raise HTTPException(404, f"there is no format {wanted!r}")
        names = request.query_params.get("names") == "true"
        if names and person.role != "editor":
            raise HTTPException(403, "names of private persons are for editors only")
        name = links.name(request.path_params["dossier"])
        with desk.opened() as archive:
            with archive.reading() as connection:
                browsing.head(connection, name)
            record = build(desk.conclude(archive, name))
        record, withheld = (record, 0) if names else privacy.withhold(record)
        return _answered(name, wanted, record, withheld)

    return (
        *views.routes(desk, VIEW),
        Route("/dossiers/{dossier}/export/{format}", written, methods=["GET"], name="export"),
    )


def _answered(name: str, wanted: str, record: Record, withheld: int) -> Response:
    if wanted == PAGE:
        body, kind, file = page.render(page.build(record, withheld=withheld)).encode(), "text/html", f"{name}.html"
    else:
        target = TARGETS[wanted]
        parts = _parts(target, record)
        if target.several:
            body, kind, file = zipped(parts), "application/zip", f"{name}-{wanted}.zip"
        else:
            body, kind, file = parts[0].data, target.media, parts[0].name
    safe = re.sub(r"[^\w.-]", "_", file, flags=re.ASCII)
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{safe}"'})


def _parts(target: Target, record: Record) -> list[Part]:
    try:
        parts = list(target.write(record, Options(policy=target.policy or DEFAULT_POLICY)))
    except SetupError as error:
        raise HTTPException(501, str(error)) from None
    if not parts:
        raise HTTPException(404, f"there is nothing to write: {target.name} holds {target.what}")
    return parts
