"""Reddit as old.reddit.com shows it (and all of it did until 2018)."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="reddit_old",
    rank=Rank.SITE,
    markers=("commentarea",),
    comment=".commentarea .thing.comment",
    text=".usertext-body .md",
    id=(Field(".thing.comment", "data-fullname"), Field(".thing.comment", "id", r"thing_(t1_\w+)")),
    author=(Field(".tagline .author"),),
    posted=(Field(".tagline time", "datetime"),),
    permalink=(Field("a.bylink[data-event-action='permalink']", "href"), Field("a.bylink", "href")),
    net=(
        Field(".tagline .score.unvoted", "title"),
        Field(".tagline .score.unvoted", pattern=r"(-?[\d.,]+k?) points?"),
        Field(".tagline .score", pattern=r"(-?[\d.,]+k?) points?"),
    ),
    declared=(Field(".sitetable .thing.link a.comments"), Field("a.comments")),
    byline=(Field("#siteTable .thing.link .tagline .author"),),
    published=(Field("#siteTable .thing.link .tagline time", "datetime"),),
    title=(Field("#siteTable a.title"), Field(".top-matter a.title")),
    body="#siteTable .expando .md, #siteTable .usertext-body .md",
)
