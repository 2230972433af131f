"""Threads as they may be handed on: with pseudonyms for names, or without words."""

import hmac
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from discourse.aggregate.judged import JudgedThread
from discourse.thread import ARTICLE_ID, Comment, Quote

# scripts that put no space between words, so that a name may begin and end anywhere
_UNSPACED = "\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_LENGTH = 10  # characters of 5 bits: two of 100,000 names share one about once in 200,000 exports


class Pseudonyms:
    """A pseudonym for each name; without the key nobody can try out whose it is.

    Names that differ only in case, spaces or a leading @ are one.
    """

    def __init__(self, names: Iterable[str], key: bytes) -> None:
        self._key = key
        self._by_token: dict[str, list[str]] = {}  # by its first token, the longest name first
        for name in sorted({name.strip() for name in names}, key=len, reverse=True):
            if name:
                self._by_token.setdefault(_first_token(name, 0), []).append(name)

    def of(self, name: str) -> str:
        """The name's pseudonym."""
        plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).lstrip("@")
        mac = hmac.new(self._key, plain.encode(), sha256).digest()
        return f"reader-{b32encode(mac).decode()[:_LENGTH].lower()}"

    def within(self, text: str) -> str:
        """The text with a pseudonym for each name that stands in it as a whole.

        Letters must agree in case, except after an @.
        """
        kept, at = [], 0
        for token in _TOKEN.finditer(text):
            if token.start() >= at and (name := self._name(text, token.start())):
                kept += [text[at : token.start()], self.of(name)]
                at = token.start() + len(name)
        return "".join([*kept, text[at:]])

    def _name(self, text: str, start: int) -> str:
        """The longest name that stands there; empty where none does."""
        mentioned = text[start - 1 : start] == "@"
        for name in self._by_token.get(_first_token(text, start), ()):
            found = text[start : start + len(name)]
            same = found == name or (mentioned and found.casefold() == name.casefold())
            if same and not _within_token(text, start + len(name)):
                return name
        return ""


def pseudonymised(threads: Sequence[JudgedThread], key: bytes) -> list[JudgedThread]:
    """The threads with pseudonyms for authors and addressees, also inside texts.

    Comments are numbered anew and lose their links: either would lead back to a name.
    """
    comments = [comment for one in threads for comment in one.thread.comments]
    names = {name for one in comments for name in (one.author, one.addressee) if name}
    pseudonyms = Pseudonyms(names, key)
    return [_renamed(one, pseudonyms) for one in threads]


def without_text(threads: Iterable[JudgedThread]) -> list[JudgedThread]:
    """The threads without the words of comments, quotes and article bodies."""
    return [_wordless(one) for one in threads]


def _first_token(text: str, start: int) -> str:
    found = _TOKEN.match(text, start)
    return found.group().casefold() if found else ""


def _within_token(text: str, at: int) -> bool:
    """Whether a word goes on there that began before."""
    before = _TOKEN.match(text, at - 1)
    return before is not None and before.end() > at


def _renamed(judged: JudgedThread, pseudonyms: Pseudonyms) -> JudgedThread:
    numbers = {comment.id: str(n) for n, comment in enumerate(judged.thread.comments, 1)}
    numbers[ARTICLE_ID] = ARTICLE_ID
    comments = tuple(_anonymous(one, pseudonyms, numbers) for one in judged.thread.comments)
    # problems name comments and people in their messages
    thread = replace(judged.thread, comments=comments, problems=())
    judgements = tuple(replace(j, comment_id=numbers[j.comment_id]) for j in judged.judgements)
    return replace(judged, thread=thread, judgements=judgements)


def _anonymous(comment: Comment, pseudonyms: Pseudonyms, numbers: dict[str, str]) -> Comment:
    def quote(one: Quote) -> Quote:
        return replace(
            one,
            text=pseudonyms.within(one.text),
            comment_id=numbers[one.comment_id] if one.comment_id else None,
            first_said_by=numbers.get(one.first_said_by) if one.first_said_by else None,
        )

    return replace(
        comment,
        id=numbers[comment.id],
        text=pseudonyms.within(comment.text),
        raw=pseudonyms.within(comment.raw),
        parent=numbers[comment.parent] if comment.parent else None,
        author=pseudonyms.of(comment.author) if comment.author else comment.author,
        addressee=pseudonyms.of(comment.addressee) if comment.addressee else comment.addressee,
        quotes=tuple(map(quote, comment.quotes)),
        permalink=None,
    )


def _wordless(judged: JudgedThread) -> JudgedThread:
    comments = tuple(
        replace(one, text="", raw="", quotes=tuple(replace(quote, text="") for quote in one.quotes))
        for one in judged.thread.comments
    )
    article = replace(judged.thread.article, paragraphs=())
    return replace(judged, thread=replace(judged.thread, article=article, comments=comments))
