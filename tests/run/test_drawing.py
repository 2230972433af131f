from collections.abc import Callable
from pathlib import Path

from discourse.run.analysis import analyze
from discourse.run.config import resolve
from discourse.run.drawing import redraw
from tests.words import WordClassifier

PageMaker = Callable[..., Path]


def test_the_real_charts_are_drawn_and_drawn_again_alike(
    page: PageMaker, tmp_path: Path, words: WordClassifier
) -> None:
    title = "Ferry costs $5 or $6: 値上げ反対 " + "and more " * 30
    path = page(title=title, comments=["A bad idea $x_1$ for us.", "It is good."])
    flags = {"pages": [str(path)], "out": str(tmp_path / "run"), "detail": "reports"}
    result = analyze(resolve(flags, environment={}), classifier=words)
    assert result.failures == ()
    assert result.pictures[0].name == "report.png"
    before = [picture.read_bytes() for picture in result.pictures]
    again = redraw(tmp_path / "run")
    assert [picture.read_bytes() for picture in again.pictures] == before
    assert again.pictures == result.pictures
