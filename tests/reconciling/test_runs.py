"""The same claims are concluded the same in every run, whatever the interpreter's hashes are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import msgspec
from making import ARMY, MONITOR, NETWORK, claim, event, report, source
from rashomon.reconciling import reconcile

blamed = {
    "c1": ("coalition", MONITOR),
    "c2": ("US-led coalition", NETWORK),
    "c3": ("League of the Southern Coast", ARMY),
}
claims = [
    claim(id_, f"the {actor} bombed the village", in_report=f"r{n}", by=(by,), happened=event(actors=(actor,)))
    for n, (id_, (actor, by)) in enumerate(blamed.items())
]
print(msgspec.json.encode(reconcile([report(f"r{n}") for n in range(3)], claims)).decode())
"""


def test_hashes_decide_nothing() -> None:
    def run(seed: int) -> str:
        here = str(Path(__file__).parent.parent)
        surroundings = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": here}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=surroundings
        )
        return done.stdout

    first, *others = (run(seed) for seed in range(6))
    assert "US-led coalition" in first
    assert all(other == first for other in others)
