"""What bounds the time that a happening of very many statements takes."""

from __future__ import annotations

from making import claim, report

from rashomon.reconciling.statements import AROUND, around, state


def test_only_what_was_said_next_is_compared_where_there_is_very_much() -> None:
    claims = [claim(f"c{n}", "aircraft struck the school", start=n) for n in range(3 * AROUND)]
    stated = state([report("r1")], claims)
    middle = stated[AROUND + 7]
    near = around(middle, stated)
    assert middle in near
    assert len(near) == 2 * AROUND
    assert around(middle, stated[:90]) == stated[:90]
