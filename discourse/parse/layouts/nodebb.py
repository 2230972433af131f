"""NodeBB, a forum with votes for and against."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="nodebb",
    rank=Rank.PLATFORM,
    markers=('component="post"',),
    comment="[component='post'][data-pid]",
    text="[component='post/content'], .content[itemprop='text']",
    id=(Field("[component='post']", "data-pid"),),
    parent=(Field("[component='post/parent'], [data-parent-pid]", "data-parent-pid"),),
    author=(Field("[component='post']", "data-username"),),
    posted=(
        Field("meta[itemprop='datePublished']", "content"),
        Field("[component='post']", "data-timestamp"),
    ),
    permalink=(Field("a.permalink, a.post-index, .timeago[href]", "href"),),
    up=(Field("meta[itemprop='upvoteCount']", "content"),),
    down=(Field("meta[itemprop='downvoteCount']", "content"),),
    net=(
        Field("[component='post/vote-count']"),
        Field("[component='post/vote-count']", "data-votes"),
    ),
    opening=(Field("[component='post'][data-index='0']", "data-index"),),
    title=(Field("[component='topic/title']"), Field("[component='post/header'] h1"), Field("h1")),
)
