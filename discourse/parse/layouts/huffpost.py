"""HuffPost's own comments of 2008 to 2013: a flat list, replies set in by their margin."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="huffpost",
    rank=Rank.SITE,
    markers=("published_comment",),
    comment="div.comment_item[id^='comment_']",
    text=".comment_body",
    skip=".comment_time, .comment_links_section, .comment_bottom, .moderated_text",
    id=(Field(".comment_item", "id", r"^comment_(\d+)"),),
    depth=(Field(".comment_item", "style", r"margin-left:\s*(\d+)"),),
    author=(Field(".author_name a[href*='/social/']"),),
    posted=(Field(".comment_time"),),
    permalink=(Field("a.comment_permalink, a[href*='comment_id']", "href"),),
    up=(Field(".favorite_count, .comment_favorites_count"),),
    declared=(Field(".comments_header .comments_count"),),
    title=(Field("h1.title-news, h1.title"),),
    body=".entry_body_text, #mainentrycontent",
)
