"""Round after round: what is new is kept, conclusions are drawn, and what has become contested or revised is told."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from rashomon import pipeline
from rashomon.archive import Archive, queries
from rashomon.errors import InputError, NotFound
from rashomon.fetching import Getter, Limits, Robots
from rashomon.ingest import Choices, Item, each_once, gdelt, read_file
from rashomon.ingest.source import HEAD, Source
from rashomon.model import Dossier
from rashomon.watching.feeds import Feeds, is_list
from rashomon.watching.folders import Files
from rashomon.watching.pace import Pace

TOLD = ("contested", "revised")
"""Statuses of questions that are news."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to watch, for which dossier, and how."""

    name: str
    paths: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    fetch: bool = False
    limits: Limits = field(default_factory=Limits)
    choices: Choices = field(default_factory=Choices)
    once: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class News:
    """What a round brought."""

    reports: int
    """New in the dossier."""
    changes: tuple[tuple[str, str], ...]
    """Status and words of each question that has become contested or revised."""
    problems: tuple[str, ...]
    notices: tuple[str, ...]


def rounds(archive: Archive, plan: Plan, pace: Pace) -> Iterator[News]:
    """One round after another, until whoever iterates stops; only one with `once`. A round that brings nothing and has
    no problems is passed over."""
    getter = Getter(plan.limits)
    feeds = Feeds(archive, plan.name, getter, Robots(getter), pace)
    files = Files(plan.paths)
    before = _statuses(_dossier(archive, plan.name))
    count = _count(archive, plan.name)
    while True:
        left_out = pipeline.keep(archive, each_once(_found(plan, feeds, files)), name=plan.name, workers=plan.workers)
        after, reports = before, _count(archive, plan.name)
        if reports != count or plan.once:
            after = _statuses(_dossier(archive, plan.name))
        feeds.kept()
        changes = tuple(
            (status, text) for text, status in after.items() if status in TOLD and before.get(text) != status
        )
        news = News(reports - count, changes, left_out.problems, left_out.notices)
        before, count = after, reports
        if news.reports or news.changes or news.problems or plan.once:
            yield news
        if plan.once:
            return
        pace.sleep(pace.every)


def _found(plan: Plan, feeds: Feeds, files: Files) -> Iterator[Item | InputError]:
    """What is new, in files first."""
    for file, name in files.changed(feeds.pace.now(), last=plan.once):
        if plan.fetch and (pointers := _pointers(file, name)):
            yield from feeds.pages(iter(pointers))
        else:
            yield from read_file(file, name, plan.choices)
    for address in plan.addresses:
        yield from feeds.new(address)


def _pointers(file: Path, name: str) -> Sequence[str]:
    """The pages that a list of mentions points to; none for other files."""
    try:
        with io.BufferedReader(io.FileIO(file), HEAD) as stream:
            if not is_list(stream.peek(HEAD)[:HEAD], name):
                return ()
            return list(gdelt.addresses(Source(name, cast("io.BufferedReader", stream))))
    except OSError:
        return ()


def _dossier(archive: Archive, name: str) -> Dossier | None:
    try:
        return pipeline.conclude(archive, name)
    except NotFound:
        return None


def _count(archive: Archive, name: str) -> int:
    return next((line.reports for line in queries.dossiers(archive) if line.name == name), 0)


def _statuses(dossier: Dossier | None) -> dict[str, str]:
    """Question to status, in the dossier's order; of questions in the same words the more contested counts."""
    found: dict[str, str] = {}
    for question in dossier.conclusions.questions if dossier else ():
        if found.get(question.text) != "contested":
            found[question.text] = question.status
    return found
