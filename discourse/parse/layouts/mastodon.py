"""Mastodon: a post and the posts that answer it; replies in a thread hang on the one before."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="mastodon",
    rank=Rank.PLATFORM,
    markers=("detailed-status",),
    comment=".status[data-id]",
    needs=".status__content",
    text=".status__content__text, .status__content:not(:has(.status__content__text))",
    id=(Field(".status", "data-id"),),
    author=(Field(".display-name__account", pattern="^@?(.+)$"), Field(".display-name__html")),
    posted=(Field("time", "datetime"),),
    permalink=(Field("a.status__relative-time", "href"),),
    title=(Field("meta[property='og:title']", "content"),),
    body=".detailed-status .status__content__text, .detailed-status .status__content",
)
