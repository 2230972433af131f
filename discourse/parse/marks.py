"""Marks that a line of a page bears: votes, counts, bylines, login blocks (pure, table-driven).

Each function takes one line, or the text of one element, and says whether all of it is that mark.
"""

# ruff: noqa: RUF001 - dashes, quotes and letters of other scripts are what is looked for

import re

from discourse.parse.dates import MONTHS, date_line, find_date
from discourse.thread import Votes

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

_DASHES = "-\u2212\u2012\u2013\u2010\u2011\uff0d\ufe63"
_MINUS = re.escape(_DASHES)  # to stand in a character class
_SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
_N = r"[0-9]{1,3}(?:[.,][0-9])?[kK]|[0-9]{1,3}(?:[,.\u00a0\u202f '][0-9]{3}){1,2}|[0-9]{1,9}"
_LONGEST_MARK = 120


def squeeze(text: str) -> str:
    """The text on one line, single spaces, no invisible marks; empty where it is no short line."""
    return _SPACES.sub(" ", text).strip() if len(text) <= 4 * _LONGEST_MARK else ""


def whole_number(text: str) -> int | None:
    """A printed whole number: sign of any kind, thousands separators, `1.2K`."""
    line = squeeze(text).replace(" ", "")
    for minus in _DASHES:
        line = line.replace(minus, "-")
    if found := re.fullmatch(r"([+-]?)([0-9]{1,4})(?:[.,]([0-9]))?[kK]", line):
        number = int(found[2]) * 1000 + int(found[3] or 0) * 100
        return -number if found[1] == "-" else number
    found = re.fullmatch(r"([+-]?)([0-9]{1,9}|[0-9]{1,3}(?:[,.'][0-9]{3}){1,2})", line)
    if found is None:
        return None
    number = int(re.sub(r"[^0-9]", "", found[2]))
    return -number if found[1] == "-" else number


_TALLY = re.compile(
    rf"(?P<net>[+{_MINUS}]? ?(?:{_N})) ?[(\uff08] ?\+? ?(?P<up>{_N}) ?[/\uff0f] ?"
    rf"[{_MINUS}]? ?(?P<down>{_N}) ?[)\uff09]"
)


def tally(text: str) -> Votes | None:
    """`-7 ( +3 / -10 )`: net, up and down, each as printed."""
    found = _TALLY.fullmatch(squeeze(text))
    if found is None:
        return None
    return Votes(
        up=whole_number(found["up"]),
        down=whole_number(found["down"]),
        net=whole_number(found["net"]),
    )


_LIKE = (
    r"(?:likes?|liked|thumbs[ -]?up|up[ -]?votes?|up|recommend(?:s|ed|ations)?|agree|favou?rites?"
    r"|👍|▲|⬆|gefällt(?: mir)?|j[’']aime|me gusta|mi piace|gosto|lubię to|нравится|いいね"
    r"|좋아요|赞)"
)
_DISLIKE = (
    r"(?:dislikes?|disliked|thumbs[ -]?down|down[ -]?votes?|down|disagree|👎|▼|⬇|gefällt(?: mir)?"
    r" nicht|je n[’']aime pas|no me gusta|non mi piace|не нравится|싫어요|踩)"
)
_VOTES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_LIKE} ?[:(]? ?(?P<up>{_N}) ?\)?[ ,/|·]*{_DISLIKE} ?[:(]? ?(?P<down>{_N}) ?\)?",
        rf"(?P<up>{_N}) ?{_LIKE}[ ,/|·]+(?P<down>{_N}) ?{_DISLIKE}",
        rf"(?P<up>{_N}) / (?P<down>{_N})",
        rf"\+(?P<up>{_N}) ?[/|·] ?[{_MINUS}](?P<down>{_N})",
        rf"[▲⬆△] ?(?P<net>[+{_MINUS}]?(?:{_N})) ?[▼⬇▽]",
        rf"\(?score ?: ?(?P<net>[+{_MINUS}]?(?:{_N}))(?:, ?[a-z ]{{1,30}})?\)?",
        (
            rf"(?P<net>[+{_MINUS}]?(?:{_N})) (?:points?|votes?|stimmen|puntos|очк(?:о|а|ов))"
            r"(?: ?\(\d{1,3} ?% (?:up[ -]?voted|liked)\))?"
        ),
        rf"(?:rating|karma|votes?|points) ?: ?(?P<net>[+{_MINUS}](?:{_N}))",
        rf"(?P<net>[+{_MINUS}](?:{_N}))",
        rf"[\[(]?(?P<up>{_N}) {_LIKE}(?: (?:this|it|\+))?[\])]?",
        rf"(?P<up>{_N}) (?:people|persons?|users?) {_LIKE}(?: (?:this|it))?",
        rf"(?:{_LIKE}|recommended by) ?[:(]? ?(?P<up>{_N}) ?\)?",
    )
)


_BUTTON = (
    r"(?:reply|repl(?:y|ies) to this|respond|report(?: abuse)?|share|flag|quote|permalink|save)"
)
_BUTTONS_AFTER = re.compile(rf"(?:[\s|·•]+{_BUTTON})+[\s|·•]*", re.IGNORECASE)
_BUTTONS_BEFORE = re.compile(rf"[\s|·•]*(?:{_BUTTON}[\s|·•]+)+", re.IGNORECASE)


def _without_buttons(line: str) -> str:
    """The line without the buttons before and after it: `45 likes Reply Report`."""
    before = _BUTTONS_BEFORE.match(line)
    line = line[before.end() :] if before else line
    after = next((a for a in _BUTTONS_AFTER.finditer(line) if a.end() == len(line)), None)
    return line[: after.start()] if after else line


def votes_line(text: str) -> Votes | None:
    """A tally of any common shape: `5 / 0`, `12 points`, `Like 4 Dislike 1`, `▲ 5 ▼`, `+20`.

    Buttons may stand on the same line.
    """
    line = squeeze(text)
    if len(line) <= _LONGEST_MARK:
        line = _without_buttons(line)
    if not line or len(line) > _LONGEST_MARK:
        return None
    if found := tally(line):
        return found
    for shape in _VOTES:
        if hit := shape.fullmatch(line):
            counts = {name: whole_number(n) for name, n in hit.groupdict().items() if n}
            return Votes(**counts)
    return None


_COMMENT_WORD = (
    r"(?:(?:reader |user )?(?:comments?|replies|responses|thoughts)"
    r"|kommentare?|commentaires?|comentarios?|comentários?|commenti?|reacties|komentarzy?"
    r"|комментари(?:й|я|ев)|件のコメント|コメント|评论|댓글)"
)
_COUNTS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<n>{_N}|no|zero) ?{_COMMENT_WORD}(?: so far| (?:on|to) .{{1,80}})? ?[:.]?",
        rf"(?:all |view |show |read )*{_COMMENT_WORD} ?[:(\[]+ ?(?P<n>{_N}) ?[)\]]?",
        rf"(?:view|show|read) (?:all )?(?P<n>{_N}) {_COMMENT_WORD}",
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
