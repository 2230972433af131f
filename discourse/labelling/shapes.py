"""Labels as Label Studio and doccano write them <-> rows with columns.

Label Studio: a list of tasks, each with `data` and `annotations`
(https://labelstud.io/guide/export). doccano: one object a line, its `label` a list
(https://doccano.github.io/doccano/).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from discourse.errors import LabelError
from discourse.labelling.cell import Cell
from discourse.labelling.rows import Entry, Task, entry_cells, task_cells

CONTROL = "stance"  # the name of the <Choices> in Label Studio's labelling config
BESIDE = ("note", "suggested", "at")  # of an answer, in the meta of our own annotations


def flat(given: Mapping[str, Any]) -> dict[str, Cell]:
    """The object's values as cells; what is nested is JSON."""
    return {str(name): _cell(value) for name, value in given.items()}


def from_label_studio(item: object, where: str) -> Iterator[dict[str, Cell]]:
    """A row an annotation that was not cancelled; a row without a label where there is none."""
    if not isinstance(item, dict):
        raise LabelError(where, "a task of Label Studio", _kind(item))
    data = item.get("data")
    if not isinstance(data, dict):
        yield flat(item)  # its short form (JSON-MIN)
        return
    cells = flat({"id": item.get("id"), **data})
    annotations = item.get("annotations") or []
    done = [one for one in annotations if isinstance(one, dict) and not one.get("was_cancelled")]
    for annotation in done:
        label = _one(_choices(annotation), where)
        yield {**cells, **_beside(annotation), "label": label, "annotator": _annotator(annotation)}
    if not done:
        yield cells


def from_doccano(item: object, where: str) -> Iterator[dict[str, Cell]]:
    """One row; its label is the only one in the list."""
    if not isinstance(item, dict):
        raise LabelError(where, "an object of doccano", _kind(item))
    given = item.get("label", item.get("labels"))
    labels = given if isinstance(given, list) else [given]
    rest = {name: value for name, value in item.items() if name not in ("label", "labels")}
    yield {**flat(rest), "label": _one([one for one in labels if one not in (None, "")], where)}


def label_studio_data(task: Task) -> dict[str, Cell]:
    """The `data` of a task."""
    return {name: cell for name, cell in task_cells(task).items() if cell not in (None, "")}


def to_doccano(row: Task | Entry) -> dict[str, object]:
    """The row's columns; the label as a list of one."""
    cells = entry_cells(row) if isinstance(row, Entry) else task_cells(row)
    kept = {name: cell for name, cell in cells.items() if cell not in (None, "")}
    return {**kept, "label": [row.answer.value] if isinstance(row, Entry) else []}


def label_studio_annotation(entry: Entry) -> dict[str, object]:
    """One of the `annotations` of a task."""
    cells = entry_cells(entry)
    result = {
        "from_name": CONTROL,
        "to_name": "text",
        "type": "choices",
        "value": {"choices": [entry.answer.value]},
        "meta": {
            "text": [entry.annotator],
            **{name: cells[name] for name in BESIDE if cells[name]},
        },
    }
    return {"result": [result]}


def _choices(annotation: Mapping[str, Any]) -> list[object]:
    results = annotation.get("result")
    found: list[object] = []
    for one in results if isinstance(results, list) else []:
        value = one.get("value") if isinstance(one, dict) else None
        chosen = value.get("choices") if isinstance(value, dict) else None
        found += chosen if isinstance(chosen, list) else []
    return found


def _metas(annotation: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in annotation.get("result") or []:
        meta = one.get("meta") if isinstance(one, dict) else None
        if isinstance(meta, dict):
            yield meta


def _beside(annotation: Mapping[str, Any]) -> dict[str, Cell]:
    """What our own export says of the answer beyond its label."""
    return flat(
        {name: meta[name] for meta in _metas(annotation) for name in BESIDE if name in meta}
    )


def _annotator(annotation: Mapping[str, Any]) -> str:
    """Whom our own export names, else who completed it."""
    for meta in _metas(annotation):
        named = meta.get("text")
        if isinstance(named, list) and named:
            return str(named[0])
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return "" if by is None else str(by)


def _one(labels: Sequence[object], where: str) -> str | None:
    if len(labels) > 1:
        raise LabelError(where, "one label", ", ".join(map(str, labels)))
    return str(labels[0]) if labels else None


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value)


def _kind(item: object) -> str:
    return f"{type(item).__name__} {item!r:.40}"
