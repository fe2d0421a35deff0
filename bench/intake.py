"""Many reports from one file: JSONL, WARC and zip go in with constant memory, killed and resumed with nothing lost.

python bench/intake.py [--reports 10000] [--unread] [--kills 3] [--only jsonl,warc,zip]

Made-up reports of some 130 words each. The child process that adds and concludes is killed on its way (at each quarter
of the reports, with three kills) and started again; what is in the archive then must be every report once, read once.
`--unread` leaves reading out (it is the same for all formats and takes most of the time: see bench/speed.py), so that
files and archive are measured alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from rashomon import pipeline
from rashomon.archive import open_archive, queries
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity

LARGEST = 1_200
"""MB that the process may take."""
NUMBERED = re.compile(r"number (\d+) of this year")
NAME = "many"
WHO = ("the port captain", "the mayor", "a doctor", "the regional governor", "an army spokesman", "a driver")
WHERE = ("Kherson", "Goma", "Marib", "Aleppo", "Kidal", "Sittwe", "Mekele", "Maiduguri")


def main() -> int:
    given = _arguments()
    if given.child:
        return _child(Path(given.child[0]), Path(given.child[1]), unread=given.unread)
    failed = False
    for form in given.only.split(","):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"reports.{form}")
            MAKERS[form](path, given.reports)
            failed |= not _measure(form, path, given)
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--only", default="jsonl,warc,zip")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(form: str, path: Path, given: argparse.Namespace) -> bool:
    """Adds the file in `kills` + 1 runs of which all but the last are killed on their way, and concludes."""
    archive, count = path.with_suffix(".db"), given.reports
    command = [sys.executable, __file__, "--child", str(path), str(archive), *(["--unread"] if given.unread else [])]
    peaks: list[int] = []
    for run in range(1, given.kills + 2):
        last = run > given.kills
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        peaks.append(_watched(process, archive, None if last else count * run // (given.kills + 1)))
        if not last:
            process.kill()
        told = process.communicate()[0]
    ended = json.loads(told) if process.returncode == 0 else [0, 0, 0]
    wrong = _wrong(archive, count, unread=given.unread)
    good = process.returncode == 0 and not wrong and max(*peaks, *ended[:2]) <= LARGEST
    print(f"{'ok  ' if good else 'FAIL'} {form:6} {count} reports  killed {given.kills} times  "
          f"{', '.join(map(str, [*peaks[:-1], ended[0]]))} MB while reading, {ended[1]} MB at the end  "
          f"{_spent() - ended[2]:.0f} + {ended[2]:.0f} s of the processor  archive {archive.stat().st_size >> 20} MB  "
          f"{wrong or 'nothing lost, nothing doubled'}", flush=True)  # fmt: skip
    return good


def _watched(process: subprocess.Popen[str], archive: Path, least: int | None) -> int:
    """Waits until the archive has so many reports, or the process ends; MB that it has taken at most."""
    peak = 0
    while process.poll() is None and (least is None or _count(archive) < least):
        with suppress(OSError, StopIteration):
            peak = _peak(process.pid)
        time.sleep(1)
    return peak


def _peak(process: int | str) -> int:
    """MB that the process has taken at most so far (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def _spent() -> float:
    """Seconds of the processor that children took since the last call: what others do on the machine is no matter."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = used.ru_utime + used.ru_stime
    taken, _counted[0] = total - _counted[0], total
    return taken


_counted = [0.0]


def _count(archive: Path) -> int:
    if not archive.exists() or archive.stat().st_size == 0:
        return 0
    with open_archive(archive) as opened:
        return sum(line.reports for line in queries.dossiers(opened) if line.name == NAME)


def _wrong(archive: Path, count: int, *, unread: bool) -> str:
    """What is missing or too much: each text must be there once, with its reading, and its claims once each."""
    with open_archive(archive) as opened:
        dossier = queries.snapshot(opened, NAME).dossier
    numbers = sorted(int(found[1]) for r in dossier.reports for found in NUMBERED.finditer(r.text))
    spans = [(claim.report, claim.content.start, claim.content.end, claim.event) for claim in dossier.claims()]
    problems = {
        f"{len(numbers)} texts": numbers != list(range(count)),
        f"{len(dossier.readings)} readings": len(dossier.readings) != count,
        "claims twice": len(set(map(repr, spans))) != len(spans),
        "reports without claims": not unread and len({claim.report for claim in dossier.claims()}) != count,
    }
    return ", ".join(problem for problem, is_so in problems.items() if is_so)


def _child(path: Path, archive: Path, *, unread: bool) -> int:
    """Adds and concludes, as `rashomon add` does; prints its peak in MB after either, and the seconds of the latter."""
    if unread:
        batches.read, identity.describe = _unread, cache(_no_model)
    with open_archive(archive, create=True) as opened:
        left_out = pipeline.add(opened, [path], name=NAME)
        read, began = _peak("self"), time.process_time()
        pipeline.conclude(opened, NAME)
    assert not left_out.problems, left_out.problems[:3]
    print(json.dumps([read, _peak("self"), time.process_time() - began]))
    return 0


def _no_model() -> str:
    return "none 1"


def _unread(reports: list[Report]) -> list[Reading]:
    return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]


def _reports(count: int) -> Iterator[tuple[str, str, str]]:
    """Address, day and text of each report: no two the same."""
    chance = random.Random(7)
    for number in range(count):
        day = f"2023-03-{number % 28 + 1:02}"
        who, other, where = chance.choice(WHO), chance.choice(WHO), chance.choice(WHERE)
        dead, hurt = chance.randrange(2, 90), chance.randrange(2, 200)
        text = "\n\n".join(
            (
                f"Shells hit a market in {where} on Monday and killed {dead} people, {who} said. At least {hurt} were "
                f"wounded, among them children, and were taken to hospitals in the town and in villages around it.",
                f"{other.capitalize()} denied that troops had fired on the market, and blamed the rebels, who hold the "
                f"hills to the north. No one has claimed responsibility for the attack, number {number} of this year.",
                f'"We counted {dead + 1} bodies," a nurse at the hospital of {where} said by telephone. Residents said '
                f"that they had heard {chance.randrange(2, 30)} explosions before noon, and that most shops closed.",
            )
        )
        yield f"https://wire.example/{number}", day, text


def _jsonl(path: Path, count: int) -> None:
    with path.open("w") as file:
        for uri, day, text in _reports(count):
            file.write(json.dumps({"uri": uri, "versioncreated": day, "body_text": text, "provider": "Wire"}) + "\n")


def _warc(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for uri, day, text in _reports(count):
            body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
            page = (
                f'<html lang="en"><head><title>Market hit | The Wire</title><meta name="date" content="{day}"></head>'
                f"<body><nav><a href='/'>Home</a></nav><article><h1>Market hit</h1>{body}</article></body></html>"
            )
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-04-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(f"{head}{block}\r\n\r\n".encode())


def _zip(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (_, day, text) in enumerate(_reports(count)):
            archive.writestr(f"{number:06}.txt", f"Published: {day}\n\n{text}\n")


MAKERS: dict[str, Callable[[Path, int], None]] = {"jsonl": _jsonl, "warc": _warc, "zip": _zip}

if __name__ == "__main__":
    raise SystemExit(main())
