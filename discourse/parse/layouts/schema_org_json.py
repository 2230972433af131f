"""Comments and answers told in schema.org's JSON-LD, whatever the page around it looks like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from discourse.parse import dom, linked_data
from discourse.parse.article import read_article
from discourse.parse.finder import find
from discourse.parse.layout import Draft, Match, Rank, Reading
from discourse.parse.linked_data import Thing
from discourse.parse.markup import html_blocks
from discourse.parse.page import Page
from discourse.parse.timestamps import moment
from discourse.thread import Article, Votes

_COMMENTS = frozenset(("Comment", "UserComments", "Answer", "CorrectionComment"))
_TEXTS = ("text", "commentText", "articleBody", "description")
_REPLIES = ("comment", "suggestedAnswer", "acceptedAnswer", "hasPart")
_MARKER = "ld+json"
_TYPE = re.compile(r"(?:Comment|Answer|UserComments)\"")


@dataclass(frozen=True, slots=True)
class _Told:
    """A comment as JSON-LD tells it, with the one around it."""

    thing: Thing
    id: str
    parent: str | None


class SchemaOrgJson:
    """JSON-LD with comments in it."""

    name = "schema_org_json"
    rank = Rank.FORMAT

    def match(self, page: Page) -> Match:
        """Whether the page's JSON-LD tells comments with their words."""
        if _MARKER not in page.text or _TYPE.search(page.text) is None:
            return Match(0)
        found = len(_told(page))
        if not found or found < len(find(dom.tree(page).root).items):
            return Match(0)  # some sites tell only their best comments so
        return Match(1 - 0.5 / found, (f"{found} comments in JSON-LD",))

    def read(self, page: Page) -> Iterator[Reading]:
        """The article of the page with the comments of its JSON-LD."""
        tree = dom.tree(page)
        cut = {node for item in find(tree.root).items for node in item.nodes}
        drafts = tuple(map(_draft, _told(page)))
        counts = (linked_data.number(t.get("commentCount")) for t in linked_data.things(tree))
        declared = next((count for count in counts if count is not None), None)
        article = _asked(read_article(tree, cut), page)
        yield Reading(article, drafts, declared, tree.problems)


def _told(page: Page) -> list[_Told]:
    """The comments in page order, each once, replies after what they answer."""
    things = [t for t in linked_data.things(dom.tree(page)) if _is_comment(t)]
    numbers = {id(thing): _own_id(thing) or str(n) for n, thing in enumerate(things, 1)}
    above = {
        id(reply): numbers[id(thing)]
        for thing in things
        for reply in _replies(thing)
        if id(reply) in numbers
    }
    known = set(numbers.values())
    found: dict[str, _Told] = {}
    for thing in things:
        own = numbers[id(thing)]
        named = _own_id(thing.get("parentItem"))
        parent = above.get(id(thing)) or (named if named in known else None)
        found.setdefault(own, _Told(thing, own, parent))
    return list(found.values())


def _is_comment(thing: Thing) -> bool:
    return bool(_COMMENTS & linked_data.types(thing)) and bool(_text(thing))


def _text(thing: Thing) -> str:
    return next(filter(None, (linked_data.words(thing.get(name)) for name in _TEXTS)), "")


def _replies(thing: Thing) -> Iterator[object]:
    for name in _REPLIES:
        value = thing.get(name)
        yield from value if isinstance(value, list) else (value,)


def _own_id(value: object) -> str:
    """The last part of an address, or an identifier."""
    if not isinstance(value, Mapping):
        return ""
    named = linked_data.words(value.get("@id") or value.get("identifier") or value.get("url"))
    return re.split(r"[/#?=]", named.rstrip("/"))[-1]


def _draft(told: _Told) -> Draft:
    thing = told.thing
    return Draft(
        id=told.id,
        blocks=html_blocks(_text(thing)),
        votes=Votes(
            up=_count(thing.get("upvoteCount")) if "upvoteCount" in thing else _likes(thing),
            down=_count(thing.get("downvoteCount")),
        ),
        author=linked_data.words(thing.get("author") or thing.get("creator")) or None,
        posted=_posted(thing),
        parent=told.parent,
        permalink=linked_data.words(thing.get("url")) or None,
    )


def _count(value: object) -> int | None:
    number = linked_data.number(value)
    return number if number is not None and number >= 0 else None


def _likes(thing: Thing) -> int | None:
    """The number of likes where it is told as an interaction."""
    told = thing.get("interactionStatistic")
    for statistic in told if isinstance(told, list) else (told,):
        if isinstance(statistic, Mapping):
            kind = str(statistic.get("interactionType"))
            if "Like" in kind and "Dislike" not in kind:
                return _count(statistic.get("userInteractionCount"))
    return None


def _posted(thing: Thing) -> datetime | None:
    stamps = (thing.get(name) for name in ("dateCreated", "datePublished", "commentTime"))
    return moment(next(filter(None, map(linked_data.words, stamps)), ""))


def _asked(article: Article, page: Page) -> Article:
    """A question or a forum's first post is the article where the page has no other."""
    kinds = {"Question", "DiscussionForumPosting"}
    things = linked_data.things(dom.tree(page))
    told = next((t for t in things if kinds & linked_data.types(t) and _text(t)), None)
    if told is None:
        return article
    title = linked_data.words(told.get("headline") or told.get("name")) or article.title
    parts = tuple(block.text for block in html_blocks(_text(told)))
    return replace(article, title=title, paragraphs=parts)


LAYOUT = SchemaOrgJson()
