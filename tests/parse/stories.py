"""Stories with comments, to be laid out as pages and read back."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

WORDS = """harbour ferry tunnel council winter bread orchard signal lantern village paper question
island train mountain sensible costly useless brave quiet early broken local honest"""
NAMES = ("Ada Brandt", "Oluf Quist", "Marit van der Holm", "Júlia Szentesi", "J. R. Tallis")
MONTHS = """January February March April May June July August September October November December"""


@dataclass(frozen=True)
class Said:
    """A comment to be laid out: its paragraphs and what is printed of its votes."""

    paragraphs: tuple[str, ...]
    up: int
    down: int
    net: int


@dataclass(frozen=True)
class Story:
    """An article to be laid out, with its comments."""

    title: str
    paragraphs: tuple[str, ...]
    names: tuple[str, ...]
    day: date
    comments: tuple[Said, ...]


@st.composite
def sentences(draw: st.DrawFn, least: int, most: int) -> str:
    words = draw(
        st.lists(st.sampled_from(WORDS.split()), min_size=least, max_size=most, unique=True)
    )
    return " ".join(words).capitalize() + "."


paragraphs = st.lists(sentences(7, 14), min_size=2, max_size=3).map(" ".join)
remarks = st.builds(
    Said,
    st.lists(sentences(2, 9), min_size=1, max_size=3).map(tuple),
    st.integers(0, 999),
    st.integers(0, 999),
    st.integers(-999, 999),
)
titles = st.lists(st.sampled_from(WORDS.split()), min_size=5, max_size=9, unique=True).map(
    lambda words: " ".join(words).capitalize()
)
stories = st.builds(
    Story,
    titles,
    st.lists(paragraphs, min_size=2, max_size=6, unique=True).map(tuple),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.lists(remarks, min_size=1, max_size=6).map(tuple),
)


def byline(story: Story) -> str:
    return "By " + " and ".join(story.names)


def long_date(day: date) -> str:
    return f"{MONTHS.split()[day.month - 1]} {day.day}, {day.year}"
