"""A function over batches of values, here or in processes, with the results in the order of the values."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from rashomon.errors import RashomonError

T = TypeVar("T")
R = TypeVar("R")

BATCH = 16
"""Values a call: the language pipeline's own batch, so that nothing is gained by more."""
AHEAD = 2
"""Batches under way for each process: one in work, one waiting. Memory is bounded by this, not by the input."""


def run(
    function: Callable[[list[T]], list[R]], values: Iterable[T], *, workers: int = 1, batch: int = BATCH
) -> Iterator[R]:
    """The results of `function` over batches of `values`, in order, whatever the number of `workers`.

    With more than one, `function` must be importable and its values picklable. An exception of the function is raised
    here; raises RashomonError when a process dies.
    """
    if workers <= 1:
        for group in _batches(values, batch):
            yield from function(group)
        return
    # Spawned, not forked: the same on every system, and safe with libraries that hold threads.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield from _in_order(pool, function, _batches(values, batch), workers * AHEAD)
    except BrokenProcessPool:
        raise RashomonError("a working process died", remedy="is there memory enough? try fewer --workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, function: Callable[[list[T]], list[R]], groups: Iterator[list[T]], ahead: int
) -> Iterator[R]:
    waiting: deque[Future[list[R]]] = deque()
    for group in groups:
        waiting.append(pool.submit(function, group))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(values)
    while group := list(islice(rest, size)):
        yield group


def _leave_interrupts() -> None:
    """Ctrl-C is for the command alone: it then ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
