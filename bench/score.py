"""Reads the shared dossiers and benchmarks afresh, scores the records, and holds the floors.

    python bench/score.py --shared ../shared [--only dossiers,times] [--errors 5] [--keep FOLDER]

Prints our figures beside those of the peers (bench/peers.toml; sources in the sets' own READMEs). Exit status 1 when a
figure is below its floor in bench/floors.toml, 2 when the shared folder is not there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from rashomon import pipeline
from rashomon.exporting import record

HERE = Path(__file__).parent
WORKERS = 2
SETS = {
    "attribution": "score_attribution.py",
    "events": "score_events.py",
    "factuality": "score_factuality.py",
    "factuality+events": "score_factuality.py",
    "copies": "score_copies.py",
    "times": "score_times.py",
    "quantities": "score_quantities.py",
    "actors": "score_actors.py",
    "places": "score_places.py",
    "spellings": "score_places.py",
}
Floors = dict[str, dict[str, float]]


def main() -> int:
    arguments = _arguments()
    if not (arguments.shared / "dossiers").is_dir():
        print(f"{arguments.shared}: no dossiers there: name the shared folder with --shared", file=sys.stderr)
        return 2
    wanted = arguments.only.split(",") if arguments.only else ["dossiers", *SETS]
    floors: Floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    peers = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    console = Console(width=110)
    below: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            started = time.perf_counter()
            if name == "dossiers":
                figures = _dossiers(arguments.shared, folder, arguments.errors)
            else:
                figures = _benchmark(arguments.shared, name, folder, arguments.errors)
            took = time.perf_counter() - started
            console.print(_table(f"{name} ({took:.0f} s)", figures, floors.get(name, {}), peers.get(name, {})))
            below += [
                f"{name} {metric}: {figures.get(metric)} is below its floor {floor}"
                for metric, floor in floors.get(name, {}).items()
                if (figures.get(metric) or 0.0) < floor
            ]
    for line in below:
        console.print(f"[red]{line}")
    return 1 if below else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores fresh records of the shared dossiers and benchmarks.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", default="", help="names parted by commas: dossiers, or sets of the data folder")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    parser.add_argument("--keep", type=Path, default=None, help="a folder to leave the records in")
    return parser.parse_args()


def _dossiers(shared: Path, folder: Path, errors: int) -> dict[str, float]:
    records = folder / "records"
    records.mkdir(exist_ok=True)
    for dossier in sorted(p.parent for p in (shared / "dossiers").glob("*/gold.json")):
        reports = [dossier / "reports"] if (dossier / "reports").is_dir() else sorted(dossier.glob("*.txt"))
        found = pipeline.read(reports, name=dossier.name)
        for problem in found.problems:
            print(problem, file=sys.stderr)
        (records / f"{dossier.name}.json").write_bytes(record.encode(record.build(found)))
    command = ["--all", str(shared / "dossiers"), str(records)]
    return _scored(shared, "score_dossiers.py", command, folder / "dossiers.json", errors)


def _benchmark(shared: Path, name: str, folder: Path, errors: int) -> dict[str, float]:
    kind, _, with_events = name.partition("+")
    data = shared / "data" / kind
    reports = [data / "reports.jsonl"]
    found = pipeline.read(reports, name=kind, claims_only=True, workers=WORKERS)
    found = pipeline.with_events(found) if with_events else found
    for problem in found.problems:
        print(problem, file=sys.stderr)
    path = folder / f"{name}.record.json"
    path.write_bytes(record.encode(record.build(found)))
    return _scored(shared, SETS[name], [str(data), str(path)], folder / f"{name}.json", errors)


def _scored(shared: Path, scorer: str, arguments: list[str], out: Path, errors: int) -> dict[str, float]:
    """The scorer's figures by name; its own output is shown only when errors are asked for."""
    command = [sys.executable, str(shared / "score" / scorer), *arguments, "--json", str(out)]
    command += ["--errors", str(errors)] if errors else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{scorer}: {done.stderr.strip() or done.stdout.strip()}")
    if errors:
        print(done.stdout)
    return dict(_flat(json.loads(out.read_text(encoding="utf-8"))))


def _flat(figures: object, prefix: str = "") -> Iterator[tuple[str, float]]:
    """Nested figures under dotted names, those of single dossiers left out."""
    if isinstance(figures, dict):
        for key, value in figures.items():
            if key in ("pooled", "figures", "metrics"):
                yield from _flat(value, prefix)
            elif key not in ("dossiers", "per_dossier"):
                yield from _flat(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(figures, (int, float)) and not isinstance(figures, bool):
        yield prefix, float(figures)


def _table(
    title: str, figures: dict[str, float], floors: dict[str, float], peers: dict[str, dict[str, float]]
) -> Table:
    """One line a metric that has a floor or a peer."""
    others = sorted({peer for values in peers.values() for peer in values})
    table = Table(title=title, title_justify="left")
    for heading in ("metric", "ours", "floor", *others):
        table.add_column(heading, justify="left" if heading == "metric" else "right")
    for metric in dict.fromkeys((*floors, *peers)):
        ours = figures.get(metric)
        row = [metric, "-" if ours is None else f"{ours:.3f}", f"{floors[metric]:.2f}" if metric in floors else ""]
        row += [f"{peers[metric][o]:.3f}" if o in peers.get(metric, {}) else "" for o in others]
        table.add_row(*row)
    return table


if __name__ == "__main__":
    raise SystemExit(main())
