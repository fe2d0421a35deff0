"""What reading costs beside the bare language pipeline, and how fast the command starts.

    python bench/speed.py [--shared ../shared] [--reports 200]

Texts: the corpus of the shared folder where it is there, else the example. Both are timed in this one process, one
after the other, RUNS times; the lowest of each counts. Memory is the peak of a process that reads all the reports.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from rashomon.ingest import read_paths
from rashomon.model import Report
from rashomon.reading import claims, language

HERE = Path(__file__).parent
RUNS = 3
BATCH = 16
"""As the bare pipeline is fed."""


def main() -> int:
    arguments = _arguments()
    corpus = arguments.shared / "data" / "corpus" / "reports.jsonl"
    path = corpus if corpus.exists() else HERE.parent / "examples" / "raqqa-2017"
    if arguments.memory:
        for _ in claims.read(_reports(path, arguments.reports)):
            pass
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return 0
    limits = tomllib.loads((HERE / "limits.toml").read_text(encoding="utf-8"))
    figures = _figures(path, arguments.reports)
    late = [name for name, value in figures.items() if value > limits.get(name, float("inf"))]
    for name, value in figures.items():
        limit = f"   at most {limits[name]}" if name in limits else ""
        print(f"{name:28}{value:10.2f}{limit}{'   TOO MUCH' if name in late else ''}")
    return 1 if late else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times reading against the bare language pipeline.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _figures(path: Path, many: int) -> dict[str, float]:
    reports = _reports(path, many)
    texts = [r.text for r in reports]
    nlp = language.load()
    for _ in claims.read(reports[:4]):
        pass
    bare = _lowest(lambda: [len(doc) for doc in nlp.pipe(texts, batch_size=BATCH)])
    ours = _lowest(lambda: [len(r.claims) for r in claims.read(reports)])
    command = [sys.executable, "-m", "rashomon.cli"]
    one = str(HERE.parent / "examples" / "raqqa-2017" / "r1.txt")
    memory = subprocess.run(
        [sys.executable, __file__, "--memory", "--reports", "800", "--shared", str(path.parents[2])],
        capture_output=True,
        text=True,
        check=True,
    )
    words = sum(len(text.split()) for text in texts)
    return {
        "reports": len(reports),
        "words a second": words / ours,
        "ratio to bare spaCy": ours / bare,
        "seconds: rashomon --help": _lowest(lambda: _run([*command, "--help"])),
        "seconds: read one file": _lowest(lambda: _run([*command, "read", one])),
        "MB: reading 800 reports": float(memory.stdout),
    }


def _reports(path: Path, many: int) -> list[Report]:
    return list(islice((r for r in read_paths([path]) if isinstance(r, Report)), many))


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True)


def _lowest(work: Callable[[], object]) -> float:
    """Seconds of the quickest of RUNS runs."""
    found = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


if __name__ == "__main__":
    raise SystemExit(main())
