"""Pages: what is on which, and that charts side by side stand level."""

from matplotlib.figure import Figure

from discourse.aggregate import summarise
from discourse.charts._sheet import Block, Box, Spots, paged, panels, sheet, space
from discourse.charts.spoken_voted import CHART as SPOKEN
from discourse.charts.stance_mix import CHART as MIX
from tests.gallery.make import CONFUSION
from tests.gallery.threads import of_size


def named(name: str, height: float) -> Block:
    def paint(figure: Figure, box: Box) -> Spots:
        figure.text(0, 1 - box.top / figure.get_size_inches()[1], name)
        return ()

    return Block(height, paint)


def pages(*body: Block) -> list[str]:
    """What stands on each of the pages, whose bodies have room for ten."""
    head, foot = [named("h", 1)], [named("f", 1)]
    made = list(paged(11.9, 1, body, head, foot))
    assert {one.figure.get_size_inches()[1] for one in made[:-1]} <= {11.9}
    return ["".join(text.get_text() for text in one.figure.texts) for one in made]


def test_what_does_not_fit_goes_to_the_next_page_and_later_blocks_move_up() -> None:
    room = space(0.5)
    assert pages(named("a", 4), room, named("b", 7), room, named("c", 5), room) == ["acf", "hbf"]


def test_a_block_higher_than_a_page_has_one_to_itself() -> None:
    assert pages(named("a", 4), named("b", 30), named("c", 4)) == ["acf", "hbf"]
    assert pages(named("a", 30)) == ["af"]


def test_plots_side_by_side_are_level_and_of_one_height() -> None:
    summary = summarise([of_size(24)], confusion=CONFUSION).overall[0]
    assert MIX.inches(summary) != SPOKEN.inches(summary)
    made = sheet(11, [panels((MIX, SPOKEN), summary, 10)])
    one, other = (ax.get_position() for ax in made.figure.axes)
    assert (one.y0, one.y1) == (other.y0, other.y1)
