import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discourse.errors import LabelError, SettingsError
from discourse.labelling.columns import BadRow, Reading
from discourse.labelling.rows import COLUMNS, Answer, Entry, Task
from discourse.run.labels.converting import Converted, export_labels, import_labels, settled
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.settings import pairs, resolve_labels
from discourse.run.labels.source import Kind, Source, kind_of
from discourse.run.labels.writing import write_rows
from tests.labelling.labels_made import a_task, an_entry
from tests.labelling.test_label_rows import ENTRIES

GOOD = "id,text,target,label\n1,Yes,the tunnel,favor\n"


def source(path: Path, data: str | bytes, **reading: object) -> Source:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return Source(path, kind_of(path), Reading(**reading))  # type: ignore[arg-type]  # by name


def rows_of(given_source: Source) -> list[Entry | Task | BadRow]:
    return list(read_rows(given_source, Tally(), needed=("text", "target", "label")))


def told(given_source: Source) -> list[str]:
    """The bad rows, without their folder."""
    folder = f"{given_source.path.parent}/"
    return [
        str(one).replace(folder, "") for one in rows_of(given_source) if isinstance(one, BadRow)
    ]


@pytest.mark.parametrize("kind", list(Kind))
@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.task.text))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_labels_come_back_from_every_format(
    tmp_path: Path, kind: Kind, entries: list[Entry]
) -> None:
    kept = [
        Entry(task=a_task(f"{place}", text=one.task.text), answer=Answer.FAVOR, annotator="ada")
        for place, one in enumerate(entries)
    ]
    path = tmp_path / "labels.any"
    write_rows(path, kind, kept)
    assert rows_of(Source(path, kind)) == kept


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.task.text))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_tables_and_lines_keep_everything(tmp_path: Path, entries: list[Entry]) -> None:
    for kind in (Kind.CSV, Kind.JSONL, Kind.PARQUET, Kind.DOCCANO):
        write_rows(tmp_path / "x", kind, entries)
        assert list(read_rows(Source(tmp_path / "x", kind), Tally(), needed=())) == entries


def test_lines_of_doccano_are_known_without_naming_the_format(tmp_path: Path) -> None:
    entry = an_entry(a_task(), "favor")
    write_rows(tmp_path / "x", Kind.DOCCANO, [entry, a_task("2")])
    with (tmp_path / "x").open("a", encoding="utf-8") as file:
        file.write('{"text": "a", "target": "b", "label": ["favor", "against"]}\n')
    *found, bad = rows_of(Source(tmp_path / "x", Kind.JSONL))
    assert found == [entry, a_task("2")]
    assert str(bad) == f"{tmp_path / 'x'}:3: expected one label, found favor, against"


def test_tasks_without_a_label_survive_every_format(tmp_path: Path) -> None:
    for kind in Kind:
        write_rows(tmp_path / "x", kind, [a_task()])
        assert rows_of(Source(tmp_path / "x", kind)) == [a_task()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "2,No,the tunnel,pro",
            "expected a label (against, neutral, favor, unclear, skip), found 'pro'",
        ),
        ("2,No,the tunnel", "expected 4 cells (is a quote left open or missing?), found 3"),
        ('2,"No,the tunnel,favor', "expected 4 cells (is a quote left open or missing?), found 2"),
        ("1,Yes,the tunnel,against", "expected one label for 1 (favor in line 2), found against"),
        ("2,,the tunnel,favor", "expected text, found nothing"),
    ],
)
def test_a_bad_row_of_csv_is_told_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    (bad,) = told(source(tmp_path / "l.csv", f"{GOOD}{line}\n"))
    assert bad.startswith("l.csv:3")
    assert bad.endswith(said)


def test_rows_after_a_bad_one_are_still_read_and_lines_counted(tmp_path: Path) -> None:
    data = GOOD + '2,"two\nlines",the tunnel,nope\n3,Hm,the tunnel,nope\n4,Ok,the tunnel,Neutral\n'
    made = source(tmp_path / "l.csv", data)
    assert [bad.partition(":")[2].partition(":")[0] for bad in told(made)] == ["3", "5"]
    last = rows_of(made)[-1]
    assert isinstance(last, Entry)
    assert last.answer is Answer.NEUTRAL


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id,text,label\n", "expected a column 'target' (or --column OURS=THEIRS)"),
        ("", "expected a row of column names, found nothing"),
        ("text,text,target,label\n", "expected each column once, found text again"),
    ],
)
def test_a_table_without_its_columns_is_refused(tmp_path: Path, data: str, said: str) -> None:
    with pytest.raises(LabelError) as error:
        rows_of(source(tmp_path / "l.csv", data))
    assert said in str(error.value)
    assert "l.csv" in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_byte_order_marks_and_delimiters_of_spreadsheets_are_known(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    data = GOOD.replace("Yes", "Café").replace(",", delimiter).replace("\n", "\r\n")
    (row,) = rows_of(source(tmp_path / "l.csv", data.encode(encoding)))
    assert isinstance(row, Entry)
    assert (row.task.id, row.task.text, row.answer) == ("1", "Café", Answer.FAVOR)


def test_windows_text_is_told_by_row_and_read_when_named(tmp_path: Path) -> None:
    made = source(tmp_path / "l.csv", (GOOD + "2,Café,the tunnel,favor\n").encode("cp1252"))
    assert told(made) == [
        "l.csv:3, text: expected text, found the byte 0xe9 (Windows text? --encoding cp1252)"
    ]
    _, second = rows_of(Source(made.path, Kind.CSV, encoding="cp1252"))
    assert isinstance(second, Entry)
    assert second.task.text == "Café"
    with pytest.raises(LabelError, match="expected klingon text"):
        rows_of(Source(made.path, Kind.CSV, encoding="klingon"))


def test_formulas_are_plain_in_csv_and_come_back(tmp_path: Path) -> None:
    texts = [
        "=HYPERLINK(1)",
        "+1",
        "-5 degrees",
        "@you",
        "'=quoted",
        "'tis",
        "''+",
        "plain",
        "a\rb",
        "\rx",
        "c\nd",
    ]
    entries = [an_entry(a_task(text, text=text), "favor") for text in texts]
    write_rows(tmp_path / "l.csv", Kind.CSV, entries)
    with (tmp_path / "l.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert rows_of(Source(tmp_path / "l.csv", Kind.CSV)) == entries


def test_a_huge_cell_is_one_bad_row(tmp_path: Path) -> None:
    data = f"{GOOD}2,{'x' * 200_000},the tunnel,favor\n3,No,the tunnel,against\n"
    made = source(tmp_path / "l.csv", data)
    (bad,) = told(made)
    assert bad.startswith(
        "l.csv:3: expected a row of CSV (is a quote left open?), found field larger"
    )
    assert len(rows_of(made)) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "l.jsonl:2: expected an object of JSON on one line"),
        ("[1]", "l.jsonl:2: expected an object of JSON, found list"),
        ("[" * 100_000, "l.jsonl:2: expected an object of JSON on one line"),
        ('{"text": "a", "label": "favor"}', "l.jsonl:2: expected a 'target', found only text"),
        ('{"text": "a", "target": "b", "label": 3}', "l.jsonl:2: expected a label"),
        ('{"text": "\\ud800", "target": "b", "label": "favor"}', "l.jsonl:2, text: expected text"),
    ],
)
def test_a_bad_line_of_json_is_told(tmp_path: Path, line: str, said: str) -> None:
    good = json.dumps({"text": "a", "target": "b", "label": "favor"})
    made = source(tmp_path / "l.jsonl", f"{good}\n{line}\n\n{good}\n")
    (bad,) = told(made)
    assert bad.startswith(said)
    assert len(rows_of(made)) == 2  # the third line repeats the first


def test_parquet_of_data_frames(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": ["a", b"b", "c"],
            "target": pa.array(["t", "t", "t"]).dictionary_encode(),
            "label": ["favor", "nope", None],
            "up": [1.0, float("nan"), None],
        }
        | {"text": pa.array([b"a", b"b", b"c"], pa.binary())}
    )
    pq.write_table(table, tmp_path / "l.parquet")
    made = Source(tmp_path / "l.parquet", Kind.PARQUET)
    first, _, third = rows_of(made)
    assert isinstance(first, Entry)
    assert (first.task.text, first.task.votes.up) == ("a", 1)
    assert isinstance(third, Task)
    assert told(made)[0].startswith("l.parquet, row 2: expected a label")
    with pytest.raises(LabelError, match="expected a Parquet file"):
        rows_of(source(tmp_path / "bad.parquet", "no"))
    pq.write_table(table.drop_columns(["label"]), tmp_path / "m.parquet")
    with pytest.raises(LabelError, match="expected a column 'label'"):
        rows_of(Source(tmp_path / "m.parquet", Kind.PARQUET))


def test_label_studio_that_is_no_list(tmp_path: Path) -> None:
    for data, said in {
        "{}": "l.json: expected a list of tasks, found an object",
        "": "l.json: expected a list of tasks, found nothing",
        "no": "l.json: expected a list of tasks, found 'n'",
        "[{]": "l.json, task 1: expected Label Studio's JSON, found Expecting property name",
        '[{}, {"data"': "l.json, task 2: expected Label Studio's JSON, found Expecting ':'",
        "[{}, ]": "l.json, task 2: expected Label Studio's JSON, found Expecting value",
        "[{} {}]": "l.json, task 1: expected a comma or ] after it, found an object",
        "[{}": "l.json, task 1: expected a comma or ] after it, found nothing",
        "[{}]]": "l.json: expected nothing after the list, found ']'",
        "[" + "[" * 100_000: "l.json, task 1: expected Label Studio's JSON, found too deep a nest",
    }.items():
        with pytest.raises(LabelError) as error:
            rows_of(source(tmp_path / "l.json", data))
        assert str(error.value).startswith(f"{tmp_path}/{said}")
    (bad,) = told(source(tmp_path / "l.json", '[{"data": {"text": "a", "target": "b"}}, 5]'))
    assert bad == "l.json, task 2: expected a task of Label Studio, found int 5"


def test_unknown_formats_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"expected a format that is known \(csv, .* found \.xlsx"):
        kind_of(Path("a.xlsx"))
    assert kind_of(Path("a.xlsx"), "doccano") is Kind.DOCCANO
    with pytest.raises(LabelError, match="expected a readable file, found No such file"):
        rows_of(Source(tmp_path / "gone.csv", Kind.CSV))


def test_import_goes_on_without_bad_rows_or_not_at_all(tmp_path: Path) -> None:
    made = source(
        tmp_path / "l.csv", GOOD + "2,No,the tunnel,?\n3,So,the tunnel,\n1,Yes,the tunnel,favor\n"
    )
    out = tmp_path / "out.jsonl"
    with pytest.raises(LabelError, match=r"l\.csv:3"):
        import_labels([made], out, strict=True)
    assert not out.exists()
    done = import_labels([made], out)
    assert (done.tally.labels, done.tally.unlabelled, done.tally.repeated, done.tally.bad) == (
        1,
        1,
        1,
        1,
    )
    (row,) = rows_of(Source(out, Kind.JSONL))
    assert isinstance(row, Entry)
    with pytest.raises(LabelError, match="expected another file than the one that is read"):
        import_labels([Source(out, Kind.JSONL)], out)
    (tmp_path / "by-link.jsonl").symlink_to(out)
    with pytest.raises(LabelError, match="expected another file than the one that is read"):
        import_labels([Source(tmp_path / "by-link.jsonl", Kind.JSONL)], out)
    with pytest.raises(LabelError, match="expected a writable file"):
        import_labels([made], tmp_path)


def test_export_gives_the_latest_label_and_tasks_that_have_none(tmp_path: Path) -> None:
    first, second, third = a_task("1"), a_task("2"), a_task("3")
    write_rows(tmp_path / "todo.jsonl", Kind.JSONL, [first, second, third])
    journal = [
        an_entry(first, "favor", second=1),
        an_entry(second, "skip", second=2),
        an_entry(second, "back", second=3),
        an_entry(first, "against", second=4),
    ]
    write_rows(tmp_path / "j.jsonl", Kind.JSONL, journal)
    paths = [tmp_path / "todo.jsonl", tmp_path / "j.jsonl"]
    assert list(settled(paths, Converted())) == [third, journal[3]]
    tally = export_labels(paths, tmp_path / "out.csv", Kind.CSV).tally
    assert rows_of(Source(tmp_path / "out.csv", Kind.CSV)) == [third, journal[3]]
    assert (tally.labels, tally.replaced, tally.unlabelled) == (1, 1, 1)


def test_a_label_that_was_changed_counts_once(tmp_path: Path) -> None:
    answers = ("favor", "against", "skip", "neutral", "neutral")
    journal = [an_entry(a_task(), one, second=place) for place, one in enumerate(answers)]
    write_rows(tmp_path / "j.jsonl", Kind.JSONL, [*journal, an_entry(a_task("2"), "favor")])
    tally = import_labels([Source(tmp_path / "j.jsonl", Kind.JSONL)], tmp_path / "l.jsonl").tally
    assert (tally.labels, tally.replaced) == (2, 3)


def test_settings_of_a_config_file_and_flags_before_it(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(
        "columns: {text: body}\nlabels: {Pro: favor}\ntarget: t\nformat: csv\n", encoding="utf-8"
    )
    made = resolve_labels({"target": "other", "annotator": "", "columns": {}}, config)
    assert (made.target, made.format) == ("other", "csv")
    reading = made.source(Path("x.any")).reading
    assert (reading.columns, reading.labels) == ({"text": "body"}, {"pro": Answer.FAVOR})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("column: {}", "c.yaml: column: Extra inputs are not permitted; near: columns"),
        ("target: 3", "c.yaml: target: Input should be a valid string"),
        ("- a", "c.yaml: expected keys and values, found list"),
        ("a: [", "c.yaml: expected YAML"),
        ("labels: {pro: yay}", "label 'pro': expected against, neutral, favor, unclear, skip"),
        ("columns: {txt: body}", "column txt: expected a column of ours"),
    ],
)
def test_settings_that_do_not_hold_are_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        resolve_labels({}, tmp_path / "c.yaml").source(Path("a.csv"))
    assert said in str(error.value)
    with pytest.raises(SettingsError, match="expected a readable config file"):
        resolve_labels({}, tmp_path / "gone.yaml")


def test_pairs_of_options() -> None:
    assert pairs("--label", ["a=b", "c=d=e"]) == {"a": "b", "c": "d=e"}
    with pytest.raises(SettingsError, match="--label: expected ONE=OTHER, found 'a'"):
        pairs("--label", ["a"])


def test_the_csv_has_every_column(tmp_path: Path) -> None:
    write_rows(tmp_path / "l.csv", Kind.CSV, [])
    assert (tmp_path / "l.csv").read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"
