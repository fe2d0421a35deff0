"""A progress bar for work that takes longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 1.0
"""Nielsen (1993): up to one second a person's flow of thought stays uninterrupted."""


@contextmanager
def progress(console: Console, what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A function to call with the number done and the total (None: unknown). Shows nothing in the first second, nor
    when the console is not a terminal."""
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(what, total=None)

    def tick(done: int, total: int | None) -> None:
        if time.monotonic() - began > PATIENCE_SECONDS and not bar.live.is_started:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield tick
    finally:
        bar.stop()
