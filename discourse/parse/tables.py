"""Tables of comments: CSV, TSV, JSON lines and Parquet, one comment a row, under known names."""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from discourse.errors import PageError, SettingsError
from discourse.parse.exports import Entry, json_records, looks_like_json, readings
from discourse.parse.layout import Block, Draft, Match, Rank, Reading
from discourse.parse.markup import broken_lines, html_blocks, text_blocks
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import Article, Votes

_LONGEST_FIELD = 1 << 24
_LONGEST_HEADER = 1 << 14
_TAG = re.compile(r"</?[a-z][a-z0-9]*[^<>]*>", re.IGNORECASE)
_TABLES = (".csv", ".tsv", ".parquet")
_NOBODY = {"", "0", "root", "none", "null", "nan"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: of several names, the first that says something in a row.

    Names are compared without case and punctuation: `commentText` is `comment_text`. `counter` is
    a name that spells the place in the thread: `7_0_1` answers `7_0`.
    """

    text: tuple[str, ...]
    id: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    net: tuple[str, ...] = ()
    permalink: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A layout for tables; `needs` are the roles of which a table must have a column each."""

    name: str
    columns: Columns
    needs: tuple[tuple[str, ...], ...] = ()  # of each group, one name
    rank: Rank = Rank.FORMAT
    confidence: float = 0.9
    _plain: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = {
            f.name: tuple(_plain(name) for name in getattr(self.columns, f.name))
            for f in fields(self.columns)
        }
        object.__setattr__(self, "_plain", plain)

    def match(self, page: Page) -> Match:
        """Sure where the first row has a text column and one of each group needed."""
        named = {_plain(name) for name in _header(page)}
        groups = (self.columns.text, *self.needs)
        found = [next((n for n in group if _plain(n) in named), "") for group in groups]
        return Match(self.confidence, tuple(found)) if all(found) else Match(0.0)

    def read(self, page: Page) -> Iterable[Reading]:
        """One reading an article: rows without an article's name are all of one."""
        rows = [Record(dict(_flat(row))) for row in _rows(page)]
        rows = [row for row in rows if self._has(row, "text")]
        articles = {self._name(row, "article"): self._article(row) for row in reversed(rows)}
        ids = {self._id(row, number) for number, row in enumerate(rows, 1)}
        ordered = dict(reversed(articles.items()))
        entries = (self._entry(row, number, ids) for number, row in enumerate(rows, 1))
        return readings(ordered, entries)

    def _text(self, row: Record, role: str) -> str:
        return row.text(*self._plain[role])

    def _name(self, row: Record, role: str) -> str:
        return row.name(*self._plain[role])

    def _has(self, row: Record, role: str) -> bool:
        return any(name in row.fields for name in self._plain[role])

    def _article(self, row: Record) -> Article:
        return Article(
            title=self._text(row, "title"),
            paragraphs=tuple(block.text for block in _blocks(self._text(row, "body"))),
            site=self._text(row, "site") or None,
            url=self._text(row, "address") or None,
        )

    def _id(self, row: Record, number: int) -> str:
        return self._text(row, "counter") or self._name(row, "id") or str(number)

    def _parent(self, row: Record, ids: set[str]) -> str | None:
        if counter := self._text(row, "counter"):
            above = counter.rpartition("_")[0]
            return above if above in ids else None
        parent = self._name(row, "parent")
        return parent if parent in ids or parent.casefold() not in _NOBODY else None

    def _entry(self, row: Record, number: int, ids: set[str]) -> Entry:
        up, down = row.size(*self._plain["up"]), row.count(*self._plain["down"])
        net = row.count(*self._plain["net"])
        draft = Draft(
            id=self._id(row, number),
            blocks=_blocks(self._text(row, "text")),
            votes=Votes(up=up, down=abs(down) if down is not None else None, net=net),
            author=self._text(row, "author") or None,
            addressee=self._text(row, "addressee") or None,
            posted=row.time(*self._plain["posted"]),
            parent=self._parent(row, ids),
            permalink=self._text(row, "permalink") or None,
        )
        return Entry(self._name(row, "article"), draft)


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A layout for tables whose columns a user names; a table without all of them is refused."""

    table: Table
    columns: tuple[str, ...]
    name: str = "mapped_table"
    rank: Rank = Rank.PLATFORM  # before every other table, but not before an export of a platform

    def match(self, page: Page) -> Match:
        """Sure where all columns are there; slight for other tables, so that reading them fails."""
        header = _header(page)
        found = {_plain(name) for name in header}
        tabular = page.name.lower().endswith(_TABLES) or _is_flat(page)
        if (tabular or len(found) > 1) and not self._missing(found):
            return Match(1.0, self.columns)
        return Match(0.01, tuple(header)) if tabular else Match(0.0)

    def read(self, page: Page) -> Iterable[Reading]:
        """As any table; raises PageError where one has not the columns named."""
        found = {_plain(name) for name in _header(page)}
        found.update(name for row in _rows(page) for name, _ in _flat(row))
        if missing := self._missing(found):
            expected = f"the column{'s' * (len(missing) > 1)} {', '.join(missing)}"
            raise PageError(page.name, expected, ", ".join(_header(page)) or "no column")
        return self.table.read(page)

    def _missing(self, found: Collection[str]) -> list[str]:
        return [name for name in self.columns if _plain(name) not in found]


def mapped(columns: Mapping[str, str]) -> MappedTable:
    """A table whose columns a user names: role to column, such as `text: Kommentar`.

    Raises SettingsError for a role that there is not, or none for the text.
    """
    roles = [f.name for f in fields(Columns)]
    if unknown := sorted(set(columns) - set(roles)):
        raise SettingsError(f"columns: expected some of {', '.join(roles)}, found {unknown[0]}")
    if "text" not in columns:
        told = ", ".join(columns) or "none"
        raise SettingsError(f"columns: expected `text`, the column with the comment, found {told}")
    named = {role: (name,) for role, name in columns.items()}
    return MappedTable(Table("mapped_table", Columns(**named)), tuple(columns.values()))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter == ".")


def _flat(row: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """A row's values; those of a record within it under `outer.inner`."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from ((_plain(f"{name}.{inner}"), v) for inner, v in value.items())
        else:
            yield _plain(name), value


def _blocks(words: str) -> tuple[Block, ...]:
    return html_blocks(broken_lines(words)) if _TAG.search(words) else text_blocks(words)


def _header(page: Page) -> list[str]:
    """The names of a table's columns; empty where the page is no table."""
    if looks_like_json(page):
        return list(_first_row(page.text))
    line = page.text.partition("\n")[0].lstrip("\ufeff")
    return (
        next(csv.reader([line], delimiter=_delimiter(line)), [])
        if len(line) < _LONGEST_HEADER
        else []
    )


def _first_row(text: str) -> Mapping[str, object]:
    """The first object, in an array or on a line of its own."""
    start = text.find("{")
    try:
        first, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return first if isinstance(first, dict) else {}


def _is_flat(page: Page) -> bool:
    """Whether a page is JSON whose first object is the row of a table: it holds no others."""
    row = _first_row(page.text) if looks_like_json(page) else {}
    return bool(row) and not any(isinstance(value, dict | list) for value in row.values())


def _delimiter(header: str) -> str:
    return max(",\t;|", key=header.count)


def _rows(page: Page) -> Iterator[Mapping[str, object]]:
    if looks_like_json(page):
        yield from (record.fields for record in json_records(page))
    else:
        yield from _lines(page)


def _lines(page: Page) -> Iterator[Mapping[str, object]]:
    text = page.text.lstrip("\ufeff")
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0]))
    try:
        for row in reader:
            yield {name: value for name, value in row.items() if isinstance(name, str)}
    except csv.Error as trouble:
        raise PageError(page.name, "a table", f"line {reader.line_num}: {trouble}") from None
