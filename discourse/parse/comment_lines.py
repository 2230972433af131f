"""What single lines by the comments of a text page are: headings, buttons, forms, heads (pure)."""

# ruff: noqa: RUF001 - quotes and bullets of all kinds are what is looked for

import re

from discourse.parse import marks
from discourse.parse.stamps import is_bare_number, is_name, replied, stamp

_FORM = re.compile(
    r"(?:leave|post|write|add|submit|make) (?:a |your |an? new )?(?:comment|reply|response)s?"
    r".{0,80}"
    r"|(?:post ?)?post a new comment|name ?\(required\).{0,20}|name ?[:*]{0,2}|your name.{0,20}"
    r"|comments (?:are|for this .{1,20} are) (?:now )?closed.{0,60}|trackbacks?.{0,60}"
    r"|(?:e-?mail|mail).{0,60}(?:required|published|optional).{0,40}|verify your comment"
    r"|subscribe to:? post comments.{0,20}|notify me of .{1,80}|you must be logged in.{0,80}"
    r"|(?:please )?(?:log|sign) ?in.{0,40} to (?:leave|post|add).{0,60}|comment rss"
    r"|(?:the )?comments (?:to|on|for) this .{1,30} (?:are|is) (?:now )?closed.{0,60}"
    r"|(?:blog )?comments powered by .{1,30}|powered by disqus|rss feed for comments.{0,60}"
    r"|(?:cancel|click here to cancel) reply|about the author",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:reply|quote|report(?: abuse| this comment)?|flag(?: as .{1,30})?|permalink|link|share|like"
    r"|reply to this(?: comment| parent)?(?: share)?|log in to reply|up|down|edit|delete|hide|show"
    r"|parent|more|(?:reply)?delete|twitter facebook|history|replies|report abuse ?\| ?quote"
    r"|.{1,40}['’]s picture)[ ↓]*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s{2,}|\t|\s*[|·•]\s*")
_HEADING = re.compile(
    r"(?:\{ ?|there (?:are|is) )?(?:\d{1,6}|one)[^\d]{1,20}\b(?:comments?|responses?|replies"
    r"|thoughts)\b[^\d].{0,90}|(?:\d{1,6}|one) (?:comments?|responses?|replies|thoughts)"
    r"|(?:reader |user |all |total )?(?:comments?|responses?)(?: \(?\d{1,6}\)?)?.{0,3}"
    r"|comments? ?\(\d{1,6}\).{0,40}|[a-z ]{3,30}\(\d{1,6} (?:comments?|responses?|replies)\)"
    r"|\d{1,6} (?:users?|readers?|people) (?:responded|commented|replied).{0,90}"
    r"|.{3,60}[|•·] \d{1,6} comments?(?: »)?"
    r"|join the (?:conversation|discussion)|comment viewing options",
    re.IGNORECASE,
)
_SORTING = re.compile(
    r"(?:(?:please )?(?:log|sign) ?in|login|post comment as|sort(?:ed)?(?: by)?\b|select your"
    r"|newest|oldest|subscribes? to|you can follow|twitter logo|show(?:ing)? |jump to|flat list"
    r"|date - |\d{1,3} comments per page).{0,240}",
    re.IGNORECASE,
)
_SCORED = re.compile(r".{0,150}\((?P<score>score: ?-?\d{1,4})(?:, ?[a-z ]{1,30})?\)", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[•*◦-]|\d{1,4}[.)])\s+(?=\S)")
_POST = re.compile(r"(?:post |comment )?#\s?(?P<number>\d{1,6})\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:\d{1,6}|one)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://\S+\s*")
STOPS = '.!?…)"”:'


def is_heading(text: str) -> bool:
    """Whether a line stands over comments: `Comments`, `3 responses to ...`."""
    return marks.is_comments_heading(text) or (
        len(text) <= 150 and _HEADING.fullmatch(text) is not None
    )


def declared(heading: str) -> int | None:
    """How many comments a heading says there are."""
    if (count := marks.declared_count(heading)) is not None:
        return count
    numbers = _NUMBER.findall(heading)
    return None if not numbers else int(numbers[-1]) if numbers[-1].isdigit() else 1


def is_form(text: str) -> bool:
    """Whether a line asks for a comment: `Leave a reply`, `Name (required)`."""
    return len(text) <= 200 and _FORM.fullmatch(text) is not None


def is_button(text: str) -> bool:
    """Whether a line is buttons by a comment: `Reply`, `Report abuse`, `Reply | Quote`."""
    return len(text) <= 80 and all(map(_BUTTON.fullmatch, _PARTS.split(text)))


def is_sorting(text: str) -> bool:
    """Whether a line between heading and comments is for logging in or for sorting them."""
    return len(text) <= 250 and _SORTING.fullmatch(text) is not None


def is_item(text: str) -> bool:
    """Whether a line starts with a bullet or a number."""
    return _ITEM.match(text) is not None


def without_number(text: str) -> str:
    """A comment's line without the bullet or number that its list gave it."""
    return _ITEM.sub("", text.strip(), count=1)


def linked_name(text: str) -> str | None:
    """The name in `https://pages.example/ada Ada Brandt`, an author with the address printed."""
    found = _ADDRESS.match(text)
    name = "" if found is None else text[found.end() :].strip()
    return name if is_name(name) else None


def item_name(text: str) -> str | None:
    """The name in an item that holds a name, or an address and a name, and nothing else."""
    if not is_item(text):
        return None
    core = without_number(text)
    return core if is_name(core) else linked_name(core)


def score(text: str) -> str | None:
    """The score in a comment's title: `Re: Eels (Score: 5, Funny)`."""
    found = _SCORED.fullmatch(text) if len(text) <= 200 else None
    return found["score"] if found else None


def post_number(text: str) -> int | None:
    """The number in `#3 Posted by Ada on 12-02-2026`, the head of a post in a forum."""
    found = _POST.fullmatch(text) if len(text) <= 150 else None
    head = stamp(text) if found else None
    if found is None or head is None or not (head.dated and head.author):
        return None
    return int(found["number"])


def leads(text: str) -> bool:
    """Whether a line before a comment's date can belong to its head."""
    tests = (is_name, replied, is_bare_number, is_button, is_sorting, linked_name, item_name, score)
    return any(test(text) for test in tests)


def opens(text: str) -> bool:
    """Whether a head starts a comment: it names somebody, or is a number, or says the day."""
    found = stamp(text)
    return found is None or found.author is not None or found.dated
