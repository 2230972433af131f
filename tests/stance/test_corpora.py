import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from discourse import registry
from discourse.errors import LabelError
from discourse.stance import corpora
from discourse.stance.corpora import (
    mtcsd,
    reader_comments,
    replies_authored,
    replies_iac,
    replies_subreddit,
)
from discourse.stance.corpora._authored import SHIPPED
from discourse.stance.corpora._single import singles
from discourse.stance.corpus import Corpus, Part, Split, pairs
from discourse.stance.judgement import Stance
from discourse.stance.recipe import Library, Portion
from tests.shipping.reader_comments import shipped_files
from tests.stance.tiny_corpus import write_reader_comments

SHARED = Path(__file__).parents[3] / "shared" / "data"
ALL = registry.offers(corpora, "CORPUS", Corpus)
PUBLIC = [corpus for corpus in ALL if corpus != replies_subreddit.CORPUS]  # that is test alone


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not at hand")
@pytest.mark.parametrize("corpus", PUBLIC, ids=lambda corpus: corpus.name)
def test_every_set_reads_and_trains(corpus: Corpus) -> None:
    splits: Counter[Split] = Counter()
    for example in corpus.read(SHARED):
        splits[example.split] += 1
        assert example.question.text.strip()
        assert example.question.target.strip()
    assert splits[Split.TRAIN] > 1000


def test_names_are_unique_and_sources_told() -> None:
    assert len({corpus.name for corpus in ALL}) == len(ALL)
    assert all(corpus.source and corpus.licence for corpus in ALL)


def test_a_dev_split_has_two_parts_by_the_names_of_groups() -> None:
    names = [f"event {number}" for number in range(900)]
    fit = {name for name in names if Part.CALIBRATION.holds(name)}
    assert {name for name in names if Part.REPORT.holds(name)} == set(names) - fit
    assert len(fit) == pytest.approx(300, abs=50)
    assert all(Part.ALL.holds(name) for name in names)
    assert Portion("set", part=Part.CALIBRATION).keeps(min(fit))
    assert not Portion("set", part=Part.REPORT).keeps(min(fit))


def test_reader_comments_split_by_whole_events(tmp_path: Path) -> None:
    write_reader_comments(tmp_path, events=6)
    by_group = defaultdict(set)
    for example in reader_comments.CORPUS.read(tmp_path):
        by_group[example.group].add(example.split)
    assert all(len(splits) == 1 for splits in by_group.values())
    counts = [split for splits in by_group.values() for split in splits]
    assert (counts.count(Split.TEST), counts.count(Split.DEV)) == (4, 2)  # of two domains


def test_reader_comments_give_own_words_three_targets_and_context(tmp_path: Path) -> None:
    write_reader_comments(tmp_path, events=4)
    found = [
        example for example in reader_comments.CORPUS.read(tmp_path) if example.group == "d1e1"
    ]
    assert [example.kind for example in found[:3]] == ["t0", "t1", "t2"]
    reply = found[3]
    assert reply.question.text == "no it is bad"
    assert reply.question.context == "yes a great idea"
    assert reply.stance is Stance.AGAINST


def test_authored_replies_are_asked_toward_what_they_answer(tmp_path: Path) -> None:
    write_reader_comments(tmp_path, events=4)
    found = [ex for ex in replies_authored.CORPUS.read(tmp_path) if ex.group == "d1e1"]
    (reply,) = found
    assert (reply.question.target, reply.question.text) == ("yes a great idea", "no it is bad")
    assert (reply.stance, reply.question.context) == (Stance.AGAINST, "")


def test_authored_replies_hold_the_same_events_out(tmp_path: Path) -> None:
    write_reader_comments(tmp_path, events=6)
    splits = [
        {(ex.group, ex.split) for ex in module.CORPUS.read(tmp_path)}
        for module in (reader_comments, replies_authored)
    ]
    assert splits[0] == splits[1]


def test_forum_replies_are_split_by_discussion_and_know_sarcasm(tmp_path: Path) -> None:
    rows = [
        {"text": "no &amp;gt; way", "parent": "it is", "label": "disagree", "sarcasm": share}
        | {"discussion_id": number}
        for number in range(60)
        for share in (0.0, 0.8)
    ]
    (tmp_path / "replies").mkdir()
    write_rows(tmp_path / "replies" / "iac_qr.all.jsonl.gz", *rows)
    found = list(replies_iac.CORPUS.read(tmp_path))
    assert found[0].question.text == "no > way"
    assert {ex.tags for ex in found} == {(), ("sarcasm",)}
    by_group = defaultdict(set)
    for example in found:
        by_group[example.group].add(example.split)
    assert all(len(splits) == 1 for splits in by_group.values())
    assert {split for splits in by_group.values() for split in splits} == set(Split)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not at hand")
def test_nothing_learns_from_the_replies_kept_for_the_test() -> None:
    assert {ex.split for ex in replies_subreddit.CORPUS.read(SHARED)} == {Split.TEST}


def write_rows(path: Path, *rows: object) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    return path


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"text": "a", "target": "b"}, "label: Field required"),
        ({"text": "a", "target": "b", "label": "maybe"}, "label: Input should be"),
        ({"target": "b", "label": "favor"}, "text: Field required"),
        ("{not json", "Expecting property name"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: object, found: str) -> None:
    good = {"text": "a", "target": "b", "label": "favor"}
    path = write_rows(tmp_path / "some.jsonl.gz", good, row)
    with pytest.raises(LabelError, match=rf"some\.jsonl\.gz, line 2: .*{found}"):
        list(pairs(path, Split.TRAIN))


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="vast: expected its files in"):
        Library(ALL, tmp_path).examples("vast", Split.DEV)
    with pytest.raises(LabelError, match="reader-comments: expected test examples"):
        Library(ALL, tmp_path).examples("reader-comments", Split.TEST)  # these do not ship


def test_reader_comments_that_ship_are_read_where_the_folder_has_none(tmp_path: Path) -> None:
    shipped = Counter(example.split for example in reader_comments.CORPUS.read(tmp_path))
    assert shipped == {Split.TRAIN: 180 * 72, Split.DEV: 10 * 72}  # 24 comments, three targets


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not at hand")
def test_what_ships_is_what_the_data_holds() -> None:
    for name, data in shipped_files(SHARED).items():
        assert gzip.decompress((SHIPPED / name).read_bytes()) == gzip.decompress(data), name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not at hand")
def test_a_draw_from_what_ships_is_the_same_as_from_the_data(tmp_path: Path) -> None:
    for split in (Split.TRAIN, Split.DEV):
        found = [Library(ALL, at).examples("reader-comments", split) for at in (SHARED, tmp_path)]
        assert found[0] == found[1]


def test_reddit_threads_are_groups_named_after_their_topic(tmp_path: Path) -> None:
    (tmp_path / "stance").mkdir()
    row = {"target": "Bitcoin", "label": "against", "parent": None}
    said = [
        row | {"text": "It fell again", "context": []},
        row | {"text": "Told you", "context": ["It fell again"], "parent": "It fell again"},
        row | {"text": "It rose", "context": []},
    ]
    for topic in mtcsd.TOPICS:
        for name in ("train", "valid", "test"):
            path = tmp_path / "stance" / f"mtcsd_{topic}.{name}.jsonl.gz"
            rows = said if (topic, name) == ("Bitcoin", "train") else []
            with gzip.open(path, "wt", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
    opening, reply, other = mtcsd.CORPUS.read(tmp_path)
    assert opening.group == reply.group != other.group
    assert all(one.group.startswith("Bitcoin/") for one in (opening, other))
    assert reply.question.context == "It fell again"


def test_single_sentences_are_groups_and_one_in_ten_is_held_out(tmp_path: Path) -> None:
    rows = [
        {"text": f"It is {n} degrees", "target": "warming", "label": "favor"} for n in range(400)
    ]
    path = write_rows(tmp_path / "some.jsonl.gz", *rows, rows[0])
    found = list(singles(path, Split.TRAIN))
    assert len({example.group for example in found}) == 400
    assert (found[-1].group, found[-1].split) == (found[0].group, found[0].split)
    held = sum(example.split is Split.DEV for example in found)
    assert held == pytest.approx(40, abs=20)
    assert {example.split for example in singles(path, Split.TEST)} == {Split.TEST}
