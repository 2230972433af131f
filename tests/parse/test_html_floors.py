"""The benchmark's own arithmetic, and the floors of parse quality that it keeps."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import page_scores as benchmark

FLOORS_FILE = Path(benchmark.__file__).with_name("pages_floors.json")
FLOORS = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))


def test_a_perfect_split_scores_one() -> None:
    tally = benchmark.Tally()
    gold = benchmark.Gold(list("abcde"), list("fghij"))
    tally.add(benchmark.Split("a b c d e", "f g h i j"), gold)
    tally.add(benchmark.Split("a b c d e", ""), benchmark.Gold(gold.body, []))
    measures = tally.measures()
    assert measures["body_f1"] == measures["comments_macro_f1"] == measures["found"] == 1
    assert measures["leak"] == measures["false_alarms"] == 0


def test_comments_in_the_body_leak() -> None:
    tally = benchmark.Tally()
    gold = benchmark.Gold(list("abcde"), list("fghij"))
    tally.add(benchmark.Split("a b c d e f g h i j", ""), gold)
    tally.add(benchmark.Split("a", "f g h i j"), benchmark.Gold(gold.body, []))
    measures = tally.measures()
    assert measures["leak"] == 1
    assert measures["false_alarms"] == 1
    assert measures["comments_macro_f1"] == 0


@pytest.mark.parametrize("part", ["train", "held-out"])
def test_floors_hold_what_was_promised(part: str) -> None:
    floors = FLOORS[part]["floors"]
    assert floors["body_f1"] >= 0.92
    assert floors["comments_macro_f1"] >= 0.85
    assert floors["comments_micro_f1"] >= 0.90
    assert floors["leak"] <= 0.02
    assert floors["false_alarms"] <= 60 / 671
    assert floors["found"] >= 270 / 295


def test_floors_only_rise() -> None:
    better = benchmark.raised({"body_f1": 0.95, "leak": 0.005}, {"body_f1": 0.9, "leak": 0.01})
    worse = benchmark.raised({"body_f1": 0.85, "leak": 0.05}, {"body_f1": 0.9, "leak": 0.01})
    assert better == {"body_f1": 0.949, "leak": 0.006}
    assert worse == {"body_f1": 0.9, "leak": 0.01}
    assert benchmark.below({"body_f1": 0.85, "leak": 0.05}, {"body_f1": 0.9, "leak": 0.01})
