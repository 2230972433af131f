import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from discourse.errors import RunError, SettingsError
from discourse.parse import Page, Parsed, parse
from discourse.run import manifest, writing
from discourse.run.analysis import analyze
from discourse.run.config import AnalysisSettings, resolve
from discourse.run.drawing import redraw
from discourse.run.pages.outcome import Stage
from discourse.run.result import RunResult
from discourse.thread import ProblemKind
from tests.words import WordClassifier, page_text

PageMaker = Callable[..., Path]
TALLIES_ONLY = "It is a bad plan.\n\n2 ( +3 / -1 )\n\nIt is a good plan.\n\n5 ( +5 / -0 )\n"


@pytest.fixture
def run(tmp_path: Path, words: WordClassifier) -> Callable[..., RunResult]:
    """Analyses pages into one directory."""

    def analysed(*pages: Path, **flags: object) -> RunResult:
        options = {"pages": [str(one) for one in pages], "out": str(tmp_path / "run"), **flags}
        return analyze(resolve(options, environment={}), classifier=words)

    return analysed


Run = Callable[..., RunResult]
pytestmark = pytest.mark.usefixtures("quick_charts")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return found


def test_a_run_holds_what_it_should_and_run_json_tells_it(run: Run, page: PageMaker) -> None:
    result = run(page())
    assert result.path is not None
    done = manifest.read(result.path)
    assert files(result.path) == {*done.files, "run.json"}
    assert {"config.yaml", "comments.csv", "articles.parquet", "summary.json"} <= set(done.files)
    assert result.failures == ()
    assert done.counts == result.counts
    assert (done.counts.pages, done.counts.comments, done.counts.judgements) == (1, 2, 2)
    assert (done.model.name, len(done.model.digest), len(done.inputs[0].digest)) == (
        "words",
        64,
        64,
    )
    assert done.versions["discourse"]


def test_every_picture_has_its_numbers_beside_it(run: Run, page: PageMaker) -> None:
    result = run(page())
    assert len(result.pictures) == result.counts.pictures > 0
    for picture in result.pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.with_suffix(".csv").stat().st_size > 0


def test_the_tables_hold_the_judgements(run: Run, page: PageMaker) -> None:
    result = run(page(), targets=["headline", "the tunnel"])
    assert result.path is not None
    found = rows(result.path / "comments.parquet")
    assert [(row["comment_id"], row["target_name"], row["label"], row["up"]) for row in found] == [
        ("1", "headline", "against", 3),
        ("1", "the tunnel", "against", 3),
        ("2", "headline", "favor", 3),
        ("2", "the tunnel", "favor", 3),
    ]
    summary = json.loads((result.path / "summary.json").read_text(encoding="utf-8"))
    assert [target["target"]["name"] for target in summary["overall"]] == ["headline", "the tunnel"]
    assert [row["share"]["part"] for row in summary["overall"][0]["rows"]] == [1, 0, 1]
    assert "marks" not in summary["overall"][0]


def test_the_same_pages_give_the_same_tables(run: Run, page: PageMaker, tmp_path: Path) -> None:
    first, second = run(page()), run(page(), out=str(tmp_path / "again"))
    assert first.path is not None
    assert second.path is not None
    for name in ("comments.parquet", "articles.parquet", "summary.json", "comments.csv"):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()


def test_without_out_a_run_is_named_by_time_page_and_hash(run: Run, page: PageMaker) -> None:
    parent = page("harbour tunnel.txt").parent / "outputs"
    result = run(page("harbour tunnel.txt"), out=None, outputs=str(parent))
    assert result.path is not None
    assert result.path.parent == parent
    assert result.path.name.split("Z-")[1].startswith("harbour-tunnel-")


def test_bad_pages_are_told_each_and_the_rest_goes_on(
    run: Run, page: PageMaker, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (bad / "big.txt").write_bytes(b"a line of text\n" * 3_500_000)
    (bad / "link.txt").symlink_to(tmp_path / "nowhere")
    (bad / "folder.txt").mkdir()
    good = page()
    twin = tmp_path / "twin.txt"
    twin.write_bytes(good.read_bytes())
    result = run(bad, bad / "folder.txt", good, twin)
    told = {Path(one.page).name: one.message for one in result.failures}
    assert set(told) == {"empty.txt", "picture.txt", "big.txt", "link.txt", "folder.txt"}
    assert "empty" in told["empty.txt"]
    assert "PNG" in told["picture.txt"]
    assert "52.5 MB" in told["big.txt"]
    assert "No such file" in told["link.txt"]
    assert "expected a folder with pages" in told["folder.txt"]
    assert [Path(one.page).name for one in result.skipped] == ["twin.txt"]
    assert result.counts.comments == 2
    assert result.path is not None
    lines = (result.path / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["page"] for line in lines] == [one.page for one in result.failures]
    assert "the same bytes as" in (result.path / "problems.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_pages_in_other_encodings_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    said = "A bad idea, said the café owner: “too dear for all of us here”."
    (tmp_path / "p.txt").write_bytes(page_text("The café must close", [said] * 3).encode(encoding))
    result = run(tmp_path / "p.txt")
    assert result.failures == ()
    assert result.path is not None
    assert rows(result.path / "comments.parquet")[0]["text"] == said


def test_an_article_without_comments_is_no_failure(run: Run, page: PageMaker) -> None:
    result = run(page(comments=[]))
    assert result.failures == ()
    assert (result.counts.articles, result.counts.comments) == (1, 0)
    assert result.pictures


def test_comments_without_a_headline_need_a_target(run: Run, tmp_path: Path) -> None:
    (tmp_path / "only.txt").write_text(TALLIES_ONLY, encoding="utf-8")
    without = run(tmp_path / "only.txt")
    assert [(one.stage, one.page) for one in without.failures] == [
        (Stage.CLASSIFY, str(tmp_path / "only.txt"))
    ]
    assert "target" in without.failures[0].message
    assert without.path is not None
    kept = rows(without.path / "comments.parquet")
    assert [(row["text"], row["up"], row["label"]) for row in kept] == [
        ("It is a bad plan.", 3, None),
        ("It is a good plan.", 5, None),
    ]
    given = run(tmp_path / "only.txt", targets=["the plan"], out=str(tmp_path / "with"))
    assert given.failures == ()
    assert given.counts.judgements == 2


def test_where_no_page_can_be_read_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(tmp_path / "empty.txt", tmp_path / "gone.txt")
    assert (result.path, len(result.failures)) == (None, 2)
    assert not (tmp_path / "run").exists()


def test_a_bug_on_one_page_is_that_pages_failure(
    run: Run, page: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cursed(given: Page, *more: object) -> tuple[Parsed, ...]:
        assert more in ((), ((),))  # no layouts of the user's own
        if given.name.endswith("cursed.txt"):
            raise KeyError("surprise")
        return parse(given)

    monkeypatch.setattr("discourse.run.pages.parsing.parse", cursed)
    result = run(page("cursed.txt", comments=["x y z"]), page())
    (failure,) = result.failures
    assert failure.error == "KeyError"
    assert "surprise" in failure.trace
    assert result.counts.comments == 2


def test_a_finished_run_is_not_overwritten_and_is_told_before_any_work(
    run: Run, page: PageMaker, words: WordClassifier
) -> None:
    run(page())
    judged = len(words.windows)
    with pytest.raises(RunError, match="--overwrite"):
        run(page())
    assert len(words.windows) == judged


def test_no_paths_are_wrong_usage() -> None:
    with pytest.raises(SettingsError, match="expected a path"):
        analyze(AnalysisSettings())


def test_charts_that_cannot_be_drawn_do_not_lose_the_judgements(
    run: Run, page: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no ink")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_pictures", broken)
        result = run(page())
    assert [one.stage for one in result.failures] == [Stage.DRAW]
    assert not result.drawn
    assert result.path is not None
    again = redraw(result.path)
    assert again.drawn
    assert again.pictures
    assert (result.path / "errors.jsonl").read_text(encoding="utf-8") == ""


def test_a_run_is_drawn_again_without_judging(
    run: Run, page: PageMaker, words: WordClassifier
) -> None:
    result = run(page("a.txt"), page("b.txt", title="Ferry stops"), detail="reports")
    assert result.path is not None
    judged, before = len(words.windows), result.pictures[0].read_bytes()
    again = redraw(result.path, detail="all")
    assert len(words.windows) == judged
    assert len(again.pictures) > len(result.pictures)
    assert again.summary == result.summary
    assert again.pictures[0].read_bytes() == before
    assert files(result.path) == {*manifest.read(result.path).files, "run.json"}
    fewer = redraw(result.path, detail="reports")
    assert files(result.path) == {*manifest.read(result.path).files, "run.json"}
    assert len(fewer.pictures) == len(result.pictures)


def test_only_a_finished_run_is_drawn_again(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="expected a finished run"):
        redraw(tmp_path)
    with pytest.raises(RunError, match="no such directory"):
        redraw(tmp_path / "gone")


def test_problems_of_the_pages_are_told(run: Run, tmp_path: Path) -> None:
    text = page_text("A title of a story", ["one two three", "four five six"])
    (tmp_path / "p.txt").write_text(text.replace("2 Comments", "7 Comments"), encoding="utf-8")
    result = run(tmp_path / "p.txt")
    assert [one.problem.kind for one in result.problems] == [ProblemKind.COUNT_MISMATCH]
    assert result.counts.problems == 1
