"""The pictures are the same, whoever draws them, and none is lost with a process."""

import os
import signal

import pytest

from discourse.aggregate import summarise
from discourse.run.drawers import Asked, Drawers, Made
from tests.gallery.make import CONFUSION, FOOTER
from tests.gallery.threads import many


@pytest.fixture(scope="module")
def asked() -> Asked:
    summary = summarise(many(2), confusion=CONFUSION)
    return Asked(summary, FOOTER, None, "reports", "screen", "", ("png",), 40)


@pytest.fixture(scope="module")
def alone(asked: Asked) -> list[Made]:
    return list(Drawers().draw(asked))


def test_processes_draw_the_same_bytes_in_the_same_order(asked: Asked, alone: list[Made]) -> None:
    with Drawers(2) as drawers:
        assert list(drawers.draw(asked)) == alone


def test_what_a_killed_process_has_not_drawn_is_drawn(asked: Asked, alone: list[Made]) -> None:
    with Drawers(2) as drawers:
        found = drawers.draw(asked)
        drawn = [next(found)]
        assert drawers._pool is not None
        for pid in list(drawers._pool._processes):
            os.kill(pid, signal.SIGKILL)
        assert [*drawn, *found] == alone
