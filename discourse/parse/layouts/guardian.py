"""The Guardian: its page of today, of the 2010s (`d-comment`) and of before (`b2`)."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="guardian",
    rank=Rank.SITE,
    markers=("guardian.co.uk", "theguardian.com", "guardianapis.com"),
    comment=(
        "ul.comment.b2[id^='comment-'], li.d-comment[data-comment-id],"
        " div[id^='comment-'][data-testid]"
    ),
    text=".comment-body, .d-comment__body, header + div > p, header ~ div p",
    skip=".d-comment__reply-to-author, .comment-removed",
    id=(
        Field("[data-comment-id]", "data-comment-id"),
        Field("[id^='comment-']", "id", r"^comment-(\d+)$"),
    ),
    parent=(
        Field("header a[href^='#comment-'], .d-comment__reply-to-author", "href", r"comment-(\d+)"),
        Field("a.response-to, .in-reply-to a", "href", r"comment-(\d+)"),
    ),
    author=(
        Field("[data-comment-author]", "data-comment-author"),
        Field(".d-comment__author [itemprop='givenName'], .d-comment__author"),
        Field(".comment-author .profile > a"),
        Field("header a[rel='nofollow']:not([href^='#'])"),
    ),
    addressee=(Field("header a[href^='#comment-'], .d-comment__reply-to-author"),),
    posted=(
        Field("time", "datetime"),
        Field("[data-comment-timestamp]", "data-comment-timestamp"),
        Field(".profile .date"),
    ),
    permalink=(
        Field("a.d-comment__timestamp, a[data-link-name='jump-to-comment']", "href"),
        Field(".permalink input", "value"),
        Field(".link a[href*='comment-permalink']", "href"),
        Field("a[href*='comment-permalink']", "href"),
    ),
    up=(
        Field("[data-recommend-count]", "data-recommend-count"),
        Field(".recommended, .d-comment__recommend-count--old"),
        Field("div:has(> button[data-link-name='Recommend comment'])"),
    ),
    declared=(
        Field(".discussion__comment-count, .comment-count-val, .commentcount2__value"),
        Field("#comments h2", pattern=r"\d[\d,]*"),
    ),
    title=(Field("#main-article-info h1, [data-gu-name='headline'] h1, .content__headline"),),
    body="#article-body-blocks, .content__article-body, .article-body-commercial-selector",
    cut="#discussion, .element-rich-link, aside, .submeta",
)
