"""A list in JSON read piece by piece is what json.loads makes of it."""

import io
import json
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import LabelError
from discourse.run.labels import json_list
from discourse.run.labels.json_list import list_items

ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ITEMS, max_size=4), st.sampled_from([None, 1]), st.integers(1, 9))
def test_wherever_the_pieces_end(items: list[object], indent: int | None, piece: int) -> None:
    text = f" {json.dumps(items, indent=indent)}\n"
    with patch.object(json_list, "PIECE", piece):
        assert list(list_items(io.StringIO(text).read, "l.json")) == items


def test_an_item_that_never_ends_is_told_before_it_fills_the_memory() -> None:
    text = io.StringIO('[{"text": "a"}, {"text": "' + "b" * 5000)
    with patch.multiple(json_list, PIECE=10, LONGEST_ITEM=1000):
        items = list_items(text.read, "l.json")
        assert next(items) == {"text": "a"}
        with pytest.raises(LabelError) as error:
            next(items)
    said = "expected JSON of at most 1,000 characters, found more, or Unterminated string"
    assert str(error.value).startswith(f"l.json, task 2: {said}")
    assert text.tell() < 3000


def test_a_number_of_thousands_of_digits_is_told() -> None:
    items = list_items(io.StringIO(f"[1, {'2' * 5000}, 3]").read, "l.json")
    assert next(items) == 1
    with pytest.raises(LabelError, match=r"task 2: .* found too long a number"):
        next(items)
