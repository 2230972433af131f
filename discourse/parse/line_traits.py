"""What one line of a text page is like: the traits that a model of comment regions weighs (pure).

A trait is a short name such as `says` or `long`; a line has a handful of them. They are what
weights are learned for, so a changed trait asks for new weights (see `region_model`).
"""

# ruff: noqa: RUF001 - dashes, quotes and bullets of all kinds are what is looked for

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from discourse.parse import cues, furniture, marks
from discourse.parse.comment_lines import (
    STOPS,
    declared,
    is_button,
    is_form,
    is_heading,
    is_item,
    is_sorting,
    item_name,
    linked_name,
    score,
    without_number,
)
from discourse.parse.stamps import Stamp, is_bare_number, is_name, stamp

_LONGEST = 1000  # what a line says beyond that changes nothing
_SHORT = 200  # no mark of a comment's head or foot is longer
_LENGTHS = (3, 12, 25, 40, 80, 160, 320, 640)
_SAID = {
    "i": "i me my mine myself i'm i've i'd i'll ich mir mich mein je moi yo ja я мне",
    "you": "you your yours you're you've you'll u du dein vous tu вы ты",
    "we": "we us our wir uns nous мы",
    "praise": (
        "thanks thank thx great awesome love loved lovely loves nice cool amazing agree agreed wow"
        " congrats congratulations haha hahaha lol omg yes yeah yep hi hey hello danke merci"
    ),
    "blame": (
        "stupid idiot idiots wrong bad hate hated hates crap sucks ridiculous disagree terrible"
        " damn shame sad sorry no nope"
    ),
    "opine": "think guess hope wish believe maybe really actually honestly imho imo",
    "sidebar": (
        "recent popular archives archive categories category trending blogroll newsletter"
        " subscribe follow sponsored advertisement advertising featured latest tags related"
        " headlines top stories"
    ),
    "footer": (
        "privacy terms contact rights reserved copyright sitemap careers rss powered advertise"
        " feedback help faq faqs policy mobile disclaimer ©"
    ),
    "moderated": (
        "moderated moderation moderator abusive offensive guidelines html published required"
    ),
    "trackback": "trackback trackbacks pingback pingbacks",
    "comment-word": (
        "comment comments commented reply replies response responses thoughts kommentar"
        " kommentare commentaire commentaires comentario comentarios комментарии комментариев"
    ),
    "posted": "posted published filed updated written submitted",
    "by": "by von par",
    "shared": "twitter facebook tweet tweets rt http https",
}
_LEXICON: dict[str, tuple[str, ...]] = {
    word: tuple(trait for trait, said in _SAID.items() if word in said.split())
    for said in _SAID.values()
    for word in said.split()
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|©")
_SHAPES: dict[str, re.Pattern[str]] = {
    "recent": re.compile(
        r"\b(?:recent|latest) (?:comments?|replies|discussions?|tweets?)\b", re.IGNORECASE
    ),
    "elided": re.compile(r"^\[?(?:…|\.\.\.)|(?:…|\.\.\.)[\]”\";]*$"),
    "number": re.compile(r"\d"),
    "insists": re.compile(r"[!?]{2,}"),
    "smiles": re.compile(r"[:;]-?[)(DPp](?:\s|$)|<3"),
    "speech": re.compile(r"^[\"“‘'«]"),
    "quotes": re.compile(r"[\"“”«»]"),
    "at": re.compile(r"^@\s?\w"),
    "pipes": re.compile(r"[|•·»›]"),
    "arrow": re.compile(r"[»›→>]$|^[«‹←<]"),
    "colon": re.compile(r":$"),
    "small": re.compile(r"^[a-z]"),
    "named-colon": re.compile(r"^[\w .'-]{2,30}:\s\S"),
}
_POINTS = re.compile(
    r"\b\d{1,6} (?:pts|points?|votes?|fans?|likes?|recommend\w*|replies)\b", re.IGNORECASE
)
_TESTS: dict[str, Callable[[str], object]] = {
    "form": is_form,
    "button": is_button,
    "sorting": is_sorting,
    "item": is_item,
    "linked-name": linked_name,
    "item-name": item_name,
    "points": _POINTS.search,
    "score": score,
    "bare-number": is_bare_number,
    "votes": marks.votes_line,
    "login": marks.is_login,
    "copyright": marks.is_copyright,
    "address": marks.original_url,
    "share": furniture.is_share,
    "action": cues.is_action,
    "prompt": cues.is_prompt,
}


@lru_cache(maxsize=4096)
def traits(text: str) -> frozenset[str]:
    """What a line is like, by name."""
    line = " ".join(text[:_LONGEST].split())
    return frozenset(_traits(line)) if line else frozenset(("empty",))


def _traits(line: str) -> Iterator[str]:
    yield f"size{sum(len(line) > most for most in _LENGTHS)}"
    for word in set(_WORD.findall(line.lower().replace("’", "'"))):
        yield from _LEXICON.get(word, ())
    yield from (name for name, shape in _SHAPES.items() if shape.search(line))
    yield from _ending(line)
    if len(line) <= _SHORT:
        yield from _marks(line)


def _marks(line: str) -> Iterator[str]:
    """What a short line is, beside words."""
    yield from (name for name, test in _TESTS.items() if test(line))
    yield from _naming(line)
    yield from _dating(line)
    if is_heading(line):
        count = declared(line)
        yield "heading"
        yield "heading?" if count is None else f"heading{min(count, 5)}"


def _ending(line: str) -> Iterator[str]:
    last = line[-1]
    if last in ".。":
        yield "stop"
    elif last in "!?":
        yield "mark"
    elif last not in STOPS and last != ",":
        yield "open"


def _naming(line: str) -> Iterator[str]:
    """How a line looks that may be a name, a headline or an entry of a menu."""
    words = _WORD.findall(line)
    capitals = sum(word[0].isupper() for word in words)
    if is_name(line):
        yield f"name{min(len(words), 3)}"
        yield "name-small" if not capitals else "name-capital" if capitals == len(words) else "name"
    elif len(words) >= 4 and capitals >= 0.7 * len(words) and line[-1] not in STOPS:
        yield "headline"


def _dating(line: str) -> Iterator[str]:
    """What a line says of who and when."""
    found = stamp(without_number(line))
    if found is not None:
        yield "stamp"
        yield from _stamped(found)
    elif cues.has_date(line):
        yield "dated"


def _stamped(found: Stamp) -> Iterator[str]:
    author, dated = found.author is not None, found.dated
    yield f"stamp{'-author' * author}{'-dated' * dated}{'-said' * found.said}"
