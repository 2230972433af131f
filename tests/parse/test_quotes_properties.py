"""Whatever a thread says, quotes go back to who said them, and no word is lost."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.parse.layout import Block, Draft
from discourse.parse.quotes import Resolved, resolve
from discourse.thread import Article, Source, build_thread

_SYLLABLES = "ba ko li mur ten vas dro fel gin hap jor kel sum tor wex zan pil qua rid nob".split()  # noqa: SIM905 # reads best so
_GRAMMAR = "the of and to in that is was for it with as on be at by this had not are".split()  # noqa: SIM905 # reads best so


def sentence(number: int) -> str:
    """An invented sentence, another one for each number."""
    rng = random.Random(f"sentence {number}")  # noqa: S311 # no secret: a sentence for a number
    words = [
        "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(rng.randint(6, 9))
    ]
    words += rng.choices(_GRAMMAR, k=rng.randint(2, 4))
    rng.shuffle(words)
    words[len(words) // 2] += ","
    return " ".join(words).capitalize() + rng.choice(".!?.")


DAMAGES: dict[str, Callable[[str], str]] = {
    "none": lambda text: text,
    "quotation marks": lambda text: f'"{text}"',
    "curly marks": lambda text: f"\u201c{text}\u201d",
    "emphasis": lambda text: f"*{text}*",
    "strong": lambda text: f"**{text}**",
    "underscores": lambda text: f"_{text}_",
    "marker": lambda text: f"> {text}",
    "lower case": lambda text: text[0].lower() + text[1:],
    "no end": lambda text: text[:-1],
    "dots": lambda text: text[:-1] + "...",
    "ellipsis before": lambda text: "\u2026" + text,
    "dash for comma": lambda text: text.replace(",", " \u2013"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "start cut": lambda text: ", " + text.split(" ", 3)[3],
    "end cut": lambda text: text.rsplit(" ", 3)[0] + "...",
    "word cut": lambda text: text[:-3] + "\u2026",
}


@dataclass(frozen=True)
class Plan:
    """A comment to be: its own paragraphs, and which paragraph of whom it quotes first."""

    paragraphs: tuple[tuple[int, ...], ...]  # numbers of sentences
    answers: int | None  # an earlier comment, 0 = the article
    paragraph: int
    sentences: tuple[int, int]  # from, to within the paragraph
    damage: str


@st.composite
def plans(draw: st.DrawFn) -> list[Plan]:
    """Comments that say sentences nobody else says, some of them quoting one before."""
    fresh = iter(range(draw(st.integers(0, 10_000)) * 1000, 10**9))
    made: list[Plan] = []
    for place in range(draw(st.integers(2, 7))):
        sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
        own = tuple(tuple(next(fresh) for _ in range(size)) for size in sizes)
        answers = draw(st.none() | st.integers(0, place))
        first = draw(st.integers(0, 2))
        span = first, draw(st.integers(first + 1, 3))
        damage = draw(st.sampled_from(sorted(DAMAGES)))
        made.append(Plan(own, answers, draw(st.integers(0, 2)), span, damage))
    return made


STORY = tuple(tuple(-10 * paragraph - n for n in range(1, 4)) for paragraph in range(3))


def _said(sentences: tuple[int, ...]) -> str:
    return " ".join(map(sentence, sentences))


def _quoted(plan: Plan, before: list[Plan]) -> str:
    """What a comment quotes of the one it answers, as it prints it."""
    if plan.answers is None:
        return ""
    source = before[plan.answers - 1].paragraphs if plan.answers else STORY
    paragraph = source[plan.paragraph % len(source)]
    first, end = plan.sentences
    return DAMAGES[plan.damage](_said(paragraph[first:end] or paragraph))


def _resolved(made: list[Plan]) -> Resolved:
    drafts = []
    for number, plan in enumerate(made, 1):
        texts = [_quoted(plan, made), *map(_said, plan.paragraphs)]
        drafts.append(Draft(str(number), tuple(Block(text) for text in texts if text)))
    return resolve(Article("News", tuple(map(_said, STORY))), drafts)


@given(plans())
@settings(max_examples=60, deadline=None)
def test_quotes_go_back_to_who_said_them(made: list[Plan]) -> None:
    for plan, comment in zip(made, _resolved(made).comments, strict=True):
        assert comment.paragraphs == tuple(map(_said, plan.paragraphs))
        if plan.answers is None:
            assert comment.quotes == ()
            assert comment.parent is None
            continue
        (quote,) = comment.quotes
        assert quote.text == _quoted(plan, made).removeprefix("> ")
        assert quote.first_said_by is None
        if plan.answers == 0:
            assert (quote.source, comment.parent) == (Source.ARTICLE, None)
        else:
            assert quote.comment_id == comment.parent == str(plan.answers)


@given(plans(), st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_quote_passed_on_keeps_its_first_speaker(made: list[Plan], seed: int) -> None:
    first = sentence(seed * 1000 + 500_000_001)
    texts = [first, *(_said(plan.paragraphs[0]) for plan in made)]
    drafts = [Draft("0", (Block(first),))]
    for n in range(1, len(texts)):
        said = [Block(text) for text in (first, texts[n - 1] if n > 1 else "", texts[n]) if text]
        drafts.append(Draft(str(n), tuple(said)))
    comments = resolve(Article("News"), drafts).comments
    for n, comment in enumerate(comments[1:], 1):
        assert comment.parent == str(n - 1)
        assert comment.text == texts[n]
        assert comment.quotes[0].first_said_by == ("0" if n > 1 else None)


STOCK = (
    "I agree.",
    "Well said.",
    "That is the point.",
    "So what?",
    "This is so true.",
    "What a joke.",
    "I don't think so.",
    "You are right about that.",
    "No, it is not.",
    "How is that even possible?",
    "Same old story, every time.",
    "Who would have thought?",
    "Good for them.",
    "Time will tell.",
    "Let's wait and see.",
    "I could not have said it better.",
)


@given(st.lists(st.lists(st.sampled_from(STOCK), min_size=1, max_size=4), max_size=12))
@settings(max_examples=60, deadline=None)
def test_stock_phrases_never_match_by_chance(texts: list[list[str]]) -> None:
    drafts = [
        Draft(str(number), tuple(map(Block, paragraphs))) for number, paragraphs in enumerate(texts)
    ]
    for comment, paragraphs in zip(resolve(Article("News"), drafts).comments, texts, strict=True):
        assert (comment.quotes, comment.parent) == ((), None)
        assert comment.paragraphs == tuple(paragraphs)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


_PIECES = st.sampled_from(
    ["> ", "@", "kim", "Kim_1", "\n", "\n\n", " - ", ": ", '"', "\u201c", "...", "[...]", ". ", " "]
    + [sentence(n) for n in range(4)]
)


@given(st.lists(st.lists(_PIECES, max_size=12).map("".join), max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_word_is_own_or_quoted_or_a_name(texts: list[str], authors: bool) -> None:  # noqa: FBT001 # drawn
    drafts = [
        Draft(str(n), (Block(text),), author="Kim_1" if authors else None)
        for n, text in enumerate(texts)
    ]
    for comment in resolve(Article("News", (sentence(1),)), drafts).comments:
        found = _words(comment.text) + sum((_words(q.text) for q in comment.quotes), Counter())
        assert found <= _words(comment.raw)
        called = _words(" ".join(re.findall(r"@ ?([\w.\-]+)", comment.raw)))
        lost = set(_words(comment.raw) - found) - set(called)
        assert all(re.fullmatch("(kim|1)+", word.casefold()) for word in lost)


_ANY = st.text(max_size=80) | st.text(alphabet="ab @>:-\"'\u201c*_.\u2026\n\u3042", max_size=80)


@given(
    st.text(max_size=40),
    st.lists(_ANY, max_size=4),
    st.lists(st.tuples(st.lists(_ANY, max_size=4), st.none() | _ANY, st.booleans()), max_size=6),
)
@settings(max_examples=100, deadline=None)
def test_no_text_raises(
    title: str, story: list[str], made: list[tuple[list[str], str | None, bool]]
) -> None:
    drafts = [
        Draft(
            str(number),
            tuple(Block(text, quoted, author if quoted else None) for text in texts),
            author=author,
        )
        for number, (texts, author, quoted) in enumerate(made)
    ]
    article = Article(title, tuple(story))
    resolved = resolve(article, drafts)
    assert [comment.id for comment in resolved.comments] == [draft.id for draft in drafts]
    assert build_thread(article, resolved.comments).problems == ()  # nothing had to be mended
