"""A reader-comments folder small enough to learn within a test."""

import json
from pathlib import Path


def write_reader_comments(folder: Path, *, events: int) -> None:
    """Two domains; praise is favor, blame is against; the second comment quotes the first."""
    home = folder / "reader-comments"
    home.mkdir(parents=True)
    for domain in ("d1", "d2"):
        stories: list[dict[str, object]] = []
        comments: list[dict[str, object]] = []
        for number in range(1, events + 1):
            event = f"{domain}e{number}"
            stories.append({"e": event, "headline": "x", "t": ["the tunnel", "a bridge", "it"]})
            comments += [
                _comment(event, 0, "yes a great idea", "favor"),
                _comment(event, 1, "yes a great idea\n\nno it is bad", "against", parent=0),
                _comment(event, 2, "we want the tunnel , good", "favor"),
                _comment(event, 3, "never . awful", "against"),
            ]
        _write(home / f"{domain}.events.jsonl", stories)
        _write(home / f"{domain}.comments.jsonl", comments)


def _comment(
    event: str, number: int, text: str, stance: str, parent: int | None = None
) -> dict[str, object]:
    stances = [stance, stance, "neutral"]
    quotes = parent is not None
    said = {"e": event, "i": number, "c": text, "s": stances, "p": parent, "q": quotes}
    return said | {"r": "disagree" if quotes else None, "k": ["quote"] if quotes else []}


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
