"""Files of labels with every kind of damage: what is said, and that the rest is still read."""

import io
import zipfile
from pathlib import Path

import pytest

from discourse.errors import LabelError
from discourse.run.labels.converting import import_labels
from discourse.run.labels.source import Kind, Source
from discourse.run.models.own_labels import read_entries

HEAD = "id,text,target,label,up\n"
GOOD = f"{HEAD}1,Yes,tolls,favor,3\n"
LAST = "9,Last,tolls,against,0\n"


def workbook() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


LABELS = "expected a label (against, neutral, favor, unclear, skip)"
ROWS = {  # one bad row between two good ones
    "2,No,tolls,pro,1": f":3: {LABELS}, found 'pro'",
    "2,No,tolls,=A1,1": f":3: {LABELS}, found '=A1'",
    "2,No,tolls,favor,=SUM(A1)": ":3, up: expected a whole number, found '=SUM(A1)'",
    "2,No,tolls,favor,#REF!": ":3, up: expected a whole number, found '#REF!'",
    "2,No,tolls,favor,-4": ":3, up: expected 0 or more, found -4",
    "1,Yes,tolls,against,3": ":3: expected one label for 1 (favor in line 2), found against",
    "2,Caf\xe9,tolls,favor,1": ":3, text: expected text, found the byte 0xe9 (Windows text? "
    "--encoding cp1252)",
    "2,No": ":3: expected 5 cells (is a quote left open or missing?), found 2",
    "2,,tolls,favor,1": ":3, text: expected text, found nothing",
    "2,No,,favor,1": ":3, target: expected text, found nothing",
}
FILES = {
    "": "expected a row of column names, found nothing",
    "id,text,label\n1,Yes,favor\n": "expected a column 'target' (or --column OURS=THEIRS)",
    "1,Yes,tolls,favor,3\n": "expected a column 'label' (or --column OURS=THEIRS), found 1, Yes",
    "id,text,text,target,label\n": "expected each column once, found text again",
}


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_bad_row_is_told_and_the_others_are_read(tmp_path: Path, row: str) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(f"{GOOD}{row}\n{LAST}".encode("latin-1"))
    done = import_labels([Source(path, Kind.CSV)], tmp_path / "out.jsonl")
    assert [str(one) for one in done.bad] == [f"{path}{ROWS[row]}"]
    assert done.tally.labels == 2
    with pytest.raises(LabelError) as error:
        import_labels([Source(path, Kind.CSV)], tmp_path / "strict.jsonl", strict=True)
    assert str(error.value) == f"{path}{ROWS[row]}"
    assert not (tmp_path / "strict.jsonl").exists()


@pytest.mark.parametrize("data", FILES, ids=range(len(FILES)))
def test_a_file_without_its_columns_is_refused(tmp_path: Path, data: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(LabelError) as error:
        read_entries([path])
    assert str(error.value).startswith(f"{path}: {FILES[data]}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook(), "expected a file of text, found a zip archive (an Excel or OpenDocument"),
        (GOOD.encode("utf-16-le"), "expected utf-8 text, found zeros between letters (UTF-16?"),
    ],
    ids=["workbook", "utf-16"],
)
def test_what_is_no_text_is_told_for_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    for name in ("l.csv", "l.jsonl") if data.startswith(b"PK") else ("l.csv",):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(LabelError) as error:
            read_entries([tmp_path / name])
        assert str(error.value).startswith(f"{tmp_path / name}: {said}")


def test_text_that_is_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text(f"{GOOD}2,=HYPERLINK(1),tolls,favor,1\n", encoding="utf-8-sig")
    found = read_entries([path])
    assert found.bad == ()
    assert [entry.task.text for entry, _ in found.entries] == ["Yes", "=HYPERLINK(1)"]


def test_a_training_refuses_labels_that_are_not_ours(tmp_path: Path) -> None:
    """To leave out the rows with one kind of label would bend all others."""
    path = tmp_path / "l.csv"
    path.write_text(f"{GOOD}2,No,tolls,pro,1\n3,So,tolls,pro,1\n{LAST}", encoding="utf-8")
    with pytest.raises(LabelError, match=r"found 'pro' in 2 rows .* maps labels: --label THEIRS"):
        read_entries([path])
