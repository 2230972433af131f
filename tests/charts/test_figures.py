"""Figures as objects: what is drawn is what was counted, and no text is cut or covered."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, cycle, islice

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from discourse.aggregate import Confusion, JudgedThread, TargetSummary, summarise
from discourse.charts import Footer, Picture, pictures
from discourse.charts.net_votes import spread
from discourse.stance.judgement import Judgement, Scores, Stance
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes
from tests.gallery.readable import faults

FOOTER = Footer("tiny model", "0.1.0")
CONFUSION = Confusion(((80, 15, 5), (20, 70, 10), (10, 20, 70)), "a split")
LETTERS = {"a": Scores(1, 0, 0), "n": Scores(0, 1, 0), "f": Scores(0, 0, 1), "-": Scores(0, 1, 0)}
ABSURD = (
    "$5 \\alpha_{x} & 東京で大規模な停電、復旧は未定 \U0001f600 مرحبا "
    + "a headline that goes on " * 12
)
BOTH = (Votes(12, 3, 9), Votes(0, 8, -8), Votes(0, 0, 0), Votes(250, 1, 249), Votes(2, 2, 0))
MISSING = (Votes(),)
NETS = (Votes(net=-3), Votes(net=40), Votes(net=0))
LIKES = (Votes(up=4), Votes(up=0))
SOME = (Votes(5, 1, 4), Votes(), Votes(net=-2), Votes(up=3))


def judged(
    n: int,
    votes: tuple[Votes, ...] = BOTH,
    stances: str = "aanff-nf",
    title: str = "Harbour tunnel to open in May",
    key: str = "tunnel.txt",
) -> JudgedThread:
    article = Article(title=title, site="The Daily Example", published=date(2025, 5, 11))
    letters = list(islice(cycle(stances), n))
    comments = tuple(
        Comment(id=f"c{i}", text="Words.", raw="Words.", votes=vote)
        for i, vote in enumerate(islice(cycle(votes), n))
    )
    judgements = tuple(
        Judgement(f"c{i}", title, LETTERS[letter], "unsure" if letter == "-" else "")
        for i, letter in enumerate(letters)
    )
    return JudgedThread(key, Thread(article, comments), (headline(article),), judgements)


@cache  # figures are only looked at
def drawn(*threads: JudgedThread) -> tuple[TargetSummary, dict[str, Picture]]:
    """The target over all, and the first pictures made by the last part of their names."""
    summary = summarise(threads, confusion=CONFUSION)
    made: dict[str, Picture] = {}
    for picture in pictures(summary, FOOTER, detail="all"):
        made.setdefault(picture.name.rsplit("/", 1)[1], picture)
    return summary.overall[0], made


def talking(thread: JudgedThread) -> JudgedThread:
    """The same thread with every comment but the first answering and quoting an earlier one."""
    comments = [thread.thread.comments[0]]
    for number, comment in enumerate(thread.thread.comments[1:], 1):
        parent = f"c{number // 3}"
        quotes = (Quote("Words.", Source.COMMENT, parent),)
        evidence = ReplyEvidence.MARKUP
        comments.append(replace(comment, parent=parent, reply_evidence=evidence, quotes=quotes))
    return replace(thread, thread=replace(thread.thread, comments=tuple(comments)))


def words_of(picture: Picture) -> str:
    return " ".join(text.get_text() for text in picture.figure.texts)


def report(thread: JudgedThread) -> Picture:
    return next(pictures(summarise([thread], confusion=CONFUSION), FOOTER))


def plot(picture: Picture) -> Axes:
    (ax,) = picture.figure.axes
    return ax


def bars(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def assert_readable(figure: Figure) -> None:
    assert faults(figure) == []


@pytest.mark.parametrize("n", [0, 1, 2, 24, 500])
def test_a_report_of_any_length_is_readable(n: int) -> None:
    assert_readable(report(judged(n)).figure)


@pytest.mark.parametrize("votes", [MISSING, NETS, LIKES, SOME], ids=["none", "net", "up", "some"])
def test_a_report_with_whatever_votes_are_shown_is_readable(votes: tuple[Votes, ...]) -> None:
    assert_readable(report(judged(24, votes)).figure)


@pytest.mark.parametrize("stances", ["aan", "-", "f"])
def test_a_report_without_a_stance_is_readable(stances: str) -> None:
    assert_readable(report(judged(24, stances=stances)).figure)


@pytest.mark.parametrize("title", ["", ABSURD, "W" * 400], ids=["none", "absurd", "unbroken"])
def test_any_title_fits(title: str) -> None:
    _, made = drawn(judged(9, title=title))
    for name in ("report", "spoken-voted"):
        assert_readable(made[name].figure)


def test_pictures_over_many_articles_are_readable() -> None:
    threads = [
        judged(n % 9, title=ABSURD[n:] if n % 2 else f"Article {n}", key=f"{n}") for n in range(33)
    ]
    made = {p.name: p for p in islice(pictures(summarise(threads), FOOTER), 12)}
    for name in ("report", "articles-1"):
        assert_readable(made[f"corpus/headline/{name}"].figure)


def test_huge_votes_fit() -> None:
    votes = (Votes(12_345_678, 987_654_321), Votes(1, 0), Votes(0, 1_000_000_000_000))
    assert_readable(report(judged(24, votes)).figure)


@pytest.mark.parametrize("n", [9, 24, 500])
def test_a_report_of_a_talking_thread_is_readable(n: int) -> None:
    assert_readable(report(talking(judged(n))).figure)


def test_the_grids_of_replies_hold_their_counts() -> None:
    overall, made = drawn(talking(judged(60)))
    said = [text.get_text() for text in plot(made["replies"]).texts]
    replies = overall.replies
    for crossing in (replies.answers, replies.quotes):
        assert all(f"{count:,}" in said for row in crossing.counts for count in row)
    counts = [row[3] for row in made["replies"].numbers.rows]
    assert counts == [
        n for grid in (replies.answers, replies.quotes) for r in grid.counts for n in r
    ]
    assert_readable(made["replies"].figure)


def test_quotes_that_say_no_more_than_replies_are_not_drawn_twice() -> None:
    overall, made = drawn(talking(judged(60)))
    assert overall.replies.alike
    titles = [text.get_text() for text in plot(made["replies"]).texts]
    assert not any(title.startswith("quotes") for title in titles)
    said = words_of(made["report"])
    assert "Quotes give the same counts." in said
    assert "Quotes: " not in said


def test_a_legend_names_only_what_is_drawn() -> None:
    _, made = drawn(judged(24))
    assert "no stance" in words_of(made["thread-order"])
    assert "no stance" not in words_of(made["spoken-voted"])


def test_an_interval_that_is_not_resampled_is_not_said_to_be() -> None:
    _, made = drawn(judged(3))
    assert "bootstrap" not in words_of(made["approval"])
    assert "Line: 95 % interval, Wilson's." in words_of(made["approval"])
    _, made = drawn(judged(60))
    assert "bootstrap" in words_of(made["approval"])


def test_few_replies_are_told_and_not_drawn() -> None:
    _, made = drawn(talking(judged(9)))
    assert "replies" not in made
    said = " ".join(text.get_text() for text in made["report"].figure.texts)
    assert "fewer than 10 replies" in said


def test_corrected_shares_stand_beside_the_raw_ones() -> None:
    overall, made = drawn(judged(600))
    diamonds = [line for line in plot(made["stance-mix"]).lines if line.get_marker() == "D"]
    found = [float(np.asarray(line.get_xdata())[0]) for line in diamonds]
    assert found == [share.value for share in overall.corrected.shares]
    assert "(diamond: the likeliest share)." in words_of(made["stance-mix"])
    said = " ".join(text.get_text() for text in made["stance-mix"].figure.texts)
    assert "the 300 examples of a split" in said


def test_corrected_shares_that_could_be_nearly_anything_have_no_mark() -> None:
    overall, made = drawn(judged(24))
    ax = plot(made["stance-mix"])
    assert not [line for line in ax.lines if line.get_marker() == "D"]
    ends = [tuple(np.asarray(line.get_xdata(), dtype=float)) for line in ax.lines]
    for share in overall.corrected.shares:
        assert share.interval.high - share.interval.low > 0.5
        assert (share.interval.low, share.interval.high) in ends
    assert "too long to name a likeliest share" in words_of(made["stance-mix"])


def test_without_a_matrix_no_share_is_corrected_and_that_is_said() -> None:
    made = next(p for p in pictures(summarise([judged(24)]), FOOTER) if p.name.endswith("mix"))
    assert not [line for line in plot(made).lines if line.get_marker() == "D"]
    said = " ".join(text.get_text() for text in made.figure.texts)
    assert "not corrected: the model stores no confusion matrix" in said


def test_what_was_tested_is_said_in_words() -> None:
    _, made = drawn(judged(60))
    said = " ".join(text.get_text() for text in made["report"].figure.texts)
    for part in ("More than chance?", "Votes: In ", "of pairs", "than chance would give (p = "):
        assert part in said, part


def test_bars_of_the_mix_are_the_shares() -> None:
    overall, made = drawn(judged(24))
    assert [bar.get_width() for bar in bars(plot(made["stance-mix"]))] == [
        row.share.share for row in overall.rows
    ]


def test_bars_of_votes_are_the_sums_up_and_down() -> None:
    overall, made = drawn(judged(24))
    widths = [bar.get_width() for bar in bars(plot(made["votes-by-stance"]))]
    assert widths == [v for row in overall.rows for v in (row.up.total, -row.down.total)]


def test_stacked_bars_are_whole_and_in_the_shares_spoken_and_voted() -> None:
    overall, made = drawn(judged(24))
    widths = [bar.get_width() for bar in bars(plot(made["spoken-voted"]))]
    ups = sum(row.up.total for row in overall.rows)
    assert [sum(widths[i : i + 3]) for i in (0, 3, 6)] == pytest.approx([1, 1, 1])
    assert widths[3:6] == pytest.approx([row.up.total / ups for row in overall.rows])


def test_comments_are_compared_with_votes_only_where_votes_are_shown() -> None:
    _, made = drawn(judged(20, (Votes(5, 1, 4), Votes()), stances="af"))
    rows = [row for row in made["spoken-voted"].numbers.rows if row[0] == "comments"]
    assert [row[2] for row in rows] == [10, 0, 0]


def places(picture: Picture) -> list[tuple[float, float]]:
    """Where the marks of comments are."""
    strips = [strip for strip in plot(picture).collections if isinstance(strip, PathCollection)]
    return [(float(x), float(y)) for s in strips for x, y in np.asarray(s.get_offsets())]


def test_every_comment_is_a_mark_at_its_votes() -> None:
    overall, made = drawn(judged(40))
    nets = sorted(float(mark.votes.net or 0) for mark in overall.marks)
    assert sorted(x for x, _ in places(made["net-votes"])) == nets
    assert sorted(y for _, y in places(made["thread-order"])) == nets
    assert sorted(x for x, _ in places(made["thread-order"])) == list(range(1, 41))


def test_the_caption_tells_of_a_band_only_where_one_is_drawn() -> None:
    few = plot_and_words(judged(8, NETS, "aaff"))
    many = plot_and_words(judged(60, NETS, "aaff"))
    some = plot_and_words(judged(60, NETS, "a" * 28 + "ff"))
    assert "95 % interval" not in few
    for said, over in (
        (many, "conversations"),
        (some, "conversations; of fewer than 5 conversations none"),
    ):
        assert f"beneath it its 95 % interval (resampled {over})" in said


def plot_and_words(thread: JudgedThread) -> str:
    """The caption, held against whether there are intervals and boxes."""
    _, made = drawn(thread)
    said, ax = words_of(made["net-votes"]), plot(made["net-votes"])
    caption = said[: said.index("n: ")]
    zero, *whiskers = ax.lines
    assert list(np.asarray(zero.get_xdata())) == [0, 0]
    assert ("interval" in caption) == bool(whiskers)
    boxed = any(isinstance(drawing, PolyCollection) for drawing in ax.collections)
    assert ("Grey box" in caption) == boxed
    return caption


def test_a_single_comment_gets_no_median() -> None:
    _, made = drawn(judged(1, NETS, "a"))
    ax = plot(made["net-votes"])
    assert not [lines for lines in ax.collections if isinstance(lines, LineCollection)]
    assert "1 comment" in [text.get_text() for text in ax.texts]
    assert "median" not in words_of(made["net-votes"])


@pytest.mark.parametrize("n", [2, 12, 40])
def test_the_line_of_a_median_leaves_marks_free(n: int) -> None:
    _, made = drawn(judged(n, (Votes(3, 0, 3),), stances="f"))
    ax = plot(made["net-votes"])
    (lines,) = (each for each in ax.collections if isinstance(each, LineCollection))
    ends = [y for segment in lines.get_segments() for _, y in np.asarray(segment)]
    heights = [y for _, y in places(made["net-votes"])]
    assert max(ends[:2]) < min(heights)
    assert max(heights) < min(ends[2:])


def test_marks_cover_no_other_while_there_is_room() -> None:
    beside = np.array([0.0, 0.0, 0.6, 1.1, 1.2, 4.0])
    moved = list(zip(beside, spread(beside, 1.0), strict=True))
    for (one, level), (other, second) in combinations(moved, 2):
        assert abs(one - other) >= 1 or level != second
    assert moved[-1] == (4.0, 0.0)


def test_a_lack_has_the_same_words_in_every_chart() -> None:
    _, made = drawn(judged(6, (Votes(0, 0, 0), Votes()), stances="af"))
    said = {
        name: {text.get_text() for text in plot(made[name]).texts}
        for name in ("votes-by-stance", "net-votes")
    }
    for words in said.values():
        assert {"no comments", "votes not shown"} <= words
    assert "3 comments whose votes are not shown are left out" in words_of(made["net-votes"])


def test_approval_tells_no_votes_from_votes_not_shown() -> None:
    votes = (Votes(3, 1, 2), Votes(0, 0, 0), Votes())
    _, made = drawn(judged(6, votes, stances="anf"))
    said = [text.get_text() for text in plot(made["approval"]).texts]
    assert {"no votes", "votes not shown"} <= set(said)
    assert "2 comments that drew no votes are left out" in words_of(made["approval"])


def test_marks_in_one_place_do_not_hide_each_other() -> None:
    _, made = drawn(judged(12, (Votes(3, 0, 3),), stances="f"))
    assert len(set(places(made["net-votes"]))) == 12


def test_a_mark_without_shown_votes_is_hollow_at_zero() -> None:
    _, made = drawn(judged(8, (Votes(5, 1, 4), Votes()), stances="f"))
    assert sorted(y for _, y in places(made["thread-order"])) == [0] * 4 + [4] * 4
    assert len(places(made["net-votes"])) == 4


def test_the_most_approved_rejected_and_divided_comment_of_each_stance_are_quoted() -> None:
    short = judged(24, (Votes(12, 3, 9), Votes(0, 8, -8), Votes(40, 39, 1), Votes(250, 1, 249)))
    comments = tuple(replace(comment, text=ABSURD) for comment in short.thread.comments)
    overall, made = drawn(replace(short, thread=replace(short.thread, comments=comments)))
    assert_readable(made["voices"].figure)
    quoted = [(row[0], row[1], row[6]) for row in made["voices"].numbers.rows]
    for stance in Stance:
        mine = [m for m in overall.marks if m.stance is stance]
        nets = [m.votes.net or 0 for m in mine]
        assert (stance.value, "most approved", max(nets)) in quoted
        assert ((stance.value, "most rejected", min(nets)) in quoted) == (min(nets) < 0)
        divided = max(mine, key=lambda m: m.controversy or 0)
        assert (stance.value, "most divided", divided.votes.net) in quoted


def test_no_comment_is_quoted_twice_and_none_called_divided_that_is_not() -> None:
    _, made = drawn(judged(3, (Votes(5, 0, 5), Votes(0, 4, -4), Votes(3, 3, 0)), stances="f"))
    rows = [(row[1], row[3]) for row in made["voices"].numbers.rows]
    assert rows == [("most approved", "c0"), ("most rejected", "c1"), ("most divided", "c2")]
    _, made = drawn(judged(2, (Votes(5, 0, 5), Votes(4, 0, 4)), stances="f"))
    assert [row[1] for row in made["voices"].numbers.rows] == ["most approved"]


def test_nobody_below_zero_is_called_approved() -> None:
    _, made = drawn(judged(3, (Votes(0, 4, -4), Votes(1, 3, -2)), stances="aaf"))
    rows = [(row[0], row[1], row[6]) for row in made["voices"].numbers.rows]
    assert rows[0] == ("against", "least rejected", -2)
    assert ("against", "most rejected", -4) in rows
    assert ("favor", "most rejected", -4) in rows
    assert not any(why == "most approved" for _, why, _ in rows)


def test_a_heavy_tail_gets_a_scale_that_says_so() -> None:
    _, made = drawn(judged(24))
    ax = plot(made["net-votes"])
    assert ax.get_xscale() == "symlog"
    assert "logarithmic beyond" in ax.get_xlabel()
    _, plain = drawn(judged(24, (Votes(3, 1, 2), Votes(0, 4, -4))))
    assert plot(plain["net-votes"]).get_xscale() == "linear"


def test_a_report_says_what_it_cannot_draw() -> None:
    _, made = drawn(judged(24, MISSING))
    said = " ".join(text.get_text() for text in made["report"].figure.texts)
    assert "Not drawn: \u201cSpoken and voted\u201d" in said
    assert "votes not shown on 24" in said
    assert "votes-by-stance" not in made


def test_a_picture_carries_model_counts_method_and_version() -> None:
    _, made = drawn(judged(24))
    for name in ("report", "stance-mix"):
        said = " ".join(text.get_text() for text in made[name].figure.texts)
        for part in ("tiny model", "24 comments", "3 abstained", "Wilson", "discourse 0.1.0"):
            assert part in said, (name, part)


def test_title_source_date_and_target_stand_on_a_report() -> None:
    _, made = drawn(judged(24))
    said = " ".join(text.get_text() for text in made["report"].figure.texts)
    for part in ("Harbour tunnel to open in May", "The Daily Example", "11 May 2025", "headline"):
        assert part in said


def test_no_user_text_is_taken_for_mathematics() -> None:
    _, made = drawn(judged(5, title="$\\frac{$ and $x_{1}$"))
    assert not any(text.get_parse_math() for text in made["report"].figure.texts)
    assert any("$\\frac{$" in text.get_text() for text in made["report"].figure.texts)


def test_numbers_have_a_cell_for_each_column_and_the_alt_text_says_them() -> None:
    _, made = drawn(judged(24), judged(24, key="b"))
    for picture in made.values():
        assert all(len(row) == len(picture.numbers.columns) for row in picture.numbers.rows)
        assert picture.numbers.rows
        assert len(picture.alt) > 40
