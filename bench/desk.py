"""How fast the desk's pages answer with 100,000 claims in the archive, search included, on one core.

    python bench/desk.py [--claims 100000] [--rounds 15] [--archive FILE] [--clock]

The archive is made up of generated reports, so that no text is needed; half of the claims lie in one dossier, which is
the hard case. Every page is asked for ROUNDS times, each time for another dossier, incident, report, source or word.
Limits: bench/limits.toml, in seconds of the core, which do not depend on what else the machine does; the client that
asks runs in the same process and is counted too. The clock's time stands beside them, and is held to the same limits
with --clock, on a machine that does nothing else. FILE may be the address of an empty database (postgresql://...): what
its server does is then in the clock's time alone.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from sqlalchemy import text
from starlette.testclient import TestClient

from rashomon.archive import Archive, browsing, open_archive, queries, writing
from rashomon.errors import ArchiveError
from rashomon.model import (
    Claim,
    Conclusions,
    Event,
    Figure,
    Incident,
    Mentions,
    Place,
    Position,
    Question,
    Reading,
    Reason,
    Relation,
    Report,
    Source,
    Time,
)
from rashomon.web import app, links, tiles
from rashomon.web.desk import Desk, LeftOut
from rashomon.web.review import routes as review

HERE = Path(__file__).parent
CLAIMS_A_REPORT = 14
"""As many as the example's reports have."""
SHARE = 0.5
"""Of the claims, how many lie in the largest dossier."""
OTHERS = 10
TOWNS = (("Raqqa", 35.95, 39.01), ("Mosul", 36.34, 43.13), ("Donetsk", 48.0, 37.8), ("Kunduz", 36.73, 68.87))
SPEAKERS = tuple(
    f"{kind} of {place}" for kind in ("Council", "Ministry", "Observatory", "Army") for place, _, _ in TOWNS
)
SUBJECTS = ("civilians", "fighters", "soldiers", "children", "buses", "houses")
VERBS = ("killed", "wounded", "evacuated", "detained")
WORDS = ("strike", "convoy", "market", "school", "bridge", "hospital", "shelling", "night", "morning", "quarter")
SEED = 20171015


class Timed(NamedTuple):
    """What a page took, in milliseconds."""

    core: float
    clock: float


def main() -> int:
    arguments = _arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.archive or str(Path(folder) / "desk.db")
        if not _kept(path):
            begun = time.perf_counter()
            _generate(path, arguments.claims)
            print(f"generated {arguments.claims:,} claims in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        return _report(_measure(path, arguments.rounds), clock=arguments.clock)


def _kept(path: str) -> bool:
    """Whether an archive was generated there before."""
    try:
        with open_archive(path) as archive:
            return bool(queries.dossiers(archive))
    except ArchiveError:
        return False


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the pages of the desk.")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--archive", help="Keep the generated archive here, and use it again.")
    parser.add_argument("--clock", action="store_true", help="Hold the clock's time to the limits too.")
    return parser.parse_args()


def _report(timed: dict[str, list[Timed]], *, clock: bool) -> int:
    limits = tomllib.loads((HERE / "limits.toml").read_text(encoding="utf-8"))["desk"]
    late = []
    print(f"{'milliseconds':24}{'core':>8}{'95 %':>8}{'clock':>8}{'95 %':>8}")
    for name, found in timed.items():
        core, wall = [t.core for t in found], [t.clock for t in found]
        held = (core, wall) if clock else (core,)
        over = any(
            statistics.median(one) > limits["median ms"] or _percentile(one, 0.95) > limits["p95 ms"] for one in held
        )
        late += [name] if over else []
        told = "".join(f"{statistics.median(one):8.0f}{_percentile(one, 0.95):8.0f}" for one in (core, wall))
        print(f"{name:24}{told}{'   TOO MUCH' if over else ''}")
    return 1 if late else 0


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _measure(path: str, rounds: int) -> dict[str, list[Timed]]:
    desk = Desk(archive=path, add=lambda *_: LeftOut(), conclude=_unasked, basemap=tiles.basemap())
    chance = random.Random(SEED)
    timed: dict[str, list[Timed]] = {}
    reviewing = review.routes(desk)
    with TestClient(app.build(desk, reviewing, review.DESCRIBED), base_url="http://localhost") as client:
        client.get("/dossiers")  # templates are compiled once
        for _ in range(rounds):
            for name, address in _addresses(path, chance):
                clock, core = time.perf_counter(), time.process_time()
                answer = client.get(address)
                spent = Timed(1000 * (time.process_time() - core), 1000 * (time.perf_counter() - clock))
                timed.setdefault(name, []).append(spent)
                if answer.status_code != 200:
                    raise SystemExit(f"{address}: {answer.status_code}")
    return timed


def _unasked(archive: Archive, name: str) -> NoReturn:
    raise SystemExit(f"{archive.path}: {name} is stale")


def _addresses(path: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Each page once, of the largest dossier every other time."""
    with open_archive(path) as archive:
        names = [line.name for line in queries.dossiers(archive)]
    name = "large" if chance.random() < 0.5 else chance.choice(names)
    base = links.OnDesk(name)
    with open_archive(path) as archive, archive.reading() as connection:

        def any_of(table: str) -> str:
            query = f"SELECT id FROM {table} WHERE dossier = :name ORDER BY ordinal LIMIT 1 OFFSET :n"
            found = connection.execute(text(query), {"name": name, "n": chance.randrange(100)}).scalar_one()
            return str(found)

        incident, question = any_of("_incidents"), any_of("_questions")
        report = connection.execute(
            text("SELECT report FROM members WHERE dossier = :name LIMIT 1 OFFSET :n"),
            {"name": name, "n": chance.randrange(100)},
        ).scalar_one()
        claim = connection.execute(
            text("SELECT id FROM _claims WHERE report = :report LIMIT 1"), {"report": report}
        ).scalar_one()
    word, speaker = chance.choice(WORDS), chance.choice(SPEAKERS)
    yield "dossiers", "/dossiers"
    yield "overview", base.base
    yield "overview, contested", f"{base.base}?status=contested&page={chance.randrange(1, 5)}"
    yield "overview, single", f"{base.base}?status=single&page={chance.randrange(1, 50)}"
    yield "incidents", f"{base.base}/incidents?page={chance.randrange(1, 4)}"
    yield "incident", base.incident(incident)
    yield "question", base.question(question)
    yield "matrix", f"{base.base}/matrix?page={chance.randrange(1, 5)}"
    yield "reports", f"{base.base}/reports?page={chance.randrange(1, 5)}"
    yield "report", base.report(report)
    yield "sources", f"{base.base}/sources"
    yield "source", base.source(speaker)
    yield "map", f"{base.base}/map"
    yield "claim, in review", f"{base.base}/claims/{claim}"
    yield "decisions", f"{base.base}/decisions"
    yield "search, a word", f"/search?q={word}"
    yield "search, two words", f"/search?q={word}+{chance.choice(SUBJECTS)}&dossier={name}"
    yield "search, filters", f"/search?q={word}&source={speaker[:8]}&outcome=killed"
    yield "search, filters alone", f"/search?source={speaker[:8]}&since=2017-03-01&until=2017-04-01"


def _generate(path: str, claims: int) -> None:
    chance = random.Random(SEED)
    reports = claims // CLAIMS_A_REPORT
    large = int(reports * SHARE)
    with open_archive(path, create=True) as archive:
        _dossier(archive, "large", large, chance)
        for number in range(OTHERS):
            _dossier(archive, f"dossier-{number}", (reports - large) // OTHERS, chance)


def _dossier(archive: Archive, name: str, reports: int, chance: random.Random) -> None:
    read = []
    for number in range(reports):
        report, reading = _made(f"{name}-{number}", chance)
        writing.add(archive, name, report, reading, model="generated")
        read.append((report, reading))
    with archive.reading() as connection:
        revision = browsing.head(connection, name).revision
    writing.conclude(archive, name, [r for r, _ in read], _concluded([x for _, x in read], chance), revision=revision)


def _made(key: str, chance: random.Random) -> tuple[Report, Reading]:
    """A report of short sentences, each with one claim."""
    day = f"2017-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    id = f"r{key.replace('-', '')}"
    sentences = []
    for _ in range(CLAIMS_A_REPORT):
        count, speaker = chance.randrange(2, 900), chance.choice(SPEAKERS)
        sentences.append(
            f"The {speaker} said that {count} {chance.choice(SUBJECTS)} were {chance.choice(VERBS)} in a "
            f"{chance.choice(WORDS)} near the {chance.choice(WORDS)} in {chance.choice(TOWNS)[0]} on that day."
        )
    report = Report(
        id=id,
        path=f"{key}.txt",
        text="\n\n".join(sentences),
        title=f"What was said about the {chance.choice(WORDS)} on {day}",
        outlet=f"Outlet {chance.randrange(40)}",
        published=f"{day}T12:00:00+00:00",
        dateline=None,
        language="en",
        uri=None,
        sha256=id,
    )
    claims, at = [], 0
    for sentence in sentences:
        claims.append(_claim(report, sentence, at, day))
        at += len(sentence) + 2
    return report, Reading(report=id, mentions=Mentions(), claims=tuple(claims))


def _claim(report: Report, sentence: str, at: int, day: str) -> Claim:
    speaker, _, rest = sentence.removeprefix("The ").partition(" said that ")
    count, subject, _, verb = rest.split()[:4]
    start = at + sentence.index(rest)
    figure = report.span(start, start + len(count))
    town = next(town for town in TOWNS if f"in {town[0]} on" in sentence)
    where = at + sentence.rindex(town[0])
    mention = report.span(where, where + len(town[0]))
    return Claim(
        id=f"{report.id}.{start}",
        report=report.id,
        content=report.span(start, at + len(sentence) - 1),
        cue=report.span(start - 10, start - 6),
        sources=(
            Source(
                name=speaker,
                kind="organisation",
                role=None,
                affiliation=None,
                mention=report.span(at + 4, at + 4 + len(speaker)),
                named=True,
            ),
        ),
        mode="indirect",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=Event(
            type="ASSAULT",
            mode=None,
            trigger=None,
            actors=(),
            recipients=(),
            place=Place(
                name=town[0],
                mention=mention,
                latitude=town[1],
                longitude=town[2],
                country=None,
                geonames=None,
                precision="town",
            ),
            time=Time(start=day, end=day, mention=None, precision="day"),
        ),
        figures=(
            Figure(
                mention=figure,
                low=float(count),
                high=float(count),
                best=float(count),
                approximate=False,
                unit="count",
                counted=subject,
                outcome=verb,  # type: ignore[arg-type]
            ),
        ),
        evidence=(Reason(part="cue", rule="said: asserts", words="said"),),
    )


def _concluded(readings: list[Reading], chance: random.Random) -> Conclusions:
    """Incidents of 40 claims; of five claims two answer one question, and a third of these contradict each other."""
    claims = [claim for reading in readings for claim in reading.claims]
    chance.shuffle(claims)
    incidents, questions, relations = [], [], []
    for number, first in enumerate(range(0, len(claims), 40)):
        mine = claims[first : first + 40]
        asked = [_question(f"q{number}x{n}", f"i{number}", pair) for n, pair in enumerate(_grouped(mine))]
        questions += [q for q, _ in asked]
        relations += [r for _, found in asked for r in found]
        incidents.append(
            Incident(
                id=f"i{number}",
                title=f"Attack in {mine[0].event.place.name if mine[0].event.place else ''} ({number})",
                place=mine[0].event.place,
                time=mine[0].event.time,
                claims=tuple(claim.id for claim in mine),
                questions=tuple(q.id for q, _ in asked),
            )
        )
    return Conclusions(incidents=tuple(incidents), questions=tuple(questions), relations=tuple(relations))


def _grouped(claims: list[Claim]) -> Iterator[list[Claim]]:
    for first in range(0, len(claims), 5):
        five = claims[first : first + 5]
        yield five[:2]
        yield from ([claim] for claim in five[2:])


def _question(id: str, incident: str, claims: list[Claim]) -> tuple[Question, list[Relation]]:
    why = Reason(part="status", rule="generated", words="")
    positions = tuple(
        Position(
            answer=claim.figures[0].mention.text,
            low=claim.figures[0].low,
            high=claim.figures[0].high,
            claims=(claim.id,),
            origins=(claim.sources[-1].name,),
        )
        for claim in claims
    )
    contested = len(claims) > 1 and claims[0].sources[-1].name != claims[1].sources[-1].name
    figure = claims[0].figures[0]
    question = Question(
        id=id,
        incident=incident,
        kind="figure",
        text=f"How many {figure.counted} were {figure.outcome} ({id})?",
        status="contested" if contested else "single",
        positions=positions,
        evidence=(why,),
    )
    if not contested:
        return question, []
    a, b = sorted(claim.id for claim in claims)
    return question, [Relation(kind="CONTRADICTS", a=a, b=b, question=id, reason=why)]


if __name__ == "__main__":
    raise SystemExit(main())
