"""The Independent's own comments of about 2020: votes for and against."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="independent",
    rank=Rank.SITE,
    markers=("comment-username",),
    # the page also holds an empty comment, of which its script makes the others
    comment=".comment-list div:has(> div > .comment-username:not(:empty))",
    text=".comment-body",
    id=(Field("[data-comment-id]", "data-comment-id"), Field("input[name='commentID']", "value")),
    author=(Field(".comment-username"),),
    posted=(Field(".comment-date", "datetime"), Field(".comment-date")),
    up=(Field(".comment-vote[data-vote='pos']"),),
    down=(Field(".comment-vote[data-vote='neg']"),),
    title=(Field("h1"),),
    body="#main .body-content, .main-content, #main",
)
