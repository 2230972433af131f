"""Which site a saved page is of, so that whole sites can be held out."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

_ADDRESS = r"""["']?(https?://[^"'\s>]+)"""
_OWN = tuple(  # where a page says its own address, the surest first
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"<link[^>]+rel=[\"']?canonical\b[^>]*href={_ADDRESS}",
        rf"<link[^>]+href={_ADDRESS}[^>]*rel=[\"']?canonical\b",
        rf"<meta[^>]+property=[\"']og:url\b[^>]*content={_ADDRESS}",
        rf"<link[^>]+rel=[\"']?(?:shortlink|edituri|pingback|alternate)\b[^>]*href={_ADDRESS}",
        rf"<base[^>]+href={_ADDRESS}",
    )
)
_LINK = re.compile(rf"href={_ADDRESS}", re.IGNORECASE)
_HOSTS = ("blogspot.", "typepad.", "wordpress.", "posterous.", "tumblr.", "livejournal.")
_SECOND = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))  # as in `co.uk`


def site_of(html: str) -> str:
    """The domain of a page: the address it states, else the one most of its links lead to."""
    stated = (found[1] for pattern in _OWN if (found := pattern.search(html)))
    return next((name for name in map(_domain, stated) if name), "") or _most_linked(html)


def _most_linked(html: str) -> str:
    names = Counter(filter(None, map(_domain, _LINK.findall(html))))
    return names.most_common(1)[0][0] if names else ""


def _domain(address: str) -> str:
    """`news.example.co.uk` is of `example.co.uk`; each blog of a host is a site of its own."""
    try:
        labels = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
    except ValueError:  # an address no browser could follow names no site
        return ""
    if any(host in ".".join(labels) for host in _HOSTS):
        return ".".join(labels)
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in _SECOND else -2 :])


def folds_of(folder: Path, count: int) -> dict[str, int]:
    """A fold for each page `ID.html` of a folder, by name; all pages of a site lie in one."""
    return {
        name: int(sha256((site or name).encode()).hexdigest(), 16) % count
        for name, site in _sites(folder)
    }


def _sites(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.html")):
        yield path.stem, site_of(path.read_text(encoding="utf-8", errors="replace"))
