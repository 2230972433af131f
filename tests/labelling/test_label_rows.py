import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import LabelError
from discourse.labelling.cell import Cell
from discourse.labelling.rows import (
    COLUMNS,
    Answer,
    Entry,
    Quoted,
    entry_cells,
    entry_of,
    task_cells,
    task_id,
    task_of,
)
from discourse.stance.judgement import Stance
from discourse.thread import Votes
from tests.labelling.labels_made import a_task, an_entry

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = TEXT.filter(str.strip)
VOTES = st.builds(Votes, st.none() | st.integers(0, 99), st.none() | st.integers(0, 99), st.none())
TASKS = st.builds(
    lambda text, votes, note, quoted: a_task(text=text, votes=votes, headline=note, quoted=quoted),
    WORDS,
    VOTES,
    TEXT,
    st.lists(st.builds(Quoted, TEXT, TEXT), max_size=2).map(tuple),
)
ENTRIES = st.builds(
    lambda task, answer, note: an_entry(task, answer, note=note),
    TASKS,
    st.sampled_from(list(Answer)),
    TEXT,
)


@given(ENTRIES)
@settings(max_examples=60)
def test_an_entry_survives_json_and_text_cells(entry: Entry) -> None:
    cells = entry_cells(entry)
    assert tuple(cells) == COLUMNS
    assert entry_of(json.loads(json.dumps(cells)), "x") == entry
    words: dict[str, Cell] = {name: "" if one is None else str(one) for name, one in cells.items()}
    assert entry_of(words, "x") == entry


def test_a_task_without_anything_but_text_and_target_gets_an_id() -> None:
    task = task_of({"text": "a", "target": "b"}, "x")
    assert task.id == task_id("", "", "b", "a")
    assert task.scores is None
    assert task.predicted is None
    assert task_of(task_cells(task), "x") == task


def test_the_id_tells_comments_and_targets_apart() -> None:
    made = {task_id(a, c, t, w) for a in "xy" for c in "12" for t in "st" for w in "vw"}
    assert len(made) == 16


def test_stances_are_answers_too() -> None:
    assert [one.value for one in Answer if one.is_stance] == [one.value for one in Stance]
    assert [one.value for one in Answer if one.is_label][-1] == "unclear"
    assert a_task().predicted is Stance.AGAINST


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": "pro"}, "f:3: expected a label (against, neutral, favor, unclear, skip)"),
        ({"text": "  "}, "f:3, text: expected text, found nothing"),
        ({"target": None}, "f:3, target: expected text, found nothing"),
        ({"up": "many"}, "f:3, up: expected a whole number, found 'many'"),
        ({"up": 1.5}, "f:3, up: expected a whole number, found '1.5'"),
        ({"down": -1}, "f:3, down: expected 0 or more, found -1"),
        ({"net": float("nan")}, "f:3, net: expected a whole number, found 'nan'"),
        ({"favor": None}, "f:3: expected probabilities in against, neutral, favor, or none"),
        ({"favor": 7}, "f:3: expected probabilities in against, neutral, favor, or none"),
        ({"at": "yesterday"}, "f:3, at: expected an ISO 8601 time, found 'yesterday'"),
        ({"at": "2026-01-02"}, "f:3, at: expected a time with its zone"),
        ({"suggested": "maybe"}, "f:3, suggested: expected true or false, found 'maybe'"),
        ({"chosen": "why"}, "f:3, chosen: expected random, telling, given, found 'why'"),
        ({"quoted": "[1]"}, "f:3, quoted: expected quotes as JSON, found '[1]'"),
        ({"schema": 2}, "f:3: expected a row of schema 1, found schema 2"),
        ({"text": "caf\udce9"}, "f:3, text: expected text, found the byte 0xe9 (Windows text?"),
        ({"text": "half \ud83d"}, "f:3, text: expected text, found half a character (U+D83D)"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(changed: dict[str, Cell], said: str) -> None:
    cells = {**entry_cells(an_entry(a_task(), "favor")), **changed}
    with pytest.raises(LabelError) as error:
        entry_of(cells, "f:3")
    assert str(error.value).startswith(said)


def test_long_finds_are_shortened() -> None:
    cells = {**entry_cells(an_entry(replace(a_task(), text="t"), "favor")), "label": "x" * 500}
    with pytest.raises(LabelError) as error:
        entry_of(cells, "f")
    assert len(str(error.value)) < 150
