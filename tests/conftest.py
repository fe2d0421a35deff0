"""What tests of several packages need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import cluster
import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """Makes an empty schema on a PostgreSQL server of the tests' own, and returns its address."""
    numbers = count(1)
    try:
        with cluster.running() as made:
            yield lambda: made(f"archive{next(numbers)}")
    except cluster.NoServer as why:
        pytest.skip(f"no PostgreSQL, so archives on a server are not tested: {why}")
