"""XenForo, versions 1 and 2."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="xenforo",
    rank=Rank.PLATFORM,
    markers=("message--post", "messageList", "XenForo"),
    comment="article.message--post, li.message[id^='post-']",
    text=".message-body .bbWrapper, .messageContent .messageText",
    skip=(
        ".bbCodeBlock-title, .bbCodeBlock-expandLink, .attribution, .quoteExpand,"
        " .js-selectToQuoteEnd, .messageTextEndMarker, .message-signature"
    ),
    quote_boxes=".bbCodeBlock--quote, .bbCodeQuote",
    quote_author=(
        Field("[data-quote]", "data-quote"),
        Field("[data-author]", "data-author"),
        Field(".bbCodeBlock-title, .attribution", pattern=r"^(.+?) (?:said|schrieb|wrote)"),
    ),
    quote_comment=(
        Field("[data-source]", "data-source", r"post: ?(\d+)"),
        Field("a.bbCodeBlock-sourceJump, a.AttributionLink", "href", r"post[-=](\d+)"),
    ),
    id=(Field("[data-content]", "data-content"), Field("article, li.message", "id")),
    id_prefix=r"^(?:js-)?post-",
    author=(
        Field("article.message, li.message", "data-author"),
        Field(".message-name .username"),
        Field(".userText .username, .messageUserInfo .username"),
        Field(".message-name"),
    ),
    posted=(
        Field(".message-attribution-main time, header time", "datetime"),
        Field(".messageMeta .DateTime[data-time]", "data-time"),
        Field(".messageMeta .DateTime", "title"),
        Field(".messageMeta .DateTime"),
    ),
    permalink=(
        Field(".message-attribution-main a[href*='post-']", "href"),
        Field(".message-attribution a[href*='post-']", "href"),
        Field("a.datePermalink", "href"),
    ),
    opening=(
        Field(".message-attribution-opposite a", pattern="^#1$"),
        Field(".postNumber", pattern="^#1$"),
    ),
    title=(Field(".p-title-value"), Field(".titleBar h1")),
    nested=False,
)
