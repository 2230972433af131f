"""The sites of Infor (dziennik.pl, forsal.pl, gazetaprawna.pl): likes and dislikes."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="infor",
    rank=Rank.SITE,
    markers=("commentsList",),
    comment="li.commentsList",
    evidence=".listInfo .listAuthor",
    text=".listContent .content",
    author=(Field(".listAuthor"),),
    posted=(Field(".listDate"),),
    up=(Field(".action.like"),),
    down=(Field(".action.unlike"),),
    declared=(Field("[data-comments-count]", "data-comments-count"),),
    title=(Field("h1.mainTitle, h1"),),
    body=".articleBody, .detailContent, .article-text",
)
