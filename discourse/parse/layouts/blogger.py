"""Blogger: threaded comments since 2012, and the definition list before."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="blogger",
    rank=Rank.PLATFORM,
    markers=("comment-thread", "comments-block", "blogger.com"),
    comment=(
        ".comments li.comment:has(> .comment-block), #comments-block > dt[class*='comment-author'],"
        " #comments-block > dt[id^='c'], .comments-block > .comment-author"
    ),
    spread=True,
    text=(
        ".comment-block > .comment-content, dd.comment-body, #comments-block > dd:not([class]),"
        " .comments-block > .comment-body"
    ),
    skip=".comment-actions, .interaction-iframe-guide, .deleted-comment + *",
    id=(
        Field(".comment-block", "id", r"^c(\d+)$"),
        Field("dt", "id", r"^c(\d+)$"),
        Field("li.comment", "id", r"^c(\d+)$"),
    ),
    author=(
        Field(".comment-header .user"),
        Field("dt a[rel='nofollow']:not(.avatar-hovercard)"),
        Field("dt", pattern=r"^(.+?)(?: \d+)? (?:said|a dit|dijo|ha detto|hat gesagt|disse)"),
        Field("dt", pattern=r"^(.+?) ?(?:said)?[.…:]*$"),
    ),
    posted=(
        Field(".datetime"),
        Field(".comment-timestamp"),
        Field("dt .comment-date, dt .datetime"),
    ),
    permalink=(
        Field(".datetime a", "href"),
        Field(".comment-timestamp a", "href"),
    ),
    declared=(Field("#comments > h4, #comments h3, .comments > h4"),),
    title=(Field(".post-title, .entry-title"),),
    body=".post-body, .entry-content",
    cut=".post-footer, #comment-editor, .comment-form, .sidebar",
)
