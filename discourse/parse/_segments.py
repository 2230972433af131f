"""A comment's paragraphs as printed: quote markers cut off, words counted, in page order."""
# ruff: noqa: RUF001 # typographic quotation marks and dashes are what this is about

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from discourse.parse._names import quote_head
from discourse.parse._words import Vocabulary, Words
from discourse.parse.layout import Block, Draft

# `>` before words; not an arrow, a number ("more than 50"), or a face
_MARKER = re.compile(r"\s{0,8}(?:>|&gt;)(?:\s?(?:>|&gt;))*(?![\d=:;<-])[ \t]?")
_PARTING = re.compile(r"\n[^\S\n]*\n\s*")
_OPENERS, _CLOSERS = "\"“”„«»'‘‚「『", "\"”“«»'’」』"
_TRAILS = ("...", "…")
_ELLIPSIS = re.compile(r"\[(?:\.{3}|…)\]|\((?:\.{3}|…)\)|\.{3,}+|…|\[snip\]")


@dataclass(frozen=True, slots=True)
class Segment:
    """One printed paragraph of a comment; `at` counts the words of the comment before it."""

    number: int  # within the comment, from 0
    text: str
    words: Words
    at: int
    marked: bool = False
    quoted_author: str | None = None
    quoted_comment: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A draft with its paragraphs cut at quote markers, and all its words in a row."""

    draft: Draft
    segments: tuple[Segment, ...]
    packed: str

    @property
    def raw(self) -> str:
        """All paragraphs as the layout found them."""
        blocks = (block.text.strip() for block in self.draft.blocks)
        return "\n\n".join(text for text in blocks if text)


def printed(draft: Draft, vocabulary: Vocabulary) -> Printed:
    """A draft's paragraphs and words."""
    segments: list[Segment] = []
    at, head = 0, None
    for block in draft.blocks:
        for printed_text, marked in _cut(block):
            found = quote_head(printed_text) if marked else None
            head = found[0] if found else head if marked else None
            text = printed_text[found[1] :] if found else printed_text
            if not text:
                continue
            words = vocabulary.words(text)
            author, comment = block.quoted_author or head, block.quoted_comment
            segments.append(Segment(len(segments), text, words, at, marked, author, comment))
            at += len(words.packed)
    return Printed(draft, tuple(segments), "".join(segment.words.packed for segment in segments))


def _cut(block: Block) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a block, each marked as a quote or not, without their markers."""
    for paragraph in _PARTING.split(block.text):
        for marked, lines in groupby(paragraph.split("\n"), lambda line: bool(_marker(line))):
            text = "\n".join(line[len(_marker(line)) :] for line in lines).strip()
            if text:
                yield text, marked or block.quoted


def _marker(line: str) -> str:
    found = _MARKER.match(line)
    return found.group() if found else ""


def in_quotation_marks(text: str) -> bool:
    """Whether one pair of quotation marks holds the whole paragraph."""
    bare = text.strip().strip("*_").strip()
    if len(bare) < 3 or bare[0] not in _OPENERS or bare[-1] not in _CLOSERS:
        return False
    return not any(sign in bare[1:-1] for sign in _pair(bare[0]))


def _pair(opener: str) -> str:
    if opener in "'‘‚":
        return ""  # an apostrophe inside closes nothing
    return {"“": "“”", "„": "„“", "«": "«»", "»": "«»"}.get(opener, opener)


def truncated_start(text: str) -> bool:
    """Whether a passage starts in the middle of a sentence: ", if that means", "...so"."""
    bare = text.lstrip("\"“”'‘«*_ ")
    return bare.startswith((",", ";", ")", *_TRAILS, "[...]", "(...)"))


def truncated_end(text: str) -> bool:
    """Whether a passage breaks off: "as he said..."."""
    bare = text.rstrip("\"”“'’»*_ ")
    return bare.endswith((*_TRAILS, "[...]", "(...)"))


def pieces(text: str, start: int, words: Words) -> tuple[str, ...]:
    """The words of a passage parted where an ellipsis leaves something out.

    `start` is where the passage starts in the text that the words' places count from.
    """
    cuts = [start + found.start() for found in _ELLIPSIS.finditer(text)]
    bounds = [0, *(words.index(cut) for cut in cuts), len(words.packed)]
    parts = (words.packed[a:b] for a, b in pairwise(bounds))
    return tuple(part for part in parts if part)
