"""What is to be labelled, and what an annotator said of it; each a flat row with named columns."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from discourse.errors import LabelError
from discourse.labelling import cell
from discourse.labelling.cell import Cell, Cells
from discourse.stance.judgement import Scores, Stance
from discourse.thread import Votes

SCHEMA = 1  # raised whenever a column changes its name or meaning

TASK_COLUMNS = (
    "schema",
    "id",
    "article",
    "headline",
    "comment_id",
    "target_name",
    "target",
    "text",
    "context",
    "quoted",
    "up",
    "down",
    "net",
    *(stance.value for stance in Stance),
    "model",
    "chosen",
    "pool",
)
ANSWER_COLUMNS = ("label", "annotator", "note", "suggested", "at")
COLUMNS = TASK_COLUMNS + ANSWER_COLUMNS


class Answer(StrEnum):
    """What an annotator can press: the labels first, then what is none."""

    AGAINST = "against"
    NEUTRAL = "neutral"
    FAVOR = "favor"
    UNCLEAR = "unclear"  # the words do not tell
    SKIP = "skip"  # not labelled, on purpose
    BACK = "back"  # to the comment before
    NOTE = "note"  # words about the comment; its label is still to come

    @property
    def is_label(self) -> bool:
        """Whether it says something of the comment."""
        return self in LABELS

    @property
    def is_stance(self) -> bool:
        """Whether it is a label that a model can give too."""
        return self.is_label and self is not Answer.UNCLEAR


LABELS = (Answer.AGAINST, Answer.NEUTRAL, Answer.FAVOR, Answer.UNCLEAR)
LABEL_EXPECTED = f"a label ({', '.join(answer.value for answer in (*LABELS, Answer.SKIP))})"


class Chosen(StrEnum):
    """Why a comment is to be labelled. Accuracy is an honest estimate on the random ones alone."""

    RANDOM = "random"  # drawn with equal chances from everything there was
    TELLING = "telling"  # by uncertainty, diversity and votes
    GIVEN = "given"  # came from elsewhere


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a comment repeats, and whose they are."""

    text: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One comment to be labelled toward one target.

    `context` is the comment answered; `scores` is what `model` said of it, where one did; `pool`
    is the number of comments and targets that it was chosen from.
    """

    id: str
    target: str
    text: str
    target_name: str = ""
    article: str = ""
    headline: str = ""
    comment_id: str = ""
    context: str = ""
    quoted: tuple[Quoted, ...] = ()
    votes: Votes = Votes()
    scores: Scores | None = None
    model: str = ""
    chosen: Chosen = Chosen.GIVEN
    pool: int | None = None

    @property
    def predicted(self) -> Stance | None:
        """The model's likeliest stance."""
        scores = self.scores
        return max(Stance, key=lambda stance: scores[stance]) if scores else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer of one annotator. A later entry of theirs on the same task replaces it.

    `suggested` says that the annotator was shown the model's stance first.
    """

    task: Task
    answer: Answer
    annotator: str = ""
    note: str = ""
    suggested: bool = False
    at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What an annotator has one label for."""
        return (self.task.id, self.task.target, self.annotator)


def task_id(article: str, comment_id: str, target: str, text: str) -> str:
    """A short name that is the same wherever the same comment and target are met."""
    parts = f"{article}\n{comment_id}\n{target}\n{text}"
    return sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def task_cells(task: Task) -> dict[str, Cell]:
    """The task by column."""
    scores = {stance.value: task.scores[stance] if task.scores else None for stance in Stance}
    return {
        "schema": SCHEMA,
        "id": task.id,
        "article": task.article,
        "headline": task.headline,
        "comment_id": task.comment_id,
        "target_name": task.target_name,
        "target": task.target,
        "text": task.text,
        "context": task.context,
        "quoted": json.dumps([asdict(one) for one in task.quoted]) if task.quoted else "",
        "up": task.votes.up,
        "down": task.votes.down,
        "net": task.votes.net,
        **scores,
        "model": task.model,
        "chosen": task.chosen.value,
        "pool": task.pool,
    }


def entry_cells(entry: Entry) -> dict[str, Cell]:
    """The entry by column, its task's columns first."""
    return {
        **task_cells(entry.task),
        "label": entry.answer.value,
        "annotator": entry.annotator,
        "note": entry.note,
        "suggested": entry.suggested,
        "at": entry.at.isoformat() if entry.at else None,
    }


def task_of(cells: Cells, where: str) -> Task:
    """The task in a row; text and target must be there. Raises LabelError, naming the place."""
    schema = cell.whole(cells, "schema", where)
    if schema not in (None, SCHEMA):
        raise LabelError(where, f"a row of schema {SCHEMA}", f"schema {schema}")
    text, target = cell.needed(cells, "text", where), cell.needed(cells, "target", where)
    article, comment_id = cell.text(cells, "article", where), cell.text(cells, "comment_id", where)
    return Task(
        id=cell.text(cells, "id", where) or task_id(article, comment_id, target, text),
        target=target,
        text=text,
        target_name=cell.text(cells, "target_name", where),
        article=article,
        headline=cell.text(cells, "headline", where),
        comment_id=comment_id,
        context=cell.text(cells, "context", where),
        quoted=_quoted(cell.text(cells, "quoted", where), where),
        votes=_votes(cells, where),
        scores=_scores(cells, where),
        model=cell.text(cells, "model", where),
        chosen=_chosen(cell.text(cells, "chosen", where), where),
        pool=cell.whole(cells, "pool", where),
    )


def entry_of(cells: Cells, where: str) -> Entry:
    """The entry in a row; raises LabelError, naming the place."""
    return Entry(
        task=task_of(cells, where),
        answer=_answer(cells, where),
        annotator=cell.text(cells, "annotator", where),
        note=cell.text(cells, "note", where),
        suggested=cell.flag(cells, "suggested", where),
        at=cell.moment(cells, "at", where),
    )


def _answer(cells: Cells, where: str) -> Answer:
    found = cell.text(cells, "label", where)
    try:
        return Answer(found.strip().lower())
    except ValueError as error:
        raise LabelError(where, LABEL_EXPECTED, cell.shown(found)) from error


def _votes(cells: Cells, where: str) -> Votes:
    up, down, net = (cell.whole(cells, name, where) for name in ("up", "down", "net"))
    for name, count in (("up", up), ("down", down)):
        if count is not None and count < 0:
            raise LabelError(f"{where}, {name}", "0 or more", str(count))
    return Votes(up, down, net)


def _scores(cells: Cells, where: str) -> Scores | None:
    found = [cell.number(cells, stance.value, where) for stance in Stance]
    given = [one for one in found if one is not None]
    if not given:
        return None
    if len(given) < len(found) or not all(0 <= one <= 1 for one in given):
        columns = ", ".join(stance.value for stance in Stance)
        raise LabelError(where, f"probabilities in {columns}, or none", str(found))
    return Scores(*given)


def _chosen(found: str, where: str) -> Chosen:
    try:
        return Chosen(found) if found else Chosen.GIVEN
    except ValueError as error:
        known = ", ".join(one.value for one in Chosen)
        raise LabelError(f"{where}, chosen", known, cell.shown(found)) from error


def _quoted(found: str, where: str) -> tuple[Quoted, ...]:
    try:
        return tuple(Quoted(**one) for one in json.loads(found)) if found else ()
    except (ValueError, TypeError, RecursionError) as error:
        raise LabelError(f"{where}, quoted", "quotes as JSON", cell.shown(found)) from error
