"""The first page: the dossiers there are, and a form to make another."""

from __future__ import annotations

import msgspec

from rashomon.archive import queries
from rashomon.archive.queries import DossierLine
from rashomon.web.views import Asked, NoQuery, View


class Dossiers(msgspec.Struct, frozen=True, kw_only=True):
    """All dossiers of the archive, by name."""

    dossiers: tuple[DossierLine, ...]
    may_add: bool
    """Whether the person may add reports."""


def build(asked: Asked[NoQuery]) -> Dossiers:
    return Dossiers(dossiers=queries.listed(asked.connection), may_add=asked.person.role != "reader")


VIEW = View(
    name="dossiers",
    path="/dossiers",
    template="dossiers.html",
    summary="All dossiers, with how much in them is contested.",
    shape=Dossiers,
    query=NoQuery,
    build=build,
    title=lambda _: "Dossiers",
)
