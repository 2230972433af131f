"""Paragraphs out of the ways in which exports write a comment: HTML, Markdown, plain lines."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from discourse.parse import dom
from discourse.parse.layout import Block

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_PARTED = re.compile(r"<(?:p|br|div|blockquote|li)\b", re.IGNORECASE)
_MARK = re.compile(r"(?:>|&gt;)+ ?")  # of mail and Markdown; never one of the arrows `->`, `>=`
_ESCAPED = re.compile(r"\s*&lt;[a-z!]", re.IGNORECASE)


def html_blocks(source: str) -> tuple[Block, ...]:
    """The paragraphs of a piece of HTML; some exports escape it once more."""
    if _ESCAPED.match(source):
        source = html.unescape(source)
    if "<" not in source:
        return text_blocks(html.unescape(source))
    return marked_blocks(dom.blocks(dom.parse(source).root))


def text_blocks(source: str) -> tuple[Block, ...]:
    """The paragraphs of plain text or Markdown: blank lines part them, `>` marks quotes."""
    parts = (part.strip() for part in _BLANK_LINES.split(source))
    return marked_blocks(Block(part) for part in parts if part)


def broken_lines(source: str) -> str:
    """HTML in which line ends are meant, as WordPress keeps it."""
    return source if _PARTED.search(source) else source.replace("\n", "<br>")


def marked_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in which the lines that begin with `>` are quoted and the others are not."""
    return tuple(part for block in blocks for part in _parts(block))


def _parts(block: Block) -> Iterator[Block]:
    if block.quoted or not any(mark in block.text for mark in (">", "&gt;")):
        yield block
        return
    for quoted, lines in groupby(block.text.split("\n"), lambda line: bool(_MARK.match(line))):
        words = "\n".join(_MARK.sub("", line, count=1) if quoted else line for line in lines)
        if words.strip():
            yield replace(block, text=words.strip(), quoted=quoted)
