"""Labels of one's own, in labels/: JSONL as `discourse label` writes it, CSV or Parquet."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict, ValidationError

from discourse.errors import LabelError
from discourse.stance.corpus import Corpus, Example, Split, first_error
from discourse.stance.judgement import Question, Stance

FOLDER = "labels"
SUFFIXES = (".jsonl", ".csv", ".parquet")
LABELS = (*Stance, "unclear", "skip")
DEV_EVERY = 5  # one article in so many is held out


class _Row(BaseModel):
    """The columns that matter here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    target: str
    label: str
    article: str
    context: str | None = ""
    annotator: str | None = ""


def _read(folder: Path) -> Iterator[Example]:
    """The label most annotators gave to each comment and target; a tie is left out."""
    last = _last_labels(folder / FOLDER)
    splits = _splits({article for article, _ in last}, folder / FOLDER)
    for (article, question), by_annotator in last.items():
        stances = [Stance(label) for label in by_annotator.values() if label in set(Stance)]
        ranked = Counter(stances).most_common()
        if ranked and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]):
            yield Example(question, ranked[0][0], splits[article], article)


def _last_labels(folder: Path) -> dict[tuple[str, Question], dict[str, str]]:
    """What each annotator said last of each comment; notes and steps back are no labels."""
    last: dict[tuple[str, Question], dict[str, str]] = {}
    for path in sorted(found for found in folder.glob("*") if found.suffix in SUFFIXES):
        for row in _rows(path):
            question = Question(target=row.target, text=row.text, context=row.context or "")
            if row.label in LABELS:
                last.setdefault((row.article, question), {})[row.annotator or path.stem] = row.label
    return last


def _rows(path: Path) -> Iterator[_Row]:
    """The rows of one file; raises LabelError naming the file and the row."""
    for number, row in enumerate(_raw_rows(path), 1):
        try:
            yield (
                _Row.model_validate_json(row) if isinstance(row, str) else _Row.model_validate(row)
            )
        except ValidationError as error:
            where = f"{path.name}, row {number}"
            raise LabelError(where, "article, target, text, label", first_error(error)) from error


def _raw_rows(path: Path) -> Iterator[object]:
    """Lines of JSON as they are, rows of a table as columns by name."""
    from datasets import Dataset, disable_progress_bars  # takes a second

    disable_progress_bars()
    readers = {".csv": Dataset.from_csv, ".parquet": Dataset.from_parquet}
    if path.suffix not in readers:
        yield from filter(str.strip, path.read_text(encoding="utf-8").splitlines())
        return
    with TemporaryDirectory() as cache:  # a table is read anew each time: it may have grown
        yield from readers[path.suffix](str(path), cache_dir=cache, keep_in_memory=True)


def _splits(articles: set[str], folder: Path) -> dict[str, Split]:
    """Whole articles, in an order that their names alone decide."""
    if len(articles) < 2:
        found = f"those of {len(articles)}"
        raise LabelError(str(folder), "labels of two articles or more, to hold one out", found)
    ordered = sorted(articles, key=lambda name: sha256(name.encode()).hexdigest())
    return {
        article: Split.TRAIN if place % DEV_EVERY else Split.DEV
        for place, article in enumerate(ordered)
    }


CORPUS = Corpus(
    name="own-labels",
    source="labels of one's own",
    licence="as the comments'",
    read=_read,
)
