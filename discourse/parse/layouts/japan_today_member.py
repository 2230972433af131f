"""A Japan Today member's page as a text dump: one member's comments under many articles."""

import re
from collections.abc import Iterator
from dataclasses import replace

from discourse.parse import marks
from discourse.parse.assemble import Reader
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Reading, Role
from discourse.parse.page import Page
from discourse.parse.tallied import label_tallied, posted_in
from discourse.parse.text_layout import TextLayout

_IN_CONTEXT = re.compile(r"see in context", re.IGNORECASE)
_MEMBER = re.compile(
    r"(?P<name>[\w.-]{1,40})(?:.s)? (?:past |latest |recent )?comments"
    r"|(?:past |latest |recent )?comments (?:by|from) (?P<by>[\w.-]{1,40})",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"log ?in .{0,60}|facebook (?:users|connect)|use your facebook account to .*|user registration"
    r"|articles, offers & useful resources|(?:load|show) more.{0,30}|(?:previous|next)(?: page)?",
    re.IGNORECASE,
)


def _clean(text: str) -> str:
    """A line's text; of `Posted in: HEADLINE See in context` the headline."""
    return posted_in(text) or text.strip()


def _author(page: Labels) -> str | None:
    """The member, where a line above the comments names them."""
    end = page.first(posted_in)
    found = (_MEMBER.fullmatch(page[n]) for n in page.between(0, end))
    return next((hit["name"] or hit["by"] for hit in found if hit), None)


def _posts(page: Labels) -> list[int]:
    return [n for n in page.filled if posted_in(page[n])]


def _recognise(page: Labels) -> Match:
    posts = _posts(page)
    marked = (
        marks.tally(page[n]) or page[n].lower().endswith("see in context") for n in page.filled
    )
    if not posts or not any(marked) or _is_article(page, posts):
        return Match(0.0)
    return Match(1.0, (f"{len(posts)} comments with the headline they stand under",))


def _is_article(page: Labels, posts: list[int]) -> bool:
    """Whether all stands under one headline that is printed above: the page of that article."""
    headlines = {_clean(page[post]).casefold() for post in posts}
    above = (page[n].casefold() for n in page.between(0, posts[0]))
    return len(headlines) == 1 and not headlines.isdisjoint(above)


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    """The lines of each headline's comments, wherever on the page they stand."""
    articles: dict[str, list[int]] = {}
    posts = _posts(page)
    number, start = 1, 0
    last = max([*posts, *(n for n in page.filled if marks.tally(page[n]))])
    foot = min(page.first(end, last + 1) for end in (_FOOT.fullmatch, marks.is_copyright))
    for post, after in zip(posts, [*posts[1:], len(page.texts)], strict=True):
        headline = _clean(page[post])
        page.mark(post, Role.FURNITURE if headline in articles else Role.TITLE)
        number = label_tallied(page, _first(page, post, after), min(after, foot), number)
        articles.setdefault(headline, []).extend(range(start, after))
        start = after
    lines = page.lines()
    for numbers in articles.values():
        yield tuple(lines[number] for number in numbers)


def _first(page: Labels, post: int, after: int) -> int:
    """Where the comment starts: below the headline and a `See in context` of its own line."""
    below = page.first(bool, post + 1, after)
    return below + 1 if below < after and _IN_CONTEXT.fullmatch(page[below]) else below


class MemberPage(TextLayout):
    """One member's comments, each under `Posted in: HEADLINE See in context`."""

    def read(self, page: Page) -> Iterator[Reading]:
        """One article a headline, each with the member's comments on it."""
        author = _author(Labels(page.text))
        for reading in super().read(page):
            drafts = tuple(replace(draft, author=author) for draft in reading.drafts)
            yield replace(reading, drafts=drafts)


LAYOUT = MemberPage("japan_today_member", Rank.SITE, _recognise, _label, Reader(clean=_clean))
