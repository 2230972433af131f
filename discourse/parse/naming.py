"""What the id and the classes of an element say of comments, in several languages (pure)."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

COMMENT = (
    r"comm?ent(?!ar(?:y|ies)|ator)|kom+ent|koment|com+ento|cmnt|cmmt|cmt|coms(?![a-z])|reacti(?:e|on)|reakti"
    r"|talkback|response|respuesta|risposta|antwort|odpowied|guestbook|shoutbox|dsq-|disqus[-_]?thread"
    r"|opinion(?:es)?-item|yorum|feedback-item|userpost|user-post|discussion"
)
_NAMED = re.compile(COMMENT)
_REPLY = re.compile(r"(?:^|[-_])repl(?:y|ies)(?:$|[-_0-9])")
_HOLDER = re.compile(
    r"(?:comments|kommentare|comentarios|comentários|commenti|commentaires|reacties|responses"
    r"|discussion|respuestas|antworten|talkbacks?|disqus[-_]?thread|guestbook"
    r"|(?:" + COMMENT + r")s?[-_]?(?:list(?:e|a|ing)?|stream|area|section|thread|block|container"
    r"|holder|wrap|tpl|template|board|all|tree))"
    r"|(?:all|user|reader|post|view|article)[-_]?comments"
)
_HOLDER_TOKEN = re.compile(
    # no two ways to match one text: with them, a long name would take for ever
    rf"(?:[a-z]+(?:[-_][a-z]+){{0,2}}[-_]?)?(?:{_HOLDER.pattern})(?:[-_]?[a-z\d])*"
)
_PART = re.compile(
    rf"(?:{COMMENT})s?[-_]?(?:\w+[-_])?(?:body|texts?|contents?|author\w*|meta|metadata|header|head"
    r"|footer|foot|date|time|datetime|info|message|msg|avatar|image|img|pic|name|title|data"
    r"|inner|actions?|tools|links?|rating|vote|votes|by|user|username|bubble|permalink|details"
    r"|options|controls?|like|likes|score|subject|number|num|poster|gravatar|left|right|top|bottom)"
    r"(?:$|[-_])"
)
_BLOCKED = re.compile(
    rf"(?:recent|latest|last|newest|popular|most|top|featured|best|hot|neueste|derniers)[-_]?\w{{0,8}}[-_]?"
    rf"(?:{COMMENT})"
    r"|(?:comment|repl\w+|response|kommentar)s?[-_]?(?:\w+[-_])?(?:form|fields?|login|captcha|policy|rules|guidelines?"
    r"|note|notes|preview|rss|feed|nav|navigation|pag(?:er|ination|ing)|button|btn|icon|count(?:er)?|toggle"
    r"|share|subscribe|provider|providers|leaderboard|submit|box-header|input|editor|complete"
    r"|confirmation|captcha|status|closed|disabled|warning|error|terms|help|hint|label|tabs?)"
    r"(?:$|[-_s\d])"
    r"|commentform|(?:add|leave|write|submit|your)[-_]?(?:a[-_]?)?(?:comment|reply|response)"
    r"(?!s)|respond(?:$|[-_])|commenters|commentators|comment[-_]?luv|mostcomment|hentry-thumb"
    r"|comments-open|no-?comments|comments?-off|comments?-link"
)
_ASIDE = re.compile(
    r"(?:^|[-_])(?:side-?bars?\w?|widgets?|foot(?:er)?|navi?(?:gation)?|menu|related|recent\w*|tertiary"
    r"|secondary|blogroll|archives?|advert\w*|ads?|promo\w*|popular|trending|teasers?|tweets?"
    r"|twitter|newsletter|carousel)(?:$|[-_\d])|sidebar|widget"
)
_OWN_FOOT = re.compile(r"(?:post|entry|article|story|comment)s?[-_]?(?:foot|widget|sidebar|ads?)")
_NUMBER = re.compile(r"\d")


class Mark(Enum):
    """What an element's id and classes say of it."""

    NOTHING = "nothing"
    ITEM = "item"  # one comment
    PART = "part"  # the text, the author ... of one
    HOLDER = "holder"  # all of them
    BLOCKED = "blocked"  # a form, a count, a list of the latest ones


@dataclass(frozen=True, slots=True)
class Identity:
    """An element's id and classes, lower case, and what they say."""

    mark: Mark
    aside: bool  # furniture beside the article
    stem: str  # the id with every part that holds a digit replaced, where it names a comment
    classes: tuple[str, ...]  # those that name a comment, less those that vary


_VARYING = re.compile(
    r"odd|even|alt|first|last|parent|depth|level|thread|byuser|bypost|commentauthor|comment-author-"
    r"|by-|highlander|reply$|tumblelog|published|approved|highlight|new|superuser|staff|author"
)


@lru_cache(maxsize=20_000)
def identity(element_id: str, classes: str) -> Identity:
    """What an id and a class attribute say; both may be empty."""
    own_id = _split_camel(element_id)
    tokens = tuple(_split_camel(token) for token in classes.split())
    names = (*tokens, own_id) if own_id else tokens
    aside = any(map(_is_aside, names))
    stem = _stem(own_id) if _names_comment(own_id) else ""
    telling = tuple(
        sorted(
            t
            for t in tokens
            if _names_comment(t)
            and not _NUMBER.search(t)
            and (t == "comment" or not _VARYING.search(t))
        )
    )
    return Identity(_mark(own_id, tokens), aside, stem, telling)


@lru_cache(maxsize=20_000)  # attributes differ, the names in them hardly
def _is_aside(name: str) -> bool:
    return _ASIDE.search(name) is not None and _OWN_FOOT.search(name) is None


@lru_cache(maxsize=20_000)
def _names_comment(name: str) -> bool:
    return bool(_NAMED.search(name) or _REPLY.search(name) or re.fullmatch(r"c[-_]?\d{2,}", name))


def _mark(own_id: str, tokens: tuple[str, ...]) -> Mark:
    names = [name for name in (own_id, *tokens) if name and _names_comment(name)]
    if not names:
        return Mark.NOTHING
    if any(_BLOCKED.search(name) for name in names):
        return Mark.BLOCKED
    kinds = [_kind(name) for name in names]
    for mark in (Mark.ITEM, Mark.HOLDER, Mark.PART):
        if mark in kinds and not (mark is Mark.ITEM and Mark.HOLDER in kinds and not own_id):
            return mark
    return Mark.HOLDER


def _kind(name: str) -> Mark:
    if _PART.search(name):
        return Mark.PART
    if _HOLDER_TOKEN.fullmatch(name):
        return Mark.HOLDER
    return Mark.ITEM


@lru_cache(maxsize=20_000)
def _split_camel(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _stem(own_id: str) -> str:
    parts = re.split(r"([-_:.])", own_id)
    kept = [re.sub(r"^([a-z]*?)[0-9a-f]*\d\w*$", r"\1#", part) for part in parts]
    return "".join(kept)
