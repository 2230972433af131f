"""Reddit threads with the comment answered as context; human neutrals."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, PairRow, Split, json_rows
from discourse.stance.judgement import Question

TOPICS = ("Biden", "Bitcoin", "SpaceX")


class _Row(PairRow):
    """`context` is all that stands above in the thread, its opening post first."""

    context: tuple[str, ...] = ()

    def example(self, split: Split) -> Example:
        """The row, in a group named after its topic and its thread."""
        opening = (*self.context, self.text)[0]
        thread = sha256(opening.encode("utf-8", "backslashreplace")).hexdigest()[:8]
        question = Question(target=self.target, text=self.text, context=self.parent or "")
        return Example(question, self.label, split, f"{self.target}/{thread}")


def _read(folder: Path) -> Iterator[Example]:
    for topic in TOPICS:
        for name, split in (("train", Split.TRAIN), ("valid", Split.DEV), ("test", Split.TEST)):
            path = folder / "stance" / f"mtcsd_{topic}.{name}.jsonl.gz"
            for row in json_rows(path, _Row, "text, target and label"):
                yield row.example(split)


CORPUS = Corpus(
    name="mtcsd",
    source="Niu et al. 2024 (MT-CSD)",
    licence="none stated",
    read=_read,
)
