"""The comment lists of WordPress's core, old and new, and of the plugins that add votes to them."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

# what themes print before the date: `Name on July 10th`, `Name says:`, `Name | 3 May`
_NAME = (
    r"^(.{1,60}?)"
    r"(?: (?:says|said|wrote|sagt|schreibt|dit)\b| ?:$| [\u2013\u2014|] | (?:on|at|am|le) (?=.*\d))"
)

LIST = HtmlLayout(
    name="wordpress",
    rank=Rank.PLATFORM,
    markers=("commentlist", "comment-list", "comment-author", "commentmetadata", "wp-content"),
    comment=(
        "li.comment[id*='comment-']:not(.pingback):not(.trackback),"
        " div.comment[id^='comment-'], article.comment[id^='comment-'],"
        " .commentlist > li[id^='comment']:not(.pingback):not(.trackback),"
        " .wp-block-comment-template > li[id^='comment-']"
    ),
    text=(
        ".comment-content, .comment-text, .comment-entry, .commenttext, .comment-body > p,"
        " .comment-body > blockquote, .comment-body > ul, .comment-body > ol,"
        " .wp-block-comment-content"
    ),
    loose=True,
    skip=(
        ".comment-author, .comment-meta, .commentmetadata, .reply, .comment-reply-link, .says,"
        " .comment-edit-link, .comment-actions, .wp_ulike_general_class, .cld-like-dislike-wrap,"
        " .comment-likes, .cluv, [id^='ckrating'], p.ckrating, .ratingblock, .sharedaddy, cite,"
        " small, .comment-respond, .comment-awaiting-moderation, .children, .comment-text > h4,"
        " .cm-meta, .comment-number, .comment-head, .comment-header, .thdrpy, .comment-date"
    ),
    id=(Field("li, div.comment, article.comment", "id", r"comment-(\d+)"),),
    author=(
        Field(".comment-author .fn"),
        Field(".comment-author-name, .wp-block-comment-author-name"),
        Field("cite.fn, .fn"),
        Field(".comment-author a.url"),
        Field(".comment_author"),
        Field(".comment-author", pattern=r"^(.+?)(?: (?:says|said|wrote|sagt|schreibt|dit))?:?$"),
        Field("cite"),
        Field("a.url"),
        Field(".name, .commenter, .commentauthor, .comment_author, .comment-user, .author"),
        Field("h4, h5", pattern=_NAME),
        Field("[class*='meta'], [class*='header'], [class*='head']", pattern=_NAME),
        Field("li", pattern=_NAME),
    ),
    posted=(
        Field(".comment-meta time, .comment-metadata time, time", "datetime"),
        Field("abbr.published", "title"),
        Field(".comment-meta, .commentmetadata, .comment-date, .comment_date, .date"),
        Field("small"),
        Field("[class*='date'], [class*='time'], [class*='meta']"),
        Field("h4, h5, [class*='head'], [class*='permalink']"),
        Field("li", pattern=r"^.{1,60}? on (.{6,20}\d{4}.{0,14})"),
    ),
    permalink=(
        Field("a[href*='#comment-']", "href"),
        Field("a[href*='/comment-page-']", "href"),
    ),
    up=(
        Field(".cld-like-count, .cld-like-count-wrap"),
        Field("[id^='karma-'][id$='-up']"),
        Field(".wp_ulike_counter_up, .wp_ulike_is_not_liked .count-box, .count-box"),
        Field(".thumbs-rating-up .number, .comment-like-count, .clike-count, .likes-count"),
        Field(".comment-likes", pattern=r"\d+"),
    ),
    down=(
        Field(".cld-dislike-count, .cld-dislike-count-wrap"),
        Field("[id^='karma-'][id$='-down']"),
        Field(".wp_ulike_counter_down, .count-box-dislike"),
        Field(".thumbs-rating-down .number, .comment-dislike-count, .dislikes-count"),
    ),
    net=(Field("[id^='karma-'][id$='-total']"), Field(".comment-karma, .comment-score")),
    declared=(
        Field("h2.comments-title, h3#comments, h2#comments, .comments-title, .comment-heading"),
    ),
    drop=r"(?:Says|says|said|wrote|sagt|schreibt|dit) ?:|Reply|Quote",
    title=(
        Field("h1.entry-title, h1.post-title, h2.entry-title, h2.post-title, h1.title"),
        Field("div.post > h2, div.post > h1"),
    ),
    body=(
        ".entry-content, .post-content, .entry > p, .entry-body, .storycontent,"
        " .wp-block-post-content"
    ),
    cut=".sharedaddy, .jp-relatedposts, .post-navigation, #respond, .comment-respond",
)
