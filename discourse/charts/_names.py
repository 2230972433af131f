"""Names of pictures: from whatever a page or target is called to a path that is safe anywhere."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 48
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,5}$")  # .txt, .html and the like
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # Windows keeps these to itself


def slug(name: str, otherwise: str) -> str:
    """Small letters, digits and hyphens; `otherwise` where nothing of the name is left."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    plain = unicodedata.normalize("NFKD", _SUFFIX.sub("", last))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    kept = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].strip("-")
    return otherwise if not kept or _RESERVED.fullmatch(kept) else kept


def unique_slugs(names: Iterable[str], otherwise: str) -> dict[str, str]:
    """A slug for each different name, told apart by a number where two would be one."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in given:
            continue
        wanted = slug(name, otherwise)
        number, own = 2, wanted
        while own in taken:
            number, own = number + 1, f"{wanted}-{number}"
        taken.add(own)
        given[name] = own
    return given


def numbered_slugs(names: Iterable[str], otherwise: str) -> list[str]:
    """A slug for each name after its number, so that files sort as the articles came."""
    listed = list(names)
    digits = max(2, len(str(len(listed))))
    return [f"{n:0{digits}}-{slug(name, otherwise)}" for n, name in enumerate(listed, 1)]
