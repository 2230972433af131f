"""Pages to threads and no further: what `discourse parse` does."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from discourse.errors import PageError
from discourse.parse import Parsed, known_layouts, parse
from discourse.parse.golden import golden
from discourse.parse.layout import Layout, Line, Rank
from discourse.parse.page import Page
from discourse.parse.tables import mapped
from discourse.records import thread_line
from discourse.run.pages.bounds import Bounds
from discourse.run.pages.deadline import deadline
from discourse.run.pages.inputs import limited, read_pages
from discourse.run.pages.kinds import EXPORT_SUFFIXES, Input, page_name
from discourse.run.pages.outcome import Failure, Skipped, Stage, failure
from discourse.run.progress import Progress, Silent
from discourse.thread import Thread


class UnknownExportError(PageError):
    """A data file, such as JSON, that is no export of comments."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page and the threads it holds."""

    page: str
    digest: str
    parsed: tuple[Parsed, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """A name for each thread: the page's, with a number where it holds several."""
        if len(self.parsed) == 1:
            return (self.page,)
        return tuple(f"{self.page}#{number}" for number in range(1, len(self.parsed) + 1))


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a page was read: the layout, how sure it was and why, and each line's role."""

    key: str
    layout: str
    rank: str
    confidence: float
    evidence: tuple[str, ...]
    lines: tuple[Line, ...]
    thread: Thread

    def as_json(self) -> str:
        """A line of JSON, without the thread itself."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        del told["thread"]
        return json.dumps(told | {"lines": [asdict(line) for line in self.lines]})


@dataclass(frozen=True, slots=True)
class ParsedPages:
    """What became of the pages."""

    pages: tuple[ParsedPage, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]

    @property
    def keyed(self) -> Iterator[tuple[str, Parsed]]:
        """Each thread with its key."""
        for page in self.pages:
            yield from zip(page.keys, page.parsed, strict=True)

    @property
    def notes(self) -> list[str]:
        """What was left out, and what is odd about the pages."""
        skipped = [f"skipped: {one.page}: {one.reason}" for one in self.skipped]
        problems = [
            f"problem: {key}: {problem.message}"
            for key, parsed in self.keyed
            for problem in parsed.thread.problems
        ]
        return skipped + problems

    @property
    def threads(self) -> tuple[Thread, ...]:
        """All threads, in order."""
        return tuple(parsed.thread for _, parsed in self.keyed)

    def lines(self) -> Iterator[str]:
        """A line of JSON a thread."""
        for key, parsed in self.keyed:
            yield thread_line(key, parsed.thread)

    def golden(self) -> str:
        """What the threads say, as indented JSON for a test."""
        return golden(self.threads)

    def explained(self) -> Iterator[Explanation]:
        """How each thread's page was read."""
        for key, parsed in self.keyed:
            layout, match = parsed.choice.layout, parsed.choice.match
            rank = layout.rank.name.lower()
            yield Explanation(
                key,
                layout.name,
                rank,
                match.confidence,
                match.evidence,
                parsed.lines,
                parsed.thread,
            )


def parse_paths(
    paths: Sequence[str],
    *,
    limit: int | None = None,
    columns: Mapping[str, str] | None = None,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
) -> ParsedPages:
    """The pages at these paths, parsed; the first so many where there is a limit.

    `columns` says which columns of tables hold what, such as `text: Comment`.
    """
    bounds = bounds or Bounds()
    extra = (mapped(columns),) if columns else ()
    named = {page_name(path) for path in paths}
    known_layouts()  # a layout that cannot be loaded is no page's fault
    progress = progress or Silent()
    progress.start(Stage.PARSE, None)
    pages: list[ParsedPage] = []
    failures: list[Failure] = []
    skipped: list[Skipped] = []
    for found in limited(read_pages(paths, bounds.files), limit):
        match parse_input(found, extra, bounds):
            case ParsedPage() as page:
                pages.append(page)
            case Failure() as failed:
                failures.append(failed)
            case Skipped() as left_out:
                skipped.append(left_out)
        progress.advance()
    failures, others = outside_exports(failures, named)
    return ParsedPages(tuple(pages), tuple(failures), (*skipped, *others))


def outside_exports(
    failures: Iterable[Failure], named: Container[str]
) -> tuple[list[Failure], list[Skipped]]:
    """Parts the data files that are no exports from failures, but for those `named` outright.

    A folder holds all sorts of data files; one that somebody names must be an export.
    """
    kept: list[Failure] = []
    others: list[Skipped] = []
    for one in failures:
        if one.error == UnknownExportError.__name__ and one.page not in named:
            others.append(Skipped(one.page, one.message.removeprefix(f"{one.page}: ")))
        else:
            kept.append(one)
    return kept, others


def parse_input(
    found: Input,
    extra: Sequence[Layout] = (),
    bounds: Bounds | None = None,
) -> ParsedPage | Failure | Skipped:
    """What an input becomes; an error of whatever kind is the page's failure, not the run's.

    A page that takes longer than it may is a failure, too.
    """
    bounds = bounds or Bounds()
    if not isinstance(found, Page):
        return found
    try:
        with deadline(found.name, bounds.seconds):
            parsed = parse(replace(found, limits=bounds.page), extra)
        page = ParsedPage(found.name, found.digest, parsed)
        _check_export(page)
    except Exception as error:  # noqa: BLE001 - one page's bug must not lose the other pages
        return failure(found.name, Stage.PARSE, error)
    else:
        return page


def _check_export(page: ParsedPage) -> None:
    """Raises UnknownExportError for a data file that was read as if it were a page of text."""
    suffix = Path(page.page).suffix.lower()
    read_as_text = any(one.choice.layout.rank is Rank.GENERIC for one in page.parsed)
    if suffix in EXPORT_SUFFIXES and read_as_text:
        raise UnknownExportError(
            page.page, "an export that some layout knows", f"another {suffix} file"
        )
