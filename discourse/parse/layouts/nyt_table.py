"""Comments of the New York Times in the tables that its community API is usually saved as."""

from discourse.parse.tables import Columns, Table

LAYOUT = Table(
    "nyt_table",
    Columns(
        text=("commentBody",),
        id=("commentID",),
        parent=("parentID",),
        author=("userDisplayName",),
        addressee=("parentUserDisplayName",),
        posted=("createDate", "approveDate"),
        up=("recommendations",),
        permalink=("permalink",),
        article=("articleID", "assetID", "url"),
        title=("headline", "articleTitle", "printHeadline"),
        address=("webURL", "articleURL", "assetURL", "url"),
    ),
    needs=(("commentID",), ("recommendations",)),
    confidence=1.0,
)
