"""Hacker News as Algolia's API gives it: the tree of one item, or hits of a search."""

from collections.abc import Iterable, Iterator

from discourse.parse.exports import Entry, Export, json_records, looks_like_json, readings
from discourse.parse.layout import Draft, Reading
from discourse.parse.markup import html_blocks
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import Article, Votes

_ADDRESS = "https://news.ycombinator.com/item?id="


def _read(page: Page) -> Iterable[Reading]:
    found = [record for record in json_records(page) if record.has("created_at_i", "author")]
    comments = [record for record in found if _is_comment(record)]
    stories = [record for record in found if not _is_comment(record) and record.text("title")]
    articles = {_story(comment): _article_of(comment) for comment in comments}
    articles |= {_id(story): _article(story) for story in stories}
    declared = {
        _id(story): count for story in stories if (count := story.count("num_comments")) is not None
    }
    return readings(articles, _entries(comments), declared)


def _is_comment(record: Record) -> bool:
    return record.text("type") == "comment" or bool(record.text("comment_text"))


def _id(record: Record) -> str:
    return record.text("id", "objectID")


def _story(comment: Record) -> str:
    return comment.text("story_id", "parent_id")


def _article(story: Record) -> Article:
    created = story.time("created_at", "created_at_i")
    author = story.text("author")
    return Article(
        title=story.text("title"),
        paragraphs=tuple(block.text for block in html_blocks(story.text("text", "story_text"))),
        site="Hacker News",
        byline=(author,) if author else (),
        published=created.date() if created else None,
        url=story.text("url") or _ADDRESS + _id(story),
    )


def _article_of(comment: Record) -> Article:
    """What a comment alone says of its story."""
    return Article(
        title=comment.text("story_title"),
        site="Hacker News",
        url=comment.text("story_url") or _ADDRESS + _story(comment),
    )


def _entries(comments: list[Record]) -> Iterator[Entry]:
    for comment in comments:
        parent = comment.text("parent_id")
        words = comment.text("comment_text", "text")
        draft = Draft(
            id=_id(comment),
            blocks=html_blocks(words),
            votes=Votes(net=comment.count("points")),
            author=comment.text("author") or None,
            posted=comment.time("created_at", "created_at_i"),
            parent=parent if parent != _story(comment) else None,
            permalink=_ADDRESS + _id(comment),
        )
        yield Entry(_story(comment), draft, withdrawn=not words)


LAYOUT = Export("hacker_news_json", looks_like_json, ("created_at_i", "author", "points"), _read)
