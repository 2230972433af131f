"""Drupal's comments: replies follow their comment in an `indented` element (versions 5 to 11)."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="drupal",
    rank=Rank.PLATFORM,
    markers=("drupal", "Drupal", "/sites/default/files", "/sites/all/"),
    comment=(
        "#comments .comment, .comment-wrapper .comment, div.comment.comment-published,"
        " [data-component-id*='comment'], #comments [id^='comment-']:has(> .comment-content),"
        " [id^='comment-']:has(> .comment-content), article.comment[data-comment-user-id]"
    ),
    needs=(
        ".submitted, .comment-content, .comment-body, .comment__content, .content, .author,"
        " .comment__submitted, .comment-submitted, .username"
    ),
    text=(
        ".field-name-comment-body, .field--name-comment-body, .comment-body, .comment__content,"
        " .comment-content, .comment_content, .comment-text, .content, .clear-block > p,"
        " .clear-block > blockquote, .clear-block > ul, .clear-block > ol"
    ),
    loose=True,
    skip=(
        ".submitted, .comment__submitted, .links, .author, .picture, .user-picture, .signature,"
        " .user-signature, .comment-links, h3, .comment__title, .comment-title, .new"
    ),
    indent=".indented",
    id=(
        Field("[id^='comment-']", "id", r"^comment-(\d+)$"),
        Field("a[href*='#comment-']", "href", r"#comment-(\d+)"),
        Field("[about]", "about", r"comment[-/](\d+)"),
    ),
    parent=(Field(".parent a[href*='#comment-']", "href", r"#comment-(\d+)"),),
    author=(
        Field(".submitted .username, .author .username, .comment__author .username, .username"),
        Field(".comment-header .user a, .submitted a:not([href*='#comment'])"),
        Field(".non_toggle_label b a, .comment-author, .author a, .author"),
        Field(".submitted", pattern=r"[\u2013\u2014] ?(.+?)(?: \(not verified\))?$"),
        Field(".submitted", pattern=r"(?:by|von|par|por) (.+?)(?: on | am | le |,| \(|$)"),
    ),
    posted=(
        Field(".submitted time, .comment__time, time", "datetime"),
        Field("[property='dc:date dc:created'], [property='schema:dateCreated']", "content"),
        Field(".submitted, .comment__submitted, .scomments_info, .time, .date, .comment-date"),
        Field(".comment-footer"),
    ),
    permalink=(
        Field(".comment__permalink a", "href"),
        Field("a.permalink, a[rel='bookmark'][href*='comment']", "href"),
        Field("a[href*='#comment-']", "href"),
    ),
    net=(
        Field(".vud-current-votes-count, .vote-current-score, .rate-number-up-down-rating"),
        Field(".total-votes-plain", pattern=r"[+-]?\d+"),
    ),
    declared=(Field("#comments > h2, .comments__title, h2.comments, #comments h2.title"),),
    title=(Field("#page-title, h1.page-title, h1.page__title, h1#title"),),
    body=(
        ".node .field-name-body, .field--name-body, .node > .content, .node .content,"
        " .node__content"
    ),
    cut=".comment-form, #comment-form, .links, .book-navigation",
)
