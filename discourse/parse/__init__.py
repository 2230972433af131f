"""Pages to threads: which layout a page has, and what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from discourse.parse.checks import check
from discourse.parse.columnar import readable
from discourse.parse.layout import Choice, Layout, Line, Reading, choose
from discourse.parse.page import Page
from discourse.parse.quotes import resolve
from discourse.registry import offers
from discourse.thread import Problem, ProblemKind, Thread, build_thread

__all__ = ["Page", "Parsed", "known_layouts", "parse"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A thread, the layout that read it and why, and every line of a text page with its role."""

    thread: Thread
    choice: Choice
    lines: tuple[Line, ...] = ()


@cache
def known_layouts() -> tuple[Layout, ...]:
    """Every layout in `parse/layouts`, loaded when first asked for."""
    from discourse.parse import layouts  # loading them all takes a moment

    # mypy: a protocol is no class to be made, but it is one to be asked for
    return offers(layouts, "LAYOUT", Layout)  # type: ignore[type-abstract]


def parse(page: Page, extra: Sequence[Layout] = ()) -> tuple[Parsed, ...]:
    """The threads on a page: one, or several where it holds several articles.

    `extra` layouts, such as a table whose columns a user names, are looked at beside the known
    ones. Raises PageError where the page cannot be read as one.
    """
    page = readable(page)
    decoding = page.problems  # also raises for what is no text, before any layout looks at it
    choice = choose(page, (*extra, *known_layouts()))
    most = page.limits.comments
    readings = (_bounded(reading, most) for reading in choice.layout.read(page))
    return tuple(_parsed(reading, choice, decoding) for reading in readings)


def _bounded(reading: Reading, most: int) -> Reading:
    """A reading with no more comments than there may be."""
    found = len(reading.drafts)
    if found <= most:
        return reading
    message = f"more than {most} comments (max_comments); the other {found - most} are left out"
    problems = (*reading.problems, Problem(ProblemKind.LIMIT, message))
    return replace(reading, drafts=reading.drafts[:most], problems=problems)


def _parsed(reading: Reading, choice: Choice, decoding: tuple[Problem, ...]) -> Parsed:
    resolved = resolve(reading.article, reading.drafts)
    checked = check(reading.article, resolved.comments, reading.declared_comments)
    problems = _once((*decoding, *reading.problems, *resolved.problems, *checked))
    thread = build_thread(
        reading.article,
        resolved.comments,
        layout=choice.layout.name,
        declared_comments=reading.declared_comments,
        problems=problems,
    )
    return Parsed(thread, choice, reading.lines)


def _once(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Each kind of problem once a place: a layout and the checks may both have seen it."""
    seen = set()
    for problem in problems:
        if (problem.kind, problem.where) not in seen:
            seen.add((problem.kind, problem.where))
            yield problem
