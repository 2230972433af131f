"""Pages of WARC files, as crawlers and browsers' archives keep them."""

import codecs
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from discourse.parse.page import Page
from discourse.run.pages.bombs import Counted, Gauge, Gauged
from discourse.run.pages.kinds import Input, Limits, at_most, unreadable
from discourse.run.pages.outcome import Skipped

_KINDS = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/json", "text/json"}
    | {"application/xml", "text/xml", "application/atom+xml", "text/csv"}
)


def read_warc(path: Path, name: str, limits: Limits) -> Iterator[Input]:
    """The pages among the responses and resources of a WARC file, named by their addresses."""
    from warcio.archiveiterator import ArchiveIterator

    others: Counter[str] = Counter()
    with path.open("rb") as file:
        packed = Counted(file)
        gauge = Gauge(name, limits, lambda: packed.count)
        for record in ArchiveIterator(packed):
            if record.rec_type not in ("response", "resource"):
                continue
            if why := _left_out(record):
                others[why] += 1
            else:
                yield _page(record, name, limits, gauge)
    for why, number in sorted(others.items()):
        yield Skipped(name, f"{number:,} inside: {why}")


def _left_out(record: Any) -> str:
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None else "200"
    if status != "200":
        return f"answered {status}"
    kind = _content_type(record).get_content_type()
    return "" if kind in _KINDS else f"not a kind of page ({kind})"


def _content_type(record: Any) -> Message:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    message = Message()
    message["Content-Type"] = headers.get_header("Content-Type") or ""
    return message


def _page(record: Any, name: str, limits: Limits, gauge: Gauge) -> Input:
    address = record.rec_headers.get_header("WARC-Target-URI") or "no address"
    label = f"{name}/{''.join(one if one.isprintable() else '?' for one in address)}"
    data = Gauged(record.content_stream(), gauge).read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        return unreadable(label, at_most(limits.max_bytes), "more")
    return Page(label, _as_utf8(data, _content_type(record)), limits.max_bytes)


def _as_utf8(data: bytes, kind: Message) -> bytes:
    """The bytes, marked as UTF-8 where only the answer's header named another encoding."""
    named = kind.get_content_charset()
    if named is None or b"charset" in data[:2048].lower() or data.startswith(codecs.BOM_UTF8):
        return data
    try:
        return codecs.BOM_UTF8 + data.decode(named).encode()
    except (LookupError, UnicodeError):  # it named one that does not hold: the bytes decide
        return data
