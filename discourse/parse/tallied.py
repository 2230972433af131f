"""Comments of a text page that each end with their votes (pure)."""

from discourse.parse import marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Role


def label_tallied(page: Labels, start: int, end: int, number: int = 1) -> int:
    """Label lines as comments, one a tally, numbered on from `number`; returns the next number.

    A tally with nothing before it closes an empty comment; lines after the last tally are a
    comment whose votes are missing.
    """
    open_comment = False
    for line in page.between(start, end):
        if marks.tally(page[line]):
            page.mark(line, Role.TALLY, str(number))
            number += 1
            open_comment = False
        else:
            page.mark(line, Role.COMMENT, str(number))
            open_comment = True
    return number + open_comment


def label_blocks(page: Labels, start: int, end: int) -> None:
    """Label each line as a comment of its own."""
    for number, line in enumerate(page.between(start, end), 1):
        page.mark(line, Role.COMMENT, str(number))
