"""What every target has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rashomon.exporting import privacy
from rashomon.exporting.columns import SHAPES
from rashomon.exporting.record import Record
from rashomon.exporting.registry import TARGETS
from rashomon.exporting.target import Options, Part, Target
from rashomon.exporting.targets import record_json

ROOT = Path(__file__).parents[2]


EXPORTS = """
import hashlib, sys
from rashomon.exporting.registry import TARGETS
from rashomon.exporting.target import Options
from rashomon.exporting.targets import record_json

record = record_json.read(open(sys.argv[1], "rb").read())
targets = [target for target in TARGETS.values() if not target.extra]
data = b"".join(part.data for target in targets for part in target.write(record, Options()))
print(hashlib.sha256(data).hexdigest())
"""


def installed(target: Target) -> bool:
    packages = {"parquet": "pyarrow", "ftm": "followthemoney"}
    if target.extra:
        pytest.importorskip(packages[target.extra], reason=f"the extra {target.extra} is not installed")
    return True


def parts(target: Target, record: Record) -> list[Part]:
    return list(target.write(record, Options(policy=target.policy or "ucdp")))


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_says_what_it_is_and_what_it_cannot_carry(name: str) -> None:
    target = TARGETS[name]
    assert target.name == name
    assert "/" in target.media
    assert all((target.version, target.what, target.loses))
    assert "\n" not in target.loses + target.what


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_has_its_mapping_documented_at_this_version(name: str) -> None:
    page = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
    assert f"| `{name}` | {TARGETS[name].version} |" in page


def test_every_table_is_documented() -> None:
    page = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
    assert [name for name in SHAPES if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", TARGETS)
def test_the_same_record_gives_the_same_bytes(name: str, record: Record) -> None:
    assert installed(TARGETS[name])
    again = record_json.read(msgspec.json.encode(record))
    assert parts(TARGETS[name], record) == parts(TARGETS[name], again)


@pytest.mark.parametrize("name", TARGETS)
def test_an_empty_dossier_can_be_written(name: str, record: Record) -> None:
    assert installed(TARGETS[name])
    empty = msgspec.structs.replace(record, reports=(), claims=(), questions=(), incidents=(), relations=())
    parts(TARGETS[name], empty)


@pytest.mark.parametrize("name", TARGETS)
def test_names_that_are_withheld_are_in_no_target(name: str, shelling: Callable[..., Record]) -> None:
    assert installed(TARGETS[name])
    made = shelling(graded=True)
    claim = made.claims[0]
    witness = msgspec.structs.replace(claim.sources[0], name="Red Tower Network", kind="person")
    named = msgspec.structs.replace(made, claims=(msgspec.structs.replace(claim, sources=(witness,)),))
    record, persons = privacy.withhold(named)
    assert persons == 1
    assert b"Red Tower" not in b"".join(part.data for part in parts(TARGETS[name], record))


def test_bytes_do_not_depend_on_the_hash_seed(record: Record, tmp_path: Path) -> None:
    kept = tmp_path / "record.json"
    kept.write_bytes(msgspec.json.encode(record))
    digests = {
        subprocess.run(
            [sys.executable, "-c", EXPORTS, str(kept)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
