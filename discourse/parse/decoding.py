"""Bytes to text: byte order mark, UTF-8, declared encoding, then a guess (pure)."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from discourse.errors import PageError
from discourse.parse.western import western
from discourse.thread import Problem, ProblemKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"PAR1", "a Parquet table"),
    (b"bplist00", "a binary property list (Safari web archive)"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
)
_TEXTUAL_MAGIC = (b"MZ", b"BZh", b"ID3", b"RIFF", b"Rar!", b"GIF8", b"PAR1")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{2,40})"""
    rb"""|^content-type:[^\r\n]{0,200}?charset\s{0,9}=\s{0,9}"?([\w:.-]{2,40})""",
    re.IGNORECASE | re.MULTILINE,
)
_MEANT = {  # what browsers read where these are declared
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-8",  # the declaration was read as ASCII, so it cannot be true
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-32": "utf-8",
}
_NEWLINES = ("\r\n", *"\r\x0b\x0c\x85\u2028\u2029")
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_SAMPLE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding it was in, and what is doubtful about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(name: str, data: bytes, max_bytes: int) -> Decoded:
    """The text of a page; raises PageError where it is empty, too large or no text."""
    if len(data) > max_bytes:
        raise PageError(name, f"at most {_size(max_bytes)}", _size(len(data)))
    if not data:
        raise PageError(name, "a saved page", "an empty file")
    decoded = _marked(name, data) or _wide(name, data) or _narrow(name, data)
    text = decoded.text.replace("\x00", "")
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    if text.isspace() or not text:
        raise PageError(name, "a saved page", "nothing but blank space")
    return Decoded(text, decoded.encoding, decoded.problems)


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{count:,} bytes"


def _marked(name: str, data: bytes) -> Decoded | None:
    """Decoded by its byte order mark, None where it bears none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(name, data[len(mark) :], encoding, "its byte order mark")
    return None


def _wide(name: str, data: bytes) -> Decoded | None:
    """UTF-16 without a mark, seen by its sense; raises PageError for anything binary."""
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic not in _TEXTUAL_MAGIC or _controls(data) > 0.01):
            raise PageError(name, "text", kind)
    if _controls(data) <= 0.1:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _makes_sense(data[:_SAMPLE].decode(encoding, "replace")):
            return _lenient(name, data, encoding, "its zero bytes")
    raise PageError(name, "text", "a video" if data[4:8] == b"ftyp" else "binary data")


def _makes_sense(text: str) -> bool:
    """Whether text has spaces and stops as words need, and hardly a character that is none."""
    stops = sum(1 for character in text if character in " \n,.\u3001\u3002")
    strange = sum(1 for character in text if unicodedata.category(character) in {"Cc", "Cn", "Co"})
    breaks = sum(text.count(control) for control in "\t\n\r")
    return stops >= len(text) / 50 and strange - breaks <= len(text) / 50


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / len(sample)


def _narrow(name: str, data: bytes) -> Decoded:
    """Decoded as UTF-8, as declared, or as guessed."""
    declared = _declared(data)
    if declared is None or not declared.startswith("iso2022"):
        text = _strict(data, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8", _contradiction(text, declared))
    if declared is not None and (text := _strict(data, declared)) is not None:
        return Decoded(text, declared)
    if _mostly_utf8(data):
        return _lenient(name, data, "utf-8", "most of its bytes")
    if declared is not None and declared != "utf-8":
        return _lenient(name, data, declared, "its declaration")
    return _guessed(name, data, declared)


def _declared(data: bytes) -> str | None:
    """The encoding that the page's head declares, as browsers understand the name."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    label = next(group for group in found.groups() if group).decode("ascii", "replace")
    try:
        known = codecs.lookup(
            {"x-sjis": "cp932", "x-gbk": "gb18030"}.get(label.lower(), label)
        ).name
    except LookupError:  # a declared name that means nothing declares nothing
        return None
    return _MEANT.get(known, known) if known in _text_encodings() else None


@cache
def _text_encodings() -> frozenset[str]:
    """The codecs that decode bytes to text; `hex`, `rot13` and their like do not."""
    from encodings.aliases import aliases

    names = set()
    for encoding in {*aliases.values(), *_MEANT.values()}:
        try:
            info = codecs.lookup(encoding)
        except LookupError:  # `mbcs` and `oem` exist on Windows alone
            continue
        if getattr(info, "_is_text_encoding", True):
            names.add(info.name)
    return frozenset(names - {"utf-7", "punycode", "idna"})


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:  # the caller goes on to the next encoding
        return None


def _contradiction(text: str, declared: str | None) -> tuple[Problem, ...]:
    if declared in {None, "utf-8"} or text.isascii():
        return ()
    return (Problem(ProblemKind.ENCODING, f"the page declares {declared} but its bytes are UTF-8"),)


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few bad bytes spoil what is UTF-8 otherwise."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    good = sum(1 for character in sample if character > "\x7f") - bad
    return good >= 3 * bad


def _lenient(name: str, data: bytes, encoding: str, evidence: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > len(text) / 10:
        raise PageError(name, "text", f"bytes that are not {encoding}, which {evidence} says")
    if not bad:
        return Decoded(text, encoding)
    message = f"{bad} unreadable characters (read as {encoding}, from {evidence})"
    return Decoded(text, encoding, (Problem(ProblemKind.ENCODING, message),))


def _guessed(name: str, data: bytes, declared: str | None) -> Decoded:
    sample = data[:_SAMPLE]
    encoding = "cp1252" if western(sample) is not None else _likeliest(name, sample)
    decoded = _lenient(name, data, encoding, "a guess")
    said = (
        f"the page declares {declared} but its bytes are not"
        if declared
        else "no encoding is declared"
    )
    guess = Problem(ProblemKind.ENCODING, f"{said}; guessed {encoding}")
    return Decoded(decoded.text, encoding, (guess, *decoded.problems))


def _likeliest(name: str, sample: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to load, seldom wanted

    best = from_bytes(sample).best()
    if best is None:
        raise PageError(name, "text in a known encoding", "bytes in none that could be told")
    same = best.encoding != "cp1252" and _strict(sample, "cp1252") == str(best)
    return "cp1252" if same else best.encoding
