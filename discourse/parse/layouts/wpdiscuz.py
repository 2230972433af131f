"""wpDiscuz, a comment plugin of WordPress, before and since version 7."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="wpdiscuz",
    rank=Rank.SITE,  # goes before WordPress, whose list it replaces
    markers=("wc-comment", "wpd-comment"),
    comment="div.wc-comment[id^='wc-comm-'], div.wpd-comment[id^='wpd-comm-']",
    text=".wc-comment-text, .wpd-comment-text",
    skip=".wpd-comment-last-edited, .wc-comment-quote-author",
    id=(Field("[id^='wc-comm-'], [id^='wpd-comm-']", "id", r"comm-(\d+)_"),),
    parent=(
        Field("[id^='wc-comm-'], [id^='wpd-comm-']", "id", r"comm-\d+_([1-9]\d*)$"),
        Field(".wpd-reply-to a", "href", r"#comment-(\d+)"),
    ),
    depth=(Field("[class*='comment_level-']", "class", r"comment_level-(\d+)"),),
    author=(Field(".wc-comment-author, .wpd-comment-author"),),
    posted=(
        Field(".wpd-comment-date", "title"),
        Field(".wc-comment-date, .wpd-comment-date"),
    ),
    permalink=(
        Field("[data-comment-url]", "data-comment-url"),
        Field(".wpd-comment-link input", "value"),
    ),
    up=(Field(".wc-vote-result-like, .wpd-vote-result-like"),),
    down=(Field(".wc-vote-result-dislike, .wpd-vote-result-dislike"),),
    net=(
        Field(".wpd-vote-result:not(.wpd-vote-result-like):not(.wpd-vote-result-dislike)"),
        Field(".wc-vote-result:not(.wc-vote-result-like):not(.wc-vote-result-dislike)"),
    ),
    declared=(Field(".wpd-thread-info, .wc-comment-bar, .wpdtc"),),
    body=".entry-content, .post-content",
    cut="#wpdcom, #wpcomm, .wpdiscuz_top_clearing",
)
