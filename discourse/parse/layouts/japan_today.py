"""Japan Today's own pages: under each comment its net votes, votes for and votes against."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="japan_today",
    rank=Rank.SITE,
    markers=("japantoday.com",),
    comment=(
        "[id^='comment-'][class*='comment'], [id^='comment_'][class*='comment'],"
        " .comments-list > .comment, .comments > .comment, li.comment, div.comment-item"
    ),
    evidence=(
        "link[rel='canonical'][href*='japantoday.com'],"
        " meta[property='og:url'][content*='japantoday.com']"
    ),
    text=".comment-body, .comment-content, .comment-text, .comment__body, .text, .body",
    loose=True,
    skip=(
        "[class*='vote'], [class*='rating'], [class*='tally'], [class*='author'], time,"
        " [class*='meta'], [class*='date'], [class*='head'], [class*='action'], h3, h4, h5"
    ),
    id=(Field("[id^='comment']", "id", r"\d+$"), Field("[data-id]", "data-id")),
    parent=(Field("a[href^='#comment']", "href", r"\d+$"),),
    author=(
        Field("[class*='author'] a, [class*='author']"),
        Field("a[href*='/member/'], a[href*='/user/']"),
    ),
    posted=(Field("time", "datetime"), Field("[class*='date'], [class*='time'], time")),
    permalink=(Field("a[href*='#comment']", "href"),),
    tally=(
        Field("[class*='vote'], [class*='rating'], [class*='tally'], [class*='like']"),
        Field("[class*='vote'], [class*='rating']", pattern=r"[+\-\u2212]?\d+ ?\(.*\)"),
    ),
    declared=(Field("#comments h2, #comments h3, .comments h2, .comments h3, .comments-count"),),
    title=(Field("h1"),),
    body="[itemprop='articleBody'], .article-body, .body-copy, .text-large, #article_content",
    cut=".related, .ad, figure, .login-to-comment",
)
