"""Paths to reports: walks folders, reads each file; one bad file never stops the others."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import cast

from rashomon.errors import AlreadyRead, InputError, UnreadableFile
from rashomon.ingest.intake import Item, items
from rashomon.ingest.pieces import Choices
from rashomon.ingest.source import HEAD, Source
from rashomon.model import Report

NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Given:
    """Files and folders, and what a person decided about how they are read."""

    paths: tuple[Path, ...]
    choices: Choices = NO_CHOICES


@dataclass(frozen=True, slots=True)
class Again:
    """A report that was there before, byte for byte, under another path."""

    report: Report
    notice: AlreadyRead


def read_paths(paths: Sequence[Path], choices: Choices = NO_CHOICES) -> Iterator[Report | InputError]:
    """The reports in files and folders (searched through in the order of names; hidden files are left out).

    What cannot be used is yielded as an InputError that names file and remedy, and the rest goes on; a report whose
    bytes were read before is left out with an AlreadyRead. Files of many reports are read one by one.
    """
    for found in read_items(paths, choices):
        if isinstance(found, Again):
            yield found.notice
        else:
            yield found.report if isinstance(found, Item) else found


def read_items(paths: Sequence[Path], choices: Choices = NO_CHOICES) -> Iterator[Item | Again | InputError]:
    """The same, each report with the bytes that it was read from, and each that was there before as it comes again."""
    return each_once(_all(paths, choices))


def each_once(items: Iterable[Item | InputError]) -> Iterator[Item | Again | InputError]:
    """The items, where a report comes the first time as it is, and then as one that was there before."""
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Item) and item.report.id in seen:
            first = seen[item.report.id]
            yield Again(item.report, AlreadyRead(f"the same bytes as {first}, kept once", where=item.piece.where))
            continue
        if isinstance(item, Item):
            seen[item.report.id] = item.piece.where
        yield item


def _all(paths: Sequence[Path], choices: Choices) -> Iterator[Item | InputError]:
    for path in paths:
        for file, name in walk(path):
            if isinstance(file, InputError):
                yield file
            else:
                yield from read_file(file, name, choices)


def walk(path: Path) -> Iterator[tuple[Path | InputError, str]]:
    """Each file with the name that it gets in the record: relative to the folder that was given."""
    name = _given(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _unreadable(error, name), name
        return
    if not stat.S_ISDIR(mode):
        yield path, name
        return
    problems: list[OSError] = []
    count = 0
    for folder, folders, files in os.walk(path, onerror=problems.append):  # links to folders are not followed
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(f for f in files if not f.startswith(".")):
            count += 1
            yield Path(folder, file), Path(folder, file).relative_to(path).as_posix()
        while problems:
            problem = problems.pop()
            yield _unreadable(problem, _shown(problem, name)), name
    while problems:
        problem = problems.pop()
        count += 1
        yield _unreadable(problem, _shown(problem, name)), name
    if not count:
        yield UnreadableFile("the folder has no files in it", where=name, remedy="give a folder with reports"), name


def _shown(problem: OSError, name: str) -> str:
    return os.fspath(problem.filename) if isinstance(problem.filename, str) else name


def _given(path: Path) -> str:
    """A relative path as it is; of an absolute one the last part, so that no record tells where a disk keeps it."""
    pure = PurePath(os.path.normpath(path))
    return pure.name if pure.is_absolute() else pure.as_posix()


def _unreadable(error: OSError, name: str) -> UnreadableFile:
    reasons: dict[type[OSError], tuple[str, str]] = {
        FileNotFoundError: ("there is no such file or folder", "check the path"),
        PermissionError: ("it may not be read", "give yourself the right to read it"),
    }
    problem, remedy = reasons.get(
        type(error), (f"it cannot be read: {error.strerror or error}", "check the disk, or leave it out")
    )
    return UnreadableFile(problem, where=name, remedy=remedy)


def read_file(file: Path, name: str, choices: Choices) -> Iterator[Item | InputError]:
    """The reports in one file, which has this name in the record."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            yield UnreadableFile("it is not a regular file", where=name, remedy="leave it out")
            return
        with io.BufferedReader(file.open("rb", buffering=0), HEAD) as stream:
            yield from items(Source(name, cast("io.BufferedReader", stream)), choices)
    except OSError as error:
        yield _unreadable(error, name)
