"""Coral, the comment software of many newspapers: reactions, and replies by indentation."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="coral",
    rank=Rank.PLATFORM,
    markers=("coral-comment",),
    comment=".coral-comment",
    text=".coral-comment-content",
    id=(Field(".coral-comment", "id"), Field("[id^='comment-']", "id")),
    id_prefix=r"^comment-|-comment$",
    depth=(
        Field(".coral-indent", "class", r"coral-indent-(\d+)"),
        Field(".coral-comment", "class", r"coral-indent-(\d+)"),
    ),
    author=(Field(".coral-comment-username"),),
    addressee=(Field(".coral-comment-inReplyToUsername"),),
    posted=(Field("time.coral-comment-timestamp, .coral-timestamp", "datetime"),),
    up=(
        Field("[class*='coral-reacted-']", "class", r"coral-reacted-(\d+)"),
        Field(".coral-comment-reactButton", pattern=r"\d+"),
    ),
    declared=(Field(".coral-counter, .coral-allComments-count"),),
)
