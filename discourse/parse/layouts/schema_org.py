"""Comments and answers marked up with schema.org's microdata, on whatever site."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

_MARKERS = ("/Comment", "/UserComments", "/Answer")
_ID = r"(?:comment|reply|post|answer|#)[-_/=]?(\d+)/?$"
_NAME = r"^.{1,60}$"

LAYOUT = HtmlLayout(
    name="schema_org",
    rank=Rank.FORMAT,
    markers=tuple(f"schema.org{name}" for name in _MARKERS),
    comment=", ".join(f"[itemtype$='schema.org{name}']" for name in _MARKERS),
    text="[itemprop='text'], [itemprop='commentText'], [itemprop='articleBody']",
    loose=True,
    skip="[itemprop='author'], [itemprop='creator'], time, button, form",
    id=(
        Field("[itemscope]", "id", r"\d[\w-]*$"),
        Field("[itemscope]", "data-comment-id"),
        Field("[itemscope]", "data-id"),
        Field("[itemscope]", "id"),
    ),
    parent=(
        Field("[itemprop='parentItem'][itemid], [itemprop='parentItem'] [itemid]", "itemid", _ID),
        Field("[itemprop='parentItem'][href], [itemprop='parentItem'] [href]", "href", _ID),
    ),
    author=(
        Field("[itemprop='author'] meta[itemprop='name']", "content"),
        Field("[itemprop='author'] [itemprop='name'], [itemprop='creator'] [itemprop='name']"),
        Field("meta[itemprop='author'], meta[itemprop='creator']", "content"),
        Field("[itemprop='author'] a[itemprop='url'], [itemprop='author'] a", "", _NAME),
        Field("[itemprop='author'], [itemprop='creator']", "", _NAME),
    ),
    posted=tuple(
        Field(f"[itemprop='{name}']", attribute)
        for name in ("dateCreated", "datePublished", "commentTime")
        for attribute in ("datetime", "content", "title", "")
    ),
    permalink=(
        Field("a[itemprop='url']", "href"),
        Field("link[itemprop='url']", "href"),
        Field("a[itemprop='replyToUrl']", "href"),
    ),
    up=tuple(Field("[itemprop='upvoteCount']", name) for name in ("content", "data-value", "")),
    down=tuple(Field("[itemprop='downvoteCount']", name) for name in ("content", "data-value", "")),
    declared=(Field("[itemprop='commentCount']", "content"), Field("[itemprop='commentCount']")),
)
