"""The Guardian's discussion API: a discussion with its comments, answers under `responses`."""

from collections.abc import Iterable, Iterator

from discourse.parse.exports import Entry, Export, json_records, looks_like_json, readings
from discourse.parse.layout import Draft, Reading
from discourse.parse.markup import html_blocks
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import Article, Votes


def _read(page: Page) -> Iterable[Reading]:
    found = [r for r in json_records(page) if r.has("key", "comments")]
    articles = {discussion.text("key"): _article(discussion) for discussion in found}
    declared = {
        discussion.text("key"): count
        for discussion in found
        if (count := discussion.count("commentCount")) is not None
    }
    entries = (entry for discussion in found for entry in _entries(discussion))
    return readings(articles, entries, declared)


def _article(discussion: Record) -> Article:
    return Article(
        title=discussion.text("title"),
        site="The Guardian",
        url=discussion.text("webUrl") or None,
    )


def _entries(discussion: Record) -> Iterator[Entry]:
    """Comments in page order: each before its answers, whatever the depth."""
    waiting = [(comment, "") for comment in discussion.records("comments")][::-1]
    while waiting:
        comment, above = waiting.pop()
        yield _entry(discussion.text("key"), comment, above)
        answers = [(answer, comment.text("id")) for answer in comment.records("responses")]
        waiting.extend(reversed(answers))


def _entry(article: str, comment: Record, above: str) -> Entry:
    """`responseTo` names the comment answered; `responses` hang under the thread's first one."""
    draft = Draft(
        id=comment.text("id"),
        blocks=html_blocks(comment.text("body")),
        votes=Votes(up=comment.size("numRecommends")),
        author=comment.text("userProfile.displayName") or None,
        addressee=comment.text("responseTo.displayName") or None,
        posted=comment.time("isoDateTime"),
        parent=comment.text("responseTo.commentId") or above or None,
        permalink=comment.text("webUrl") or None,
    )
    return Entry(article, draft, withdrawn=comment.text("status") == "blocked")


LAYOUT = Export("guardian_json", looks_like_json, ("numRecommends", "userProfile"), _read)
