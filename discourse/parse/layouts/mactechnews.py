"""MacTechNews and MTB-News, German sites with votes for and against each comment."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="mactechnews",
    rank=Rank.SITE,
    markers=("MtnComment",),
    comment=".MtnComment",
    text=".MtnCommentText",
    quote_boxes=".MtnCommentText .Quote, .MtnQuote",
    id=(Field(".MtnCommentProfile[id^='Comment']", "id", r"\d+$"),),
    author=(Field(".MtnCommentAccountName"),),
    posted=(Field(".MtnCommentTime"),),
    permalink=(Field(".MtnCommentTime", "href"), Field(".MtnCommentTime a", "href")),
    up=(Field(".MtnCommentVote .ThumbUp", "title", r"\d+"),),
    down=(Field(".MtnCommentVote .ThumbDown", "title", r"\d+"),),
    net=(Field(".MtnCommentVote .Counter"),),
    opening=(Field(".MtnComment[id$='CommentFirst']", "id"),),
)
