"""Addressee lines: "JJE" alone on a line, "@name ...", "name - ...", "name:", "name wrote:"."""
# ruff: noqa: RUF001 # typographic quotation marks and dashes are what this is about

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from discourse.parse._words import is_common

_AT = re.compile(r"@ ?([\w][\w.\-]{0,49})")
_LEAD = re.compile(
    r"(?:re|aw|quote(?: from| by)?|quot(?:ing|ed from)|originally posted by"
    r"|(?:in )?reply to|zitat(?: von)?|antwort an|réponse à|respuesta a)"
    r"(?:: ?| )(?=\S)",
    re.IGNORECASE,
)
_SAID = re.compile(r"[ \t]+(?:said|wrote)(?: in [^\n]{1,200})?:[ \t]*(?:\n|$)")
_WROTE = re.compile(
    r"(?:>\s*)?@?([^\s,:;\"“”][^\n,:;\"“”]{0,39}?)[ \t]+"
    r"(?:wrote|writes|said|says|replied|schrieb|schreibt|a écrit|écrit|escribió|ha scritto)"
    r"[ \t]*:[ \t]*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"@?([^\s,:;\"“”][^\n,:;\"“”]{0,39}?)[ \t]+"
    r"(?:wrote|schrieb|schreibt|a écrit|écrit|escribió|ha scritto)[ \t]*:\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"([\w][\w.'’\-]{0,39}(?: [\w.'’\-]{1,40}){0,3}?)(?:[ \t]*[:,]| +[-–—])(?=\s|$)"
)
_ALONE = re.compile(r"([\w][\w.'’\-]{0,39}(?: [\w.'’\-]{1,40}){0,2})[ \t]*[,:\-–—]?")
_PUNCTUATION = " \t,:;-–—"

# single words that open a comment without naming anybody
_EXCLAMATIONS = frozenset(
    """absolutely amen balderdash baloney bingo bollocks boo bravo brilliant bullshit claptrap
    congratulations correct correction crap definitely disagree disgraceful disgusting edit
    excellent exciting false fantastic finally footnote fyi garbage ha haha hahaha hello heh hi hmm
    hmmm hogwash hooray huh hypocrites hypocrisy idiots imo imho incorrect interesting lies lmao
    lolz meh modern nah naive nb nonsense note notice obviously ouch outrageous pathetic perfect
    piffle poppycock precisely propaganda ps pps quote quotes respect ridiculous rofl roflmao
    rubbish sad sarcasm scandalous seconded shame shameful sigh silly source sources spoiler
    strange stupid summary superb surprise tldr tosh touché true twaddle typical ugh um unbelievable
    unquote update warning welcome whatever whoa whoops wonderful wtf yawn yay youtube yup zero
    blödsinn genau quatsch richtig schwachsinn unsinn bravo exactement faux n'importe quoi ridicule
    exacto falso mentira tonterías esatto sciocchezze vergogna""".split()  # noqa: SIM905 # a list of words reads best as text
)


_YOU = frozenset(
    {"you", "your", "you're", "you\u2019re", "you've", "yours", "du", "dein", "deine", "ihr"}
    | {"vous", "votre", "tu", "usted", "tú", "lei"}
)
_REACTIONS = ("ly", "ing", "ous", "ful", "ble", "ive", "ic", "ed", "al", "less", "ism", "ion")


class Form(Enum):
    """How a name stands at the start of a paragraph."""

    AT = "@name ..."
    ALONE = "name on a line of its own"
    WROTE = "name wrote:"
    PREFIX = "name - ..."


@dataclass(frozen=True, slots=True)
class Address:
    """A name at the start of a paragraph; what is said starts at `rest`."""

    name: str
    form: Form
    rest: int


class Authors:
    """The names that a page shows, found again however they are written."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(_key(name), name)
        self._names.pop("", None)
        self._longest = max((name.count(" ") + 1 for name in self._names.values()), default=1)

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, name: str) -> str | None:
        """The author of that name, as the page writes it."""
        return self._names.get(_key(name))

    def at_start(self, text: str) -> tuple[str, int] | None:
        """The longest author's name that a text starts with, and where it ends."""
        ends = [found.end() for found in re.finditer(r"\S+", text[:200])][: self._longest]
        for end in reversed(ends):
            bare = len(text[:end].rstrip(".,:;!?"))
            author = self.find(text[:bare])
            if author:
                return author, bare
        return None


def _key(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one person."""
    return _key(one) == _key(other)


def address(text: str, authors: Authors) -> Address | None:
    """The name that a paragraph may start with; whether it is one, the page must tell."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    found = _address(text[at:], authors)
    return replace(found, rest=at + found.rest) if found else None


def _address(text: str, authors: Authors) -> Address | None:
    line = text.split("\n", 1)[0]
    if text.startswith("@"):
        return _at(text, authors)
    wrote = _WROTE.match(line)
    if wrote:
        name = wrote.group(1)
        return Address(authors.find(name) or name, Form.WROTE, _skip(text, len(line)))
    alone = _ALONE.fullmatch(line.strip())
    if alone and (authors.find(alone.group(1)) or _can_be_name(alone.group(1))):
        name = alone.group(1)
        return Address(authors.find(name) or name, Form.ALONE, _skip(text, len(line)))
    return _prefix(text, line, authors)


def quote_head(text: str) -> tuple[str, int] | None:
    """The name in "name wrote: ..." that heads a marked quote, and where the quote starts."""
    found = _HEAD.match(text)
    return (found.group(1), found.end()) if found else None


def _at(text: str, authors: Authors) -> Address | None:
    known = authors.at_start(text[1:])
    if known:
        return Address(known[0], Form.AT, _past(text, 1 + known[1]))
    found = _AT.match(text)
    if not found:
        return None
    name = found.group(1).rstrip(".-")
    return Address(name, Form.AT, _past(text, found.start(1) + len(name)))


def _prefix(text: str, line: str, authors: Authors) -> Address | None:
    found = _PREFIX.match(line)
    if not found:
        return None
    name = found.group(1)
    known = authors.find(name)
    if known is None and ("," in found.group() or " " in name or not _can_be_name(name)):
        return None
    return Address(known or name, Form.PREFIX, _skip(text, found.end()))


def _past(text: str, at: int) -> int:
    """Past a name after "@", and past "said in ...:" behind it."""
    said = _SAID.match(text, at)
    return _skip(text, said.end() if said else at)


def _skip(text: str, at: int) -> int:
    """Past the punctuation that follows a name."""
    while at < len(text) and (text[at] in _PUNCTUATION or text[at] == "\n"):
        at += 1
    return at


def _can_be_name(words: str) -> bool:
    parts = words.split()
    if len(words) < 2 or words.isdigit() or words.endswith("."):
        return False
    return not any(is_common(part) or part.casefold() in _EXCLAMATIONS for part in parts)


def speaks_to(rest: str) -> bool:
    """Whether words speak to somebody: "you are wrong"."""
    return any(word.strip(_PUNCTUATION) in _YOU for word in rest[:120].casefold().split())


def looks_like_reaction(name: str) -> bool:
    """Whether a word is rather what somebody thinks than who they are: "Breathtaking - ..."."""
    return name.casefold().endswith(_REACTIONS)


def looks_like_user_name(name: str) -> bool:
    """Whether it is neither a word nor an abbreviation: "theFu", "user_12", "JoeB"."""
    return " " not in name and (
        "_" in name
        or (any(map(str.islower, name)) and any(s.isupper() or s.isdigit() for s in name[1:]))
    )
