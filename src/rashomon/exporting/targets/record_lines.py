"""jsonl: the record with one thing a line, for programs that stream."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.exporting.record import SCHEMA, Record
from rashomon.exporting.target import Options, Part, Target

NOUNS = {
    "report": "reports",
    "claim": "claims",
    "question": "questions",
    "incident": "incidents",
    "relation": "relations",
}
"""What a line can hold, and the list of the record it belongs to. The first line, `record`, holds the rest."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What every line says of itself; its other fields are those of its noun in the record."""

    noun: str


def write(record: Record, _: Options) -> Iterator[Part]:
    """A line `record` with schema, generator and dossier, then all reports, claims, questions, incidents, relations."""
    fields = {name: getattr(record, name) for name in record.__struct_fields__ if name not in NOUNS.values()}
    lines = [msgspec.json.encode({"noun": "record", **fields})]
    for noun, name in NOUNS.items():
        for value in getattr(record, name):
            own = {field: getattr(value, field) for field in value.__struct_fields__}
            lines.append(msgspec.json.encode({"noun": noun, **own}))
    yield Part(name="record.jsonl", data=b"\n".join(lines) + b"\n")


def read(data: bytes) -> Record:
    """The record that `write` wrote. Raises msgspec.DecodeError, with what is wrong."""
    head: dict[str, object] = {}
    parts: dict[str, list[object]] = {name: [] for name in NOUNS.values()}
    for line in data.splitlines():
        noun = msgspec.json.decode(line, type=Line).noun
        if noun == "record":
            head = msgspec.json.decode(line)
        elif noun in NOUNS:
            parts[NOUNS[noun]].append(msgspec.json.decode(line))
    return msgspec.convert({**head, **parts}, type=Record)


TARGET = Target(
    name="jsonl",
    version=f"{SCHEMA} / 1",
    media="application/jsonl",
    what="the record, one thing a line",
    loses="nothing",
    policy=None,
    write=write,
)
