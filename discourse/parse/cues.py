"""What betrays a comment on a page nobody has seen: names of elements, and words (pure)."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other scripts are what is looked for

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
    rf"(?:[a-z]+[-_]?){{0,3}}(?:{_HOLDER.pattern})(?:[-_]?(?:container|wrapper|wrap|list|area|block"
    r"|section|inner|outer|body|content|content-list|box|div|holder|module|pages?|\d+|[a-z]{1,2}))*"
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
    named: tuple[str, ...]  # the classes that name a comment, less those that vary


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
    aside = any(_ASIDE.search(name) and not _OWN_FOOT.search(name) for name in names)
    stem = _stem(own_id) if _names_comment(own_id) else ""
    named = tuple(
        sorted(
            t
            for t in tokens
            if _names_comment(t)
            and not _NUMBER.search(t)
            and (t == "comment" or not _VARYING.search(t))
        )
    )
    return Identity(_mark(own_id, tokens), aside, stem, named)


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


_MONTH = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il|ile)?"
    r"|avr(?:il)?|ma[iy]o?|maggio|june?|juni?|juin|giugno|july?|juli|juil(?:let)?|luglio|aug(?:ust)?"
    r"|août|agosto|sept?(?:ember|embre)?|okt(?:ober)?|oct(?:ober|obre)?|nov(?:ember|embre)?"
    r"|de[cz](?:ember|embre)?|déc(?:embre)?|ene(?:ro)?|abr(?:il)?|ago|dic(?:iembre)?|stycznia|lutego"
    r"|marca|kwietnia|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|grudnia"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_UNIT = (
    r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|wk|month|mo|year|yr)s?|[smhdw]"
    r"|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?"
    r"|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?"
    r"|минут\w*|час\w*|дн\w+|недел\w+|месяц\w*|год\w*|лет"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH})\b\.?,?[ -]?\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]?(?:of |de )?\b(?:{_MONTH})\b"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b\d{1,2}(?:[.:h]\d{2})? ?[ap]\.?m\b|\b\d{1,2}[年月]\d{1,2}"
    rf"|\b(?:\d+|an?|one|a few) ?(?:{_UNIT})(?:,? (?:and )?\d+ (?:{_UNIT}))* ago\b"
    rf"|\b(?:vor|il y a|hace|há) (?:\d+|\w{{2,6}}) (?:{_UNIT})\b|(?:\d+) (?:{_UNIT}) (?:назад|temu|fa|geleden)\b"
    r"|\b(?:yesterday|today|gestern|heute|hier|ayer|вчера|сегодня),? (?:at|um|à|a las|в)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d| ago\b|yesterday|today")


def has_date(words: str) -> bool:
    """Whether a short text holds a date, a time or an age such as `3 hours ago`."""
    return _DIGIT.search(words) is not None and _DATE.search(words) is not None


def without_dates(words: str) -> str:
    """The text less its dates."""
    return _DATE.sub(" ", words)


_SAYS = re.compile(
    r"\b(?:says?|said|writes?|wrote|commented|responds|replied|schreibt|schrieb|sagte?|meint"
    r"|a (?:dit|écrit)|dit|écrit|dice|dijo|escribió|ha scritto|disse|escreveu|pisze|napisał\w*"
    r"|написал\w*|пишет|skrev|säger)\b(?: (?:on|am|le|el|at)\b|\s*[:.…,]|\s*$)"
    r"|^(?:comment |posted |written |von |by |left )+(?:by\b|von\b)?:?",
    re.IGNORECASE,
)


def introduces(words: str) -> bool:
    """`Jane says:`, `posted by Jane at`: the line that tells who is speaking."""
    return len(words) <= 200 and _SAYS.search(words) is not None


_ACTION = re.compile(
    r"(?:#|№|no\.? ?)?\d{0,5}[.)]?|[\W_]*|(?:click (?:here )?to )?(?:repl(?:y|ies)(?: to .{1,40}| ↓| with quote)?|"
    r"respond|quote|report(?: (?:abuse|this|spam|comment|as \w+|this comment|this post|violation|offensive\w*))*|flag(?: (?:this|as \w+|comment|for \w+))?|perma-?links?|links?|link to this(?: comment)?|edit(?: this)?"
    r"|delete|share(?: this)?(?: comment| on \w+)?|(?:dis)?likes?|up|down|vote(?: (?:up|down))?|thumbs? (?:up|down)|(?:un)?recommend(?:ed)?|show (?:more|less|replies)|hide"
    r"|collapse|expand|parent|top|back to top|favou?rite|follow|abuse|rate|rating|print|email|"
    r"report ?/ ?block|mark as spam|view (?:profile|all|reply)|profile|say(?:s|ing)|said|wrote|"
    r"antworten|zitieren|melden|beitrag melden|répondre|signaler|responder|denunciar|rispondi|odpowiedz|zgłoś|"
    r"ответить|пожаловаться|beantwoord|svara|reactie|回复|返信|답글|logged in|guest|anonymous|member|"
    r"(?:log ?in|sign ?in|register|sign up)(?: or (?:log ?in|register|sign ?up|sign ?in))?(?: to (?:reply|post comments?|comment|post|recommend|vote|respond))?"
    r"|(?:pingback|trackback)s?:?|your comment is awaiting moderation\.?|comments? #?\d+|\d+ (?:replies|reply|likes?|votes?|points?))[\s:.|»·›…,-]*",
    re.IGNORECASE,
)
_SPLIT_ACTIONS = re.compile(r"\s*[|•·/]\s*|\s{2,}|\s[–—-]\s")


def is_action(words: str) -> bool:
    """Buttons and links under a comment: `Reply`, `Report abuse | Permalink`, `#12`."""
    if len(words) > 120:
        return False
    return all(_ACTION.fullmatch(part.strip()) for part in _SPLIT_ACTIONS.split(words))


_PROMPT = re.compile(
    r"^.{0,40}(?:(?:leave|post|add|write|submit) (?:a|your|new) (?:comment|reply|response)|no comments|be the first"
    r"|(?:log|sign) ?in to (?:post|leave|add|comment|reply)|logged in to|name \(required\)|(?:0|no) comments"
    r"|your (?:comment|name|email)|comments? (?:are|is) closed|there are no|join the (?:conversation|discussion)|cancel reply|add comment|all fields)",
    re.IGNORECASE,
)


def is_prompt(words: str) -> bool:
    """What asks for a comment, or says that there is none."""
    return _PROMPT.match(words) is not None
