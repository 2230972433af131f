"""Japan Today as a text dump: an article, then comments that each end with `-7 ( +3 / -10 )`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from discourse.parse import furniture, marks
from discourse.parse.assemble import Reader
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.layouts._japan_today_lines import (
    END,
    FOOT,
    clean,
    header_role,
    is_paragraph,
)
from discourse.parse.layouts._japan_today_plan import HEADER_LINES, Plan, plan, site_line
from discourse.parse.tallied import label_blocks, label_tallied, posted_in, run_together
from discourse.parse.text_layout import TextLayout

_AUTHOR = re.compile(r"original author ?:", re.IGNORECASE)


def _recognise(page: Labels) -> Match:
    tallies = sum(1 for n in page.filled if marks.tally(page[n]))
    signs = (
        (0.6, "named Japan Today", site_line(page) is not None),
        (0.5, f"{tallies} tallies of its kind", tallies > 0),
        (0.3, "its login block", any(FOOT.fullmatch(page[n]) for n in page.filled)),
        (0.2, "its publisher", any("GPlusMedia" in page[n] for n in page.filled)),
    )
    held = [(weight, evidence) for weight, evidence, holds in signs if holds]
    if len(held) == 1 and _is_elsewhere(page):
        return Match(0.0)
    sure = min(1.0, sum(weight for weight, _ in held))
    return Match(sure if sure >= 0.5 else 0.0, tuple(evidence for _, evidence in held))


def _is_elsewhere(page: Labels) -> bool:
    """Whether the page shows another layout, whose comments may bear the same tallies."""
    top = [page[n] for n in page.filled[:HEADER_LINES]]
    named = any(furniture.is_trail(text) or text.startswith("# ") for text in top)
    titled = any(a == b and len(a) >= 12 and not marks.tally(a) for a, b in pairwise(top))
    return named or titled or page.first(_AUTHOR.match) < len(page.texts)


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    parts = plan(page)
    if parts.site is not None:
        page.mark(parts.site, Role.SITE)
    if parts.title is not None:
        page.mark(parts.title, Role.TITLE)
    for number in parts.heading:
        if marks.declared_count(page[number]) is not None:
            page.mark(number, Role.COUNT)
    _label_article(page, parts)
    _label_comments(page, parts)
    yield page.lines()


def _label_article(page: Labels, parts: Plan) -> None:
    lines = list(page.between(parts.article, parts.article_end))
    body = next((at for at, n in enumerate(lines) if header_role(page[n]) is None), len(lines))
    for number in lines[:body]:
        page.mark(number, header_role(page[number]) or Role.FURNITURE)
    promoted = False
    for number in lines[body:]:
        text = page[number]
        if marks.is_copyright(text):
            return
        promoted = promoted or END.fullmatch(text) is not None
        ended = promoted and not is_paragraph(text)
        if not (ended or marks.is_caption(text) or marks.is_related(text)):
            page.mark(number, Role.BODY)


def _label_comments(page: Labels, parts: Plan) -> None:
    """Comments by their tallies; without any, by the declared count where it fits."""
    _label_told_apart(page, parts)
    title = "" if parts.title is None else page[parts.title].casefold()
    for number in page.between(parts.comments, parts.foot):
        if (posted_in(page[number]) or "").casefold() == title != "":
            page.mark(number, Role.FURNITURE)  # the way back to the article


def _label_told_apart(page: Labels, parts: Plan) -> None:
    if parts.tallied:
        label_tallied(page, parts.comments, parts.foot)
        return
    declared = max((marks.declared_count(page[n]) or 0 for n in parts.heading), default=0)
    if declared == 0:
        return
    lines = list(page.between(parts.comments, parts.foot))
    if declared == len(lines):
        label_blocks(page, parts.comments, parts.foot)
    else:
        label_tallied(page, parts.comments, parts.foot)


LAYOUT = TextLayout("japan_today_text", Rank.SITE, _recognise, _label, Reader(clean), run_together)
