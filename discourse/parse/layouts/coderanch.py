"""CodeRanch and Permies, forums on JForum with thumbs up."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="coderanch",
    rank=Rank.SITE,
    markers=("postItmCntnt",),
    comment=".postItem",
    needs=".postText",
    text=".postText",
    skip=".clinks, .signature, .quote cite",
    quote_boxes=".quote, .uncited-quote",
    quote_author=(Field("cite", pattern=r"^(.+?) (?:wrote)?:?$"),),
    id=(Field(".postdate [id]", "id"),),
    author=(Field(".lcontent .name a"), Field(".lcontent .name")),
    posted=(Field(".postdate [title]", "title"),),
    up=(Field("[id^='like_message_']", pattern=r"\d+"),),
    title=(Field("#topicSubject"),),
)
