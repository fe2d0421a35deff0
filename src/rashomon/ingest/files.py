"""Paths to reports: walks folders, tells formats by content, keeps limits; one bad file never stops the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import msgspec

from rashomon.errors import AlreadyRead, InputError, NotADispatch, UnreadableFile
from rashomon.ingest import decoding, ninjs, plain
from rashomon.ingest.decoding import Decoded
from rashomon.model import Report

LARGEST_REPORT = 20 * 2**20
"""Bytes of one report, or of one line of a file of many; the longest dispatches have about 50 KB."""
LINE_FILES = (".jsonl", ".ndjson")


def read_paths(paths: Sequence[Path]) -> Iterator[Report | InputError]:
    """The reports in files and folders (searched through in the order of names; hidden files are left out).

    What cannot be used is yielded as an InputError that names file and remedy, and the rest goes on; a report whose
    bytes were read before is left out with an AlreadyRead. Files of one object a line are read line by line.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for file, name in _walk(path):
            if isinstance(file, InputError):
                yield file
                continue
            for item in _read(file, name):
                if isinstance(item, Report):
                    if item.id in seen:
                        yield AlreadyRead(f"the same bytes as {seen[item.id]}, which is kept", where=name)
                        continue
                    seen[item.id] = name
                yield item


def _walk(path: Path) -> Iterator[tuple[Path | InputError, str]]:
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


def _read(file: Path, name: str) -> Iterator[Report | InputError]:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            yield UnreadableFile("it is not a regular file", where=name, remedy="leave it out")
        elif file.suffix.casefold() in LINE_FILES or _has_object_lines(file):
            yield from _read_lines(file, name)
        else:
            yield from _read_whole(file, name)
    except OSError as error:
        yield _unreadable(error, name)


def _has_object_lines(file: Path) -> bool:
    """Whether the file is JSON objects one a line, whatever its name."""
    with file.open("rb") as stream:
        first = stream.readline(LARGEST_REPORT)
        if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") or not first.rstrip().endswith(b"}"):
            return False
        second = stream.readline(64).strip()
    return second.startswith(b"{")


def _read_lines(file: Path, name: str) -> Iterator[Report | InputError]:
    found = False
    with file.open("rb") as stream:
        number = 0
        while line := stream.readline(LARGEST_REPORT + 1):
            number += 1
            found = found or bool(line.strip())
            where = f"{name}:{number}"
            if len(line) > LARGEST_REPORT:
                yield UnreadableFile(
                    f"the line has more than {_mib(LARGEST_REPORT)}", where=where, remedy="split it up, or leave it out"
                )
                while line and not line.endswith(b"\n"):
                    line = stream.readline(2**20)
            elif raw := line.strip().removeprefix(b"\xef\xbb\xbf"):
                yield ninjs.read(raw, name, where)
    if not found:
        yield UnreadableFile("the file is empty", where=name, remedy="leave it out")


def _read_whole(file: Path, name: str) -> Iterator[Report | InputError]:
    size = file.stat().st_size
    if size > LARGEST_REPORT:
        yield UnreadableFile(f"{_mib(size)} are more than one report can have ({_mib(LARGEST_REPORT)})", where=name,
                             remedy="split it up; files of many reports are read as .jsonl, one a line")  # fmt: skip
        return
    raw = file.read_bytes()
    if not raw.strip():
        yield UnreadableFile("the file is empty", where=name, remedy="leave it out")
        return
    decoded = decoding.decode(raw)
    if decoded is None:
        yield UnreadableFile("this is not a text file", where=name, remedy="give .txt, .html, ninjs .json or .jsonl")
        return
    yield from _read_text(raw, decoded, name)


def _read_text(raw: bytes, decoded: Decoded, name: str) -> Iterator[Report | InputError]:
    """By what the text looks like, and where that is open, by the file's name."""
    start, suffix = decoded.text[:2_000].lstrip(), PurePath(name).suffix.casefold()
    if start.startswith(("{", "[{")) or suffix == ".json":
        yield from _read_json(raw, decoded, name)
    elif start.startswith("<?xml") and "<html" not in start.casefold():
        yield NotADispatch("XML other than XHTML is not read", where=name, remedy="give ninjs, HTML or plain text")
    elif _is_html(start) or (suffix in (".html", ".htm", ".xhtml") and "<" in decoded.text):
        from rashomon.ingest import page  # lxml is needed for pages only

        yield page.read(raw, decoded, name)
    else:
        yield plain.read(raw, decoded, name)


def _is_html(start: str) -> bool:
    low = start.casefold()
    return low.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<!--")) or (
        low.startswith("<?xml") and "<html" in low
    )


def _read_json(raw: bytes, decoded: Decoded, name: str) -> Iterator[Report | InputError]:
    """One object, or a list of objects."""
    data = decoded.text.encode("utf-8", "replace")
    if not data.lstrip().startswith(b"["):
        item = ninjs.read(data, name, name, decoded.warnings)
        if isinstance(item, Report):
            item = _own_bytes(item, raw)
        yield item
        return
    try:
        parts = msgspec.json.decode(data, type=list[msgspec.Raw])
    except msgspec.DecodeError as error:
        yield NotADispatch(f"broken JSON: {error}", where=name, remedy="repair it, or leave it out")
        return
    for number, part in enumerate(parts, 1):
        yield ninjs.read(bytes(part), name, f"{name}, item {number}", decoded.warnings)


def _own_bytes(report: Report, raw: bytes) -> Report:
    """Id and digest of the bytes as they lie in the file, not as they were decoded."""
    import hashlib

    digest = hashlib.sha256(raw).hexdigest()
    return msgspec.structs.replace(report, id=f"r{digest[:10]}", sha256=digest)


def _mib(size: int) -> str:
    return f"{size / 2**20:.0f} MB"
