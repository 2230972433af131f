"""Movable Type and TypePad: comments with a header of author and date, or a footer of both."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="movable_type",
    rank=Rank.PLATFORM,
    markers=("asset-meta", "comment-footer", "Movable Type", "typepad"),
    comment=".comments-content .comment[id^='comment-'], .comments .comment[id^='comment-']",
    needs=".comment-content",
    text=".comment-content",
    skip=".comment-footer, .comment-header",
    id=(Field(".comment", "id", r"^comment-(\w+)$"),),
    parent=(Field(".byline a:not(:has(abbr))", "href", r"#comment-(\w+)"),),
    author=(
        Field(".byline .author, .comment-header .author"),
        Field(".comment-footer", pattern=r"Posted by:?\s*(.+?)\s*\|"),
        Field(".comment-footer a[rel='nofollow']"),
    ),
    posted=(
        Field("abbr.published", "title"),
        Field(".comment-footer", pattern=r"\|\s*(.+)$"),
    ),
    permalink=(
        Field(".byline a:has(abbr)", "href"),
        Field(".comment-footer a[href*='#comment-']", "href"),
    ),
    declared=(Field(".comments-header, .comments-open-header"),),
    title=(Field(".asset-name, .entry-header"),),
    body=".asset-body, .asset-content, .entry-body, .entry-content",
    cut=".asset-footer, .trackbacks, .comments-open",
)
