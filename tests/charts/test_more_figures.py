"""The charts of threads, replies and many articles: what is drawn is what was counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from discourse.aggregate import JudgedThread, Summary, summarise
from discourse.charts import Footer, Picture, ThemeName, Trust, net_votes, pictures
from discourse.charts._numerals import Numerals
from discourse.charts._theme import SLIDES, style
from discourse.charts.by_article import lines
from discourse.charts.leaning import mixes
from discourse.charts.reply_network import NODES, arcs
from discourse.charts.so_far import spaced
from discourse.stance.judgement import Stance
from discourse.stance.metrics import Bin, CoveragePoint
from tests.gallery.make import CONFUSION, FOOTER
from tests.gallery.readable import faults
from tests.gallery.threads import Kind, many, of_size, thread


@cache
def summed(comments: int, *, dated: bool = False) -> Summary:
    return summarise([of_size(comments, dated=dated)], confusion=CONFUSION)


@cache
def corpus() -> Summary:
    return summarise(many(9), confusion=CONFUSION)


def made(summary: Summary, name: str, theme: ThemeName = "screen", locale: str = "") -> Picture:
    every = pictures(summary, FOOTER, detail="all", theme=theme, locale=locale)
    return next(picture for picture in every if picture.name.endswith(f"/{name}"))


def words_of(picture: Picture) -> str:
    own = [text.get_text() for text in picture.figure.texts]
    return " ".join([*own, *(t.get_text() for ax in picture.figure.axes for t in ax.texts)])


def test_the_words_for_a_crowded_row_tell_of_its_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a mark for each comment: " in made(summed(24), "net-votes").alt
    monkeypatch.setattr(net_votes, "CROWD", 3)
    told = "a mark for each comment, or one shape for the comments of a row of more than 3: "
    assert told in made(summed(24), "net-votes").alt


def test_slides_are_wide_and_carry_the_key_sentence() -> None:
    picture = made(summed(24), "report", "slides")
    width, height = picture.figure.get_size_inches()
    assert width * 9 == pytest.approx(height * 16)
    assert round(width * picture.figure.dpi) == 1920
    assert faults(picture.figure) == []
    assert "up-votes" in words_of(picture)


def test_print_parts_a_report_into_pages_of_one_shape_with_the_same_footer() -> None:
    every = [
        picture
        for picture in pictures(summed(24), FOOTER, detail="reports", theme="print")
        if "/report" in picture.name
    ]
    names = [picture.name.rsplit("/", 1)[1] for picture in every]
    assert names == ["report", *(f"report-{page}" for page in range(2, len(every) + 1))]
    assert len(every) > 1
    for picture in every:
        width, height = picture.figure.get_size_inches()
        assert height / width == pytest.approx(297 / 210, rel=0.01)
        assert "Model: made-up stances" in words_of(picture)
        assert faults(picture.figure) == []


def test_a_locale_writes_numbers_of_ours_and_leaves_text_of_pages() -> None:
    kind = Kind("locale", 1_200, "1,234 reasons", votes="both")
    picture = made(summarise([thread(kind)]), "spoken-voted", locale="de")
    said = words_of(picture)
    assert "1,234 reasons" in said
    assert "1.200 comments" in said
    assert "11. Mai 2025" in said
    assert Numerals("de").written("1,200") in said


def test_lines_so_far_end_at_the_shares_of_the_mix() -> None:
    summary = summed(120)
    picture = made(summary, "so-far")
    *_, last = picture.numbers.rows
    assert list(last[1:]) == [row.n for row in summary.overall[0].rows]
    assert faults(picture.figure) == []


def test_names_at_the_ends_of_lines_do_not_meet() -> None:
    moved = spaced([0.4, 0.41, 0.0], 0.1)
    assert moved == pytest.approx([0.4, 0.5, 0.0])


def test_a_dated_thread_is_drawn_by_time_and_says_so() -> None:
    dated, undated = (
        made(summed(120, dated=True), "thread-order"),
        made(summed(120), "thread-order"),
    )
    assert "hours since the first comment" in dated.figure.axes[0].get_xlabel()
    assert "in page order" in undated.figure.axes[0].get_xlabel()
    assert "the earliest at the left" in words_of(dated)


def test_comments_without_a_date_are_told_and_left_out() -> None:
    given = of_size(60, dated=True)
    start = datetime(2025, 5, 1, tzinfo=UTC)
    comments = tuple(
        replace(one, posted=start + timedelta(hours=n) if n else None)
        for n, one in enumerate(given.thread.comments)
    )
    late = replace(given, thread=replace(given.thread, comments=comments))
    assert "1 comment without a date left out" in words_of(made(summarise([late]), "thread-order"))


def test_arcs_join_answers_and_the_thick_ones_join_the_sides() -> None:
    summary = summed(60)
    part = summary.overall[0]
    found = arcs(part, quotes=False)
    answers = [mark for mark in part.marks if mark.answers]
    assert len(found.speakers) == len(answers)
    sides = {(Stance.AGAINST, Stance.FAVOR), (Stance.FAVOR, Stance.AGAINST)}
    stances = {mark.comment_id: mark.stance for mark in part.marks}
    across = sum((mark.stance, stances[mark.answers or ""]) in sides for mark in answers)
    assert found.across.sum() == across
    picture = made(summary, "reply-network")
    drawn = [one for one in picture.figure.axes[0].collections if isinstance(one, LineCollection)]
    thick = [one for one in drawn if np.max(one.get_linewidth()) > 1.5]
    assert sum(len(one.get_segments()) for one in thick) >= across
    assert faults(picture.figure) == []


def test_no_network_is_drawn_that_could_not_be_followed() -> None:
    names = [p.name for p in pictures(summed(NODES), FOOTER, detail="all")]
    assert not any(name.endswith("reply-network") for name in names)


def test_bars_lean_by_the_shares_and_corrected_ones_that_are_unsure_are_not_drawn() -> None:
    part = summed(120).overall[0]
    labelled, *others = mixes(part)
    assert labelled.lean == pytest.approx((part.rows[2].n - part.rows[0].n) / part.judged)
    assert [mix.name for mix in others] == ["up-votes"]
    assert "too uncertain to be drawn" in words_of(made(summed(120), "leaning"))


def test_articles_are_sorted_by_how_far_against_is_ahead() -> None:
    found = lines(corpus(), "headline")
    ahead = [line.ahead for line in found]
    known = [share for share in ahead if share is not None]
    assert known == sorted(known, reverse=True)
    assert ahead[: len(known)] == known
    for name in ("articles-1", "multiples-1"):
        picture = made(corpus(), name)
        assert faults(picture.figure) == []
        keys = list(dict.fromkeys(row[0] for row in picture.numbers.rows))
        order = [line.article.key for line in found]
        assert keys == [key for key in order if key in keys]


def test_small_multiples_have_one_axis() -> None:
    frame, *cells = made(corpus(), "multiples-1").figure.axes
    assert not frame.axison
    assert len({cell.get_xlim() for cell in cells}) == 1
    assert len(cells) > 1


def test_very_many_comments_are_one_shape_and_a_short_table() -> None:
    picture = made(summed(25_000), "net-votes")
    assert "The height of a shape says how many" in words_of(picture)
    assert sum(int(row[2] or 0) for row in picture.numbers.rows) == 25_000
    assert len(picture.numbers.rows) < 2_000
    assert faults(picture.figure) == []


def test_spots_lie_on_the_picture_and_lead_to_every_stance() -> None:
    picture = made(summed(24), "report")
    for spot in picture.spots:
        assert 0 <= spot.left < spot.left + spot.width <= 1
        assert 0 <= spot.top < spot.top + spot.height <= 1
    assert {spot.link.stance for spot in picture.spots} >= set(Stance)
    assert {spot.link.comment for spot in picture.spots} >= {f"c{n}" for n in range(24)}


def test_a_spot_of_the_mix_covers_its_bar() -> None:
    picture = made(summed(24), "stance-mix")
    (ax,) = picture.figure.axes
    for spot, bar in zip(picture.spots, ax.patches, strict=False):
        box = bar.get_window_extent()
        high = picture.figure.get_size_inches()[1] * picture.figure.dpi
        middle = 1 - (box.y0 + box.y1) / 2 / high
        assert spot.top < middle < spot.top + spot.height


def test_the_model_is_drawn_last_and_says_what_it_lacks() -> None:
    bins = (Bin(0.5, 0.6, 3, 0.55, 2 / 3),)
    known = Trust("dev", 3, bins, (), ((1, 0, 0), (0, 1, 0), (0, 1, 0)))
    *_, last = pictures(summed(2), FOOTER, detail="reports", trust=known)
    assert last.name == "model/trust"
    assert "Not drawn: the model stores no coverage curve." in words_of(last)
    assert faults(last.figure) == []
    full = replace(known, coverage=(CoveragePoint(1.0, 0.5, 2 / 3),))
    *_, last = pictures(summed(2), Footer("m", "1"), detail="reports", theme="slides", trust=full)
    assert faults(last.figure) == []


def test_a_theme_ends_with_its_picture() -> None:
    every = pictures(summed(2), FOOTER, detail="all", theme="print")
    next(every)
    with style(SLIDES):
        assert next(every).figure.dpi == 300


def test_a_long_source_leaves_room_for_the_date_and_the_count() -> None:
    said = words_of(made(summarise([thread(Kind("long", 3, site="W" * 90))]), "report"))
    assert "11 May 2025" in said
    assert "3 comments" in said


def test_kinds_are_the_same_each_time() -> None:
    one, other = (thread(Kind("same", 30)) for _ in range(2))
    assert isinstance(one, JudgedThread)
    assert one == other
    assert np.isfinite(summed(24).overall[0].columns.up).all()
