"""Pages that several tests of runs work on."""

from pathlib import Path

import pytest

from tests.words import page_text


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven pages, two a shard, among them one that is none and one without a headline."""
    monkeypatch.setattr("discourse.run.sharding.shards.PAGES", 2)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        said = [f"A bad idea, number {number}.", f"It is good for {number} of us."]
        text = page_text(f"Council approves tunnel {number}", said)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "5.txt").write_bytes(b"")
    (folder / "6.txt").write_text("So be it.\n\n2 ( +3 / -1 )\n", encoding="utf-8")
    return folder
