"""Who answers whom, and who quotes whom, by stance: counts and shares in a grid."""

from collections.abc import Iterator

from matplotlib.axes import Axes

from discourse.aggregate import Crossing, TargetSummary
from discourse.charts._chart import Area, Chart, StanceChart, beside, counted, percent
from discourse.charts._picture import Link, Table
from discourse.charts._theme import look, theme, written
from discourse.stance.judgement import Stance

GAP = 0.35  # cells between the two grids
PALE, DEEP = (0.96, 0.96, 0.98), (0.30, 0.24, 0.44)  # one hue, light to dark: no stance's colour
DARK = 0.18  # luminance below which white stands out more than black (WCAG 2)
ROW_MIN = 5  # in a row: of fewer, no shares are given
HEADS = 0.75  # cells above the grids, for the columns' names


def _grids(summary: TargetSummary) -> list[tuple[str, Crossing]]:
    found = summary.replies
    both = [("answers", found.answers)] + ([] if found.alike else [("quotes", found.quotes)])
    return [(verb, crossing) for verb, crossing in both if not crossing.lacks]


def _lacks(summary: TargetSummary) -> str:
    return "" if _grids(summary) else summary.replies.answers.lacks


def _note(summary: TargetSummary) -> str:
    left_out = [c.lacks for c in (summary.replies.answers, summary.replies.quotes) if c.lacks]
    silent = f" Not drawn: {left_out[0]}." if left_out else ""
    if summary.replies.alike:
        silent = " Quotes give the same counts."
    return (
        "Rows speak, columns are spoken to. Counts, and shares of the row. "
        f"The model reads what a comment answers: some likeness may be its own.{silent}"
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    grids = _grids(summary)
    ax.set_xlim(0, len(grids) * (3 + GAP) - GAP)
    ax.set_ylim(3, -HEADS)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)
    for row, stance in enumerate(Stance):
        seen = look(stance)
        beside(ax, row + 0.5, f"{seen.name} {seen.glyph}", colour=seen.dark, left=True)
    for number, (verb, crossing) in enumerate(grids):
        _grid(ax, number * (3 + GAP), verb, crossing)


def _grid(ax: Axes, left: float, verb: str, crossing: Crossing) -> None:
    ax.text(
        left,
        -HEADS + 0.12,
        f"{verb} \N{RIGHTWARDS ARROW}",
        size=8.5,
        color=theme().quiet,
        va="center",
    )
    for column, stance in enumerate(Stance):
        seen = look(stance)
        place = (left + column + 0.5, -0.2)
        ax.text(*place, seen.name, size=8.5, color=seen.dark, ha="center", va="center")
    for row, counts in enumerate(crossing.counts):
        whole = sum(counts)
        for column, count in enumerate(counts):
            share = count / whole if whole >= ROW_MIN else None
            _cell(ax, left + column, row, count, share)


def _cell(ax: Axes, x: float, y: float, count: int, share: float | None) -> None:
    depth = share or 0.0
    colour = tuple(pale + depth * (deep - pale) for pale, deep in zip(PALE, DEEP, strict=True))
    ax.fill_between([x, x + 1], y, y + 1, color=colour, edgecolor="white", lw=1.5)
    ink, said = _ink(colour), written(f"{count:,}")
    if share is None:
        _written(ax, x + 0.5, y + 0.5, said, ink, 10)
        return
    _written(ax, x + 0.5, y + 0.34, said, ink, 10)
    _written(ax, x + 0.5, y + 0.72, written(percent(share)), ink, 7.5)


def _written(  # noqa: PLR0913, PLR0917 - what, where and how it looks
    ax: Axes, x: float, y: float, text: str, ink: str, size: float
) -> None:
    ax.text(x, y, text, color=ink, ha="center", va="center", size=size)


def _ink(ground: tuple[float, ...]) -> str:
    """Black or white, whichever stands out more."""
    linear = [((channel + 0.055) / 1.055) ** 2.4 for channel in ground]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if luminance < DARK else "#000000"


def _areas(summary: TargetSummary) -> Iterator[Area]:
    """The cells of answers lead to the comments that answer."""
    for number, (verb, _) in enumerate(_grids(summary)):
        left = number * (3 + GAP)
        for row, speaker in enumerate(Stance):
            for column, other in enumerate(Stance):
                words = f"{look(speaker).name} that {verb} {look(other).name}"
                link = Link(words, stance=speaker, answered=other)
                if verb == "answers":
                    yield Area(row, row + 1, link, across=(left + column, left + column + 1))


def _numbers(summary: TargetSummary) -> Table:
    columns = ("verb", "speaker", "spoken_to", "count", "share_of_speaker")
    return Table(
        columns,
        tuple(
            (verb, speaker.value, other.value, count, count / sum(counts) if sum(counts) else None)
            for verb, crossing in (
                ("answers", summary.replies.answers),
                ("quotes", summary.replies.quotes),
            )
            for speaker, counts in zip(Stance, crossing.counts, strict=True)
            for other, count in zip(Stance, counts, strict=True)
        ),
    )


def _alt(summary: TargetSummary) -> str:
    said = [
        f"{counted(crossing.n, 'time')} a comment {verb} another, "
        f"{percent(crossing.across)} between against and in favor"
        for verb, crossing in _grids(summary)
    ]
    return f"Grids of who speaks to whom by stance: {'; '.join(said)}."


CHART: StanceChart = Chart(
    name="replies",
    title="Who answers whom",
    inches=lambda _summary: 1.75,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    right=0.05,
    under=0.1,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
)
