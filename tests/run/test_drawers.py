"""The pictures are the same, whoever draws them, and none is lost with a process."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from weakref import WeakSet

import pytest
from matplotlib.figure import Figure

from discourse.aggregate import summarise
from discourse.charts import Picture
from discourse.run.drawers import Asked, Drawers, Made, _drawn
from discourse.run.processes import may_begin
from tests.gallery.make import CONFUSION, FOOTER
from tests.gallery.threads import many


@pytest.fixture(scope="module")
def asked() -> Asked:
    summary = summarise(many(2), confusion=CONFUSION)
    return Asked(summary, FOOTER, None, "reports", "screen", "", ("png", "svg", "pdf"), 40)


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


def test_what_is_drawn_is_freed_before_more_have_piled_up(asked: Asked) -> None:
    alive: WeakSet[Figure] = WeakSet()
    at_once: list[int] = []

    def seen() -> Iterator[Picture]:
        for picture in asked.pictures():
            alive.add(picture.figure)
            at_once.append(len(alive))
            yield picture

    drawn = list(_drawn(seen(), asked))
    assert len(drawn) == len(at_once) > 4
    assert max(at_once) <= 2  # the one just drawn is let go when the next is there


def test_a_pdf_holds_its_fonts_as_outlines_that_programs_can_edit(alone: list[Made]) -> None:
    assert all(b"/Type3" not in made.images[2] for made in alone)
    assert all(b"/CIDFontType2" in made.images[2] for made in alone)


def test_nothing_to_draw_is_no_error(asked: Asked) -> None:
    nothing = replace(asked, summary=summarise([]))
    with Drawers(2) as drawers:
        assert list(drawers.draw(nothing)) == list(Drawers().draw(nothing))


def test_the_processes_of_a_pool_may_begin_none() -> None:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert not pool.apply(may_begin)
    assert may_begin()
