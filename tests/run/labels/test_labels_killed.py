"""Killed while it saves: at most the key being pressed is lost."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from discourse.run.labels.journal import Journal
from discourse.run.labels.session import Desk
from tests.labelling.labels_made import a_task

KILLS = 50
TASKS = [a_task(str(number)) for number in range(3000)]


def press(path: Path, pressed: int) -> None:
    """Presses keys as fast as they are saved; tells of each before and after."""
    with Journal.resumed(path, TASKS, "ada") as journal:
        desk = Desk(journal, "ada")
        while True:
            os.write(pressed, b".")
            desk.press("f")
            os.write(pressed, b"s")


def killed(path: Path, after: float) -> str:
    """What a process told until it was killed, so many seconds after its first key."""
    told, telling = os.pipe()
    child = os.fork()
    if not child:
        try:
            press(path, telling)
        finally:
            os._exit(1)
    os.close(telling)
    said = os.read(told, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(told, 65536):
        said += more
    os.close(told)
    return said.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_kill_9_fifty_times_at_random_loses_at_most_the_key_being_pressed(tmp_path: Path) -> None:
    path, moments, labelled = tmp_path / "j.jsonl", random.Random(11), 0  # noqa: S311 - no secret
    for _ in range(KILLS):
        said = killed(path, moments.random() * 0.01)
        with Journal.resumed(path, TASKS, "ada") as journal:
            now = journal.session.labelled
        assert said.count("s") <= now - labelled <= said.count(".")
        labelled = now
    assert labelled >= KILLS / 2
