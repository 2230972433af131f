from collections import Counter

import pytest

from discourse.errors import LabelError
from discourse.labelling.learning import Learnable, held_out, learnable
from discourse.labelling.rows import Answer, Entry, Task
from discourse.stance.corpus import Split
from discourse.stance.judgement import Stance


def entry(
    article: str,
    label: str = "favor",
    text: str = "good",
    by: str = "ada",
    context: str = "",
) -> Entry:
    task = Task(id="", target="it", text=text, article=article, context=context)
    return Entry(task=task, answer=Answer(label), annotator=by)


def learn(*entries: Entry) -> Learnable:
    return learnable([(one, "file") for one in entries], "labels.csv")


def test_whole_articles_are_held_out() -> None:
    said = list(enumerate(Stance))
    found = learn(*(entry(f"page{n}", one, f"good {i}") for n in range(10) for i, one in said))
    held = {example.group for example in found.of(Split.DEV)}
    assert len(held) == 2
    assert held.isdisjoint(example.group for example in found.of(Split.TRAIN))
    assert len(found.examples) == 30
    assert found.warnings == ()


def test_the_label_of_most_annotators_counts_and_what_is_no_stance_is_left_out() -> None:
    said = {"ada": "favor", "ben": "favor", "eve": "against"}
    found = learn(
        *(entry("a", label, "most", by) for by, label in said.items()),
        *(entry("a", said[by], "tie", by) for by in ("ada", "eve")),
        *(entry("a", label, "changed") for label in ("favor", "back", "against", "note")),
        *(entry("a", label, "taken back") for label in ("favor", "unclear")),
        entry("b", "unclear", "none"),
        entry("b", "skip", "passed over"),
        entry("b", "against", "one"),
    )
    stances = {example.question.text: example.stance for example in found.examples}
    assert stances == {"most": Stance.FAVOR, "changed": Stance.AGAINST, "one": Stance.AGAINST}
    assert found.left_out == 4


def test_an_annotator_without_a_name_goes_by_the_file() -> None:
    rows = [(entry("a", "favor", by=""), "one"), (entry("a", "against", by=""), "two")]
    found = learnable([*rows, (entry("b"), "one"), (entry("c"), "one")], "labels")
    assert [one.group for one in found.examples] == ["b", "c"]  # a tie of two, not one's change
    assert found.left_out == 1


@pytest.fixture
def replies() -> list[Entry]:
    """Ten comments of one article, each with an answer that shows it."""
    firsts = [entry("a", text=f"first {n}") for n in range(10)]
    answers = [entry("a", text=f"answer {n}", context=f"first {n}") for n in range(10)]
    return [*firsts, *answers]


def test_of_one_article_whole_conversations_are_held_out_with_a_warning(
    replies: list[Entry],
) -> None:
    found = learn(*replies)
    parts = {found.of(split): split for split in (Split.TRAIN, Split.DEV)}
    numbers = [{one.question.text.split()[1] for one in part} for part in parts]
    assert numbers[0].isdisjoint(numbers[1])
    assert [len(part) for part in parts] == [16, 4]
    warning, _ = found.warnings
    assert "promise too much for other articles" in warning
    assert len({example.group for example in found.examples}) == 10


def test_rows_without_an_article_are_told(replies: list[Entry]) -> None:
    nameless = [entry("", text=one.task.text, context=one.task.context) for one in replies]
    assert "add a column `article`" in learn(*nameless).warnings[0]
    assert "count as one, (no article)" in learn(*nameless, *replies).warnings[0]


def test_labels_that_cannot_be_parted_are_told() -> None:
    with pytest.raises(LabelError, match=r"labels\.csv: expected labels of two articles"):
        learn(entry("a"))
    with pytest.raises(LabelError, match="expected labels against, neutral or favor, found none"):
        learn(entry("a", "unclear"), entry("b", "skip"))


def test_about_a_fifth_is_held_out_however_uneven_the_articles_are() -> None:
    counts = Counter({f"page{n}": 4 for n in range(50)} | {"huge": 400})
    held = held_out(counts)
    assert "huge" not in held
    assert 0.2 * 600 <= sum(counts[name] for name in held) <= 0.25 * 600


def test_of_few_articles_the_smallest_is_held_out_and_told() -> None:
    rows = [entry("small", text=f"s{n}") for n in range(4)]
    found = learn(*rows, *(entry("large", text=f"l{n}") for n in range(6)))
    assert {example.group for example in found.of(Split.DEV)} == {"small"}
    assert "40% of the labels are held out" in found.warnings[0]


def test_what_is_held_out_mostly_stays_so_when_more_is_labelled() -> None:
    few = held_out({f"page{n}": 5 for n in range(20)})
    more = held_out({f"page{n}": 5 for n in range(22)})
    assert len(few & more) >= len(few) - 1


def test_a_stance_that_no_label_teaches_is_warned_of() -> None:
    labels = ("favor", "neutral")
    found = learn(*(entry(f"page{n}", one, one) for n in range(10) for one in labels))
    (warning,) = found.warnings
    assert warning.startswith("no label to learn from is against: the model may come to say that")
    (warning,) = learn(*(entry(f"page{n}") for n in range(10))).warnings
    assert warning.startswith("no label to learn from is against or neutral: ")
