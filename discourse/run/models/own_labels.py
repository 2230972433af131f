"""Files of labels -> what a training learns from: one reader for all that takes labels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from discourse.errors import LabelError
from discourse.labelling.columns import NEEDED, BadRow
from discourse.labelling.learning import Learnable, learnable
from discourse.labelling.rows import LABEL_EXPECTED, Entry
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.source import SUFFIXES, Source, kind_of
from discourse.stance.card import LabelFile
from discourse.stance.corpus import Corpus, Example

FOLDER = "labels"  # of the data folder, where a recipe names the set
NAME = "own-labels"
SHOWN = 5  # labels that are not ours, told one by one


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """Labels of one's own, ready to learn from; `bad` are the rows that were left out."""

    learnable: Learnable
    files: tuple[LabelFile, ...]
    bad: tuple[BadRow, ...]

    @property
    def corpus(self) -> Corpus:
        """The labels as a set that a mixture can name."""
        return _corpus(self.learnable.examples)


@dataclass(frozen=True, slots=True)
class Entries:
    """What files of labels hold: each entry with what to call its annotator if it names none."""

    name: str  # of the files
    entries: tuple[tuple[Entry, str], ...]
    files: tuple[LabelFile, ...]
    bad: tuple[BadRow, ...]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    files: list[LabelFile] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    def entries(self, paths: Sequence[Path]) -> Iterator[tuple[Entry, str]]:
        """The entries of the files, each with the file's name for an annotator without one."""
        for path in paths:
            tally = Tally()
            for row in read_rows(Source(path, kind_of(path)), tally, needed=NEEDED):
                if isinstance(row, BadRow):
                    self.bad.append(row)
                elif isinstance(row, Entry):
                    yield row, path.stem
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            self.files.append(LabelFile(path.name, digest, tally.labels))


def read_labels(given: Sequence[Path], *, strict: bool = False) -> OwnLabels:
    """The labels of files, and of the files in folders, as examples to learn from.

    Raises LabelError as `read_entries`, and for labels of which nothing can be held out.
    """
    found = read_entries(given, strict=strict)
    return OwnLabels(learnable(found.entries, found.name), found.files, found.bad)


def read_entries(given: Sequence[Path], *, strict: bool = False) -> Entries:
    """The labels of files, and of the files in folders.

    Raises LabelError for a file that cannot be read and for labels other than ours; with `strict`
    for any bad row.
    """
    paths = [path for one in given for path in label_files(one)]
    reading = _Reading()
    entries = tuple(reading.entries(paths))
    name = ", ".join(map(str, given))
    _check_labels(reading.bad, name)
    if strict and reading.bad:
        raise reading.bad[0].error
    return Entries(name, entries, tuple(reading.files), tuple(reading.bad))


def label_files(path: Path) -> list[Path]:
    """The file itself, or the files of labels in a folder (in its `labels/` where it has one)."""
    if not path.is_dir():
        return [path]
    folder = path / FOLDER if (path / FOLDER).is_dir() else path
    found = sorted(one for one in folder.iterdir() if one.suffix.lower() in SUFFIXES)
    if not found:
        raise LabelError(str(folder), f"files of labels ({', '.join(SUFFIXES)})", "none")
    return found


def _check_labels(bad: Sequence[BadRow], name: str) -> None:
    """Other labels than ours are refused: to leave out one kind of label would bend all others."""
    others = Counter(row.found for row in bad if row.expected == LABEL_EXPECTED)
    if not others:
        return
    told = ", ".join(f"{label} in {n:,} rows" for label, n in others.most_common(SHOWN))
    more = f" and {len(others) - SHOWN:,} others" if len(others) > SHOWN else ""
    hint = "the model knows no others; `discourse label import` maps labels: --label THEIRS=OURS"
    raise LabelError(name, LABEL_EXPECTED, f"{told}{more} ({hint})")


def _corpus(examples: Sequence[Example]) -> Corpus:
    return Corpus(
        NAME, "labels of one's own", "as the comments'", read=lambda _folder: iter(examples)
    )


def _from_folder(folder: Path) -> Iterator[Example]:
    if not (folder / FOLDER).is_dir():
        raise FileNotFoundError(2, "No such folder", str(folder / FOLDER))
    yield from read_labels([folder / FOLDER], strict=True).learnable.examples


# the labels in a data folder, as any other set there
CORPUS = Corpus(NAME, "labels of one's own, in labels/", "as the comments'", read=_from_folder)
