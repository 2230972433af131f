"""What the tests found, in words: no stars, and nothing said of what was not tested."""

from dataclasses import dataclass

from discourse.aggregate.effects import Comparison, Crossing, Exposure
from discourse.aggregate.exposure import MIN_COMMENTS
from discourse.aggregate.summary import TargetSummary
from discourse.aggregate.wording import AS_WORDS, p_value, percent, signed

WEAK = 0.1  # a correlation nearer to zero is called none


@dataclass(frozen=True, slots=True)
class Finding:
    """What it is about, and what is said."""

    about: str
    said: str


def findings(summary: TargetSummary) -> tuple[Finding, ...]:
    """Of votes by stance, of place and votes, and of replies: as much as there is enough of."""
    measure, found = str(summary.measure), summary.exposure
    others = []
    if found.correlation is not None and found.n >= MIN_COMMENTS:
        others.append(Finding(_place(found), _exposure(found, measure)))
    both = [("Replies", summary.replies.answers)]
    both += [] if summary.replies.alike else [("Quotes", summary.replies.quotes)]
    others += [
        Finding(about, _crossing(about.lower(), made)) for about, made in both if made.p is not None
    ]
    if others or summary.sides.enough:
        return (Finding("Votes", _sides(summary, measure)), *others)
    return ()


def _sides(summary: TargetSummary, measure: str) -> str:
    sides = summary.sides
    if not sides.enough:
        return f"Not compared: {sides.lacks}."
    counts = f"{sides.n_first:,} against, {sides.n_second:,} in favor"
    said = f"{_pairs(sides, measure)} (ties count half; {counts})."
    if sides.p is None:
        return f"{said} Not tested: {sides.lacks}."
    alone = " It tells of this article alone." if summary.articles == 1 else ""
    return f"{said} {_verdict(sides)}{alone}"


def _pairs(found: Comparison, measure: str) -> str:
    """The share of pairs that favours the stance it favours."""
    share, first, second = found.superiority or 0.0, found.first, found.second
    if share < 0.5:
        share, first, second = 1 - share, second, first
    more, fewer = AS_WORDS[first], AS_WORDS[second]
    where = "under one article " if found.articles > 1 else ""
    ahead = f"the comment {more} has more {measure} than the one {fewer}"
    return f"In {percent(share)} of pairs {where}{ahead}"


def _verdict(found: Comparison) -> str:
    p = found.p if found.adjusted is None else found.adjusted
    among = f", adjusted for {found.family} tests" if found.family > 1 else ""
    return _beyond(found.beyond_chance, p, among)


def _beyond(beyond: bool, p: float | None, among: str = "") -> str:  # noqa: FBT001 - named by use
    said = p_value(p if p is not None else 1.0)
    return f"{'More' if beyond else 'No more'} than chance would give ({said}{among})."


def _place(found: Exposure) -> str:
    return "Time" if found.by == "time" else "Place on the page"


def _exposure(found: Exposure, measure: str) -> str:
    r = found.correlation or 0.0
    which = "Earlier" if found.by == "time" else "Upper"
    other = "Later" if found.by == "time" else "Lower"
    who = which if r < 0 else other
    trend = f"{who} comments have more {measure}" if abs(r) >= WEAK else f"No trend of {measure}"
    return f"{trend} (rank correlation {signed(r)}). {_adjusted(found)}".rstrip()


def _adjusted(found: Exposure) -> str:
    if found.adjusted is None or found.adjusted.effect is None:
        return f"Not adjusted for: {found.lacks}." if found.lacks else ""
    made = found.adjusted
    share, stance = made.superiority or 0.0, made.first
    if share < 0.5:
        share, stance = 1 - share, made.second
    equal = "time" if found.by == "time" else "place"
    pairs = f"{percent(share)} of pairs"
    said = f"At equal {equal}, the comment {AS_WORDS[stance]} has more in {pairs}."
    return said if made.p is None else f"{said} {_verdict(made)}"


def _crossing(noun: str, found: Crossing) -> str:
    across, expected = percent(found.across or 0.0), percent(found.expected or 0.0)
    chance = f"with stances shuffled, {expected} would"
    verdict = _beyond(found.beyond_chance, found.p)
    return f"{across} of {found.n:,} {noun} go between against and in favor; {chance}. {verdict}"
