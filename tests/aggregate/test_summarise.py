"""Summaries against numbers worked by hand, and laws that hold for any thread."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.aggregate import JudgedThread, Measure, TargetSummary, summarise
from discourse.aggregate.gathering import EXCERPT, roots
from discourse.stance.judgement import Judgement, Scores, Stance
from discourse.stance.questions import Target, headline
from discourse.thread import Article, Comment, ReplyEvidence, Thread, Votes

SCORES = {
    Stance.AGAINST: Scores(0.8, 0.1, 0.1),
    Stance.NEUTRAL: Scores(0.1, 0.8, 0.1),
    Stance.FAVOR: Scores(0.1, 0.1, 0.8),
}
Row = tuple[Stance | None, Votes]


def judged(rows: list[Row], key: str = "page", title: str = "Tunnel opens") -> JudgedThread:
    article = Article(title=title)
    comments = tuple(
        Comment(id=f"c{number}", text="Words.", raw="Words.", votes=votes)
        for number, (_, votes) in enumerate(rows, 1)
    )
    judgements = tuple(
        Judgement(f"c{number}", title, SCORES[stance or Stance.NEUTRAL], "" if stance else "unsure")
        for number, (stance, _) in enumerate(rows, 1)
    )
    return JudgedThread(key, Thread(article, comments), (headline(article),), judgements)


def only(rows: list[Row]) -> TargetSummary:
    return summarise([judged(rows)]).articles[0].targets[0]


def test_numbers_of_one_article_are_those_worked_by_hand() -> None:
    found = only(
        [
            (Stance.AGAINST, Votes(10, 2, 8)),
            (Stance.AGAINST, Votes(0, 6, -6)),
            (Stance.AGAINST, Votes(0, 0, 0)),
            (Stance.FAVOR, Votes(5, 5, 0)),
            (Stance.FAVOR, Votes()),
            (None, Votes(1, 1, 0)),
        ]
    )
    against, neutral, favor = found.rows
    assert (found.comments, found.judged, found.abstained, found.votes_missing) == (6, 5, 1, 1)
    assert (against.n, against.share.share) == (3, 0.6)
    assert (against.up.total, against.down.total, against.net.total) == (10, 8, 2)
    assert against.mean_net == pytest.approx(2 / 3)
    assert against.median_net == 0.0
    assert against.approval.share == pytest.approx(10 / 18)
    assert against.unvoted == 1
    assert (neutral.n, neutral.median_net, neutral.approval.share) == (0, None, None)
    assert neutral.approval.interval is None
    assert (favor.n, favor.votes_missing, favor.up.shown, favor.median_net) == (2, 1, 1, 0.0)


def test_net_is_the_printed_one_else_up_minus_down_else_unknown() -> None:
    row = only(
        [
            (Stance.FAVOR, Votes(up=7, down=2)),
            (Stance.FAVOR, Votes(up=7, down=2, net=99)),
            (Stance.FAVOR, Votes(up=7)),
            (Stance.FAVOR, Votes(net=-4)),
        ]
    ).row(Stance.FAVOR)
    assert (row.net.total, row.net.shown) == (5 + 99 - 4, 3)
    assert (row.up.shown, row.down.shown) == (3, 2)


def test_likes_alone_are_measured_as_up_votes() -> None:
    assert only([(Stance.FAVOR, Votes(up=3))]).measure is Measure.UP
    assert only([(Stance.FAVOR, Votes(up=3)), (None, Votes(net=1))]).measure is Measure.NET
    assert only([(Stance.FAVOR, Votes())]).measure is Measure.NET


def test_headlines_are_one_target_over_all_articles() -> None:
    first = judged([(Stance.FAVOR, Votes(1, 0, 1))] * 3, key="a", title="One")
    second = judged([(Stance.AGAINST, Votes(4, 0, 4))], key="b", title="Two")
    (overall,) = summarise([first, second]).overall
    assert (overall.target, overall.articles, overall.comments) == (Target("headline", ""), 2, 4)
    assert overall.row(Stance.FAVOR).share.share == 0.75
    assert overall.row(Stance.AGAINST).up.total == 4
    assert {mark.article for mark in overall.marks} == {"a", "b"}


def test_a_target_of_one_text_keeps_it_over_all_articles() -> None:
    toll = Target("toll", "the new toll")
    threads = [
        replace(
            thread,
            targets=(*thread.targets, toll),
            judgements=(
                *thread.judgements,
                *(replace(j, target=toll.text) for j in thread.judgements),
            ),
        )
        for thread in (
            judged([(Stance.FAVOR, Votes())], key="a"),
            judged([(Stance.FAVOR, Votes())], key="b", title="Other"),
        )
    ]
    assert [part.target for part in summarise(threads).overall] == [Target("headline", ""), toll]


def test_a_long_comment_is_cut_with_an_ellipsis() -> None:
    whole = judged([(Stance.FAVOR, Votes(net=1))])
    comment = replace(whole.thread.comments[0], text="many\n\nwords " * 100)
    long = replace(whole, thread=replace(whole.thread, comments=(comment,)))
    (mark,) = summarise([long]).articles[0].targets[0].marks
    assert mark.excerpt.startswith("many words many")
    assert (len(mark.excerpt) <= EXCERPT, mark.excerpt[-1]) == (True, "\N{HORIZONTAL ELLIPSIS}")


def test_no_threads_and_empty_threads_make_an_empty_summary() -> None:
    assert summarise([]).overall == ()
    found = only([])
    assert (found.comments, found.judged, found.rows[0].share.share) == (0, 0, None)


def test_a_missing_judgement_is_named() -> None:
    whole = judged([(Stance.FAVOR, Votes())])
    with pytest.raises(ValueError, match=r"page: .*comment c1 toward 'headline', found none"):
        summarise([replace(whole, judgements=())])


def test_conversations_are_those_of_the_top_level_comment() -> None:
    def reply(own: str, parent: str | None) -> Comment:
        evidence = ReplyEvidence.MARKUP if parent else None
        return Comment(id=own, text="", raw="", parent=parent, reply_evidence=evidence)

    found = roots([reply("c", "b"), reply("a", None), reply("b", "a"), reply("d", None)])
    assert found == [1, 1, 1, 3]


def test_a_chain_of_a_hundred_thousand_replies_is_no_trouble() -> None:
    chain = [
        Comment(
            id=str(n),
            text="",
            raw="",
            parent=str(n - 1) if n else None,
            reply_evidence=ReplyEvidence.MARKUP if n else None,
        )
        for n in range(100_000)
    ]
    assert set(roots(chain[::-1])) == {len(chain) - 1}


counts = st.one_of(st.none(), st.integers(0, 10_000))
rows = st.lists(
    st.tuples(
        st.sampled_from([*Stance, None]),
        st.builds(Votes, counts, counts, st.one_of(st.none(), st.integers(-9999, 9999))),
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_sums_add_up_and_intervals_hold_their_share(drawn: list[Row]) -> None:
    found = only(drawn)
    assert sum(row.n for row in found.rows) + found.abstained == found.comments == len(drawn)
    if found.judged:
        assert sum(row.share.share or 0 for row in found.rows) == pytest.approx(1)
    claimed = [votes for stance, votes in drawn if stance]
    assert sum(row.up.total for row in found.rows) == sum(votes.up or 0 for votes in claimed)
    assert sum(row.down.total for row in found.rows) == sum(votes.down or 0 for votes in claimed)
    for row in found.rows:
        for part in (row.share, row.approval):
            if part.share is not None and part.interval is not None:
                assert 0 <= part.interval.low <= part.share <= part.interval.high <= 1


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, min_size=1, max_size=7))
def test_over_all_is_the_sum_of_the_articles(drawn: list[list[Row]]) -> None:
    summary = summarise(judged(part, key=str(n)) for n, part in enumerate(drawn))
    (overall,) = summary.overall
    for stance in Stance:
        parts = [article.targets[0].row(stance) for article in summary.articles]
        assert overall.row(stance).n == sum(row.n for row in parts)
        assert overall.row(stance).net.total == sum(row.net.total for row in parts)


@settings(max_examples=15, deadline=None)
@given(st.lists(rows, min_size=2, max_size=7))
def test_what_is_said_over_all_does_not_depend_on_what_is_said_of_each(
    drawn: list[list[Row]],
) -> None:
    threads = [judged(part, key=str(n)) for n, part in enumerate(drawn)]
    thorough, counted = summarise(threads), summarise(threads, each=False)
    assert counted.overall == thorough.overall
    for one, other in zip(counted.articles, thorough.articles, strict=True):
        mine, theirs = one.targets[0], other.targets[0]
        assert [row.net for row in mine.rows] == [row.net for row in theirs.rows]
        assert mine.sides.effect == theirs.sides.effect
        assert mine.columns.stance.tolist() == theirs.columns.stance.tolist()
