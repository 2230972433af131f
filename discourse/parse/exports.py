"""What the export formats share: loading JSON and XML safely, and comments sorted by article."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from discourse.errors import PageError
from discourse.parse.layout import Draft, Match, Rank, Reading
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import ARTICLE_ID, Article, Problem, ProblemKind

Element: TypeAlias = etree._Element  # noqa: SLF001 - the type that every lxml function hands out

_DOCTYPE = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+<!(?:DOCTYPE|ENTITY)\b")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCRIPT = re.compile(
    r"\A\s*+(?://[^\n]*+\s*+|/\*(?:[^*]|\*(?!/))*+\*/\s*+|import [^\n]*+\s*+)*+"
    r"(?:export\s++)?(?:const|let|var|default|module\.exports)\b[^={\[\n]*+=?\s*+"
)
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_HEAD = 4096  # what is enough to tell an export from anything else


@dataclass(frozen=True, slots=True)
class Export:
    """An export format as a layout: `marks` are words that all its files hold."""

    name: str
    looks_like: Callable[[Page], bool]  # JSON, XML
    marks: tuple[str, ...]
    reader: Callable[[Page], Iterable[Reading]]
    rank: Rank = Rank.FORMAT

    def match(self, page: Page) -> Match:
        """Sure where the form is right and every mark is there."""
        if self.looks_like(page) and all(mark in page.text for mark in self.marks):
            return Match(1.0, self.marks)
        return Match(0.0)

    def read(self, page: Page) -> Iterable[Reading]:
        """What the format's reader finds."""
        return self.reader(page)


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment of an export under the key of its article.

    `withdrawn` marks one that readers no longer see: it stays, without words, while others answer
    it, and is left out otherwise.
    """

    article: str
    draft: Draft
    withdrawn: bool = False


def readings(
    articles: Mapping[str, Article],
    entries: Iterable[Entry],
    declared: Mapping[str, int] | None = None,
    trouble: Iterable[Problem] = (),
) -> Iterator[Reading]:
    """One reading an article, those named only by their comments last; all share the trouble."""
    shared = tuple(trouble)
    under: dict[str, list[Entry]] = {key: [] for key in articles}
    for entry in entries:
        under.setdefault(entry.article, []).append(entry)
    for key, found in under.items():
        problems = list(shared)
        drafts = tuple(_named(_visible(_without_repeats(found, problems))))
        count = (declared or {}).get(key)
        yield Reading(articles.get(key, Article()), drafts, count, tuple(problems))


def _without_repeats(entries: Iterable[Entry], problems: list[Problem]) -> list[Entry]:
    """Exports in pages repeat comments: the same id with the same words is the same comment."""
    kept: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in entries:
        key = (entry.draft.id, tuple(block.text for block in entry.draft.blocks))
        if key in kept:
            message = f"comment {entry.draft.id} stands in the export twice"
            problems.append(Problem(ProblemKind.DUPLICATE_COMMENT, message, entry.draft.id))
        kept.setdefault(key, entry)
    return list(kept.values())


def _named(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Comments without an id of their own get their number."""
    for number, draft in enumerate(drafts, 1):
        yield replace(draft, id=str(number)) if draft.id in {"", ARTICLE_ID} else draft


def _visible(entries: list[Entry]) -> Iterator[Draft]:
    answered = {entry.draft.parent for entry in entries}
    for entry in entries:
        if not entry.withdrawn:
            yield entry.draft
        elif entry.draft.id in answered:
            draft = entry.draft
            yield Draft(draft.id, (), posted=draft.posted, parent=draft.parent)


def looks_like_json(page: Page) -> bool:
    """Whether a page could hold JSON (or a script that assigns some)."""
    head = page.text[:_HEAD].lstrip("\ufeff \t\r\n")
    return head.startswith(("{", "[")) or _SCRIPT.match(head) is not None


def looks_like_xml(page: Page) -> bool:
    """Whether a page could be XML (and is not HTML)."""
    head = page.text[:_HEAD].lower()
    return "<" in head and "<html" not in head


@lru_cache(maxsize=2)  # several layouts ask about one page
def json_records(page: Page) -> tuple[Record, ...]:
    """Every object of a JSON page, outer before inner, in page order.

    JSON lines, objects assigned in a script, and JSON kept as text in the JSON of a recording of
    web traffic (HAR files, test cassettes) are read alike.
    """
    found: list[Record] = []
    waiting = [_document(page)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            found.append(Record(value))
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, str) and value[:1] in ("{", "["):
            waiting.append(_inner(value))
    return tuple(found)


def _document(page: Page) -> object:
    text = page.text.lstrip("\ufeff \t\r\n")
    try:
        if not text.startswith(("{", "[")):
            return _script_value(text)
        return json.loads(text)
    except RecursionError:
        raise PageError(page.name, "JSON nested less than a thousand deep", "deeper") from None
    except ValueError as trouble:
        if (lines := _json_lines(text)) is not None:
            return lines
        raise PageError(page.name, "JSON", str(trouble)) from None


def _script_value(text: str) -> object:
    import chompjs

    found = _SCRIPT.match(text)
    return chompjs.parse_js_object(text[found.end() if found else 0 :])


def _json_lines(text: str) -> list[object] | None:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _inner(text: str) -> object:
    """JSON inside a JSON string; None where the text only begins like it."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class XmlTree:
    """The root of an XML page and what was mended to get it."""

    root: Element
    problems: tuple[Problem, ...] = ()


def xml_tree(page: Page) -> XmlTree:
    """An XML page, mended where exports are commonly broken.

    Document types are refused: no export needs one, and attacks on readers of XML all do.
    """
    text = page.text
    text = _NOT_XML.sub("", text[max(text.find("<"), 0) :])
    if _DOCTYPE.match(text):  # later in the page, it is somebody's words
        raise PageError(
            page.name, "XML without a document type of its own", "<!DOCTYPE or <!ENTITY"
        )
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    text = _REFERENCE.sub(_allowed, _DECLARATION.sub("", text))
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise PageError(page.name, "XML", "nothing that could be mended into it")
    return XmlTree(root, tuple(_mended(parser)))


def _allowed(reference: re.Match[str]) -> str:
    """A reference to a character, or what stands for those that XML does not allow."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    allowed = code <= sys.maxunicode and not _NOT_XML.match(chr(code))
    return reference[0] if allowed else "\ufffd"


def _mended(parser: etree.XMLParser) -> Iterator[Problem]:
    for entry in list(parser.error_log)[:1]:  # the others mostly follow from the first
        message = f"XML mended at line {entry.line}: {entry.message}"
        yield Problem(ProblemKind.MARKUP, message)


def local_name(element: Element) -> str:
    """A tag without its namespace, whose address differs between versions of a format."""
    tag = element.tag if isinstance(element.tag, str) else ""  # entities have none
    return tag.rpartition("}")[2].rpartition(":")[2]


def child(element: Element, name: str) -> Element | None:
    """The first child of that local name."""
    return next((found for found in element if local_name(found) == name), None)


def child_text(element: Element, *path: str) -> str:
    """The words of the child at a path of local names; empty where there is none."""
    at: Element | None = element
    for name in path:
        at = child(at, name) if at is not None else None
    return (at.text or "").strip() if at is not None else ""


def attribute(element: Element | None, name: str) -> str:
    """An attribute by local name; empty where there is none."""
    for key, value in element.items() if element is not None else ():
        if str(key).replace(":", "}").rpartition("}")[2] == name:
            return str(value)
    return ""
