"""Run as a program by tests of the screen: shows a made-up run's result, pictures asked for."""

import struct
import sys
import zlib
from pathlib import Path

import typer

from discourse.aggregate import Confusion, JudgedThread, summarise
from discourse.cli._options import NoColor
from discourse.cli._result import show
from discourse.cli._screen import guarded
from discourse.run.manifest import Counts
from discourse.run.result import RunResult
from discourse.stance.judgement import UNSURE, Judgement, Scores
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, ReplyEvidence, Thread, Votes

TITLE = "Tunnel opens: «ça va», トンネル"
SCORES = (Scores(0.8, 0.1, 0.1), Scores(0.1, 0.8, 0.1), Scores(0.1, 0.1, 0.8))


def png() -> bytes:
    """A picture of one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def judged() -> JudgedThread:
    """Forty comments, two of them unclear; against draws most votes."""
    article = Article(title=TITLE)
    comments = tuple(
        Comment(
            *(str(n), f"Comment {n}.", ""),
            parent=str(n - 1) if n % 3 == 2 else None,
            reply_evidence=ReplyEvidence.MARKUP if n % 3 == 2 else None,
            votes=Votes(12_345 * (n % 3 == 0) + n, n % 7),
        )
        for n in range(40)
    )
    judgements = tuple(
        Judgement(str(n), article.title, SCORES[n % 3], UNSURE if n in (5, 9) else "")
        for n in range(40)
    )
    return JudgedThread("k", Thread(article, comments), (headline(article),), judgements)


def result(folder: Path) -> RunResult:
    picture = folder / "report.png"
    picture.write_bytes(png())
    confusion = Confusion(((80, 15, 5), (20, 70, 10), (10, 20, 70)), "made up")
    summary = summarise([judged()], confusion=confusion)
    return RunResult(folder, summary, Counts(1, 1, 40, 40, 2, 0, 0, 0, 1), pictures=(picture,))


def main(folder: Path, *, no_color: NoColor = False) -> None:  # noqa: ARG001 - its callback does it
    with guarded():
        show(result(folder), as_json=False, quiet=False, verbose=True, opened=False, pictured=True)


if __name__ == "__main__":
    sys.argv[0] = "shown"
    typer.run(main)
