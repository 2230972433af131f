"""Slashdot: a tree of comments, each with a score from -1 to 5 and often a word for it."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="slashdot",
    rank=Rank.SITE,
    markers=("commentlisting",),
    comment="#commentlisting li.comment",
    needs=".commentBody",
    text="div[id^='comment_body_']",
    quote_boxes=".quote",
    id=(Field("li.comment", "id"),),
    id_prefix="^tree_",
    author=(Field(".details .by", pattern=r"^by\s+(.*?)(?:\s*\(\d+\))?$"),),
    posted=(Field(".otherdetails"),),
    permalink=(Field("a[id^='comment_link_']", "href"),),
    declared=(Field(".totalcommentcnt"),),
    net=(Field(".score", pattern=r"Score:\s*(-?\d+)"),),
    title=(
        Field("article.fhitem h2.story [id^='title-'] a"),
        Field(".storytitle, .story .title a"),
    ),
    body="article.fhitem .body .p, .storybody .intro",
)
