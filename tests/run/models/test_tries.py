from pathlib import Path

import pytest

from discourse.errors import LabelError
from discourse.run.models.tries import COLUMNS, read_tries
from discourse.stance.card import Try

HEAD = ",".join(COLUMNS)


def test_tries_are_the_rows_of_their_file(tmp_path: Path) -> None:
    path = tmp_path / "tries.csv"
    path.write_text(f'{HEAD}\n"two stages, no ranking",.6,.5,-,.2,dropped\n', encoding="utf-8")
    assert read_tries(path) == (Try("two stages, no ranking", ".6", ".5", "-", ".2", "dropped"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "line 1: expected tried"), ("a,b\n", "found a, b"), (HEAD + "\nx,y\n", "line 2")],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "tries.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LabelError, match=told):
        read_tries(path)


def test_what_was_tried_for_the_shipped_model_is_there_to_read() -> None:
    beside = Path(__file__).parents[3] / "configs" / "train-default.tries.csv"
    assert len(read_tries(beside)) > 3
