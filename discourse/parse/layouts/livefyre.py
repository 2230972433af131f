"""Livefyre, the comments of many news sites in the 2010s."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="livefyre",
    rank=Rank.PLATFORM,
    markers=("fyre-comment-article",),
    comment=".fyre-comment-article",
    text=".fyre-comment",
    id=(Field("[data-message-id]", "data-message-id"),),
    author=(Field(".fyre-comment-username"),),
    posted=(
        Field(".fyre-comment-date", "title"),
        Field(".fyre-comment-date", "datetime"),
        Field(".fyre-comment-date"),
    ),
    up=(Field(".fyre-comment-like-count, .fyre-comment-like", pattern=r"\d+"),),
    declared=(Field(".fyre-stream-stats, .fyre-comment-count"),),
    cut=".fyre",
)
