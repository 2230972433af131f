"""Reddit's listing API: a post (`t3`) and its comments (`t1`), or comments of several posts."""

from collections.abc import Iterable, Iterator

from discourse.parse.exports import Entry, Export, json_records, looks_like_json, readings
from discourse.parse.layout import Block, Draft, Reading
from discourse.parse.markup import html_blocks, text_blocks
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import Article, Votes

_POST, _COMMENT = "t3", "t1"
_SITE = "https://www.reddit.com"
_GONE = {"[deleted]", "[removed]"}


def _read(page: Page) -> Iterable[Reading]:
    found = json_records(page)
    things = [r for r in found if r.text("kind") in {_POST, _COMMENT} and r.has("data")]
    comments = [thing.record("data") for thing in things if thing.text("kind") == _COMMENT]
    posts = [thing.record("data") for thing in things if thing.text("kind") == _POST]
    articles = {_post_name(comment): _article_of(comment) for comment in comments}
    articles |= {_name(post, _POST): _article(post) for post in posts}
    declared = {
        _name(post, _POST): count
        for post in posts
        if (count := post.count("num_comments")) is not None
    }
    return readings(articles, _entries(comments), declared)


def _name(data: Record, kind: str) -> str:
    return data.text("name") or f"{kind}_{data.text('id')}"


def _post_name(comment: Record) -> str:
    return comment.text("link_id")


def _article(post: Record) -> Article:
    created = post.time("created_utc")
    author = post.text("author")
    return Article(
        title=post.text("title"),
        paragraphs=tuple(block.text for block in _blocks(post, "selftext")),
        site=post.text("subreddit_name_prefixed") or post.text("subreddit") or None,
        byline=(author,) if author and author not in _GONE else (),
        published=created.date() if created else None,
        url=_absolute(post.text("permalink")) or post.text("url") or None,
    )


def _article_of(comment: Record) -> Article:
    """What a comment alone says of its post."""
    return Article(
        title=comment.text("link_title"),
        site=comment.text("subreddit_name_prefixed") or None,
        url=comment.text("link_permalink", "link_url") or None,
    )


def _entries(comments: list[Record]) -> Iterator[Entry]:
    for comment in comments:
        parent = comment.text("parent_id")
        author = comment.text("author")
        hidden = comment.flag("score_hidden")
        draft = Draft(
            id=_name(comment, _COMMENT),
            blocks=_blocks(comment, "body"),
            votes=Votes(net=None if hidden else comment.count("score")),
            author=author if author not in _GONE else None,
            posted=comment.time("created_utc"),
            parent=parent if parent.startswith(_COMMENT) else None,
            permalink=_absolute(comment.text("permalink")) or None,
        )
        yield Entry(_post_name(comment), draft, withdrawn=comment.text("body") in _GONE)


def _blocks(data: Record, field: str) -> tuple[Block, ...]:
    html = data.text(f"{field}_html")
    return html_blocks(html) if html else text_blocks(data.text(field))


def _absolute(path: str) -> str:
    return _SITE + path if path.startswith("/") else path


LAYOUT = Export("reddit_json", looks_like_json, ("Listing", "link_id", "subreddit"), _read)
