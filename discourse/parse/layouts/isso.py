"""Isso: a small comment server; one count of votes, replies in the comment they follow up."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="isso",
    rank=Rank.PLATFORM,
    markers=("isso-comment",),
    comment=".isso-comment",
    text=".isso-text",
    id=(Field(".isso-comment", "id", r"^isso-(\d+)$"),),
    author=(Field(".isso-author"),),
    posted=(Field(".isso-comment-header time", "datetime"),),
    permalink=(Field("a.isso-permalink", "href"),),
    net=(Field(".isso-votes"),),
    declared=(Field(".isso-thread-heading"),),
)
