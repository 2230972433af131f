"""Hacker News: a table in which an image's width (later `indent`) says how deep a comment is."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="hacker_news",
    rank=Rank.SITE,
    markers=("comtr",),
    comment="tr.comtr",
    needs=".comment, .commtext",
    evidence=".comhead .hnuser, .comhead .age",
    text=".commtext",
    skip=".reply, .navs",
    id=(Field("tr.comtr", "id"),),
    depth=(Field("td.ind", "indent"), Field("td.ind img", "width")),
    author=(Field(".comhead .hnuser"),),
    posted=(Field(".comhead .age", "title", r"^\S+"), Field(".comhead .age")),
    permalink=(Field(".comhead .age a", "href"),),
    net=(Field(".comhead .score", pattern=r"(-?\d+) points?"),),
    declared=(Field(".subtext a[href^='item?id']", pattern=r"\d+\s*comments?"),),
    byline=(Field(".fatitem .subtext .hnuser"),),
    published=(Field(".fatitem .subtext .age", "title", r"^\S+"),),
    title=(Field(".fatitem .titleline > a"), Field(".fatitem .storylink"), Field(".titleline > a")),
    body=".fatitem .toptext",
)
