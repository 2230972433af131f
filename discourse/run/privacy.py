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

# scripts that put no space between words, so that a name may end anywhere
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LENGTH = 10  # characters of 5 bits: two of 100,000 names share one about once in 200,000 exports


class Pseudonyms:
    """A pseudonym for each name; without the key nobody can try out whose it is.

    Names that differ only in case, spaces or a leading @ are one.
    """

    def __init__(self, names: Iterable[str], key: bytes) -> None:
        self._key = key
        known = {name: self.of(name) for name in names if name.strip()}
        self._exact = known
        self._folded = {name.casefold(): given for name, given in known.items()}
        self._lengths = sorted({len(name) for name in known}, reverse=True)

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
        for start in range(len(text)):
            if start < at or _one_word(text, start):
                continue
            for length in self._lengths:
                given = self._name(text, start, start + length)
                if given:
                    kept += [text[at:start], given]
                    at = start + length
                    break
        return "".join([*kept, text[at:]])

    def _name(self, text: str, start: int, end: int) -> str:
        """The pseudonym of the name that stands there; empty where none does."""
        name = text[start:end]
        if end > len(text) or _one_word(text, end):
            return ""
        mentioned = start > 0 and text[start - 1] == "@"
        return self._exact.get(name) or (self._folded.get(name.casefold(), "") * mentioned)


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


def _one_word(text: str, at: int) -> bool:
    """Whether the characters before and at a place belong to one word."""
    if not 0 < at < len(text):
        return False
    pair = text[at - 1 : at + 1]
    return all(one.isalnum() or one == "_" for one in pair) and not _UNSPACED.search(pair)


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
