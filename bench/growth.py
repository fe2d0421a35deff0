"""How the cost of reconciling grows with the number of claims, on generated claims, in one process.

    python bench/growth.py [--claims 10000,30000,100000,300000,1000000]

Every incident is told by several reports that disagree on tolls and on who did it, with copies, denials and places told
at two precisions. Prints seconds and peak memory for each size and the exponent of the power law fitted to the times
(least squares on logarithms); exit status 1 when a limit of bench/limits.toml is exceeded.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from rashomon.model import Claim, Event, Figure, Party, Place, Report, Source, Span, Time
from rashomon.reconciling import reconcile

HERE = Path(__file__).parent
CLAIMS, REPORTS = 40, 8
"""Claims and reports of an incident."""
START = date(2011, 1, 1)
DAYS = 5000
SOURCES = ("Monitoring Group", "Local Network", "Northern Army", "Southern League", "Health Ministry", "residents")
ACTORS = ("Northern Army", "Southern League", "Free Brigades")
SYLLABLES = ("qa", "ra", "mo", "tel", "shi", "bab", "kha", "lun", "der", "zo", "mar", "wa", "jis", "nah", "fu", "sal")
TELLING = (
    "{actor} jets bombed the {thing} in {place} and {number} people were killed",
    "{number} civilians died when shells hit a {thing} in {place}",
    "the {actor} was responsible for the attack on the {thing} in {place}",
    "rescue workers found {number} bodies under the {thing}",
    "no {thing} was hit in {place} that day",
    "militants alone were killed in the raid near the {thing}",
)
THINGS = ("market", "school", "bakery", "hospital", "mosque", "bridge", "wedding hall", "camp", "factory", "clinic")


def main() -> int:
    sizes = [int(n) for n in _arguments().claims.split(",")]
    limits = tomllib.loads((HERE / "limits.toml").read_text(encoding="utf-8"))["growth"]
    measured = [_measure(n) for n in sizes]
    exponent = _exponent(sizes, [seconds for seconds, _ in measured])
    table = Table(title="reconciling generated claims")
    for heading in ("claims", "seconds", "peak memory, MB"):
        table.add_column(heading, justify="right")
    for n, (seconds, memory) in zip(sizes, measured, strict=True):
        table.add_row(f"{n:,}", f"{seconds:.1f}", f"{memory:.0f}")
    console = Console(width=100)
    console.print(table)
    console.print(f"seconds grow with the claims to the power {exponent:.2f} (limit {limits['exponent']})")
    (seconds, memory), most = measured[-1], sizes[-1] / limits["claims"]
    over = exponent > limits["exponent"] or seconds > limits["seconds"] * most or memory > limits["megabytes"]
    return 1 if over else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times reconciling on generated claims.")
    parser.add_argument("--claims", default="10000,30000,100000", help="sizes parted by commas, smallest first")
    return parser.parse_args()


def _measure(claims: int) -> tuple[float, float]:
    """Seconds, and the peak memory of a process of its own in megabytes."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (claims,))


def _run(claims: int) -> tuple[float, float]:
    reports, made = generate(claims)
    start = time.process_time()
    reconcile(reports, made)
    spent = time.process_time() - start
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the line through the logarithms."""
    xs, ys = [math.log(n) for n in sizes], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread if spread else 0.0


def generate(claims: int) -> tuple[list[Report], list[Claim]]:
    """Reports and their claims, the same whenever it is asked."""
    random = Random(claims)
    reports: list[Report] = []
    made: list[Claim] = []
    for number in range(max(1, claims // CLAIMS)):
        here = _place(random)
        day = START + timedelta(days=random.randrange(DAYS))
        told = [_report(f"r{number}-{i}", day, i, random) for i in range(REPORTS)]
        reports += told
        made += _claims(told, here, day, random)
    return reports, made


def _place(random: Random) -> Place:
    name = "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
    return Place(
        name=name,
        mention=Span(start=0, end=len(name), text=name),
        latitude=round(random.uniform(32, 37), 2),
        longitude=round(random.uniform(36, 42), 2),
        country="SY",
        geonames=None,
        precision="town",
    )


def _report(id_: str, day: date, number: int, random: Random) -> Report:
    return Report(
        id=id_,
        path=f"{id_}.txt",
        text="",
        title=None,
        outlet=f"Outlet {random.randrange(50)}",
        published=(day + timedelta(days=number // 2)).isoformat(),
        dateline=None,
        language="en",
        uri=None,
        sha256=id_,
        copy_of=f"{id_.rsplit('-', 1)[0]}-0" if number == 1 else None,
    )


def _claims(reports: Sequence[Report], here: Place, day: date, random: Random) -> Iterator[Claim]:
    thing, toll = random.choice(THINGS), random.randrange(5, 200)
    for number in range(CLAIMS):
        report, said, actor = reports[number % REPORTS], random.choice(SOURCES), random.choice(ACTORS)
        kind = random.randrange(len(TELLING))
        count = toll + random.randrange(3)
        text = TELLING[kind].format(actor=actor, thing=thing, place=here.name, number=count)
        start = number * 200
        content = Span(start=start, end=start + len(text), text=text)
        at = text.find(str(count))
        counts = kind in (0, 1, 3)
        yield Claim(
            id=f"{report.id}.{start}",
            report=report.id,
            content=content,
            cue=None,
            sources=(_source(said, content),),
            mode="indirect",
            said=None,
            polarity="negative" if kind == 4 else "positive",
            certainty="certain",
            status="actual",
            event=_event(here, day, actor if kind in (0, 2) else None, content, own=number % 3 == 0),
            figures=(_figure(count, start + at),) if counts else (),
            evidence=(),
        )


def _source(name: str, at: Span) -> Source:
    return Source(name=name, kind="organisation", role=None, affiliation=None, mention=at, named=True)


def _event(here: Place, day: date, actor: str | None, at: Span, *, own: bool) -> Event:
    mention = Span(start=at.start, end=at.start + 1, text=at.text[:1]) if own else None
    return Event(
        type="ASSAULT",
        mode=None,
        trigger=None,
        actors=(Party(name=actor, mention=at, kind="organisation"),) if actor else (),
        recipients=(Party(name="civilians", mention=at, kind="group"),),
        place=here,
        time=Time(start=day.isoformat(), end=day.isoformat(), mention=mention, precision="day"),
    )


def _figure(count: int, start: int) -> Figure:
    return Figure(
        mention=Span(start=start, end=start + len(str(count)), text=str(count)),
        low=count,
        high=count,
        best=None,
        approximate=False,
        unit="count",
        counted="people",
        outcome="killed",
    )


if __name__ == "__main__":
    sys.exit(main())
