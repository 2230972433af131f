"""Threads to draw: sizes, scripts, titles, votes and stances that pages may have; no model needed.

Stances are made up with the votes: whoever is against draws more up-votes here, so that pictures
have something to show. All is drawn from a seed by the thread's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from discourse.aggregate import JudgedThread
from discourse.parse import Page, parse
from discourse.stance.judgement import FOREIGN, Judgement, Scores, Stance
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes

SEEDS = Path(__file__).parents[2] / "seeds"
START = datetime(2025, 5, 11, 7, 30, tzinfo=UTC)
PLAIN = "Harbour tunnel to open in May after nine years of digging"
ABSURD = "$5 \\alpha_{x} & <b>100 %</b> " + "a headline that goes on and on and on " * 12
SCRIPTS = {
    "japanese": (
        "東京で大規模な停電、復旧は未定と電力会社",
        "停電は困りますが、作業員の皆さんに感謝します。",
    ),
    "cyrillic": (
        "Городской совет одобрил строительство тоннеля",
        "Тоннель нам не нужен, почините сначала трамвай.",
    ),
    "arabic": ("مجلس المدينة يوافق على بناء النفق تحت الميناء", "فكرة سيئة، من سيدفع ثمن كل هذا؟"),
    "korean": ("시의회, 항만 터널 건설 승인", "드디어! 십 년을 기다렸습니다."),
    "hindi": ("नगर परिषद ने सुरंग को मंज़ूरी दी", "पैसा कौन देगा? पहले सड़कें ठीक कीजिए।"),
}
SAID = (
    "Nine years of digging and the ferry still beats it. Who signed this off, and who pays?",
    "Finally. My commute has been an hour and a half since 2016; this gives me an evening back.",
    "Does anybody know whether bicycles are allowed in the service tube?",
    "They said the same about the bridge in 1994, and look how that went. \U0001f644",
    "Good.",
    (
        "I was one of the surveyors. What nobody here wants to hear is that the rock under the "
        "east bank was always going to be the expensive half, that everybody at the table knew "
        "it, and that the vote was taken all the same, twice, on a Thursday, the gallery empty."
    ),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thread is like. `votes`: both, likes, net, some or none."""

    name: str
    comments: int
    title: str = PLAIN
    said: tuple[str, ...] = SAID
    votes: str = "both"
    stances: tuple[float, float, float] = (0.38, 0.22, 0.40)
    dated: bool = False
    talking: bool = True
    site: str = "The Daily Example"


def kinds() -> tuple[Kind, ...]:
    """Single articles of every kind."""
    sizes = tuple(Kind(f"{n}-comments", n) for n in (0, 1, 2, 5, 24, 120, 500, 20_000))
    scripts = tuple(
        Kind(name, 24, title, (words, *SAID[:2])) for name, (title, words) in SCRIPTS.items()
    )
    return (
        *sizes,
        *scripts,
        Kind("absurd-title", 24, ABSURD, (ABSURD, "$x_1$ \\frac{", "🇯🇵👩‍👩‍👧 ok"), site="W" * 90),
        Kind("unbroken-title", 24, "W" * 300, ("m" * 400,)),
        Kind("no-title", 24, "", site=""),
        Kind("no-votes", 24, votes="none"),
        Kind("likes-only", 60, votes="likes"),
        Kind("net-only", 60, votes="net"),
        Kind("some-votes", 24, votes="some"),
        Kind("all-against", 24, stances=(1, 0, 0)),
        Kind("no-stance", 24, stances=(0, 0, 0)),
        Kind("dated", 140, dated=True),
        Kind("dated-2000", 2_000, dated=True),
        Kind("silent", 40, talking=False),
    )


def thread(kind: Kind) -> JudgedThread:
    """One thread of a kind."""
    rng = _rng(kind.name)
    stances = _stances(kind, rng)
    comments = tuple(_comments(kind, stances, rng))
    article = Article(kind.title, ("Body.",), site=kind.site, published=date(2025, 5, 11))
    target = headline(article)
    judgements = tuple(
        _judgement(comment.id, target.text, stance, rng)
        for comment, stance in zip(comments, stances, strict=True)
    )
    return JudgedThread(f"{kind.name}.html", Thread(article, comments), (target,), judgements)


def seeds() -> list[JudgedThread]:
    """The sample pages; their judgements are made up."""
    return [_seed(path) for path in sorted(SEEDS.glob("*.txt"))]


def many(articles: int) -> list[JudgedThread]:
    """So many articles of different sizes, titles and moods."""
    return [thread(_one_of_many(number)) for number in range(articles)]


def of_size(comments: int, *, dated: bool = False) -> JudgedThread:
    """A thread of so many comments."""
    return thread(Kind(f"{comments}", comments, dated=dated))


def _one_of_many(number: int) -> Kind:
    rng = _rng(str(number))
    title = f"{PLAIN}, part {number}" if number % 7 else f"{number}: {ABSURD}"[:160]
    if number % 11 == 0:
        title = SCRIPTS["japanese"][0]
    mood = rng.dirichlet((4, 2, 4))
    votes = "none" if number % 13 == 5 else "both"
    shares = (float(mood[0]), float(mood[1]), float(mood[2]))
    return Kind(
        f"article-{number:02}", int(rng.integers(0, 60)), title, votes=votes, stances=shares
    )


def _rng(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(name.encode()).digest()[:8]))


def _stances(kind: Kind, rng: np.random.Generator) -> list[Stance | None]:
    """Of every twenty comments one without a stance."""
    if not sum(kind.stances):
        return [None] * kind.comments
    shares = np.array(kind.stances) / sum(kind.stances)
    drawn = rng.choice(len(Stance), size=kind.comments, p=shares)
    silent = rng.random(kind.comments) < (0.05 if kind.comments > 2 else 0)
    return [None if no else list(Stance)[n] for n, no in zip(drawn, silent, strict=True)]


def _comments(
    kind: Kind, stances: list[Stance | None], rng: np.random.Generator
) -> Iterator[Comment]:
    for number, stance in enumerate(stances):
        text = kind.said[number % len(kind.said)]
        made = Comment(
            f"c{number}",
            text,
            text,
            author=f"reader {number % 17}",
            votes=_votes(kind.votes, stance, number, rng),
            posted=START + timedelta(minutes=float(number) ** 1.4) if kind.dated else None,
        )
        yield _answering(made, number, rng) if kind.talking and number else made


def _answering(comment: Comment, number: int, rng: np.random.Generator) -> Comment:
    """Two of three comments answer an earlier one, some quote it or another."""
    if rng.random() < 1 / 3:
        return comment
    parent = f"c{int(rng.integers(max(0, number - 12), number))}"
    quoted = f"c{int(rng.integers(max(0, number - 30), number))}"
    quotes = (Quote("words", Source.COMMENT, quoted),) if rng.random() < 1 / 3 else ()
    return replace(comment, parent=parent, reply_evidence=ReplyEvidence.MARKUP, quotes=quotes)


def _votes(shown: str, stance: Stance | None, number: int, rng: np.random.Generator) -> Votes:
    """A heavy tail; those against draw more, early comments too."""
    liked = {Stance.AGAINST: 9, Stance.NEUTRAL: 4, Stance.FAVOR: 5, None: 3}[stance]
    early = 1 + 3 / (1 + number / 20)
    up = int(rng.gamma(0.7, liked * early))
    down = int(rng.gamma(0.6, 4))
    match shown:
        case "both":
            return Votes(up, down, up - down)
        case "likes":
            return Votes(up=up)
        case "net":
            return Votes(net=up - down)
        case "some":
            return (Votes(up, down, up - down), Votes(), Votes(net=up - down))[number % 3]
        case _:
            return Votes()


def _judgement(
    comment: str, target: str, stance: Stance | None, rng: np.random.Generator
) -> Judgement:
    sure = float(rng.uniform(0.5, 0.95))
    rest = (1 - sure) / 2
    scores = Scores(*(sure if each is (stance or Stance.NEUTRAL) else rest for each in Stance))
    return Judgement(comment, target, scores, "" if stance else f"{FOREIGN} (xx)")


def _seed(path: Path) -> JudgedThread:
    found = parse(Page(path.name, path.read_bytes()))[0].thread
    rng = _rng(path.name)
    target = headline(found.article)
    drawn = _stances(Kind(path.name, len(found.comments)), rng)
    judgements = tuple(
        _judgement(comment.id, target.text, stance, rng)
        for comment, stance in zip(found.comments, drawn, strict=True)
    )
    return JudgedThread(path.name, found, (target,), judgements)
