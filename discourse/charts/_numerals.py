"""Numbers and dates as a locale writes them.

Our sentences are made in English. Where a locale is set, the numbers in them are written anew just
before they are drawn, by Babel, which holds the rules of the Unicode CLDR. Text from pages is none
of ours and stays as it is.
"""

import re
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# a grouped or short whole number, perhaps with decimals, perhaps a percentage; years have no commas
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3})(?P<part>\.\d+)?(?P<percent>\s?%)?(?![.,]?\d)"
)


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are written: as our sentences have them, or as in a locale such as de or pt_BR.

    `written` and `day` raise babel.UnknownLocaleError or ValueError where there is no such locale.
    """

    locale: str = ""

    def written(self, text: str) -> str:
        """The sentence with its numbers in the locale's style."""
        return _NUMBER.sub(self._anew, text) if self.locale else text

    def day(self, day: date) -> str:
        """A date in words."""
        if not self.locale:
            return f"{day.day} {day:%B %Y}"
        from babel.dates import format_date

        if self._babel().text_direction == "rtl":
            return day.isoformat()  # words from right to left would part what stands beside them
        return str(format_date(day, "long", locale=self._babel()))

    def _anew(self, found: re.Match[str]) -> str:
        locale = self._babel()
        part, percent = found["part"] or "", found["percent"]
        number = Decimal(found["whole"].replace(",", "") + part)
        digits = max(0, len(part) - 1)
        formats = locale.percent_formats if percent else locale.decimal_formats
        pattern = copy(formats[None])
        pattern.frac_prec = (digits, digits)  # as many decimals as our sentence has
        return str(pattern.apply(number / 100 if percent else number, locale))

    def _babel(self) -> "Locale":
        from babel import Locale

        return Locale.parse(self.locale.replace("-", "_"))


ENGLISH = Numerals()
