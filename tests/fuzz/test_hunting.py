"""A slice of the hunts at each test run; `python -m tests.fuzz.pages` hunts at length."""

import time
from pathlib import Path

from discourse.errors import PageError
from tests.fuzz import pages, settings
from tests.fuzz.guard import hunt
from tests.fuzz.mutation import mutated

FILES = (b"<p>one</p>" * 9, b"two: [1, 2]\n" * 9)


def seeds(name: str, count: int) -> list[str]:
    return [f"{name}-{number}" for number in range(count)]


def test_mutated_pages_are_read_or_refused() -> None:
    tally = hunt(pages.attempt(pages.corpus()), iter(seeds("slice", 150)))
    assert tally.faults == []
    assert tally.kinds["read"] > 100


def test_mutated_settings_and_labels_are_read_or_refused(tmp_path: Path) -> None:
    tally = hunt(settings.attempt(tmp_path), iter(seeds("slice", 200)))
    assert tally.faults == []
    assert tally.kinds["read"] > 50
    assert tally.kinds["refused"] > 20


def test_a_seed_makes_the_same_file_again_and_another_seed_another() -> None:
    assert mutated("a", FILES) == mutated("a", FILES)
    assert len({mutated(seed, FILES) for seed in seeds("b", 50)}) > 40


def test_the_hunt_tells_what_crashes_hangs_or_is_refused() -> None:
    def attempt(seed: str) -> None:
        if seed == "refused":
            raise PageError("a", "text", "none")
        if seed == "crash":
            raise ZeroDivisionError
        while seed == "hang":
            time.process_time()

    tally = hunt(attempt, iter(("fine", "refused", "crash", "hang")), seconds=0.2)
    assert dict(tally.kinds) == {"read": 1, "refused": 1, "crashed": 1, "too slow": 1}
    crash, hang = tally.faults
    assert "seed crash" in crash
    assert "ZeroDivisionError" in crash
    assert "seed hang: more than 0.2 s" in hang
