import json
from hashlib import sha256
from pathlib import Path

import pytest
from datasets import Dataset

from discourse.errors import LabelError
from discourse.run.models.own_labels import CORPUS, label_files, read_labels
from discourse.stance.corpus import Split


def row(article: str, label: str = "favor", text: str = "good") -> dict[str, str]:
    return {"article": article, "target": "it", "text": text, "label": label}


def write(path: Path, *rows: dict[str, str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def test_a_file_is_read_with_its_digest_and_count(tmp_path: Path) -> None:
    path = write(tmp_path / "labels.jsonl", row("a"), row("b"), row("b", "unclear", "so so"))
    found = read_labels([path])
    (file,) = found.files
    assert (file.name, file.labels) == ("labels.jsonl", 3)
    assert file.sha256 == sha256(path.read_bytes()).hexdigest()
    assert len(found.learnable.examples) == 2
    assert found.learnable.left_out == 1


def test_tables_and_folders_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write(folder / "one.jsonl", row("a", text="in a"))
    Dataset.from_list([row("b", text="in b")]).to_csv(folder / "two.csv")
    Dataset.from_list([row("c", text="in c")]).to_parquet(folder / "three.parquet")
    (folder / "notes.txt").write_text("no labels", encoding="utf-8")
    texts = {example.question.text for example in read_labels([folder]).learnable.examples}
    assert texts == {"in a", "in b", "in c"}


def test_the_labels_of_a_data_folder_are_a_set(tmp_path: Path) -> None:
    write(tmp_path / "labels" / "todo.ada.jsonl", row("a"), row("b"))
    assert sorted(example.split for example in CORPUS.read(tmp_path)) == [Split.DEV, Split.TRAIN]
    assert label_files(tmp_path) == [tmp_path / "labels" / "todo.ada.jsonl"]


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="expected files of labels"):
        read_labels([tmp_path])
    with pytest.raises(FileNotFoundError):
        list(CORPUS.read(tmp_path))


def test_bad_rows_are_left_out_and_told_or_are_an_error(tmp_path: Path) -> None:
    lacking = {"target": "it", "label": "favor"}
    path = write(tmp_path / "labels.jsonl", row("a"), lacking, row("b"))
    assert [bad.where for bad in read_labels([path]).bad] == [f"{path}:2"]
    with pytest.raises(LabelError, match=r"labels\.jsonl:2: expected a 'text'"):
        read_labels([path], strict=True)


def test_other_labels_than_ours_are_refused_with_a_way_to_map_them(tmp_path: Path) -> None:
    path = write(tmp_path / "l.jsonl", row("a", "pro"), row("b", "pro"), row("c", "con"), row("d"))
    with pytest.raises(LabelError) as caught:
        read_labels([path])
    told = str(caught.value)
    assert "expected a label (against, neutral, favor, unclear, skip)" in told
    assert "'pro' in 2 rows, 'con' in 1 rows" in told
    assert "--label THEIRS=OURS" in told


def test_a_scale_of_more_classes_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    rows = "".join(f"a{n},it,good {n},{n % 7 + 1}\n" for n in range(14))
    path.write_text("article,target,text,label\n" + rows, encoding="utf-8")
    with pytest.raises(LabelError, match=r"in 2 rows.* and 2 others"):
        read_labels([path])
