"""Words that betray a comment: dates, `says`, buttons, prompts, in several languages (pure)."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other scripts are what is looked for

import re
from functools import lru_cache

_MONTH = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il"
    r"|ile)?"
    r"|avr(?:il)?|ma[iy]o?|maggio|june?|juni?|juin|giugno|july?|juli|juil(?:let)?|luglio"
    r"|aug(?:ust)?"
    r"|août|agosto|sept?(?:ember|embre)?|okt(?:ober)?|oct(?:ober|obre)?|nov(?:ember|embre)?"
    r"|de[cz](?:ember|embre)?|déc(?:embre)?|ene(?:ro)?|abr(?:il)?|ago|dic(?:iembre)?|stycznia"
    r"|lutego"
    r"|marca|kwietnia|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|grudnia"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_UNIT = (
    r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|wk|month|mo|year|yr)s?|[smhdw]"
    r"|sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?"
    r"|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|horas?|d[ií]as?|semanas?"
    r"|mes(?:es)?|años?"
    r"|минут\w*|час\w*|дн\w+|недел\w+|месяц\w*|год\w*|лет"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH})\b\.?,?[ -]?\d{{1,4}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th"
    rf"|\.)?[ -]?(?:of |de )?\b(?:{_MONTH})\b"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b\d{1,2}(?:[.:h]\d{2})? ?[ap]\.?m\b|\b\d{1,2}[年月]\d{1,2}"
    rf"|\b(?:\d+|an?|one|a few) ?(?:{_UNIT})(?:,? (?:and )?\d+ (?:{_UNIT}))* ago\b"
    rf"|\b(?:vor|il y a|hace|há) (?:\d+|\w{{2,6}}) (?:{_UNIT})\b|(?:\d+) (?:{_UNIT}) (?:назад"
    rf"|temu|fa|geleden)\b"
    r"|\b(?:yesterday|today|gestern|heute|hier|ayer|вчера|сегодня),? (?:at|um|à|a las|в)\b",
    re.IGNORECASE,
)
_SHORT = 250
_DIGIT = re.compile(r"\d| ago\b|yesterday|today")


def has_date(words: str) -> bool:
    """Whether a text holds a date, a time or an age such as `3 hours ago`."""
    return _short_has_date(words) if len(words) <= _SHORT else _has_date(words)


def may_have_date(words: str) -> bool:
    """A quick look: whether there is a digit, or a word for a day, without which none is found."""
    return _DIGIT.search(words) is not None


def _has_date(words: str) -> bool:
    return may_have_date(words) and _DATE.search(words) is not None


# what wraps a line says the same as the line
_short_has_date = lru_cache(maxsize=4096)(_has_date)


def without_dates(words: str) -> str:
    """The text less its dates."""
    return _DATE.sub(" ", words)


_SAYS = re.compile(
    r"\b(?:says?|said|writes?|wrote|commented|responds|replied|schreibt|schrieb|sagte?|meint"
    r"|a (?:dit|écrit)|dit|écrit|dice|dijo|escribió|ha scritto|disse|escreveu|pisze|napisał\w*"
    r"|написал\w*|пишет|skrev|säger)\b(?: (?:on|am|le|el|at)\b|\s*[:.…,]|\s*$)"
    r"|^\W*(?:(?:comment|posted|written|left|submitted|added) )?(?:by|von)\b:?",
    re.IGNORECASE,
)


def introduces(words: str) -> bool:
    """`Jane says:`, `posted by Jane at`: the line that tells who is speaking."""
    return len(words) <= 200 and _SAYS.search(words) is not None


_ACTION = re.compile(
    r"(?:#|№|no\.? ?)?\d{0,5}[.)]?|[\W_]*|(?:click (?:here )?to )?(?:repl(?:y"
    r"|ies)(?: to .{1,40}| ↓| with quote)?|"
    r"respond|quote|report(?: (?:abuse|this|spam|comment|as \w+|this comment|this post"
    r"|violation|offensive\w*))*|flag(?: (?:this|as \w+|comment|for \w+))?|perma-?links?|links?"
    r"|link to this(?: comment)?|edit(?: this)?"
    r"|delete|share(?: this)?(?: comment| on \w+)?|(?:dis)?likes?|up|down|vote(?: (?:up|down))?"
    r"|thumbs? (?:up|down)|(?:un)?recommend(?:ed)?|show (?:more|less|replies)|hide"
    r"|collapse|expand|parent|top|back to top|favou?rite|follow|abuse|rate|rating|print|email|"
    r"report ?/ ?block|mark as spam|view (?:profile|all|reply)|profile|say(?:s|ing)|said|wrote|"
    r"antworten|zitieren|melden|beitrag melden|répondre|signaler|responder|denunciar|rispondi"
    r"|odpowiedz|zgłoś|"
    r"ответить|пожаловаться|beantwoord|svara|reactie|回复|返信|답글"
    r"|logged in|guest|anonymous|member|"
    r"(?:log ?in|sign ?in|register|sign up)(?: or (?:log ?in|register|sign ?up"
    r"|sign ?in))?(?: to (?:reply|post comments?|comment|post|recommend|vote|respond))?"
    r"|(?:pingback|trackback)s?:?|your comment is awaiting moderation\.?|comments? #?\d+"
    r"|\d+ (?:replies|reply|likes?|votes?|points?))[\s:.|»·›…,-]*",
    re.IGNORECASE,
)
_SPLIT_ACTIONS = re.compile(r"\s*[|•·/]\s*|\s{2,}|\s[–—-]\s")


def is_action(words: str) -> bool:
    """Buttons and links under a comment: `Reply`, `Report abuse | Permalink`, `#12`."""
    if len(words) > 120:
        return False
    return all(_ACTION.fullmatch(part.strip()) for part in _SPLIT_ACTIONS.split(words))


_PROMPT = re.compile(
    r"^.{0,40}(?:(?:leave|post|add|write|submit) (?:(?:a|your|new) )?(?:comment|reply|response)"
    r"|comment reply|no comments|be the first"
    r"|(?:log|sign) ?in to (?:post|leave|add|comment|reply)|logged in to|name \(required\)|(?:0"
    r"|no) comments"
    r"|your (?:comment|name|email)|comments? (?:are|is) closed|there are no"
    r"|join the (?:conversation|discussion)|cancel reply|add comment|all fields)",
    re.IGNORECASE,
)


def is_prompt(words: str) -> bool:
    """What asks for a comment, or says that there is none."""
    return _PROMPT.match(words) is not None


_BEFORE_SAYS = re.compile(
    r"^\W*+(?:\d+[.):]?\s+)?(?P<first>[^\n:]{1,60}?),?\s+(?:says?|said|writes?|wrote|commented"
    r"|responds|replied"
    r"|schreibt|schrieb|sagte?|meint|a (?:dit|écrit)|dit|écrit|dice|dijo|escribió|ha scritto"
    r"|disse|escreveu|pisze"
    r"|napisał\w*|написал\w*|пишет|skrev|säger)\b\s*(?:[:.…,]|on\b|am\b|le\b|$)"
    r"|\b(?:posted|written|comment|left|submitted|von|par) by:?\s+(?P<second>[^\n|]{1,60}?)"
    r"(?:\s+(?:on|at|am|le|um)\b|\s*[|,(·•—–]|\s+-|\s*$)",
    re.IGNORECASE,
)


def name_before_says(words: str) -> str:
    """The name in `Jane says:` or `Posted by Jane at`; empty where there is none."""
    found = _BEFORE_SAYS.search(words[:200])
    if found is None:
        return ""
    return (found["first"] or found["second"] or "").strip()


def without_says(words: str) -> str:
    """The text less `says:`, `posted by` and the like."""
    return _SAYS.sub(
        " ", re.sub(r"\b(?:posted|written|comment) by\b:?", " ", words, flags=re.IGNORECASE)
    )
