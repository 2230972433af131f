"""A text page as lines that each get one role (pure)."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from copy import copy

from discourse.parse.layout import Line, Role

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing on the line."""
    return not text.strip().strip(_INVISIBLE).strip()


class Labels:
    """The lines of a page with their roles so far: blank, or furniture until said otherwise."""

    def __init__(self, text: str) -> None:
        self.texts: Sequence[str] = text.split("\n")
        self.clean: Callable[[str], str] = str.strip
        self.filled = [n for n, line in enumerate(self.texts) if not is_blank(line)]
        self._roles = [Role.BLANK] * len(self.texts)
        self._comments = [""] * len(self.texts)
        for number in self.filled:
            self._roles[number] = Role.FURNITURE

    def __getitem__(self, number: int) -> str:
        return self.clean(self.texts[number])

    def mark(self, number: int, role: Role, comment: str = "") -> None:
        """Give a line its role; `number` counts from 0."""
        self._roles[number] = role
        self._comments[number] = comment

    def role(self, number: int) -> Role:
        """The role a line has so far."""
        return self._roles[number]

    def seen(self, clean: Callable[[str], str]) -> "Labels":
        """The same lines and the same roles, each line's text read as `clean` leaves it."""
        view = copy(self)
        view.filled = [number for number in self.filled if clean(self.texts[number])]
        view.clean = clean
        return view

    def between(self, start: int, end: int) -> Iterator[int]:
        """The lines with something on them, from start up to end."""
        first, stop = bisect_left(self.filled, start), bisect_left(self.filled, end)
        return (self.filled[place] for place in range(first, stop))

    def first(self, test: Callable[[str], object], start: int = 0, end: int | None = None) -> int:
        """The first line that passes a test, the end where none does."""
        stop = len(self.texts) if end is None else end
        return next((n for n in self.between(start, stop) if test(self[n])), stop)

    def after_last(self, test: Callable[[str], object], end: int | None = None) -> int:
        """Where the lines before `end` begin that all pass a test; the end where none does."""
        start = len(self.texts) if end is None else end
        for number in reversed(self.filled[: bisect_left(self.filled, start)]):
            if not test(self[number]):
                break
            start = number
        return start

    def stands_alone(self, number: int) -> bool:
        """Whether a line has nothing directly above and below it."""
        above = number == 0 or is_blank(self.texts[number - 1])
        return above and (number + 1 >= len(self.texts) or is_blank(self.texts[number + 1]))

    def lines(self) -> tuple[Line, ...]:
        """Every line with its role."""
        return tuple(
            Line(number, text, role, comment)
            for number, (text, role, comment) in enumerate(
                zip(self.texts, self._roles, self._comments, strict=True), 1
            )
        )
