"""CNN's blogs of the early 2010s."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="cnn_blogs",
    rank=Rank.SITE,
    markers=("cnn_special_comment", "commentItem"),
    comment=".commentItem[id^='comment-']",
    skip=".commentFooter, cite, .commentDivline, .reply",
    id=(Field(".commentItem", "id", r"^comment-(\d+)"),),
    author=(Field("cite.fn, cite"),),
    posted=(Field(".commentFooter"),),
    permalink=(Field(".commentFooter a[href*='#comment-']", "href"),),
    declared=(Field("#commentCount, .cnnBlogCommentsHeader, #comments h3"),),
    title=(Field(".cnnBlogContentTitle, .cnnPostHeader h2, h1"),),
    body=".cnnBlogContentPost, .cnn_storypgraph2, .cnnPostContent",
)
