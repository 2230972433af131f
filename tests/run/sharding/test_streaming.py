"""Runs in shards: whoever does the work and however often it is cut off, the bytes are the same."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from discourse.errors import RunError, SettingsError
from discourse.parse.page import Page
from discourse.run import manifest
from discourse.run.analysis import analyze
from discourse.run.config import AnalysisSettings, resolve
from discourse.run.engines._engine import Task
from discourse.run.engines._processes import Parsers
from discourse.run.lock import locked
from discourse.run.pages.outcome import Failure
from discourse.run.result import RunResult
from discourse.run.sharding.shard_work import parse_shard
from discourse.run.sharding.shards import BYTES, PageShard, ThreadShard, cut
from discourse.run.starting import Start
from discourse.stance.judgement import Judgement, Question
from tests.run.pages.deadly import killed_by_a_page, killed_by_many
from tests.run.pages.trees import tree
from tests.words import WordClassifier, page_text

pytestmark = pytest.mark.usefixtures("quick_charts")
RESUME = Start(resume=True)


Run = Callable[..., RunResult]


@pytest.fixture
def run(pages: Path, tmp_path: Path) -> Run:
    def analysed(
        name: str,
        start: Start = RESUME,
        classifier: WordClassifier | None = None,
        **flags: object,
    ) -> RunResult:
        options = {"pages": [str(pages)], "out": str(tmp_path / name), "workers": 0, **flags}
        settings = resolve(options, environment={})
        return analyze(settings, start, classifier=classifier or WordClassifier())

    return analysed


class Cut(WordClassifier):
    """Is cut off at a window."""

    def __init__(self, at: int, error: BaseException) -> None:
        super().__init__()
        self.at = at
        self.error = error

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        if len(self.windows) == self.at:
            raise self.error
        return super().judge(questions)


def test_shards_end_after_so_many_inputs_or_bytes() -> None:
    small = [Page(str(number), b"x") for number in range(130)]
    assert [len(shard.inputs) for shard in cut(small, "f")] == [64, 64, 2]
    large = [Page(str(number), bytes(BYTES // 2)) for number in range(5)]
    assert [len(shard.inputs) for shard in cut(large, "f")] == [2, 2, 1]


def test_a_shard_is_known_by_names_bytes_and_what_decides_its_threads() -> None:
    shard = PageShard((Page("a", b"x"), Failure("b", *[""] * 3)), "f")  # type: ignore[arg-type]
    others = [
        PageShard((Page("b", b"x"), *shard.inputs[1:]), "f"),
        PageShard((Page("a", b"y"), *shard.inputs[1:]), "f"),
        PageShard(shard.inputs[:1], "f"),
        PageShard(shard.inputs, "g"),
    ]
    assert len({one.key for one in (shard, *others)}) == 5


def test_any_number_of_workers_gives_the_same_bytes(run: Run) -> None:
    alone, others = run("alone"), run("others", workers=2)
    assert alone.path is not None
    assert others.path is not None
    assert tree(alone.path) == tree(others.path)
    assert (alone.counts.comments, len(alone.failures)) == (11, 2)


def test_a_run_that_is_cut_off_goes_on_and_ends_as_one_that_was_not(run: Run) -> None:
    whole = run("whole").path
    assert whole is not None
    out = whole.with_name("cut")
    for at in (1, 1):
        told = "what is done is kept: the same command with --resume --out"
        with pytest.raises(KeyboardInterrupt, match=told):
            run("cut", classifier=Cut(at, KeyboardInterrupt()))
        assert not (out / "run.json").exists()
    rest = WordClassifier()
    run("cut", classifier=rest)
    assert sum(rest.windows) == 2  # of the three shards with questions two were judged
    assert tree(out) == tree(whole)


def test_a_bug_and_a_full_disk_lose_no_shard(run: Run, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no power"):
        run("cut", classifier=Cut(2, RuntimeError("no power")))

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("discourse.run.sharding.merging._csv", full)
        with pytest.raises(RunError, match=r"No space left on device; what is done is kept"):
            run("cut")
    last = WordClassifier()
    run("cut", classifier=last)
    assert last.windows == []
    whole = run("whole").path
    assert whole is not None
    assert tree(tmp_path / "cut") == tree(whole)


def test_nothing_is_left_of_a_run_that_did_nothing(run: Run, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt, match="nothing was left half written"):
        run("cut", classifier=Cut(0, KeyboardInterrupt()))
    assert not (tmp_path / "cut").exists()


def no_parsing(*_: object) -> None:
    raise AssertionError("expected no page to be parsed")


def test_other_targets_and_models_keep_the_threads(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(WordClassifier):
        digest = "0" * 64

    run("run")
    monkeypatch.setattr("discourse.run.sharding.shard_work.parse_input", no_parsing)
    judged = Other()
    assert run("run", classifier=judged, targets=["the tunnel"]).counts.judgements == 11
    assert sum(judged.windows) == 11
    again = WordClassifier()
    changed = run("run", classifier=again, targets=["the tunnel"])
    assert sum(again.windows) == 11
    assert changed.path is not None
    markers = list((changed.path / "shards" / "labels").glob("*.json"))
    assert len(markers) == 4  # those of other targets and models are gone


def test_other_pictures_keep_the_labels(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("run", detail="reports")
    monkeypatch.setattr("discourse.run.sharding.shard_work.parse_input", no_parsing)
    judged = WordClassifier()
    again = run("run", classifier=judged, detail="all", seed=7, html=False)
    assert judged.windows == []
    assert len(again.pictures) == 2 * len(first.pictures)


def test_other_columns_and_other_pages_are_parsed_anew(run: Run, pages: Path) -> None:
    run("run")
    judged = WordClassifier()
    run("run", classifier=judged, columns={"text": "Comment"})
    assert sum(judged.windows) == 10
    (pages / "4.txt").write_text(page_text("Another title", ["A bad idea."]), encoding="utf-8")
    (pages / "7.txt").write_text(page_text("A new page", ["A good idea."]), encoding="utf-8")
    changed = WordClassifier()
    result = run("run", classifier=changed, columns={"text": "Comment"})
    assert (sum(changed.windows), result.counts.comments) == (2, 11)


def test_a_damaged_shard_is_made_again(run: Run, tmp_path: Path) -> None:
    whole = run("whole").path
    run("run")
    shards = tmp_path / "run" / "shards"
    next(shards.glob("labels/*.parquet")).write_bytes(b"PAR1")
    next(shards.glob("threads/*.comments.parquet")).unlink()
    next(shards.glob("threads/*.json")).write_bytes(b'{"schema": 1')
    run("run")
    assert whole is not None
    assert tree(tmp_path / "run") == tree(whole)


def test_two_runs_do_not_write_into_one_directory(run: Run, tmp_path: Path) -> None:
    with locked(tmp_path / "run"):
        with pytest.raises(RunError, match=r"found one that process \d+ on \S+ writes"):
            run("run")
        assert sorted(p.name for p in (tmp_path / "run").iterdir()) == [".lock"]
    assert run("run").path is not None


def test_without_out_the_newest_unfinished_run_of_the_settings_goes_on(
    run: Run, tmp_path: Path
) -> None:
    flags = {"out": None, "outputs": str(tmp_path / "runs")}
    with pytest.raises(SettingsError, match="expected an unfinished run of these pages"):
        run("", **flags)
    with pytest.raises(KeyboardInterrupt):
        run("", Start(), Cut(1, KeyboardInterrupt()), **flags)
    with pytest.raises(SettingsError, match="expected an unfinished run of these pages"):
        run("", **flags, targets=["the tunnel"])
    result = run("", **flags)
    assert [result.path] == list((tmp_path / "runs").iterdir())
    assert manifest.read(tmp_path / "runs" / str(result.path)).counts.comments == 11


def test_overwrite_and_resume_exclude_each_other() -> None:
    with pytest.raises(SettingsError, match="expected it without --overwrite"):
        Start(overwrite=True, resume=True)


def shard(*names: str) -> Task:
    text = page_text("A title of a story", ["A bad idea."])
    inputs = tuple(Page(name, f"{text}{name}".encode()) for name in names)
    return Task(PageShard(inputs, "f"))


def test_a_process_that_is_killed_costs_only_the_page_that_got_it_killed() -> None:
    tasks = [shard("a", "deadly"), shard("c")]
    with Parsers(1, AnalysisSettings(), killed_by_a_page) as parsers:
        found = list(parsers.parse(tasks))
    assert [[one.page for one in made.inputs] for made in found] == [["a"], ["c"]]
    assert [made.lost for made in found] == [True, False]
    (failure,) = found[0].failures
    assert failure.message == (
        "deadly: expected a page that can be read, "
        "found that it got the process that read it killed (too little memory?)"
    )


def test_pages_that_only_together_get_processes_killed_all_fail() -> None:
    with Parsers(1, AnalysisSettings(), killed_by_many) as parsers:
        (made,) = parsers.parse([shard("a", "b")])
    assert (made.inputs, [one.page for one in made.failures]) == ((), ["a", "b"])


def test_a_script_that_has_only_this_call_is_run_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from discourse.run.config import AnalysisSettings\n"
        "from discourse.run.engines._processes import Parsers\n"
        "from tests.run.sharding.test_streaming import shard\n"
        "print('once')\n"
        "with Parsers(1, AnalysisSettings()) as parsers:\n"
        "    print([len(made.inputs) for made in parsers.parse([shard('a'), shard('b')])])\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[3])
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n") == ["once", "[1, 1]", ""]


def test_a_shard_with_lost_pages_is_tried_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def lost(given: PageShard, settings: AnalysisSettings) -> ThreadShard:
        return replace(real(given, settings), lost=True)

    real = parse_shard
    with monkeypatch.context() as patched:
        patched.setattr("discourse.run.engines.local.parse_shard", lost)
        run("run")
    run("run")
    markers = [json.loads(p.read_bytes()) for p in tmp_path.glob("run/shards/threads/*.json")]
    assert [marker["lost"] for marker in markers] == [False] * 4
