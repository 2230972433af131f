# ruff: noqa: RUF001 - dashes and quotes of all kinds are what is tested
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.parse import marks
from discourse.thread import Votes


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("-7 ( +3 / -10 )", Votes(3, 10, -7)),
        ("−7 ( +3 / −10 )", Votes(3, 10, -7)),
        ("0(+0/-0)", Votes(0, 0, 0)),
        ("  3\u00a0( +3 /  -0 ) ", Votes(3, 0, 3)),
        ("1,203 ( +1,300 / -97 )", Votes(1300, 97, 1203)),
        ("-5 ( +3 / -7 )", Votes(3, 7, -5)),
        ("+2 （ +2 ／ -0 ）", Votes(2, 0, 2)),
    ],
)
def test_tallies(text: str, votes: Votes) -> None:
    assert marks.tally(text) == votes


@pytest.mark.parametrize("text", ["7", "Well: -7 ( +3 / -10 )", "-7 ( 3 )", "", "( +3 / -10 )"])
def test_what_is_no_tally(text: str) -> None:
    assert marks.tally(text) is None


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_any_tally_is_read_as_printed(net: int, up: int, down: int) -> None:
    assert marks.tally(f"{net:,} ( +{up:,} / -{down} )") == Votes(up, down, net)


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("5 / 0", Votes(up=5, down=0)),
        ("[47 favorites]", Votes(up=47)),
        ("(Score:5, Insightful)", Votes(net=5)),
        ("12 points", Votes(net=12)),
        ("▲ 5 ▼", Votes(net=5)),
        ("+20", Votes(net=20)),
        ("–3", Votes(net=-3)),
        ("3 likes", Votes(up=3)),
        ("Like 4 Dislike 1", Votes(up=4, down=1)),
        ("👍 3 👎 1", Votes(up=3, down=1)),
        ("1.2K likes", Votes(up=1200)),
        ("Gefällt mir (2)", Votes(up=2)),
        ("-7 ( +3 / -10 )", Votes(3, 10, -7)),
    ],
)
def test_votes_of_other_shapes(text: str, votes: Votes) -> None:
    assert marks.votes_line(text) == votes


@pytest.mark.parametrize("text", ["12", "I like it", "3 likes and a dog", "2025", "up", "12 May"])
def test_what_is_no_vote(text: str) -> None:
    assert marks.votes_line(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("23 Comments", 23),
        ("1 comment", 1),
        ("No comments", 0),
        ("1,204 comments", 1204),
        ("Comments (12)", 12),
        ("12 comments so far", 12),
        ("3 Kommentare", 3),
        ("comments", None),
        ("23 Comments were removed", None),
    ],
)
def test_declared_counts(text: str, count: int | None) -> None:
    assert marks.declared_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-12",
        "2025-05-12T10:00:00Z",
        "Monday, May 12, 2025",
        "May 12, 2025",
        "12 May 2025",
        "12th of May 2025",
        "Published: May 12, 2025 at 3:45 pm EDT",
        "12. Mai 2025",
        "12.05.2025",
        "5/13/2025",
        "12 de mayo de 2025",
        "12 мая 2025 г.",
        "2025年5月12日",
    ],
)
def test_dates(text: str) -> None:
    assert marks.date_line(text) in {date(2025, 5, 12), date(2025, 5, 13)}
    assert marks.find_date(f"on {text} he said") == marks.date_line(text)


@pytest.mark.parametrize("text", ["5/6/2025", "31 June 2025", "May 12", "2025", "12 Rabbits 2025"])
def test_what_is_no_clear_date(text: str) -> None:
    assert marks.date_line(text) is None
    assert marks.find_date(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Marina Bobrova and Lidia Kelly", ("Marina Bobrova", "Lidia Kelly")),
        ("Original Author: Rustam Muratov", ("Rustam Muratov",)),
        ("By MARI YAMAGUCHI, Associated Press", ("MARI YAMAGUCHI",)),
        ("By A. B. Smith, J. van der Berg & Ana Sá", ("A. B. Smith", "J. van der Berg", "Ana Sá")),
        ("By Reuters", ("Reuters",)),
        ("By the time we got there", ()),
        ("By Monday", ()),
        ("By 2030 the city", ()),
        ("By Ada Brandt went home.", ()),
        ("Ada Brandt", ()),
    ],
)
def test_bylines(text: str, names: tuple[str, ...]) -> None:
    assert marks.names(text) == names


@pytest.mark.parametrize(
    "text",
    ["Login to comment", "Login to leave a comment", "Log in or register to post a comment"],
)
def test_login_lines(text: str) -> None:
    assert marks.is_login(text)
    assert not marks.is_login(f"{text} was all it said")


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Quay Press",
        "image",
        "Ferries at the quay on May 11, 2025. Ada/Handout via REUTERS Image: Reuters/Ada",
        "A. Brandt/Getty Images",
    ],
)
def test_captions(text: str) -> None:
    assert marks.is_caption(text)


@pytest.mark.parametrize(
    "text", ["He looked at the picture: it was of him.", "Image is everything, he said."]
)
def test_what_is_no_caption(text: str) -> None:
    assert not marks.is_caption(text)


@given(st.text(max_size=200))
def test_no_text_breaks_a_mark(text: str) -> None:
    for mark in (marks.tally, marks.votes_line, marks.declared_count, marks.date_line):
        found = mark(text)
        assert found is None or found == mark(f" {text}\n")
    assert all(name in " ".join(text.split()) for name in marks.names(text))
