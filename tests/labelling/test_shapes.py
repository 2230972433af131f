from dataclasses import replace

import pytest

from discourse.errors import LabelError
from discourse.labelling.columns import BadRow, RawRow, Reading, Seen
from discourse.labelling.rows import Answer, Entry, Task, entry_cells, task_of
from discourse.labelling.shapes import (
    from_doccano,
    from_label_studio,
    label_studio_annotation,
    label_studio_data,
    to_doccano,
)
from tests.labelling.labels_made import a_task, an_entry

ROW = {"text": "a", "target": "b", "label": "favor"}


def test_label_studio_takes_and_gives_tasks_with_everybody() -> None:
    task = a_task()
    entries = [an_entry(task, "favor", "ada"), an_entry(task, "unclear", "ben")]
    item = {
        "data": label_studio_data(task),
        "annotations": [label_studio_annotation(entry) for entry in entries],
    }
    rows = list(from_label_studio(item, "x"))
    assert [(row["annotator"], row["label"]) for row in rows] == [
        ("ada", "favor"),
        ("ben", "unclear"),
    ]
    assert [task_of(row, "x") for row in rows] == [task, task]
    (bare,) = from_label_studio(item | {"annotations": []}, "x")
    assert "label" not in bare
    assert task_of(bare, "x") == task


def test_label_studio_keeps_what_is_said_beside_a_label() -> None:
    entry = replace(an_entry(a_task(), "favor", second=7, note="odd"), suggested=True)
    item = {
        "data": label_studio_data(entry.task),
        "annotations": [label_studio_annotation(entry)],
    }
    (row,) = from_label_studio(item, "x")
    assert Reading().row(RawRow("x", row)) == entry


def choice(*labels: str, **more: object) -> dict[str, object]:
    result = {"type": "choices", "value": {"choices": list(labels)}}
    return {"result": [{"type": "rating", "value": {"rating": 3}}, result], **more}


def test_label_studio_as_its_own_export_writes_it() -> None:
    item = {
        "id": 7,
        "data": {"text": "a", "target": "b"},
        "annotations": [
            choice("Favor", completed_by=3),
            choice("Against", completed_by={"id": 1, "email": "ada@example.org"}),
            choice("Neutral", was_cancelled=True),
        ],
    }
    rows = list(from_label_studio(item, "x"))
    assert [(row["id"], row["label"], row["annotator"]) for row in rows] == [
        (7, "Favor", "3"),
        (7, "Against", "ada@example.org"),
    ]
    flat = {"id": 7, "text": "a", "stance": "Favor", "annotator": 3}
    assert list(from_label_studio(flat, "x")) == [flat]


def test_two_choices_or_no_task_are_told() -> None:
    with pytest.raises(LabelError, match="x: expected one label, found Favor, Against"):
        list(from_label_studio({"data": {}, "annotations": [choice("Favor", "Against")]}, "x"))
    with pytest.raises(LabelError, match="expected a task of Label Studio, found int 3"):
        list(from_label_studio(3, "x"))


def test_doccano_takes_and_gives_lines() -> None:
    entry = an_entry(a_task(), "against")
    (row,) = from_doccano(to_doccano(entry), "x")
    assert Reading().row(RawRow("x", row)) == entry
    (bare,) = from_doccano(to_doccano(a_task()), "x")
    assert Reading().row(RawRow("x", bare)) == a_task()
    (old,) = from_doccano({"text": "a", "labels": ["favor"], "meta": {"page": 3}}, "x")
    assert (old["label"], old["meta"]) == ("favor", '{"page": 3}')
    with pytest.raises(LabelError, match="expected one label, found favor, against"):
        list(from_doccano({"text": "a", "label": ["favor", "against"]}, "x"))
    with pytest.raises(LabelError, match="expected an object of doccano, found list"):
        list(from_doccano([], "x"))


def test_columns_and_labels_are_renamed() -> None:
    reading = Reading({"text": "body", "label": "stance"}, {"pro": Answer.FAVOR}, "b", "ada")
    row = reading.row(RawRow("x", {"body": "a", "stance": " PRO ", "text": "not this"}))
    assert isinstance(row, Entry)
    assert (row.task.text, row.task.target) == ("a", "b")
    assert (row.answer, row.annotator) == (Answer.FAVOR, "ada")


def test_what_the_row_says_goes_before_what_stands_in() -> None:
    reading = Reading(target="other", annotator="other")
    row = reading.row(RawRow("x", {**ROW, "annotator": "ben"}))
    assert isinstance(row, Entry)
    assert (row.task.target, row.annotator) == ("b", "ben")


def test_no_label_is_a_task_and_no_text_a_bad_row() -> None:
    for label in ("", "  ", None):
        assert isinstance(Reading().row(RawRow("x", {**ROW, "label": label})), Task)
    bad = Reading().row(RawRow("f:2", {"target": "b", "label": "favor"}))
    assert bad == BadRow("f:2", "a 'text'", "only target, label")
    assert str(bad) == "f:2: expected a 'text', found only target, label"


def test_a_column_that_is_not_ours_is_named() -> None:
    with pytest.raises(
        LabelError, match="column txt: expected a column of ours, found txt; near: text"
    ):
        Reading({"txt": "body"})


def test_missing_columns() -> None:
    assert Reading().missing(["text"]) == ["label", "target"]
    assert Reading(target="b").missing(["text", "label"]) == []
    assert Reading({"note": "why"}, target="b").missing(["text", "label"]) == ["why"]


def test_two_labels_for_one_id_are_an_error_unless_the_later_is_a_revision() -> None:
    seen, task = Seen(), a_task()
    assert seen.admit(an_entry(task, "favor", second=None), "f:2", 2)
    assert not seen.admit(an_entry(task, "favor", second=None), "f:3", 3)
    assert seen.admit(an_entry(task, "against", "ben", second=None), "f:4", 4)
    with pytest.raises(LabelError) as error:
        seen.admit(an_entry(task, "against", second=None), "f:5", 5)
    assert str(error.value) == "f:5: expected one label for id-1 (favor in line 2), found against"
    assert seen.admit(an_entry(task, "against", second=9), "f:6", 6)


def test_a_row_of_ours_is_read_as_it_was_written() -> None:
    entry = an_entry(a_task(), "favor", note="a note")
    assert Reading().row(RawRow("x", entry_cells(entry))) == entry
