"""Between threads and charts: judge. It takes values and gives values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from discourse.aggregate.judged import JudgedThread
from discourse.errors import PageError
from discourse.run.pages.outcome import Failure, Stage, failure
from discourse.run.progress import Progress
from discourse.stance.judgement import Classifier, Judgement, Question
from discourse.stance.questions import Target, questions_for
from discourse.thread import Thread

WINDOW = 1024  # questions judged at once: enough to fill batches with comments of one length


@dataclass(frozen=True, slots=True)
class Asked:
    """A thread and the targets its comments are judged toward; none where there are none."""

    key: str
    thread: Thread
    targets: tuple[Target, ...]


def unasked(asked: Iterable[Asked | JudgedThread]) -> list[Failure]:
    """A failure for each thread whose comments have no target."""
    return [
        failure(
            one.key,
            Stage.CLASSIFY,
            PageError(one.key, "a headline, or a --target", "comments without a headline"),
        )
        for one in asked
        if one.thread.comments and not one.targets
    ]


def judge(
    asked: Sequence[Asked], classifier: Classifier, progress: Progress
) -> Iterator[JudgedThread]:
    """Each thread with its judgements; questions of several threads share a window.

    `progress` hears of each question, and starts no stage.
    """
    questions = [_questions(one) for one in asked]
    everything = (question for some in questions for question in some)
    judgements = _judgements(everything, classifier, progress)
    for one, some in zip(asked, questions, strict=True):
        said = tuple(islice(judgements, len(some)))
        yield JudgedThread(one.key, one.thread, one.targets, said)


def _questions(asked: Asked) -> list[Question]:
    """Targets that read alike are asked once."""
    once = {target.text: target for target in asked.targets}
    return questions_for(asked.thread, tuple(once.values()))


def _judgements(
    questions: Iterable[Question], classifier: Classifier, progress: Progress
) -> Iterator[Judgement]:
    questions = iter(questions)
    while window := list(islice(questions, WINDOW)):
        judgements = classifier.judge(window)
        if len(judgements) != len(window):
            raise ValueError(f"expected {len(window)} judgements, found {len(judgements)}")
        progress.advance(len(window))
        yield from judgements
