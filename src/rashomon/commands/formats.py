"""`rashomon formats`: what goes in."""

from __future__ import annotations

import msgspec

from rashomon.terminal import options as o
from rashomon.terminal import streams


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A format in the list."""

    name: str
    yields: str
    told_by: str
    extra: bool
    """Whether it needs the packages of rashomon[formats]."""


def formats(json: o.AsJson = False) -> None:
    """List the formats that go in, what each yields, and what it is told by. Any can be named with --as."""
    from rich.table import Table

    from rashomon.ingest.formats import ALL, named

    hidden = {named("feed-entry").name}
    found = [
        Line(name=one.name, yields=one.yields, told_by=one.sign, extra=one.extra)
        for one in sorted(ALL, key=lambda one: one.name)
        if one.name not in hidden
    ]
    if json:
        streams.write_json(found)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("format", "what is read", "told by"):
        table.add_column(title, overflow="fold")
    for line in found:
        table.add_row(line.name + ("*" if line.extra else ""), line.yields, line.told_by)
    with streams.page() as console:
        console.print(table)
        console.print("\n* needs the packages of rashomon[formats]", markup=False)
