"""Lobsters: a tree of comments with scores, hidden while they are young."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="lobsters",
    rank=Rank.SITE,
    markers=("comments_subtree",),
    comment="li.comments_subtree",
    needs=".comment_text",
    text=".comment_text",
    id=(Field(".comment[data-shortid]", "data-shortid"),),
    author=(Field(".byline a[href*='/u/'], .byline a[href*='/~']", pattern=r".+"),),
    posted=(
        Field(".byline time", "datetime"),
        Field(".byline span[title]", "title"),
    ),
    permalink=(Field(".byline a[href*='#c_']", "href"),),
    net=(Field(".voters .score"), Field(".voters .upvoter", pattern=r"^-?\d+$")),
    byline=(Field(".story .byline a.u-author"),),
    published=(Field(".story .byline time", "datetime"), Field(".story .byline [title]", "title")),
    title=(Field(".link.h-cite a, .story .link a"),),
    body=".story_content .story_text",
)
