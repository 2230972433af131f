"""Pages saved in several parts, MHTML or a folder of frames, as one HTML text (pure).

Each frame is put into the `srcdoc` of the element that shows it, where the tree finds it; so does
the browser extension SingleFile.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from urllib.parse import unquote

from discourse.errors import PageError
from discourse.parse.decoding import decode
from discourse.thread import Problem, ProblemKind

_MIME = re.compile(rb"\A\s*(?:[A-Za-z-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){1,40}\r?\n")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_FRAME = re.compile(
    r"<i?frame\b(?P<rest>[^>]{0,4000}?)\bsrc\s*=\s*(?P<quote>[\"'])(?P<src>[^\"'>]+)(?P=quote)",
    re.IGNORECASE,
)
_MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a page that a browser saved beside it, by its file's name."""

    name: str
    data: bytes


def is_mhtml(data: bytes) -> bool:
    """Whether a file begins with the header of a web archive."""
    head = _MIME.match(data[:20_000])
    return head is not None and _MULTIPART.search(head[0]) is not None


@dataclass(frozen=True, slots=True)
class Joined:
    """A page with its frames in it, and which of them cannot be read."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def one_text(name: str, data: bytes, frames: Iterable[Frame], max_bytes: int) -> Joined:
    """A page as the bytes of one HTML text, UTF-8 with its mark; as it is where it is one.

    Raises PageError where a web archive holds no HTML.
    """
    if len(data) > max_bytes:
        return Joined(data)  # decoding will say so
    problems: list[Problem] = []
    if is_mhtml(data):
        main, parts = _unpacked(name, data, max_bytes)
    elif known := [frame for frame in frames if frame.data.strip()]:
        main = decode(name, data, max_bytes).text
        parts = dict(_readable(known, max_bytes, problems))
    else:
        return Joined(data)
    whole = _with_frames(main, parts).encode("utf-8-sig", "replace")
    return Joined(whole, tuple(problems))


def _readable(
    frames: Iterable[Frame], max_bytes: int, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """The text of each frame that has one: what an advertiser sent must not lose the page."""
    for frame in frames:
        try:
            yield frame.name, decode(frame.name, frame.data, max_bytes).text
        except PageError as error:
            problems.append(Problem(ProblemKind.ENCODING, f"a frame is not read: {error}"))


def _unpacked(name: str, data: bytes, max_bytes: int) -> tuple[str, dict[str, str]]:
    """The first HTML part of a web archive, and every other by its address and its id."""
    pages: list[str] = []
    parts: dict[str, str] = {}
    for _, part in zip(range(_MOST_PARTS), message_from_bytes(data).walk(), strict=False):
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            text = _text(name, part, max_bytes)
            if pages:
                parts.update(dict.fromkeys(_addresses(part), text))
            pages.append(text)
    if not pages:
        raise PageError(name, "a web archive with an HTML page in it", "one without")
    return pages[0], parts


def _text(name: str, part: Message, max_bytes: int) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):  # a wrong header: look at the bytes instead
            pass
    return decode(name, data, max_bytes).text if data.strip() else ""


def _addresses(part: Message) -> list[str]:
    own = str(part.get("Content-ID", "")).strip().strip("<>")
    return [at for at in (str(part.get("Content-Location", "")).strip(), f"cid:{own}") if at]


def _with_frames(main: str, parts: Mapping[str, str]) -> str:
    """The page with the text of each frame in the element that shows it."""
    shown: set[str] = set()

    def fill(frame: re.Match[str]) -> str:
        src = html.unescape(frame["src"])
        key = next((at for at in (src, unquote(src).rpartition("/")[2]) if at in parts), None)
        if key is None or key in shown:
            return frame[0]
        shown.add(key)
        return f'<iframe srcdoc="{html.escape(parts[key])}"{frame["rest"]}'

    return _FRAME.sub(fill, main)
