from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.aggregate.judged import JudgedThread
from discourse.labelling.candidates import ballots, candidates, uncertainty
from discourse.labelling.picking import pick, promise
from discourse.labelling.rows import Chosen, Quoted, Task
from discourse.stance.judgement import FOREIGN, NO_OWN_WORDS, UNKNOWN, Judgement, Scores
from discourse.stance.questions import Target
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes
from tests.labelling.labels_made import a_task

WORDS = (
    *("tunnel", "harbour", "ferry", "toll", "bridge", "storm", "council", "money", "mayor"),
    *("traffic", "noise", "diesel", "rail", "cyclists", "pension", "island", "engineer"),
    *("concrete", "deadline", "budget", "vote", "survey", "gulls", "fog", "lantern"),
)
SURE, UNSURE = Scores(0.98, 0.01, 0.01), Scores(0.4, 0.3, 0.3)


def sentence(seed: int) -> str:
    return " ".join(Random(seed).choices(WORDS, k=12))  # noqa: S311 - words, no secret


def tasks(count: int, *, articles: int = 4) -> list[Task]:
    return [
        a_task(
            str(number),
            text=sentence(number),
            article=f"page-{number % articles}",
            scores=(SURE, UNSURE, Scores(0.1, 0.1, 0.8))[number % 3],
            votes=Votes(number % 7, 0),
        )
        for number in range(count)
    ]


def chosen(picked: tuple[Task, ...], why: Chosen) -> list[Task]:
    return [task for task in picked if task.chosen is why]


def test_the_same_seed_picks_the_same_and_another_seed_others() -> None:
    pool = tasks(120)
    assert pick(pool, 30, seed=3) == pick(pool, 30, seed=3)
    assert pick(pool, 30, seed=3).tasks != pick(pool, 30, seed=4).tasks


@given(st.integers(1, 60), st.sampled_from([0.0, 0.2, 0.5, 1.0]), st.integers(0, 5))
@settings(max_examples=15, deadline=None)
def test_as_many_as_wanted_each_once_and_the_random_share_is_marked(
    wanted: int, share: float, seed: int
) -> None:
    picked = pick(tasks(40), wanted, random_share=share, seed=seed)
    assert len({task.id for task in picked.tasks}) == len(picked.tasks)
    assert len(picked.tasks) <= wanted
    assert (
        len(chosen(picked.tasks, Chosen.RANDOM)) == picked.random == min(round(wanted * share), 40)
    )
    assert {task.pool for task in picked.tasks} == {picked.pool} == {40}


def test_a_share_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 to 1, found 2"):
        pick(tasks(4), 2, random_share=2)


def test_every_task_has_the_same_chance_in_the_random_share() -> None:
    pool = tasks(30)
    drawn = Counter(
        task.id
        for seed in range(300)
        for task in chosen(pick(pool, 6, random_share=1, seed=seed).tasks, Chosen.RANDOM)
    )
    assert len(drawn) == 30
    assert all(30 <= drawn[task.id] <= 95 for task in pool)  # 60 expected, sd 7


def test_near_duplicates_are_passed_over_for_one_target_only() -> None:
    said = "The tunnel will flood in every storm and then we all shall pay for the pumps."
    alike = [said, said.upper(), said.replace("storm", "storms"), f"{said} Mark my words!"]
    pool = [a_task(str(place), text=text) for place, text in enumerate(alike)]
    pool.append(a_task("other", text=said, target="the mayor"))
    picked = pick(pool, 5, random_share=0)
    assert Counter(task.target for task in picked.tasks) == {
        "the harbour tunnel": 1,
        "the mayor": 1,
    }
    assert picked.near_duplicates == 3


def test_strata_take_turns() -> None:
    rare = a_task("rare", text=sentence(1000), scores=Scores(0.01, 0.01, 0.98), article="page-9")
    picked = pick([*tasks(90), rare], 13, random_share=0)
    strata = Counter((task.article, task.predicted) for task in picked.tasks)
    assert len(strata) == 9 or max(strata.values()) - min(strata.values()) <= 1
    assert "id-rare" in {task.id for task in picked.tasks}


def test_the_uncertain_and_the_voted_on_come_first_in_a_stratum() -> None:
    texts = [sentence(seed) for seed in range(4)]
    pool = [
        a_task("sure", text=texts[0], scores=SURE, votes=Votes(0, 0)),
        a_task("unsure", text=texts[1], scores=UNSURE, votes=Votes(0, 0)),
        a_task("voted", text=texts[2], scores=UNSURE, votes=Votes(90, 5)),
        a_task("sure too", text=texts[3], scores=SURE, votes=Votes(1, 0)),
    ]
    assert {task.comment_id for task in pick(pool, 2, random_share=0).tasks} == {"unsure", "voted"}
    (best,) = pick(pool, 1, random_share=0).tasks
    assert best.comment_id == "voted"


def test_promise_rises_with_doubt_and_votes() -> None:
    quiet, loud = a_task(scores=UNSURE, votes=Votes()), a_task(scores=UNSURE, votes=Votes(99, 1))
    assert promise(loud, 100) == pytest.approx(2 * promise(quiet, 100))
    assert promise(a_task(scores=None, votes=Votes()), 0) == 1
    assert 0 < promise(a_task(scores=Scores(1, 0, 0), votes=Votes()), 0) < 0.001


def test_uncertainty_is_entropy_from_0_to_1() -> None:
    assert uncertainty(Scores(1, 0, 0)) == 0
    assert uncertainty(UNKNOWN) == pytest.approx(1)
    assert uncertainty(Scores(0.5, 0.5, 0)) == pytest.approx(0.6309, abs=1e-4)


def test_ballots_are_what_is_known() -> None:
    shown = [Votes(), Votes(3, 2, 1), Votes(net=-7), Votes(up=4), Votes(0, 0, 9)]
    assert [ballots(votes) for votes in shown] == [0, 5, 7, 4, 9]


def test_candidates_are_the_comments_with_own_words_in_a_language_that_the_model_knows() -> None:
    target = Target("tunnel", "the tunnel")
    comments = (
        Comment("1", "I like it.", "I like it.", author="Ada"),
        Comment(
            "2",
            "I do not.",
            "> like it\n> says the page\nI do not.",
            parent="1",
            reply_evidence=ReplyEvidence.QUOTE,
            votes=Votes(net=4),
            quotes=(
                Quote("like it", Source.COMMENT, "1"),
                Quote("says the page", Source.ARTICLE),
                Quote("far away", Source.ELSEWHERE),
            ),
        ),
        Comment("3", "", "> like it"),
        Comment("4", "Ich mag ihn.", "Ich mag ihn."),
    )
    reasons = ("", "", NO_OWN_WORDS, f"{FOREIGN} (de)")
    said = tuple(
        Judgement(one.id, target.text, UNKNOWN, reason)
        for one, reason in zip(comments, reasons, strict=True)
    )
    judged = JudgedThread("a.txt", Thread(Article("News"), comments), (target,), said)
    first, second = candidates(judged, "m")
    assert (first.text, first.context, first.quoted) == ("I like it.", "", ())
    assert (second.context, second.headline, second.votes) == ("I like it.", "News", Votes(net=4))
    assert second.quoted == (
        Quoted("like it", "Ada"),
        Quoted("says the page", "the article"),
        Quoted("far away", "elsewhere"),
    )
    assert (second.scores, second.model, second.target_name) == (UNKNOWN, "m", "tunnel")
