"""Any table of comments under the names in common use: schema.org's, SOCC's, those of APIs."""

from discourse.parse.tables import Columns, Table

_ID = ("comment_id", "commentId", "identifier", "@id", "id", "objectID")
_PARENT = (
    *("parent_id", "parent_comment_id", "parentItem.@id", "parentItem.identifier", "parentItem"),
    *("parent", "in_reply_to", "in_reply_to_id", "reply_to"),
)
_AUTHOR = (
    *("comment_author", "author.name", "author", "author_name", "creator.name", "creator"),
    *("display_name", "user_name", "user.name", "user", "nickname"),
)
_POSTED = (
    *("dateCreated", "datePublished", "created_at", "created_utc", "create_date", "post_time"),
    *("posted", "published_at", "comment_date", "timestamp", "date", "time"),
)
_UP = (
    *("upvoteCount", "up_votes", "posVotes", "ups", "up", "likes", "like_count", "thumbs_up"),
    *("recommendations", "recommends", "num_recommends", "favorites"),
)
_DOWN = ("downvoteCount", "down_votes", "negVotes", "downs", "down", "dislikes", "thumbs_down")
_NET = ("score", "net", "net_votes", "points", "karma")

LAYOUT = Table(
    "comment_table",
    Columns(
        text=("comment_text", "comment_body", "comment_content", "comment", "text", "body"),
        id=_ID,
        counter=("comment_counter",),
        parent=_PARENT,
        author=_AUTHOR,
        posted=_POSTED,
        up=_UP,
        down=_DOWN,
        net=_NET,
        permalink=("permalink", "comment_url"),
        article=(
            *("article_id", "story_id", "post_id", "asset_id", "discussion_id", "link_id"),
            *("about.url", "about", "article_url", "globe_url", "article_title", "headline"),
        ),
        title=("article_title", "headline", "story_title", "about.headline", "about.name", "title"),
        address=("article_url", "globe_url", "story_url", "about.url", "discussionUrl", "page_url"),
        site=("site", "publisher", "domain"),
        body=("article_text", "article_body", "articleBody"),
    ),
    needs=((*_AUTHOR, *_PARENT, *_UP, *_DOWN, *_NET, "comment_counter"),),
)
