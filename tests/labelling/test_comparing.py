import pytest

from discourse.aggregate.intervals import Interval
from discourse.labelling.comparing import (
    Answered,
    Change,
    Comparison,
    SetComparison,
    Verdict,
    compare_on,
)
from discourse.labelling.paired import Difference, Paired
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import UNKNOWN, Judgement, Question, Scores, Stance

SAYS = {
    "against": Scores(0.8, 0.1, 0.1),
    "neutral": Scores(0.1, 0.8, 0.1),
    "favor": Scores(0.1, 0.1, 0.8),
    "-": UNKNOWN,
}


def answered(  # noqa: PLR0913 - what a row has
    gold: str,
    old: str,
    new: str,
    *,
    article: str = "a",
    text: str = "Yes.",
    context: str = "",
    kind: str = "",
) -> Answered:
    question = Question(target="t", text=text, context=context)
    example = Example(question, Stance(gold), Split.TEST, article, kind)
    return Answered(example, *(Judgement("", "t", SAYS[said]) for said in (old, new)))


def figures(change: float, low: float | None, high: float | None) -> Paired:
    interval = None if low is None or high is None else Interval(low, high)
    one = Difference(0.5, 0.5 + change, interval)
    return Paired(48, 12, one, one, (), (), 0, 0, 1.0)


def on(
    name: str, change: float, low: float | None = None, high: float | None = None
) -> SetComparison:
    return SetComparison(name, figures(change, low, high), (), 0, by_article=True)


@pytest.mark.parametrize(
    ("held", "known", "verdict"),
    [
        (on("h", 0.06, 0.02, 0.1), (), Verdict.BETTER),
        (on("h", 0.06, 0.02, 0.1), (on("k", -0.01),), Verdict.BETTER),
        (on("h", 0.06, 0.02, 0.1), (on("k", -0.011),), Verdict.FORGOT),
        (on("h", 0.06, 0.02, 0.1), (on("k", 0.3), on("l", -0.2)), Verdict.FORGOT),
        (on("h", 0.06, -0.01, 0.1), (), Verdict.NO_DIFFERENCE),
        (on("h", 0.06, 0.0, 0.1), (), Verdict.NO_DIFFERENCE),
        (on("h", 0.06, -0.01, 0.1), (on("k", -0.02),), Verdict.WORSE),
        (on("h", -0.06, -0.1, -0.01), (on("k", 0.2),), Verdict.WORSE),
        (on("h", 0.9), (), Verdict.NO_DIFFERENCE),  # too few articles for an interval
    ],
)
def test_the_verdict(
    held: SetComparison, known: tuple[SetComparison, ...], verdict: Verdict
) -> None:
    found = Comparison(held, known)
    assert found.verdict is verdict
    assert verdict.is_worse == (verdict in (Verdict.WORSE, Verdict.FORGOT))


def test_the_tolerance_is_a_setting() -> None:
    held, known = on("h", 0.06, 0.02, 0.1), (on("k", -0.02),)
    assert Comparison(held, known, tolerance=0.02).verdict is Verdict.BETTER
    assert Comparison(held, known, tolerance=0).lost == known


def test_the_sentence_has_the_figures_it_rests_on() -> None:
    found = Comparison(on("h", 0.0612, 0.02, 0.1), (on("reader-comments", -0.0004),))
    assert found.sentence("default", "mine") == (
        "mine against default: better: macro-F1 0.500 to 0.561 (+6.1 points, 95 % interval +2.0 "
        "to +10.0) on 48 rows of 12 articles; on what it knew: reader-comments +0.0 points"
    )
    assert "too few for an interval" in Comparison(on("h", 0.1), ()).sentence("a", "b")


def test_what_became_of_a_label() -> None:
    changes = [
        answered("favor", old, new).change
        for old, new in (
            ("favor", "favor"),
            ("favor", "neutral"),
            ("neutral", "favor"),
            ("neutral", "against"),
        )
    ]
    assert changes == [None, Change.BROKEN, Change.MENDED, Change.STILL_WRONG]


def test_parts_of_a_set_by_target_reply_and_length() -> None:
    rows = [
        answered("favor", "neutral", "favor", article=f"{place}", kind="headline", text="word " * n)
        for place, n in enumerate((1, 10, 11, 40, 41))
    ]
    rows.append(answered("against", "against", "favor", article="6", kind="tolls", context="No."))
    found = compare_on("held", rows)
    assert (found.figures.n, found.by_article, found.unjudged) == (6, True, 0)
    sizes = {(group.by, group.name): group.figures.n for group in found.groups}
    assert sizes == {
        ("target", "headline"): 5,
        ("target", "tolls"): 1,
        ("reply", "answers a comment"): 1,
        ("reply", "answers none"): 5,
        ("length", "up to 10 words"): 3,
        ("length", "11 to 40 words"): 2,
        ("length", "over 40 words"): 1,
    }
    assert found.groups[0].figures.macro_f1.change == 1


def test_where_articles_are_few_comments_are_drawn_with_all_their_targets() -> None:
    rows = [answered("favor", "neutral", "favor", text=f"{place}") for place in range(6)]
    found = compare_on("held", rows * 2)
    assert not found.by_article
    assert found.figures.clusters == 6
    assert found.figures.macro_f1.interval is not None


def test_rows_that_a_model_cannot_judge_are_left_out_and_counted() -> None:
    rows = [answered("favor", "-", "favor"), answered("favor", "favor", "favor")]
    found = compare_on("held", rows)
    assert (found.unjudged, found.figures.n) == (1, 1)
    with pytest.raises(ValueError, match="expected at least one row"):
        compare_on("held", rows[:1])
