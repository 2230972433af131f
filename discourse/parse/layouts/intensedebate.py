"""IntenseDebate: threads of comments with one score each."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="intensedebate",
    rank=Rank.SITE,  # goes before WordPress, whose list it replaces
    markers=("idc-c",),
    comment=".idc-c",
    needs=".idc-c-t, [id^='IDComment-CommentText']",
    text=".idc-c-t-inner, [id^='IDComment-CommentText']",
    indent=".idc-thread",
    nested=False,
    id=(
        Field("[id^='IDComment-CommentText']", "id", r"\d+$"),
        Field(".idc-c", "id", r"\d+$"),
    ),
    author=(Field(".idc-i .idc-name, .idc-c-h .idc-i span, .idc-c-h .idc-i a, .idc-i"),),
    posted=(Field(".IDCommentTime, .idc-time", "title"), Field(".idc-time, .idc-c-h time")),
    permalink=(Field("a.IDCommentTime, .idc-time a", "href"),),
    net=(Field(".idc-v-total"),),
    declared=(Field("#idc-commentcount, .idc-head h3"),),
    body=".entry-content, .post-content, .entry, .post-body",
    cut="#idc-container, #idc-cover",
)
