"""Weights decide where the comments of a text page stand: the likeliest run of lines, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.parse import Page, parse
from discourse.parse.comment_region import find_region, region_by_rules
from discourse.parse.labels import Labels
from discourse.parse.line_traits import traits
from discourse.parse.region_features import Guess, features
from discourse.parse.region_model import Run, learned, scores

STORY = (
    "The ferry will stop at night from April, the harbour office said on Monday morning.",
    "Islanders will have to be home by ten, and nobody has asked them about it so far.",
    "The council votes on the plan in March, and a second reading follows in the spring.",
)
TALK = (
    "I think this is great, thank you for writing about it! I love that ferry.",
    "You are so wrong. My sister is a nurse, and how do you get her home?",
    "Thanks Oak, I agree with you. I hope they read what we say here :)",
)
small = st.integers(-9, 9).map(float)
weights_ = st.dictionaries(st.sampled_from("abcdef"), st.tuples(small, small, small))
pages_ = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=4), min_size=1, max_size=7)


@given(pages_, weights_)
def test_the_best_run_is_the_best_of_all(
    page: list[list[str]], weights: dict[str, tuple[float, float, float]]
) -> None:
    def worth(line: list[str], which: int) -> float:
        return sum(weights[name][which] for name in line if name in weights)

    def whole(start: int, end: int) -> float:
        inside = sum(worth(line, 0) for line in page[start:end])
        return inside + worth(page[start], 1) + worth(page[end - 1], 2)

    size = len(page)
    runs = [Run(a, b, whole(a, b)) for a in range(size) for b in range(a + 1, size + 1)]
    found = scores(page, weights)
    assert [found.of(run.start, run.end) for run in runs] == [run.score for run in runs]
    best = found.best()
    assert best.score == max(run.score for run in runs)
    assert best in runs


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("3 Comments", {"heading", "heading3"}),
        ("Comments", {"heading", "heading?"}),
        ("Ada says:", {"stamp", "stamp-author-said", "colon"}),
        ("May 1, 2025 at 9:14 am", {"stamp", "stamp-dated", "number"}),
        ("Reply", {"button", "action"}),
        ("I'm with you, great!", {"i", "you", "praise", "mark"}),
        ("Leave a Reply", {"form"}),
        ("12 points", {"votes"}),
        ("Privacy Policy", {"footer"}),
        ("Ada Brandt", {"name-capital", "name2"}),
        ("Old Bells Ring Out Again Over Harbour", {"headline", "open"}),
        ("", {"empty"}),
    ],
)
def test_traits_of_lines(line: str, some: set[str]) -> None:
    assert some <= traits(line)


def test_features_know_neighbours_headings_and_what_the_rules_see() -> None:
    _, first, second, last = features(
        ["3 Comments", "Ada says:", "No.", "© Quay"], Guess(1, 3, "x")
    )
    assert {"heading@-1", "none@-2", "under0", "under-heading3", "guess-start@0"} <= set(first)
    assert {"heading@-2", "stamp@-1", "guess-in-x", "guess-end@0"} <= set(second)
    assert {"guess-out-x", "none@1", "copyright@0", "guess-end@-1"} <= set(last)


def test_only_known_features_have_weights() -> None:
    lines = [*STORY, "3 Comments", *TALK, "Leave a Reply"]
    names = {name for line in features(lines, None) for name in line}
    assert len(names & set(learned())) > len(names) / 2
    assert all(len(weights) == 3 and any(weights) for weights in learned().values())


def _page(*lines: str) -> Labels:
    return Labels("\n\n".join(["Ferry to stop at night", *STORY, *lines]))


def test_comments_that_no_rule_sees_are_found() -> None:
    page = _page("Comments", *TALK, "Leave a comment", "Name (required)")
    assert region_by_rules(page, 0, len(page.texts)) is None
    region = find_region(page, 0, len(page.texts))
    assert region is not None
    inside = [page[n] for n in page.between(region.start, region.end)]
    assert inside == list(TALK)
    assert page[region.top] == "Comments"


def test_stories_under_a_tab_are_no_comments_whatever_rules_say() -> None:
    stories = ("Eels return to the bay after ninety years", "Bells ring again over the old harbour")
    page = _page("Comments", stories[0], "May 3, 2025", stories[1], "May 4, 2025")
    assert region_by_rules(page, 0, len(page.texts)) is not None
    assert find_region(page, 0, len(page.texts)) is None


def test_a_page_too_long_to_weigh_is_read_by_rules() -> None:
    page = _page(*(STORY * 2000), "Comments", *TALK, "Leave a comment", "Name (required)")
    assert find_region(page, 0, len(page.texts)) is None
    assert find_region(page, len(page.texts) - 20, len(page.texts)) is not None


def test_a_run_without_heads_is_read_as_comments() -> None:
    lines = [
        "Ferry to stop at night",
        *STORY,
        "Comments",
        *TALK,
        "Leave a comment",
        "Name (required)",
    ]
    (parsed,) = parse(Page("page.txt", "\n\n".join(lines).encode()))
    assert "\n\n".join(comment.raw for comment in parsed.thread.comments) == "\n\n".join(TALK)
    assert parsed.thread.article.paragraphs == STORY


def test_talk_in_the_margin_is_no_comment() -> None:
    page = _page("Recent comments", "Ada on Eels", "Bo on Bells", "Popular", "About us", "Privacy")
    assert find_region(page, 0, len(page.texts)) is None
