"""Marks that a line of a page bears: votes, counts, bylines, login blocks (pure, table-driven).

Each function takes one line, or the text of one element, and says whether all of it is that mark.
"""

# ruff: noqa: RUF001 - dashes, quotes and letters of other scripts are what is looked for

import re

from discourse.parse.dates import MONTHS, date_line, find_date
from discourse.parse.tallies import NUMBER, squeeze, tally, votes_line, whole_number

__all__ = [
    "date_line",
    "declared_count",
    "find_date",
    "is_caption",
    "is_comments_heading",
    "is_copyright",
    "is_login",
    "is_original",
    "is_related",
    "names",
    "original_url",
    "tally",
    "votes_line",
    "whole_number",
]

_COMMENT_WORD = (
    r"(?:(?:reader |user )?(?:comments?|replies|responses|thoughts)"
    r"|kommentare?|commentaires?|comentarios?|comentários?|commenti?|reacties|komentarzy?"
    r"|комментари(?:й|я|ев)|件のコメント|コメント|评论|댓글)"
)
_COUNTS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<n>{NUMBER}|no|zero) ?{_COMMENT_WORD}(?: so far| (?:on|to) .{{1,80}})? ?[:.]?",
        rf"(?:all |view |show |read )*{_COMMENT_WORD} ?[:(\[]+ ?(?P<n>{NUMBER}) ?[)\]]?",
        rf"(?:view|show|read) (?:all )?(?P<n>{NUMBER}) {_COMMENT_WORD}",
    )
)
_HEADING = re.compile(
    rf"(?:(?:reader|user|your|all) )?{_COMMENT_WORD}"
    r"(?: ?\(closed\)| section)? ?:?|join the (?:conversation|discussion)|discussion",
    re.IGNORECASE,
)


def declared_count(text: str) -> int | None:
    """`23 Comments`, `Comments (1,204)`, `No comments`: how many the page says there are."""
    line = squeeze(text)
    for shape in _COUNTS:
        if found := shape.fullmatch(line):
            return whole_number(found["n"]) or 0
    return None


def is_comments_heading(text: str) -> bool:
    """`Comments`, `Reader comments:`, or a declared count."""
    line = squeeze(text)
    return bool(_HEADING.fullmatch(line)) or declared_count(line) is not None


_LOGIN = re.compile(
    r"(?:please )?(?:log ?in|sign ?in|sign ?up|register)(?: (?:or|and|/) "
    r"(?:log ?in|sign ?in|sign ?up|register))?(?: here)? (?:to|in order to) "
    r"(?:(?:leave|post|write|add|make|submit) )?(?:(?:a|your) )?(?:comments?|reply)[.!]?"
    r"|(?:you must be|you need to be) logged in to (?:post a )?comment[.!]?",
    re.IGNORECASE,
)


def is_login(text: str) -> bool:
    """`Login to comment`, `Log in or register to post a comment`."""
    return _LOGIN.fullmatch(squeeze(text)) is not None


_COPYRIGHT = re.compile(
    r"(?:copyright )?(?:©|\(c\)|&copy;) ?.{0,300}|.{0,80}all rights reserved\.?", re.IGNORECASE
)
_RELATED = re.compile(
    r"(?:\*\*)?(?:related(?: (?:articles?|stor(?:y|ies)|news|posts?|reading))?"
    r"|(?:read|see) (?:also|more)|also read|more on this|you may also like)"
    r"(?: ?[:：].{0,400}|(?:\*\*)?)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:photo|image|picture|illustration|credit|video|foto|фото|写真)s?"
    r"(?: (?:by|credit|courtesy of))?(?: ?[:：©].{0,300})?"
    r"|.{0,600}[ .](?-i:Image|Photo|Picture|Credit): ?.{1,120}"
    r"|.{0,600}(?:via (?:reuters|ap|afp)|(?:getty images|ap photo)\S{0,40}|handout/[^.]{1,60})\)?",
    re.IGNORECASE | re.DOTALL,
)


def is_copyright(text: str) -> bool:
    """`© Thomson Reuters 2025.` and the like."""
    return len(text) <= 400 and _COPYRIGHT.fullmatch(text.strip()) is not None


def is_related(text: str) -> bool:
    """`Related: ...`, `Read also: ...`, alone or with the headline it points to."""
    return len(text) <= 500 and _RELATED.fullmatch(text.strip()) is not None


def is_caption(text: str) -> bool:
    """A picture's credit or caption: `Photo: ...`, `... Image: Reuters/...`, `image`."""
    return len(text) <= 700 and _CAPTION.fullmatch(text.strip()) is not None


_URL_LINE = re.compile(r"(?:original url ?: ?)?<?(https?://[^\s<>]{3,2000})>?", re.IGNORECASE)


def original_url(text: str) -> str | None:
    """The address a line consists of, bare or in angle brackets, after `Original url:` or not."""
    found = _URL_LINE.fullmatch(text.strip())
    return found[1] if found else None


_ORIGINAL = re.compile(r"(?:original )?(?:url|source|link) ?:?(?: ?<?https?://\S+)?", re.IGNORECASE)


def is_original(text: str) -> bool:
    """The address a page was saved from, or the words before it: `Original url:`."""
    return original_url(text) is not None or _ORIGINAL.fullmatch(text.strip()) is not None


_BY = re.compile(
    r"(?:by|written by|story by|reporting by|report by|original author ?:|authors? ?:|autor ?:"
    r"|автор ?:|von|par|por|da)\s+(?P<names>\S.{0,150})",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[,;|/]\s*(?:and\s+)?|\s+(?:and|&|und|et|e|y|и)\s+", re.IGNORECASE)
_PARTICLES = frozenset(
    re.findall(r"\w+", "al ap bin da de del den der di dos du el ibn la le of ten ter van von")
)
_NO_NAMES = frozenset(
    (
        *MONTHS,
        *re.findall(r"\w+", "monday tuesday wednesday thursday friday saturday sunday the a an"),
    )
)
_AFFILIATIONS = re.compile(
    r"(?:the )?(?:associated press|reuters|afp|agence france-presse|kyodo(?: news)?|ap|dpa"
    r"|bloomberg|cnn|bbc(?: news)?|staff"
    r"|(?:staff |senior |ap )?(?:writer|reporter|correspondent|editor)s?)",
    re.IGNORECASE,
)


_PARTED = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+")


def _undated(line: str) -> str:
    """`By A. Author | January 9, 2026` without the date."""
    parts = _PARTED.split(line)
    if len(parts) == 1 or not any(map(date_line, parts)):
        return line
    return " | ".join(part for part in parts if not date_line(part))


def names(text: str) -> tuple[str, ...]:
    """The names in a byline such as `By A. Author and B. Writer`; none where it is no byline."""
    found = _BY.fullmatch(_undated(squeeze(text)))
    if found is None:
        return ()
    listed = [part.strip() for part in _LISTED.split(found["names"]) if part.strip()]
    if not listed or not all(_is_name(part) for part in listed):
        return ()
    people = [part for part in listed if not _AFFILIATIONS.fullmatch(part)]
    return tuple(people or listed)


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or any(word.lower() in _NO_NAMES for word in words):
        return False
    if re.search(r"[^\W\d_]{3,}\.$|[!?:()\"“”]|\d", text):
        return False  # a sentence, not a name
    return all(not word[0].islower() or word.lower() in _PARTICLES for word in words)
