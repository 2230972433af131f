"""A Japan Today member's page as a text dump: one member's comments under many articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from discourse.parse import marks
from discourse.parse.assemble import Reader, assemble
from discourse.parse.labels import Labels
from discourse.parse.layout import Match, Rank, Reading, Role
from discourse.parse.page import Page
from discourse.parse.tallied import label_tallied
from discourse.parse.text_layout import is_text

_POSTED_IN = re.compile(
    r"posted in ?: ?(?P<title>\S.{0,500}?)(?:[ .]*see in context)?", re.IGNORECASE
)
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
    found = _POSTED_IN.fullmatch(text.strip())
    return found["title"] if found else text.strip()


def _author(page: Labels, end: int) -> str | None:
    """The member, where a line above the comments names them."""
    found = (_MEMBER.fullmatch(page[n]) for n in page.between(0, end))
    return next((hit["name"] or hit["by"] for hit in found if hit), None)


def _label(page: Labels, posts: list[int]) -> dict[str, list[int]]:
    """Label all lines; returns which lines belong to the article of each headline."""
    articles: dict[str, list[int]] = {}
    number, start = 1, 0
    last = max([posts[-1], *(n for n in page.filled if marks.tally(page[n]))])
    foot = min(page.first(end, last + 1) for end in (_FOOT.fullmatch, marks.is_copyright))
    for post, after in zip(posts, [*posts[1:], len(page.texts)], strict=True):
        headline = _clean(page[post])
        page.mark(post, Role.FURNITURE if headline in articles else Role.TITLE)
        first = post + 1
        if _IN_CONTEXT.fullmatch(page[page.first(bool, first, after - 1)]):
            first = page.first(bool, first) + 1
        number = label_tallied(page, first, min(after, foot), number)
        articles.setdefault(headline, []).extend(range(start, after))
        start = after
    return articles


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One member's comments, each under `Posted in: HEADLINE See in context`."""

    name: str
    rank: Rank

    def match(self, page: Page) -> Match:
        """Sure where lines say `Posted in:` and tallies follow."""
        if not is_text(page):
            return Match(0.0)
        labels = Labels(page.text)
        posts = sum(1 for n in labels.filled if _POSTED_IN.fullmatch(labels[n]))
        tallies = sum(1 for n in labels.filled if marks.tally(labels[n]))
        if not posts or not (tallies or page.text.lower().count("see in context")):
            return Match(0.0)
        return Match(1.0, (f"{posts} comments with the headline they stand under",))

    def read(self, page: Page) -> Iterator[Reading]:
        """One article a headline, each with the member's comments on it."""
        labels = Labels(page.text)
        posts = [n for n in labels.filled if _POSTED_IN.fullmatch(labels[n])]
        author = _author(labels, posts[0])
        articles = _label(labels, posts)
        lines = labels.lines()
        for numbers in articles.values():
            reading = assemble([lines[number] for number in numbers], Reader(clean=_clean))
            drafts = tuple(replace(draft, author=author) for draft in reading.drafts)
            yield replace(reading, drafts=drafts)


LAYOUT = MemberPage("japan-today-member", Rank.SITE)
