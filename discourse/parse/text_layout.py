"""What the text layouts share: a layout of a text page is how to know it and how to label it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from discourse.parse.assemble import Reader, assemble
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Reading
from discourse.parse.page import Page
from discourse.thread import Problem

_MARKUP_START = re.compile(
    r"\s{0,99}(?:<(?:!doctype|html|\?xml|head|body|rss|feed|div)\b|[\[{]\s)", re.IGNORECASE
)
_MARKUP = re.compile(r"</(?:html|head|body|div|p|script|span|table)>", re.IGNORECASE)
_MIME = re.compile(
    r"^(?:mime-version|content-type|content-location):\s", re.IGNORECASE | re.MULTILINE
)


def is_text(page: Page) -> bool:
    """Whether the page is text for people: no HTML, XML, JSON or MIME parts."""
    start = page.text[:65_536]
    if _MARKUP_START.match(start) or len(_MARKUP.findall(start)) >= 3:
        return False
    return len(_MIME.findall(start[:2000])) < 2


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A layout of text pages, as data.

    `recognise` says how sure it is that the lines are laid out this way; `label` gives each line
    its role and hands over the labelled lines, one sequence an article. `review` says what is
    doubtful about an article so read.
    """

    name: str
    rank: Rank
    recognise: Callable[[Labels], Match]
    label: Callable[[Labels], Iterable[tuple[Line, ...]]]
    reader: Reader = field(default_factory=Reader)
    review: Callable[[Reading], tuple[Problem, ...]] = lambda _: ()

    def match(self, page: Page) -> Match:
        """How sure it is that the page is laid out this way."""
        return self.recognise(Labels(page.text)) if is_text(page) else Match(0.0)

    def read(self, page: Page) -> Iterator[Reading]:
        """The articles on the page, each with its comments."""
        for lines in self.label(Labels(page.text)):
            reading = assemble(lines, self.reader)
            yield replace(reading, problems=self.review(reading))
