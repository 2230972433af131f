"""Which parts of a page the names of elements give away: the article, and what is no part of it."""

import re
from functools import lru_cache

from discourse.parse.dom import Node

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ARTICLE = re.compile(
    r"(?:^| )(?:(?:entry|post|article|story|news|asset|blog)[-_]?"
    r"(?:content|body|bodycopy|text|copy)|entry|hentry|post|story|article|single-?post|blog-?post|format_text|content-body|body-copy)"
    r"(?:$| )"
)
_MAIN = re.compile(
    r"(?:^| )(?:main|main-?content|content|post|hentry|entry|article|blog|story|single|page"
    r"|entry-content|post-body)(?:$| )"
)
_MASTHEAD = re.compile(
    r"(?:^| )(?:banner|masthead|header|header-?img|site-?(?:title|name|header|head)|page-header|top"
    r"|blog-?(?:title|name|header)|logo|branding)(?:[-_]?(?:inner|content|wrapper|text))?(?:$| )"
)
_WORD = r"(?:^|[-_ ])(?:{})(?:$|[-_ ])"
_JUNK = re.compile(
    _WORD.format(
        r"captions?|wp-caption\S*|credits?|bio|biography|shar(?:e|ing)\S*|social\S*|bookmark\w*"
        r"|author-?(?:box|info|bio|description|sure\S*)|about-?author|post-?author|related\S*"
        r"|promo\S*|licen[sc]e|copyright|disclaimer|legal|newsletter\S*|subscri\w+|sign-?up\S*"
        r"|tags|tag-?links|toolbars?|tools|breadcrumbs?|popular\S*|slide-?show\S*|rotating\S*"
        r"|galler(?:y|ies)\S*|sponsor\S*|ads?|advert\w*|pagination|pager|pagenav|print-?only"
        r"|guidelines|correction|snippet|trending|footnote|teaser\w*|also-?(?:see|read)"
        r"|more-?(?:stories|news|from)\S*|recommend\w*|outbrain\S*|taboola\S*|cookie\S*|modal\S*"
        r"|popup\S*|login\S*|rss|feed"
    )
    + r"|photo_?credit|image-?(?:credit|caption)"
)
_FURNITURE = re.compile(
    r"(?:this page is best viewed|share|tweet|print|e-?mail|related|tags?:|filed under|copyright|©"
    r"|advertisement|subscribe|follow us|sign up|read more|more:|categories|previous|next"
    r"|comments?\b|leave a|click here|permalink|trackback|photo:|image:|credit:|like this|topics:"
    r"|if you (?:enjoyed|liked)|all rights|labels:|posted in|this entry was)",
    re.IGNORECASE,
)


def _named(node: Node) -> str:
    return _split(f"{node.get('class') or ''} {node.get('id') or ''}"[:200])


@lru_cache(maxsize=20_000)
def _split(names: str) -> str:
    return _CAMEL.sub("-", names).lower().strip()


def is_article(node: Node) -> bool:
    """Named as what holds an article."""
    return node.tag == "article" or _ARTICLE.search(_named(node)) is not None


def is_main(node: Node) -> bool:
    """Named as the main part of the page."""
    return node.tag == "main" or _MAIN.search(_named(node)) is not None


def is_masthead(node: Node) -> bool:
    """Named as the head of the site."""
    return _MASTHEAD.search(_named(node)) is not None


def is_junk(node: Node) -> bool:
    """Named as captions, sharing, related stories, advertising and the like."""
    return _JUNK.search(_named(node)) is not None


def is_furniture(words: str) -> bool:
    """A short text that begins as furniture does."""
    return _FURNITURE.match(words) is not None
