"""StackExchange: a question is the article, answers and the remarks on them are the comments."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="stackexchange",
    rank=Rank.PLATFORM,
    markers=("answercell", "js-comment", "comment-copy"),
    evidence="#question",
    comment="#answers .answer, li.comment, tr.comment",
    text=".js-post-body, .post-text, .comment-copy",
    id=(
        Field(".answer", "data-answerid"),
        Field(".comment", "data-comment-id"),
        Field("[id]", "id", r"\d+$"),
    ),
    author=(
        Field(".comment-user"),
        Field(".user-details[itemprop='author'] a"),
        Field(".user-details a"),
    ),
    posted=(
        Field(".comment-date [title]", "title", r"^[^,]+"),
        Field("time[itemprop='dateCreated']", "datetime"),
        Field(".post-signature .relativetime", "title"),
        Field(".relativetime", "title"),
    ),
    permalink=(Field("a.js-share-link, a.short-link", "href"), Field("a.comment-link", "href")),
    up=(Field(".comment", "data-comment-score"), Field(".comment-score span")),
    net=(
        Field(".answer", "data-score"),
        Field(".js-vote-count", "data-value"),
        Field(".vote-count-post, .js-vote-count"),
    ),
    byline=(
        Field("#question .post-signature.owner .user-details a"),
        Field("#question [itemprop='author'] a"),
    ),
    published=(
        Field("#question time[itemprop='dateCreated']", "datetime"),
        Field("#question .post-signature.owner .relativetime", "title"),
    ),
    title=(Field("#question-header h1"),),
    body="#question .js-post-body, #question .post-text",
)
