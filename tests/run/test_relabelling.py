from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from discourse.cli._app import application
from discourse.errors import RunError, SettingsError
from discourse.run import manifest, store
from discourse.run.analysis import analyze
from discourse.run.config import resolve
from discourse.run.relabelling import relabel, settings_of
from discourse.run.result import RunResult
from discourse.run.starting import Start
from discourse.stance.judgement import Judgement, Question, Scores
from tests.words import WordClassifier

pytestmark = pytest.mark.usefixtures("quick_charts")
SAME = (store.ARTICLES, store.COMMENTS, store.COMMENTS_CSV, store.SUMMARY, store.ERRORS)


class Contrary(WordClassifier):
    """Favors what others are against."""

    name = "contrary"
    digest = "c" * 64

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        return [
            Judgement(one.comment_id, one.target, Scores(*reversed([*one.scores.values()])))
            for one in super().judge(questions)
        ]


Analysed = Callable[..., Path]


@pytest.fixture
def analysed(pages: Path, tmp_path: Path) -> Analysed:
    def run(name: str, classifier: WordClassifier) -> Path:
        flags = {"pages": [str(pages)], "out": str(tmp_path / name), "workers": 0, "html": False}
        analyze(resolve(flags, environment={}), classifier=classifier)
        return tmp_path / name

    return run


def again(
    run: Path, name: str, classifier: WordClassifier, start: Start | None = None
) -> RunResult:
    flags = {"out": str(run.with_name(name))}
    return relabel(run, flags, start or Start(), classifier=classifier)


def test_it_is_what_an_analysis_with_that_model_gives(
    analysed: Analysed, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, wanted = analysed("run", WordClassifier()), analysed("wanted", Contrary())
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    pages.rename(tmp_path / "elsewhere")  # no page is read again
    monkeypatch.setattr("discourse.run.pages.parsing.parse", lambda *_: pytest.fail("parsed again"))
    result = again(run, "new", Contrary())
    assert result.path == tmp_path / "new"
    for name in SAME:
        assert (tmp_path / "new" / name).read_bytes() == (wanted / name).read_bytes(), name
    told = manifest.read(tmp_path / "new")
    assert (told.model.name, told.model.digest) == ("contrary", "c" * 64)
    assert (told.counts, told.inputs) == (manifest.read(wanted).counts, manifest.read(run).inputs)
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == before
    labels = pq.read_table(tmp_path / "new" / store.COMMENTS)["label"].to_pylist()
    assert labels != pq.read_table(run / store.COMMENTS)["label"].to_pylist()


def test_a_relabelled_run_can_be_relabelled(analysed: Analysed, tmp_path: Path) -> None:
    run = analysed("run", WordClassifier())
    again(run, "new", Contrary())
    again(tmp_path / "new", "back", WordClassifier())
    for name in SAME:
        assert (tmp_path / "back" / name).read_bytes() == (run / name).read_bytes(), name


def test_one_that_is_cut_off_goes_on(analysed: Analysed, tmp_path: Path) -> None:
    run = analysed("run", WordClassifier())

    class Cut(Contrary):
        def judge(self, questions: Sequence[Question]) -> list[Judgement]:
            if len(self.windows) == 2:
                raise KeyboardInterrupt
            return super().judge(questions)

    with pytest.raises(KeyboardInterrupt, match=r"--resume --out .*new goes on"):
        again(run, "new", Cut())
    with pytest.raises(RunError, match="found an unfinished run"):
        again(run, "new", Contrary())
    rest = Contrary()
    again(run, "new", rest, Start(resume=True))
    assert len(rest.windows) == 1  # of three shards with a question, two were done
    again(run, "whole", Contrary())
    for name in SAME:
        assert (tmp_path / "new" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_the_settings_are_the_run_s_own_but_for_the_flags(analysed: Analysed) -> None:
    run = analysed("run", WordClassifier())
    found = settings_of(run, {"model": "mine", "device": "cpu", "out": None})
    own = resolve({}, config=str(run / store.CONFIG), environment={})
    assert found == own.model_copy(update={"model": "mine", "device": "cpu", "out": None})
    assert settings_of(run, {"model": None}).model == "default"  # the one in use


def test_a_run_that_cannot_be_relabelled_is_told(analysed: Analysed, tmp_path: Path) -> None:
    run = analysed("run", WordClassifier())
    with pytest.raises(SettingsError, match="expected another directory than the run's own"):
        again(run, "run", Contrary(), Start(overwrite=True))
    with pytest.raises(RunError, match="expected a finished run"):
        again(tmp_path / "gone", "new", Contrary())
    first, *_ = sorted((run / "shards" / "threads").glob("*.comments.parquet"))
    whole = first.read_bytes()
    first.write_bytes(whole[:-1])
    with pytest.raises(RunError, match=r"shards/.*: expected a shard as it was written"):
        again(run, "new", Contrary())
    first.write_bytes(whole)
    marker = first.with_name(first.name.replace(".comments.parquet", ".json"))
    marker.unlink()
    with pytest.raises(RunError, match="expected a run that keeps the 6 pages it parsed"):
        again(run, "new", Contrary())
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("use_words")
def test_from_the_command_line(
    analysed: Analysed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = analysed("run", WordClassifier())
    contrary = Contrary()
    path = "discourse.run.relabelling.load_classifier"
    monkeypatch.setattr(path, lambda settings: contrary)  # noqa: ARG005 - as the real one
    words = ["relabel", str(run), "--model", "contrary", "--out", str(tmp_path / "new")]
    done = CliRunner().invoke(application(), words)
    assert done.exit_code == 3  # as in the run, one page was none and one has no headline
    assert f"the run is in {tmp_path / 'new'}" in done.stderr
    assert "model: contrary" in (tmp_path / "new" / store.CONFIG).read_text(encoding="utf-8")
