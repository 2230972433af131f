"""Commento's export: every comment of a domain, in one JSON file."""

from collections.abc import Iterable, Iterator

from discourse.parse.exports import Entry, Export, json_records, looks_like_json, readings
from discourse.parse.layout import Draft, Reading
from discourse.parse.markup import html_blocks, text_blocks
from discourse.parse.page import Page
from discourse.parse.record import Record
from discourse.thread import Article, Votes


def _read(page: Page) -> Iterable[Reading]:
    found = json_records(page)
    names = {r.text("commenterHex"): r.text("name") for r in found if r.has("commenterHex", "name")}
    comments = [record for record in found if record.has("commentHex", "url")]
    articles = {_address(record): Article(url=_address(record)) for record in comments}
    return readings(articles, _entries(comments, names))


def _entries(comments: list[Record], names: dict[str, str]) -> Iterator[Entry]:
    for comment in comments:
        if comment.text("state") == "unapproved":
            continue  # never shown to readers
        parent = comment.text("parentHex")
        html = comment.text("html")
        draft = Draft(
            id=comment.text("commentHex"),
            blocks=html_blocks(html) if html else text_blocks(comment.text("markdown")),
            votes=Votes(net=comment.count("score")),
            author=names.get(comment.text("commenterHex")) or None,
            posted=comment.time("creationDate"),
            parent=None if parent == "root" else parent or None,
        )
        yield Entry(_address(comment), draft, withdrawn=comment.flag("deleted"))


def _address(comment: Record) -> str:
    return comment.text("domain") + comment.text("url")


LAYOUT = Export("commento_json", looks_like_json, ("commentHex", "parentHex"), _read)
