"""Lines of a text page that belong to no article: trails, repeats, advertising (pure)."""

# ruff: noqa: RUF001 - dashes and arrows of all kinds are what is looked for

import re

from discourse.parse import marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Role

_BULLET = re.compile(r"\s*[•·▪◦‣●*–-]\s+")
_TRAIL = re.compile(
    r"(?:home|start(?:seite)?|accueil|inicio|main)\s*[>»›→/|]\s*\S.{0,400}", re.IGNORECASE
)
_STEP = re.compile(r"\s[>»›→|/]\s")
_LONG_WORD = re.compile(r"\w{4,}")
_DASH = re.compile(" [–—-] ")
_ADVERT = re.compile(r"[^\W\d_][\w'&.-]*(?: [\w'&.-]+){0,4} [–—-] \S.{2,200}")
_SHARE = re.compile(
    r"(?:share(?: this)?(?: (?:article|post|story|on .{2,40}))?|tweet|e-?mail|print|facebook"
    r"|twitter|whatsapp|telegram|linkedin|advertisement|subscribe.{0,60}|follow us.{0,60}"
    r"|tags?:.{0,200}|(?:previous|next)(?: article| post)?:?.{0,200}|read more"
    r"|continue reading.{0,60}"
    r"|\d{1,3} min(?:ute)?s? read|image|photo|video)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def without_bullet(text: str) -> str:
    """The text without the bullet it starts with."""
    found = _BULLET.match(text)
    return text[found.end() :].strip() if found else text.strip()


def is_bullet(text: str) -> bool:
    """Whether a line starts with a bullet."""
    return _BULLET.match(text) is not None


def is_trail(text: str) -> bool:
    """`Home > Top Stories > Headline`: the way to the page."""
    return _TRAIL.fullmatch(text) is not None


def trail_end(text: str) -> str:
    """The last step of such a way."""
    return _STEP.split(text)[-1].strip()


def is_share(text: str) -> bool:
    """Buttons, advertising labels, tags, paging."""
    return len(text) <= 250 and _SHARE.fullmatch(text) is not None


def is_advert(text: str) -> bool:
    """`Product Name - Slogan - more.`: a name in capitals, a dash, and what is sold."""
    if len(text) > 250 or not _ADVERT.fullmatch(text):
        return False
    name = _DASH.split(text)[0]
    return all(word[0].isupper() or word[0].isdigit() for word in _LONG_WORD.findall(name))


def is_slogan(text: str) -> bool:
    """Advertising that no comment looks like: with two dashes at least."""
    return is_advert(text) and len(_DASH.findall(text)) >= 2


def is_closing(text: str) -> bool:
    """What stands after an article and belongs to none."""
    return (
        marks.is_related(text)
        or marks.is_copyright(text)
        or is_share(text)
        or is_advert(text)
        or marks.original_url(text) is not None
    )


def alike(title: str, text: str, share: float = 0.7) -> bool:
    """Whether a headline says nearly the same as the title: that share of the shorter's words."""
    if text == title:
        return True
    if len(text) > 200 or text.endswith((".", ".”", '."')):
        return False  # a first paragraph often says the title again, in a sentence
    first, second = (set(_WORD.findall(line.lower())) for line in (title, text))
    fewer = min(len(first), len(second))
    if fewer < 3 or max(len(first), len(second)) > 2 * fewer:
        return False
    return len(first & second) >= share * fewer


def label_body(page: Labels, start: int, end: int, title: str = "") -> None:
    """Label the lines of an article: all but captions, links elsewhere, buttons and repeats."""
    started = False
    for number in page.between(start, end):
        text = page[number]
        if marks.is_caption(text) or marks.is_related(text) or is_share(text):
            continue
        if not started and title and alike(title, text):
            continue
        started = True
        page.mark(number, Role.BODY)


def label_header(page: Labels, start: int, end: int) -> int:
    """Label bylines, dates and counts over an article; returns where its text starts."""
    for number in page.between(start, end):
        text = page[number]
        if marks.names(text):
            page.mark(number, Role.BYLINE)
        elif marks.date_line(text):
            page.mark(number, Role.DATE)
        elif marks.declared_count(text) is not None:
            page.mark(number, Role.COUNT)
        elif not (marks.is_caption(text) or is_share(text) or marks.votes_line(text)):
            return number
    return end
