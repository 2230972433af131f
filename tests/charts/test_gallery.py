"""Every chart of every kind of thread: no text is cut, none covers another.

The gallery in whole is too slow for a test: here each kind is drawn in one theme, in turn; of the
pictures that show a chart by itself only those that no report holds.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle

import pytest

from discourse.aggregate import JudgedThread
from discourse.charts import ThemeName
from tests.gallery.make import THEMES, cases, drawn
from tests.gallery.readable import faults
from tests.gallery.threads import many

LARGE = "20000-comments"  # as one shape a stance: see test_more_figures
LOOKED_AT = ("report", "leaning", "reply-network", "articles", "multiples")

KINDS: dict[str, Callable[[], Sequence[JudgedThread]]] = {
    **cases(),
    "40-articles": partial(many, 14),
}
DRAWN = [(name, theme) for name, theme in zip(KINDS, cycle(THEMES), strict=False) if name != LARGE]


@pytest.mark.parametrize(("name", "theme"), DRAWN)
def test_every_text_of_every_picture_can_be_read(name: str, theme: ThemeName) -> None:
    told = {}
    for picture in drawn(name, KINDS[name](), theme):
        if name == "40-articles" and not picture.name.startswith("corpus/"):
            break  # the rest are reports like those of other kinds
        if picture.name.rsplit("/", 1)[1].startswith(LOOKED_AT):
            told[picture.name] = faults(picture.figure)
    assert told
    assert {name: found for name, found in told.items() if found} == {}
