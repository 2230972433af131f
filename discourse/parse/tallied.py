"""Comments of a text page that each end with their votes (pure)."""

import re
from collections.abc import Iterator

from discourse.parse import marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Draft, Reading, Role
from discourse.parse.stamps import is_name
from discourse.thread import Problem, ProblemKind

_ADDRESS = re.compile(r"@\s?\S")
_POSTED_IN = re.compile(
    r"posted in ?: ?(?P<title>\S.{0,1000}?)(?:[ .]*see in context)?", re.IGNORECASE
)
_LONGEST_POSTED = 1200
_QUOTE = 20  # characters that two paragraphs do not share by chance


def posted_in(text: str) -> str | None:
    """The headline in `Posted in: HEADLINE See in context`, which stands over a comment."""
    found = _POSTED_IN.fullmatch(text.strip()) if len(text) <= _LONGEST_POSTED else None
    return found["title"] if found else None


def label_tallied(page: Labels, start: int, end: int, number: int = 1) -> int:
    """Label lines as comments, one a tally, numbered on from `number`; returns the next number.

    A tally with nothing before it closes an empty comment; lines after the last tally are a
    comment whose votes are missing.
    """
    open_comment = False
    for line in page.between(start, end):
        if marks.tally(page[line]):
            page.mark(line, Role.TALLY, str(number))
            number += 1
            open_comment = False
        else:
            page.mark(line, Role.COMMENT, str(number))
            open_comment = True
    return number + open_comment


def label_blocks(page: Labels, start: int, end: int) -> None:
    """Label each line as a comment of its own."""
    for number, line in enumerate(page.between(start, end), 1):
        page.mark(line, Role.COMMENT, str(number))


def run_together(reading: Reading) -> tuple[Problem, ...]:
    """Where a tally may be missing between two comments: more are declared than tallies found.

    Nothing is cut: an address or a quote within a comment may as well be its own.
    """
    declared, found = reading.declared_comments or 0, len(reading.drafts)
    longer = [draft for draft in reading.drafts if len(draft.blocks) >= 2]
    if declared <= found or not longer:
        return ()
    places = [(draft.id, said) for draft in longer for said in _starts(draft, reading)]
    message = f"{declared} comments declared, {found} told apart: a tally may be missing"
    if places:
        return tuple(
            Problem(
                ProblemKind.MISSING_TALLY, f"{message} in comment {where}, before {said}", where
            )
            for where, said in dict(reversed(places)).items()
        )
    where = longer[0].id if len(longer) == 1 else ""
    named = ", ".join(draft.id for draft in longer)
    return (Problem(ProblemKind.MISSING_TALLY, f"{message} in comment {named}", where),)


def _starts(draft: Draft, reading: Reading) -> Iterator[str]:
    """The paragraphs within a comment that look like the first of another, shortened."""
    texts = [block.text for block in draft.blocks]
    for at, text in enumerate(texts[1:], 1):
        addresses = _ADDRESS.match(text) or (is_name(text) and _is_author(text, reading))
        if addresses or any(_repeats(text, before) for before in texts[:at]):
            yield f'"{text[:40]}"'


def _is_author(text: str, reading: Reading) -> bool:
    """Whether a line is a name that other comments address too, or one word that can be one."""
    first = {draft.blocks[0].text for draft in reading.drafts if draft.blocks}
    return text in first or len(text.split()) == 1


def _repeats(text: str, before: str) -> bool:
    """Whether a paragraph says again what one above it says."""
    shorter, longer = sorted((text.strip('.… "“”'), before), key=len)
    return len(shorter) >= _QUOTE and shorter in longer
