from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from discourse.stance import classifier
from discourse.stance.encoding import batches, encode
from discourse.stance.questions import ModelInput


def test_a_long_target_leaves_room_for_the_comment(tiny_model: Path) -> None:
    tokenizer = classifier.tokenizer_of(tiny_model)
    given = ModelInput("the tunnel " * 40, "awful " * 40)
    (ids,) = encode(tokenizer, [given], 32).ids
    assert len(ids) <= 32
    assert ids.count(tokenizer.convert_tokens_to_ids("awful")) >= 10


@given(st.lists(st.integers(1, 60)), st.integers(1, 200))
def test_batches_hold_every_row_once_within_budget(lengths: list[int], budget: int) -> None:
    found = list(batches(lengths, budget))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= budget
