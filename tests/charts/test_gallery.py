"""Every chart of every kind of thread: no text is cut, none covers another.

The gallery in whole is too slow for a test: here each kind is drawn in one theme, in turn, and of
many articles only what is drawn over all of them.
"""

from itertools import cycle, islice

import pytest

from discourse.charts import ThemeName
from tests.gallery.make import THEMES, cases, drawn
from tests.gallery.readable import faults

LARGE = "20000-comments"  # as one shape a stance: see test_more_figures
MOST = 24  # pictures

KINDS = [name for name in cases() if name != LARGE]


@pytest.mark.parametrize(("name", "theme"), zip(KINDS, cycle(THEMES), strict=False))
def test_every_text_of_every_picture_can_be_read(name: str, theme: ThemeName) -> None:
    made = list(islice(drawn(name, cases()[name](), theme), MOST))
    assert {picture.name: faults(picture.figure) for picture in made} == {
        picture.name: [] for picture in made
    }
