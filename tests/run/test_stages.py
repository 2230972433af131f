from collections.abc import Sequence

import pytest

from discourse.run.pages.outcome import Stage
from discourse.run.progress import Silent
from discourse.run.stages import WINDOW, Asked, judge, unasked
from discourse.stance.judgement import Judgement, Question
from discourse.stance.questions import Target
from discourse.thread import Article, Comment, Thread
from tests.words import WordClassifier

GOOD = Target("headline", "A headline")


def asked(key: str, *texts: str, targets: tuple[Target, ...] = (GOOD,)) -> Asked:
    comments = tuple(Comment(str(n), text, text) for n, text in enumerate(texts, 1))
    return Asked(key, Thread(Article("A headline"), comments), targets)


class Counting(Silent):
    def __init__(self) -> None:
        self.done = 0

    def advance(self, by: int = 1) -> None:
        self.done += by


def test_each_thread_gets_its_own_judgements_though_windows_are_shared(
    words: WordClassifier,
) -> None:
    threads = [asked("a", "bad", "good"), asked("b"), asked("c", *["good", "so so"] * WINDOW)]
    progress = Counting()
    found = list(judge(threads, words, progress))
    assert [[j.label.value for j in one.judgements[:2]] for one in found] == [
        ["against", "favor"],
        [],
        ["favor", "neutral"],
    ]
    assert len(found[2].judgements) == 2 * WINDOW
    assert words.windows == [WINDOW, WINDOW, 2]
    assert progress.done == 2 * WINDOW + 2


def test_targets_that_read_alike_are_asked_once(words: WordClassifier) -> None:
    (found,) = judge(
        [asked("a", "bad", targets=(GOOD, Target("named", GOOD.text)))], words, Silent()
    )
    assert len(found.judgements) == 1
    assert len(found.targets) == 2


def test_comments_without_a_target_are_a_failure_and_no_comments_are_none() -> None:
    (failure,) = unasked([asked("a", "x", targets=()), asked("b", targets=()), asked("c", "x")])
    assert (failure.page, failure.stage) == ("a", Stage.CLASSIFY)
    assert failure.message == (
        "a: expected a headline, or a --target, found comments without a headline"
    )


def test_a_classifier_that_loses_answers_is_found_out() -> None:
    class Losing(WordClassifier):
        def judge(self, questions: Sequence[Question]) -> list[Judgement]:
            return super().judge(questions)[1:]

    with pytest.raises(ValueError, match="expected 2 judgements, found 1"):
        list(judge([asked("a", "x", "y")], Losing(), Silent()))
