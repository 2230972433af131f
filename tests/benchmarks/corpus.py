"""A corpus of any size: saved pages with comments as long as readers' are, in made-up words."""

import math
import random
from collections.abc import Iterator
from pathlib import Path

EACH = 50  # comments a page, in the mean
MEDIAN_WORDS, SPREAD = 34, 0.9  # of a comment: lognormal, so that the mean is about 51
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def write(folder: Path, comments: int, *, seed: int = 0) -> int:
    """Pages with so many comments in all, in folders of 200; gives the number of pages."""
    words = _vocabulary(random.Random(seed))  # noqa: S311 - made-up words are no secret
    number = 0
    for number, size in enumerate(_sizes(comments, seed), 1):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - as above
        path = folder / f"{number // 200:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(chance, words, size), encoding="utf-8")
    return number


def _sizes(comments: int, seed: int) -> Iterator[int]:
    """Comments of each page, few under most and many under some, which make the sum."""
    chance = random.Random(seed + 1)  # noqa: S311 - as above
    left = comments
    while left > 0:
        size = min(left, max(1, round(chance.lognormvariate(math.log(EACH) - 0.5, 1.0))))
        left -= size
        yield size


def _vocabulary(chance: random.Random, size: int = 6000) -> list[str]:
    def syllable() -> str:
        return chance.choice(_CONSONANTS) + chance.choice(_VOWELS)

    return ["".join(syllable() for _ in range(chance.choice((1, 1, 2, 2, 3)))) for _ in range(size)]


def _words(chance: random.Random, words: list[str], count: int) -> str:
    """Frequent words often and rare ones seldom, roughly after Zipf."""
    places = (int(len(words) ** chance.random()) - 1 for _ in range(count))
    text = " ".join(words[place] for place in places)
    return f"{text[0].upper()}{text[1:]}."


def _comment(chance: random.Random, words: list[str]) -> str:
    count = max(1, min(600, round(chance.lognormvariate(math.log(MEDIAN_WORDS), SPREAD))))
    up, down = int(chance.expovariate(0.2)), int(chance.expovariate(0.4))
    return f"{_words(chance, words, count)}\n\n{up - down} ( +{up} / -{down} )"


def _page(chance: random.Random, words: list[str], size: int) -> str:
    """A page in the text layout of Japan Today."""
    count = f"{size} Comments"
    title = _words(chance, words, 8).removesuffix(".")
    body = [_words(chance, words, 60) for _ in range(6)]
    said = [_comment(chance, words) for _ in range(size)]
    head = ["Japan Today", "national", title, f"{count}\nBy Ada Moor", *body]
    return "\n\n".join([*head, f"{count}\nLogin to comment", *said, ""])
