"""How a page was read, on the screen."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from discourse.cli._screen import clean, out
from discourse.run.parsing import Explanation

_STYLES = {
    "title": "bold cyan",
    "site": "cyan",
    "byline": "cyan",
    "date": "cyan",
    "url": "cyan",
    "furniture": "dim",
    "comment": "yellow",
    "comment-head": "magenta",
    "tally": "bold magenta",
    "count": "magenta",
}
_WORDS = 60  # characters of a comment that tell which it is


def show(explanations: Iterable[Explanation]) -> None:
    """Each page's lines with their roles, or its comments where it is not made of lines."""
    console = out()
    for one in explanations:
        _print(console, _head(one))
        if one.lines:
            _lines(console, one)
        else:
            _comments(console, one)
        for problem in one.thread.problems:
            _print(console, Text(clean(f"problem: {problem.message}"), "yellow"))
        _print(console, Text())


def _head(one: Explanation) -> Text:
    why = "; ".join(one.evidence) or "no evidence given"
    layout = f"layout: {one.layout} ({one.rank}), confidence {one.confidence:.2f}, because {why}"
    counted = f"title: {one.thread.article.title}; {len(one.thread.comments):,} comments"
    return Text("\n").join(
        [Text(clean(one.key), "bold"), Text(clean(layout)), Text(clean(counted))]
    )


def _lines(console: Console, one: Explanation) -> None:
    width = len(str(len(one.lines)))
    for line in one.lines:
        number, style = f"{line.number:>{width}}", _STYLES.get(line.role.value, "")
        role = f"{line.role.value} {line.comment}".strip()
        _print(
            console, Text.assemble((f"{number} ", "dim"), f"{role:<16} ", (clean(line.text), style))
        )


def _comments(console: Console, one: Explanation) -> None:
    for comment in one.thread.comments:
        votes = comment.votes
        counts = f"up {_shown(votes.up)} down {_shown(votes.down)} net {_shown(votes.net)}"
        answers = f" answers {comment.parent} ({comment.reply_evidence})" if comment.parent else ""
        told = f"{comment.id} {comment.author or 'somebody'}, {counts}{answers}: "
        _print(console, Text.assemble((clean(told), "magenta"), clean(comment.text)[:_WORDS]))


def _shown(count: int | None) -> str:
    return "-" if count is None else str(count)


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)
