"""The lines of a text page's comments, each with its role and its comment (pure)."""

from collections.abc import Callable

from discourse.parse import marks
from discourse.parse.assemble import Head, Reader
from discourse.parse.comment_lines import (
    is_button,
    is_form,
    is_heading,
    is_item,
    item_name,
    linked_name,
    opens,
    score,
    without_number,
)
from discourse.parse.comment_region import find_region
from discourse.parse.comment_run import Cut, Region
from discourse.parse.furniture import without_bullet
from discourse.parse.labels import Labels
from discourse.parse.layout import Role
from discourse.parse.stamps import is_bare_number, is_name, replied, stamp
from discourse.thread import Votes


def label_comments(page: Labels, start: int = 0, stop: int | None = None) -> int | None:
    """Label the comments between two lines; where they begin, with their heading, if anywhere."""
    region = find_region(page, start, len(page.texts) if stop is None else stop)
    if region is None:
        return None
    label_region(page, region)
    return region.top


def comment_reader(
    clean: Callable[[str], str] = without_bullet, comment: Callable[[str], str] = str.strip
) -> Reader:
    """How pages are read whose comments `label_comments` labels."""
    return Reader(
        clean,
        lambda text: without_number(comment(text)),
        lambda text: _head(comment(text)),
        lambda text: _votes(comment(text)),
    )


def _votes(text: str) -> Votes | None:
    return marks.votes_line(score(text) or text)


def _head(text: str) -> Head:
    found = stamp(text) or replied(text)
    if found is None:
        name = without_number(text)
        return Head(name if is_name(name) else linked_name(name))
    return Head(found.author, found.posted, found.addressee)


def label_region(page: Labels, region: Region) -> None:
    """Label the lines of a page's comments."""
    if region.heading is not None and marks.declared_count(page[region.heading]) is not None:
        page.mark(region.heading, Role.COUNT)
    walk = _Walk(page, region)
    for number in page.between(region.start, region.end):
        walk.take(number)


class _Walk:
    """The lines of the comments, one after the other."""

    def __init__(self, page: Labels, region: Region) -> None:
        self.page = page
        self.cut = region.cut
        self.heads = region.heads
        self.number = 1
        self.texts = 0  # lines of text in the open comment

    def take(self, line: int) -> None:
        text = self.page[line]
        if line in self.heads:
            self._open()
            self.page.mark(line, Role.COMMENT_HEAD, str(self.number))
        elif is_button(text) or is_form(text) or is_heading(text):
            return
        elif score(text) and self._titles(line):
            self._open()
            self.page.mark(line, Role.TALLY, str(self.number))
        elif marks.votes_line(text):
            self._tally(line)
        elif self.cut is Cut.BULLET and is_item(text):
            self._open()
            head = stamp(without_number(text)) or item_name(text)
            role = Role.COMMENT_HEAD if head else Role.COMMENT
            self.page.mark(line, role, str(self.number))
            self.texts += role is Role.COMMENT
        elif stamp(text) or is_bare_number(text):
            self._head(line)
        elif self.cut is Cut.HEAD_ABOVE and self._names_next(line):
            self._open()
            self.page.mark(line, Role.COMMENT_HEAD, str(self.number))
        else:
            self.page.mark(line, Role.COMMENT, str(self.number))
            self.texts += 1

    def _titles(self, line: int) -> bool:
        """Whether a score stands in a comment's title, or alone right above its head."""
        below = next(self.page.between(line + 1, line + 4), None)
        head = None if below is None else stamp(self.page[below])
        return not self.page[line].startswith("(") or (head is not None and head.author is not None)

    def _open(self) -> None:
        """A new comment, unless the open one has no text yet."""
        if self.texts:
            self.number += 1
            self.texts = 0

    def _tally(self, line: int) -> None:
        self.page.mark(line, Role.TALLY, str(self.number))
        if self.cut is Cut.TALLY_BELOW:
            self.number += 1
            self.texts = 0

    def _head(self, line: int) -> None:
        if self.cut is Cut.HEAD_ABOVE and (opens(self.page[line])):
            self._open()
        self.page.mark(line, Role.COMMENT_HEAD, str(self.number))
        if self.cut is Cut.HEAD_BELOW:
            self._open()

    def _names_next(self, line: int) -> bool:
        """A name alone, with a line below it that says only when."""
        if not (is_name(self.page[line]) or replied(self.page[line])):
            return False
        below = next(self.page.between(line + 1, line + 4), None)
        found = None if below is None else stamp(self.page[below])
        return found is not None and found.author is None
