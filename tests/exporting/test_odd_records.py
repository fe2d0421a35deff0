"""Whatever names, texts and gaps a record has, every target writes it, and tables keep their columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.exporting.record import Record
from rashomon.exporting.registry import TARGETS
from rashomon.exporting.target import Options
from rashomon.model import Place, Span, Time

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLACES = st.one_of(
    st.none(),
    st.builds(
        Place,
        name=WORDS,
        mention=st.just(Span(start=0, end=3, text="Qad")),
        latitude=st.one_of(st.none(), st.floats(-90, 90)),
        longitude=st.one_of(st.none(), st.floats(-180, 180)),
        country=st.sampled_from([None, "SY", "XK", "QQ"]),
        geonames=st.none(),
        precision=st.sampled_from(["site", "town", "district", "region", "country"]),
    ),
)
DAYS = st.sampled_from([None, "2024-03-04", "2024-03", "0001-01-01", "odd"])
TIMES = st.one_of(st.none(), st.builds(Time, start=DAYS, end=DAYS, mention=st.none(), precision=st.just("vague")))


@given(words=WORDS, where=PLACES, when=TIMES, published=DAYS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_target_writes_it(
    words: str,
    where: Place | None,
    when: Time | None,
    published: str | None,
    shelling: Callable[..., Record],
) -> None:
    record = odd(shelling(), words, where, when, published)
    for target in TARGETS.values():
        if target.extra:
            continue
        for part in target.write(record, Options()):
            text = part.data.decode()
            if part.name.endswith((".csv", ".tsv")):
                mark = "\t" if part.name.endswith(".tsv") else ","
                assert len({len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)}) == 1
            elif part.name.endswith("json"):
                json.loads(text)


def odd(record: Record, words: str, where: Place | None, when: Time | None, published: str | None) -> Record:
    reports = tuple(
        msgspec.structs.replace(r, outlet=words or None, title=words or None, uri=words or None, published=published)
        for r in record.reports
    )
    claims = tuple(
        msgspec.structs.replace(
            claim,
            sources=tuple(msgspec.structs.replace(source, name=words) for source in claim.sources),
            event=msgspec.structs.replace(claim.event, place=where, time=when, mode=None),
        )
        for claim in record.claims
    )
    incidents = tuple(msgspec.structs.replace(i, title=words, place=where, time=when) for i in record.incidents)
    return msgspec.structs.replace(record, reports=reports, claims=claims, incidents=incidents)
