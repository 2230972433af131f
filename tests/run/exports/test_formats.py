import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest
from lxml import etree

from discourse.errors import SettingsError
from discourse.labelling.columns import NEEDED
from discourse.labelling.rows import Entry, Task
from discourse.run.export import formats
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.source import Kind, Source
from tests.run.exports.threads import COMMENTS, given

ARTICLE = "pages/tunnel.html"
NAMES = [f"{ARTICLE}::{comment.id}" for comment in COMMENTS]


def parts(name: str) -> dict[str, bytes]:
    return {part.name: part.data for part in formats()[name].parts(given())}


def loaded(files: Mapping[str, bytes], name: str) -> Any:
    return json.loads(files[name])


def test_csv_has_a_row_a_comment_and_target_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(parts("csv")[""].decode(), newline="")))
    assert [(row["comment_id"], row["target_name"]) for row in rows[:3]] == [
        ("9001", "headline"),
        ("9001", "tolls"),
        ("9002", "headline"),
    ]
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert (rows[0]["article_title"], rows[0]["article_published"]) == (
        "Tunnel approved",
        "2026-03-01",
    )
    assert (rows[0]["net"], rows[4]["up"], rows[4]["net"]) == ("2", "", "-4")


def test_parquet_has_the_same_rows_with_types() -> None:
    table = pq.read_table(io.BytesIO(parts("parquet")[""]))
    assert table.num_rows == 2 * len(COMMENTS)
    assert str(table.schema.field("up").type) == "int64"
    assert table["text"][0].as_py().startswith("=HYPERLINK")
    assert set(table["article_site"].to_pylist()) == {"Bay News"}


def test_jsonl_nests_what_belongs_together() -> None:
    lines = [json.loads(line) for line in parts("jsonl")[""].decode().splitlines()]
    assert [line["id"] for line in lines] == [comment.id for comment in COMMENTS]
    second = lines[1]
    assert second["article"]["title"] == "Tunnel approved"
    assert second["quotes"][0]["comment_id"] == "9001"
    assert [one["target_name"] for one in second["stances"]] == ["headline", "tolls"]
    assert second["stances"][0]["scores"] == {"against": 0.7, "neutral": 0.2, "favor": 0.1}
    assert lines[2]["votes"] == {"up": None, "down": None, "net": -4}
    assert lines[2]["stances"][0]["abstained"] == "no own words"


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_the_network_has_every_reply_and_quote(name: str, read: Any) -> None:
    graph = read(io.BytesIO(parts(name)[""]))
    assert sorted(graph.nodes) == sorted([ARTICLE, *NAMES])
    edges = {(a, b): kinds for a, b, kinds in graph.edges(data="kind")}
    assert edges == {
        (NAMES[0], ARTICLE): "comment",
        (NAMES[1], NAMES[0]): "reply",
        (NAMES[1], ARTICLE): "quote",
        (NAMES[2], ARTICLE): "comment",
        (NAMES[3], ARTICLE): "comment",
    }
    assert graph.edges[NAMES[1], NAMES[0]]["quotes"] == 1
    first, third, fourth = (graph.nodes[NAMES[place]] for place in (0, 2, 3))
    assert (first["author"], first["net"], first["stance: tolls"]) == ("Ada Moor", 2, "against")
    assert "stance: headline" not in third  # abstained
    assert "author" not in third
    assert "\ufffd" in fourth["text"]  # XML holds no vertical tab


def test_without_networkx_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("discourse.run.exports._network.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r'pip install "discourse\[network\]"'):
        parts("graphml")


def test_convokit_is_laid_out_as_documented() -> None:
    files = parts("convokit")
    assert set(files) == {
        "utterances.jsonl",
        "speakers.json",
        "conversations.json",
        "corpus.json",
        "index.json",
    }
    lines = [json.loads(line) for line in files["utterances.jsonl"].decode().splitlines()]
    fields = {"id", "conversation_id", "speaker", "text", "reply-to", "timestamp"}
    assert all(set(line) == {*fields, "meta", "vectors"} for line in lines)
    by_id = {line["id"]: line for line in lines}
    assert len(by_id) == len(lines) == 1 + len(COMMENTS)
    roots = [line["id"] for line in lines if line["reply-to"] is None]
    assert roots == [ARTICLE]
    assert {line["conversation_id"] for line in lines} == {ARTICLE}
    assert all(line["reply-to"] in by_id for line in lines if line["id"] != ARTICLE)
    assert by_id[NAMES[1]]["reply-to"] == NAMES[0]
    assert set(loaded(files, "conversations.json")) == {ARTICLE}
    assert loaded(files, "conversations.json")[ARTICLE]["meta"]["title"] == "Tunnel approved"
    assert set(loaded(files, "speakers.json")) == {line["speaker"] for line in lines}


def test_convokit_keeps_votes_stance_and_time_and_tells_strangers_apart() -> None:
    files = parts("convokit")
    root, first, second, third, _ = (
        json.loads(line) for line in files["utterances.jsonl"].decode().splitlines()
    )
    assert root["text"] == "Tunnel approved\n\nThe debate was long."
    assert first["timestamp"] == 1772357400  # 2026-03-01 09:30 UTC
    assert second["timestamp"] - first["timestamp"] == 30 * 60
    assert (first["meta"]["up"], first["meta"]["net"]) == (3, 2)
    assert first["meta"]["stances"]["headline"]["label"] == "against"
    assert third["meta"]["stances"]["headline"]["label"] is None
    assert third["speaker"] == f"unknown: {NAMES[2]}"


def test_the_index_of_convokit_names_each_key_with_its_classes() -> None:
    files = parts("convokit")
    index = loaded(files, "index.json")
    assert index["utterances-index"]["net"] == ["<class 'int'>"]
    assert index["utterances-index"]["reply_evidence"] == ["<class 'str'>"]
    assert index["conversations-index"]["url"] == []  # never known: of any class
    assert set(index["overall-index"]) == set(loaded(files, "corpus.json"))
    assert (index["version"], index["vectors"], index["speakers-index"]) == (1, [], {})


def test_label_studio_gets_tasks_with_predictions_for_its_interface() -> None:
    files = parts("label-studio")
    tasks = loaded(files, "tasks.json")
    interface = etree.fromstring(files["interface.xml"])
    assert len(tasks) == 2 * sum(bool(comment.text) for comment in COMMENTS)
    assert all(task["data"]["text"] for task in tasks)
    shown = {one.get("value", "")[1:] for one in interface.iter("Text")}
    assert all(shown <= set(task["data"]) for task in tasks)
    (result,) = tasks[0]["predictions"][0]["result"]
    (choices,) = interface.iter("Choices")
    assert (result["from_name"], result["to_name"]) == (choices.get("name"), choices.get("toName"))
    assert result["value"]["choices"][0] in [one.get("value") for one in choices]
    assert tasks[0]["predictions"][0]["model_version"] == "words 01234567"
    assert tasks[1]["data"]["context"] == COMMENTS[0].text
    assert "votes" not in json.dumps(tasks)


def test_what_label_studio_gives_back_can_be_imported(tmp_path: Path) -> None:
    files = parts("label-studio")
    tasks = loaded(files, "tasks.json")
    choices = etree.fromstring(files["interface.xml"]).iter("Choice")
    labels = [one.get("value") for one in choices]
    for task, label in zip(tasks, labels, strict=False):
        (result,) = tasks[0]["predictions"][0]["result"]
        task["annotations"] = [{"result": [result | {"value": {"choices": [label]}}]}]
    path = tmp_path / "done.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    rows = list(read_rows(Source(path, Kind.LABEL_STUDIO), Tally(), needed=NEEDED))
    answers = [row.answer.value for row in rows if isinstance(row, Entry)]
    assert answers == labels == ["against", "neutral", "favor", "unclear"]
    found = [row.task if isinstance(row, Entry) else row for row in rows]
    assert {one.headline for one in found if isinstance(one, Task)} == {"Tunnel approved"}
    assert len(found) == len(tasks)
