"""Votes and numbers as pages print them (pure, table-driven): `5 / 0`, `12 points`, `1.2K`.

Each function takes one line, or the text of one element, and says whether all of it is that mark.
"""

# ruff: noqa: RUF001 - dashes, quotes and letters of other scripts are what is looked for

import re

from discourse.thread import Votes

_DASHES = "-\u2212\u2012\u2013\u2010\u2011\uff0d\ufe63"
_MINUS = re.escape(_DASHES)  # to stand in a character class
_SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
NUMBER = r"[0-9]{1,3}(?:[.,][0-9])?[kK]|[0-9]{1,3}(?:[,.\u00a0\u202f '][0-9]{3}){1,2}|[0-9]{1,9}"
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
    rf"(?P<net>[+{_MINUS}]? ?(?:{NUMBER})) ?[(\uff08] ?\+? ?(?P<up>{NUMBER}) ?[/\uff0f] ?"
    rf"[{_MINUS}]? ?(?P<down>{NUMBER}) ?[)\uff09]"
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
        rf"{_LIKE} ?[:(]? ?(?P<up>{NUMBER}) ?\)?[ ,/|·]*{_DISLIKE} ?[:(]? ?(?P<down>{NUMBER}) ?\)?",
        rf"(?P<up>{NUMBER}) ?{_LIKE}[ ,/|·]+(?P<down>{NUMBER}) ?{_DISLIKE}",
        rf"(?P<up>{NUMBER}) / (?P<down>{NUMBER})",
        rf"\+(?P<up>{NUMBER}) ?[/|·] ?[{_MINUS}](?P<down>{NUMBER})",
        rf"[▲⬆△] ?(?P<net>[+{_MINUS}]?(?:{NUMBER})) ?[▼⬇▽]",
        rf"\(?score ?: ?(?P<net>[+{_MINUS}]?(?:{NUMBER}))(?:, ?[a-z ]{{1,30}})?\)?",
        (
            rf"(?P<net>[+{_MINUS}]?(?:{NUMBER})) (?:points?|votes?|stimmen|puntos|очк(?:о|а|ов))"
            r"(?: ?\(\d{1,3} ?% (?:up[ -]?voted|liked)\))?"
        ),
        rf"(?:rating|karma|votes?|points) ?: ?(?P<net>[+{_MINUS}](?:{NUMBER}))",
        rf"(?P<net>[+{_MINUS}](?:{NUMBER}))",
        rf"[\[(]?(?P<up>{NUMBER}) {_LIKE}(?: (?:this|it|\+))?[\])]?",
        rf"(?P<up>{NUMBER}) (?:people|persons?|users?) {_LIKE}(?: (?:this|it))?",
        rf"(?:{_LIKE}|recommended by) ?[:(]? ?(?P<up>{NUMBER}) ?\)?",
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
