"""inSided, the software of many companies' customer forums: posts with likes."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="insided",
    rank=Rank.PLATFORM,
    markers=("qa-topic-post-box",),
    comment=".qa-topic-post-box",
    text=".qa-topic-post-content",
    skip="figure, .post__quote-header, .quote-author",
    quote_boxes=".post__quote, .quote",
    id=(Field("[id^='post'], [id^='topic']", "id", r"^(?:post|topic)(\d+)$"),),
    author=(Field(".qa-username"),),
    posted=(Field("time", "datetime"), Field(".tooltip__content--publish-date")),
    permalink=(Field("a[href*='postid=']", "href"),),
    up=(
        Field(".topic-liked-users_text", pattern=r"(\d[\d,]*) (?:people|person)"),
        Field(".qa-like-link", pattern=r"\d+"),
    ),
    declared=(Field(".qa-link-to-replies"),),
    opening=(Field(".qa-topic-post-box[id^='topic']", "id"),),
    title=(Field(".qa-thread-title"),),
)
