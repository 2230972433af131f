"""Numbers and stances in words, as sentences use them."""

from discourse.stance.judgement import Stance

AS_WORDS = {Stance.AGAINST: "against", Stance.NEUTRAL: "neutral", Stance.FAVOR: "in favor"}


def percent(share: float) -> str:
    """A share as a whole percentage, never rounded to all or nothing."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "under 1 %"
    if rounded == 100 and share < 1:
        return "over 99 %"
    return f"{rounded} %"


def signed(number: float) -> str:
    """A correlation with its sign."""
    return f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")


def p_value(p: float) -> str:
    """A p in at most two digits that count."""
    return f"p = {p:.2f}" if p >= 0.095 else f"p = {p:.2g}"
