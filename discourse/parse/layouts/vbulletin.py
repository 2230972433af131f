"""vBulletin, versions 3 to 5, and MyBB, which is built much alike."""

from discourse.parse.html_layout import Field, HtmlLayout
from discourse.parse.layout import Rank

LAYOUT = HtmlLayout(
    name="vbulletin",
    rank=Rank.PLATFORM,
    markers=("postbit", "vBulletin", "post_content", "b-post"),
    comment=(
        "li[id^='post_'].postcontainer, table[id^='post'].tborder, div[id^='post_'].post,"
        " li.b-post[data-node-id], div.post.classic[id^='post_']"
    ),
    needs=".postcontent, [id^='post_message_'], .post_body, .js-post__content-text",
    text=(
        ".postcontent, [id^='post_message_']:not(:has(.postcontent)), .post_body,"
        " .js-post__content-text"
    ),
    skip=(
        ".bbcode_postedby, .tapatalkSignatur, .post_meta, .signature, .js-post-title,"
        " blockquote.mycode_quote cite, .quote_header, .smallfont:first-child,"
        " td.alt2 > div:has(> strong)"
    ),
    quote_boxes=(
        ".bbcode_quote, .bbcode_container .quote_container, td.alt2[style*='inset'],"
        " blockquote.mycode_quote"
    ),
    quote_author=(
        Field(".bbcode_postedby strong"),
        Field("cite", pattern=r"^(?:\([^)]*\)\s*)?(.+?) (?:Wrote|wrote):"),
        Field("div strong"),
    ),
    quote_comment=(
        Field(".bbcode_postedby a", "href", r"(?:#post|p=)(\d+)"),
        Field("cite a", "href", r"#pid(\d+)"),
        Field("div a", "href", r"#post(\d+)"),
    ),
    id=(
        Field("[id^='post_'], table[id^='post']", "id", r"\d+$"),
        Field(".b-post", "data-node-id"),
    ),
    author=(
        Field(".username_container .username"),
        Field(".bigusername"),
        Field(".author_information a[href*='user-'], .author_information a[href*='uid=']"),
        Field("[itemprop='author'] [itemprop='name']"),
        Field(".author_information strong"),
    ),
    posted=(
        Field(".postdate .date"),
        Field(".post_date"),
        Field("time", "datetime"),
        Field(".userstats dd", pattern=r"^\d{1,2}[./]\d{1,2}[./]\d{4}.*"),
        Field("td.thead", pattern=r".*\d{1,2}:\d{2}.*"),
    ),
    permalink=(
        Field("a.postcounter", "href"),
        Field("a[id^='postcount']", "href"),
        Field(".post_head strong a", "href"),
        Field("a.b-post__count", "href"),
    ),
    up=(Field(".clickcount"),),
    opening=(
        Field("a.postcounter, a[id^='postcount'], .post_head strong a", pattern=r"^#?1$"),
        Field("a.b-post__count", pattern="^#1$"),
    ),
    title=(
        Field("#pagetitle .threadtitle"),
        Field(".navbar strong"),
        Field("title", pattern=r"^(.+?)(?: - (?:Page|Seite) \d+)?(?: [|-] [^|-]+)?$"),
    ),
    nested=False,
)
