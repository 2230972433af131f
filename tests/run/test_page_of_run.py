import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from discourse.run import manifest
from discourse.run.analysis import analyze
from discourse.run.config import AnalysisSettings
from discourse.run.drawing import redraw
from discourse.run.result import RunResult
from tests.words import WordClassifier

PageMaker = Callable[..., Path]
Runner = Callable[..., RunResult]

pytestmark = pytest.mark.usefixtures("quick_charts")


@pytest.fixture
def run(page: PageMaker, tmp_path: Path) -> Runner:
    def made(**settings: object) -> RunResult:
        given = {"pages": (str(page()),), "out": str(tmp_path / "run"), **settings}
        return analyze(AnalysisSettings.model_validate(given), classifier=WordClassifier())

    return made


def drawn(result: RunResult) -> list[str]:
    return [path.name for path in result.pictures]


def test_a_run_writes_its_page_with_the_report_in_it(run: Runner) -> None:
    result = run()
    assert result.path is not None
    assert result.page == result.path / "report.html"
    page = html.parse(str(result.page)).getroot()
    assert len(page.cssselect("#comment-table tbody tr")) == 2
    (image,) = page.cssselect("main img")
    assert image.get("src", "").startswith("data:image/png;base64,")
    assert image.get("alt") == "Council approves the tunnel under the harbour"
    assert "report.html" in manifest.read(result.path).files


def test_a_page_may_be_left_out_and_written_later(run: Runner) -> None:
    result = run(html=False)
    assert result.path is not None
    assert (result.page, (result.path / "report.html").exists()) == (None, False)
    again = redraw(result.path, html=True)
    assert again.page is not None
    assert again.page.exists()
    redraw(result.path)  # as the run's own settings say
    assert not again.page.exists()
    assert "report.html" not in manifest.read(result.path).files


def test_a_page_that_cannot_be_made_loses_no_judgements(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> str:
        raise ValueError("no paper")

    monkeypatch.setattr("discourse.run.page.render.render", broken)
    result = run()
    assert result.path is not None
    assert [one.error for one in result.failures] == ["ValueError"]
    assert (result.path / "comments.parquet").exists()
    assert len(result.pictures) == 1


def test_pictures_in_other_formats_bear_the_same_words(run: Runner) -> None:
    result = run(picture_format=("svg", "pdf", "png"), dpi=50)
    assert drawn(result) == ["report.svg", "report.pdf", "report.png"]
    svg, pdf, png = (path.read_bytes() for path in result.pictures)
    title = "Council approves the tunnel under the harbour"
    said = etree.fromstring(svg).iter("{http://purl.org/dc/elements/1.1/}description")
    assert [one.text for one in said] == [title]
    assert pdf.startswith(b"%PDF-")
    assert f"/Subject ({title})".encode() in pdf
    assert title.encode() in png
    assert struct.unpack(">II", png[16:24]) == (50, 50)  # an inch at 50 dpi
    assert (result.pictures[0].parent / "report.csv").exists()


def test_drawing_again_in_another_format_takes_the_earlier_away(run: Runner) -> None:
    result = run()
    assert result.path is not None
    again = redraw(result.path, picture_format=["svg"])
    assert drawn(again) == ["report.svg"]
    assert not result.pictures[0].exists()
    assert again.page is not None
    assert "data:image/svg+xml;base64," in again.page.read_text(encoding="utf-8")
    files = set(manifest.read(result.path).files)
    assert {"charts/articles/0/report.svg", "charts/articles/0/report.csv"} <= files
    assert "charts/articles/0/report.png" not in files


def test_pictures_bear_no_date(run: Runner) -> None:
    result = run(picture_format=("svg", "pdf"))
    assert result.path is not None
    before = [path.read_bytes() for path in result.pictures]
    again = redraw(result.path)
    assert [path.read_bytes() for path in again.pictures] == before
