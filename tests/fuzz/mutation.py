"""Files made wrong at random: bytes lost, doubled, exchanged, replaced by what parsers hate."""

import random
from collections.abc import Callable, Sequence

LARGEST = 400_000  # bytes of a mutated file

NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\x1b[31m", b"\x1b]0;x\x07", b"\r"),
    *(b"<", b">", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"</", b"/>", b"<div", b"<script>"),
    *(b"<blockquote>", b"</blockquote>", b"<iframe srcdoc='<p>x'>", b"<table><tr><td>", b"</body>"),
    *(b"&", b"&#0;", b"&#xD800;", b"&#99999999999;", b"&lt;", b"&amp;amp;", b"&nosuch;"),
    *(b'"', b"'", b"{", b"}", b"[", b"]", b":", b",", b"\\", b"\\u0000", b"\\ud800", b"null"),
    *(b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"0x10", b"1,2,3", b"\xd9\xa1"),
    *(b"2025-13-45T99:99:99Z", b"0000-00-00", b"99999-01-01", b"1 Jan 0001", b"-62135596801"),
    *(
        b"3 ( +5 / -2 )",
        b"+999999999999",
        b"12 Comments",
        b"Login to comment",
        b"> ",
        b"@",
        b"\n\n",
    ),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?xml version='1.1'?>", b"xmlns:a='b'", b"=cmd()"),
    *("\u202e".encode(), "\u200b".encode(), "\u0301".encode() * 9, "\U0001f600".encode()),
    *("\u2028".encode(), "\ufeff".encode(), "\u0130".encode(), "\ufb03".encode()),
    *(b"&a", b"*a", b"!!python/object:os.system", b"? ", b"- ", b"<<: ", b"%YAML 9", b"\t", b"~"),
)


def _place(rng: random.Random, data: bytes) -> int:
    return rng.randrange(len(data) + 1)


def _span(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = _place(rng, data)
    return start, min(len(data), start + int(rng.expovariate(1 / 60)) + 1)


def _flip(rng: random.Random, data: bytes, _: bytes) -> bytes:
    found = bytearray(data)
    for _time in range(rng.randint(1, 8)):
        if found:
            found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def _lose(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def _double(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    times = rng.choice((2, 2, 2, 3, 20, 400))
    return data[:start] + data[start:end] * times + data[end:]


def _insert(rng: random.Random, data: bytes, _: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + rng.choice(NASTY) * rng.choice((1, 1, 1, 2, 50)) + data[at:]


def _replace(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + rng.choice(NASTY) + data[end:]


def _move(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    rest = data[:start] + data[end:]
    at = _place(rng, rest)
    return rest[:at] + data[start:end] + rest[at:]


def _cut_off(rng: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: _place(rng, data)]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = sorted((_place(rng, other), _place(rng, other)))
    at = _place(rng, data)
    return data[:at] + other[start:end] + data[at:]


def _recode(rng: random.Random, data: bytes, _: bytes) -> bytes:
    encoding = rng.choice(("utf-16", "utf-16-le", "cp1252", "shift_jis", "utf-7", "cp037"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


_WAYS: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    *(_flip, _lose, _double, _insert, _insert, _replace, _replace, _move, _cut_off, _splice),
    _recode,
)


def mutated(seed: str, files: Sequence[bytes]) -> bytes:
    """One of the files, changed in one to eight ways; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    data, other = rng.choice(files), rng.choice(files)
    for _ in range(min(8, 1 + int(rng.expovariate(0.6)))):
        data = rng.choice(_WAYS)(rng, data, other)[:LARGEST]
    return data
