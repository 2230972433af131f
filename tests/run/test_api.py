import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import discourse
from tests.words import WordClassifier

PageMaker = Callable[..., Path]


def test_a_page_gives_a_thread(page: PageMaker) -> None:
    thread = discourse.parse(page())
    assert thread.article.title == "Council approves the tunnel under the harbour"
    assert thread.article.byline == ("Ada Moor",)
    assert [one.text for one in thread.comments] == [
        "A bad idea for everybody here.",
        "It is good for the town.",
    ]
    assert thread.comments[0].votes == discourse.Votes(3, 1, 2)
    assert thread.problems == ()
    assert discourse.parse_all(str(page())) == (thread,)


@pytest.mark.parametrize("name", ["gone.txt", "."])
def test_what_is_no_page_raises(tmp_path: Path, name: str) -> None:
    with pytest.raises(discourse.DiscourseError, match="expected a"):
        discourse.parse(tmp_path / name)


def test_parse_stays_a_function_whatever_is_imported() -> None:
    code = (
        "import discourse, importlib;"
        "importlib.import_module('discourse.parse.page');"
        "from discourse.parse import Page, parse;"
        "import discourse.parse as room;"
        "assert callable(discourse.parse) and discourse.parse is not parse, discourse.parse;"
        "assert Page.__module__ == 'discourse.parse.page'"
    )
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], check=True
    )


def test_the_package_is_imported_without_anything_heavy() -> None:
    code = (
        "import sys, discourse;"
        "heavy = {'torch', 'transformers', 'matplotlib', 'pydantic', 'numpy', 'lxml', 'typer'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], check=True
    )


def test_everything_offered_is_there() -> None:
    assert all(hasattr(discourse, name) for name in discourse.__all__)


@pytest.mark.usefixtures("quick_charts")
def test_the_whole_job(page: PageMaker, tmp_path: Path) -> None:
    result = discourse.analyze(
        [page(), tmp_path / "gone.txt"],
        targets=["the tunnel"],
        out=tmp_path / "report",
        model=WordClassifier(),
    )
    assert result.path == tmp_path / "report"
    assert [row.n for row in result.summary.overall[0].rows] == [1, 0, 1]
    assert len(result.failures) == 1
    assert result.pictures[0].exists()


@pytest.mark.usefixtures("quick_charts")
def test_a_config_holds_unless_an_argument_is_given(page: PageMaker, tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("targets: [ferries]\nseed: 4\n", encoding="utf-8")
    result = discourse.analyze([page()], out=tmp_path / "o", config=config, model=WordClassifier())
    assert [target.target.name for target in result.summary.overall] == ["ferries"]


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(discourse.DiscourseError, match="expected a shipped model"):
        discourse.load_model(tmp_path / "no model")


@pytest.mark.shipped
def test_the_shipped_model_judges() -> None:
    model = discourse.load_model("default", device="cpu")
    (judgement,) = model.judge([discourse.Question(target="the tunnel", text="I am all for it!")])
    assert judgement.label in set(discourse.Stance)
    assert sum(judgement.scores.values()) == pytest.approx(1)


def test_a_page_and_a_target_may_be_given_alone(page: PageMaker, tmp_path: Path) -> None:
    alone = discourse.analyze(
        str(page()), targets="the tunnel", out=tmp_path / "run", model=WordClassifier()
    )
    assert alone.counts.pages == 1
    assert [one.target.name for one in alone.summary.overall] == ["the tunnel"]
