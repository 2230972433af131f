"""How a page was read, on the screen."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from discourse.cli._screen import clean, count, out
from discourse.run.pages.parsing import Explanation

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
    comments = count(len(one.thread.comments), "comment")
    counted = f"title: {one.thread.article.title or '(none)'}; {comments}"
    return Text("\n").join(
        [Text(clean(one.key), "bold"), Text(clean(layout)), Text(clean(counted))]
    )


def _lines(console: Console, one: Explanation) -> None:
    width = len(str(len(one.lines)))
    quoted = _quoted(one)
    for line in one.lines:
        source = quoted.get((line.comment, line.text.strip()), "")
        role = f"quote {line.comment} of {source}" if source else f"{line.role} {line.comment}"
        style = "green" if source else _STYLES.get(line.role.value, "")
        number, text = f"{line.number:>{width}} ", (clean(line.text), style)
        _print(console, Text.assemble((number, "dim"), f"{clean(role).strip():<18} ", text))


def _quoted(one: Explanation) -> dict[tuple[str, str], str]:
    """What is quoted by which comment (its id, the words as printed): from whom."""
    return {
        (comment.id, quote.text.strip()): quote.comment_id or quote.source.value
        for comment in one.thread.comments
        for quote in comment.quotes
    }


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
