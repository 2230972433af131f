"""phpBB, version 3."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="phpbb",
    rank=Rank.PLATFORM,
    markers=("viewtopic.php", "phpbb"),
    comment="div.post[id^='p']",
    needs=".postbody .content",
    text=".postbody .content",
    skip=".signature, .notice, blockquote cite, .codebox p, [id^='sig']",
    quote_boxes=".postbody blockquote",
    quote_author=(
        Field("cite a[href*='viewprofile']"),
        Field("cite", pattern=r"^(.+?) (?:wrote|schrieb|a écrit|escribió)\s*:"),
    ),
    quote_comment=(
        Field("cite [data-post-id]", "data-post-id"),
        Field("cite a[href*='#p']", "href", r"#p(\d+)"),
    ),
    id=(Field("div.post", "id"),),
    id_prefix="^p",
    author=(
        Field("p.author .username, p.author .username-coloured"),
        Field("p.author strong"),
        Field(".postprofile dt a[href*='viewprofile']"),
    ),
    posted=(Field("p.author time", "datetime"), Field("p.author", pattern=r"».*")),
    permalink=(Field("p.author a[href*='#p']", "href"), Field("h3 a[href^='#p']", "href")),
    opening=(Field("h3.first", pattern=r"^(?!Re:).+"),),
    title=(Field("h2.topic-title"), Field("#page-body h2")),
    nested=False,
)
