"""Reddit's later looks: `shreddit` elements (2023 on), and before that lists with levels."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="reddit_new",
    rank=Rank.SITE,
    markers=("shreddit-comment", "Comment t1_"),
    comment="shreddit-comment, div.Comment[class*='t1_']",
    text=(
        "[slot='comment'], .RichTextJSON-root, [data-testid='comment'] .md,"
        " [data-test-id='comment'] .md"
    ),
    id=(
        Field("shreddit-comment", "thingid"),
        Field("div.Comment", "class", r"\bt1_\w+"),
    ),
    parent=(Field("shreddit-comment", "parentid", r"^t1_\w+"),),
    depth=(
        Field("shreddit-comment", "depth"),
        Field("span", pattern=r"^level (\d+)$"),
    ),
    author=(
        Field("shreddit-comment", "author"),
        Field("[data-testid='comment_author_link']"),
        Field("a[href*='/user/']"),
    ),
    posted=(
        Field("shreddit-comment", "created"),
        Field("faceplate-timeago", "ts"),
        Field("time", "datetime"),
    ),
    permalink=(
        Field("shreddit-comment", "permalink"),
        Field("a[id^='CommentTopMeta--Created']", "href"),
    ),
    net=(
        Field("shreddit-comment", "score"),
        Field("[id^='vote-arrows-']", pattern=r"^-?[\d.,]+k?$"),
        Field("span", pattern=r"^(-?[\d.,]+k?) points?$"),
    ),
    declared=(
        Field("shreddit-post", "comment-count"),
        Field("[data-test-id='comments-page-link-num-comments']"),
    ),
    byline=(Field("shreddit-post", "author"),),
    published=(Field("shreddit-post", "created-timestamp"),),
    title=(Field("shreddit-post", "post-title"), Field("[data-test-id='post-content'] h1")),
    body="shreddit-post [slot='text-body'], [data-test-id='post-content'] .RichTextJSON-root",
)
