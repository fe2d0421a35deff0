"""`rashomon export`: a dossier for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import NotFound, RashomonError
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.exporting.target import Part, Target


def _listed(wanted: bool) -> None:
    if not wanted:
        return
    from rashomon.exporting.registry import TARGETS

    width = max(map(len, TARGETS))
    for target in TARGETS.values():
        needs = f" (needs rashomon[{target.extra}])" if target.extra else ""
        print(f"{target.name:{width}}  {target.what}{needs}\n{'':{width}}  leaves out: {target.loses}")
    raise typer.Exit


def export(
    dossier: Annotated[str, typer.Argument(help="Its name.")],
    format: Annotated[str, typer.Option("--format", "-f", help="One of --list.")] = "json",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write; of several tables a folder or .zip (else a zip)."),
    ] = None,
    policy: Annotated[
        str | None, typer.Option(help="The grading policy that numbers of the dead come from (else the format's own).")
    ] = None,
    with_names: o.WithNames = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    _: Annotated[bool, typer.Option("--list", callback=_listed, is_eager=True, help="Show all formats.")] = False,
) -> None:
    """Write a dossier for other programs. Names of private persons are left out unless asked for."""
    from rashomon.exporting.registry import TARGETS
    from rashomon.exporting.target import DEFAULT_POLICY, Options

    if format not in TARGETS:
        raise typer.BadParameter(f"{format!r} is not one of: {', '.join(TARGETS)}", param_hint="--format")
    target = TARGETS[format]
    version = _version(policy or target.policy or DEFAULT_POLICY)
    record, _persons = opened.record(archive, dossier, with_names=with_names)
    parts = list(target.write(record, Options(policy=policy or target.policy or DEFAULT_POLICY)))
    if not parts:
        raise NotFound("there is nothing to write", where=target.name, remedy=f"it holds {target.what}")
    _tell(target, policy, version)
    for part in parts:
        if part.left_out:
            streams.tell(f"left out here: {part.left_out}")
    if target.several:
        _write_several(parts, output)
    else:
        streams.write(parts[0].data, output)


def _version(policy: str) -> str:
    from rashomon.reconciling.grading import POLICIES

    if policy not in POLICIES:
        raise typer.BadParameter(f"{policy!r} is not one of: {', '.join(POLICIES)}", param_hint="--policy")
    return POLICIES[policy].VERSION


def _tell(target: Target, policy: str | None, version: str) -> None:
    if target.loses != "nothing":
        streams.tell(f"{target.name} ({target.version}) leaves out: {target.loses}")
    if target.policy is not None:
        streams.tell(f"numbers of the dead by the policy {policy or target.policy} ({version})")
    elif policy is not None:
        streams.tell(f"--policy changes nothing: {target.name} chooses no numbers")


def _write_several(parts: Sequence[Part], output: Path | None) -> None:
    if output is None or output.suffix == ".zip":
        from rashomon.exporting.zipping import zipped

        streams.write(zipped(parts), output)
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RashomonError(
            f"cannot be made a folder: {error.strerror}", where=str(output), remedy="name another, or a .zip"
        ) from None
    for part in parts:
        streams.write(part.data, output / part.name)
