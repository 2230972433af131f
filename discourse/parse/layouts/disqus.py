"""Disqus: the list it once left in the page for search engines, and its saved frame.

That list shows no dates; an answer's `ul` stands after the comment, so only its class tells.
"""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="disqus",
    rank=Rank.PLATFORM,
    markers=("dsq-comment", "post-message"),
    comment="[id^='dsq-comment-']:has(> [id^='dsq-comment-body-']), li.post[id^='post-']",
    needs=".dsq-comment-message, .dsq-comment-text, .post-message",
    text=".dsq-comment-message, .dsq-comment-text, .post-message",
    id=(
        Field("[id^='dsq-comment-']", "id", r"^dsq-comment-(\d+)$"),
        Field("li.post", "id", r"^post-(\d+)$"),
    ),
    depth=(Field("[id^='dsq-comment-']", "class", r"\bdepth-(\d+)"),),
    author=(
        Field("[id^='dsq-author-user-']"),
        Field(".dsq-comment-cite, cite"),
        Field(".post-byline .author"),
    ),
    posted=(Field(".post-meta .time-ago", "title"), Field(".dsq-comment-header-time")),
    permalink=(Field("a.time-ago, .dsq-comment-header-time a", "href"),),
    up=(Field(".vote-up [data-role='likes'], .vote-up .count"),),
    down=(Field(".vote-down [data-role='dislikes'], .vote-down .count"),),
    net=(Field(".dsq-header-points, .dsq-comment-points"),),
    declared=(
        Field("#dsq-num-posts, .dsq-thread-header, .comment-count, #comments .comments-title"),
    ),
    body=".entry-content, .post-content, article .entry, .entry",
    cut="#disqus_thread, #dsq-content",
)
