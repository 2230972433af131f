"""Discourse, the forum software: what it serves to crawlers, and what browsers save."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="discourse_forum",
    rank=Rank.PLATFORM,
    markers=("crawler-post", "topic-post"),
    comment=".topic-body.crawler-post, .topic-post article[data-post-id]",
    needs=".post[itemprop], .cooked",
    text=".post[itemprop='text'], .post[itemprop='articleBody'], .cooked",
    skip=".quote .title, .quote-controls, .meta, .cooked-selection-barrier",
    quote_boxes="aside.quote",
    quote_author=(Field("aside.quote", "data-username"), Field(".title", pattern=r"^(.+?):?$")),
    quote_comment=(Field("aside.quote", "data-post"),),
    id=(
        Field(".crawler-post", "id"),
        Field("article[data-post-id]", "id"),
    ),
    id_prefix="^post_",
    parent=(Field(".reply-to-tab", "data-reply-to-post-number"),),
    author=(
        Field(".creator [itemprop='name']"),
        Field(".topic-meta-data .names .username"),
        Field("[data-user-card]", "data-user-card"),
    ),
    posted=(
        Field("time.post-time", "datetime"),
        Field(".post-date .relative-date", "data-time"),
        Field("time", "datetime"),
    ),
    permalink=(Field("a.post-date", "href"), Field("[itemprop='url']", "href", r".+/\d+$")),
    up=(
        Field(".post-likes", pattern=r"\d[\d,.]*"),
        Field(".like-count"),
        Field(".discourse-reactions-counter"),
    ),
    opening=(
        Field(".crawler-post#post_1", "id"),
        Field("article#post_1", "id"),
    ),
    title=(Field("#topic-title h1"), Field("h1")),
)
