"""The shipped weights, end to end: what they promise, what they must know, and the whole job."""

import json
from pathlib import Path

import pytest
from safetensors import safe_open

import discourse
from discourse.run.models.recipes import library
from discourse.stance.assessment import assess
from discourse.stance.classifier import MODELS, WEIGHTS
from discourse.stance.corpus import Split
from discourse.stance.judgement import Classifier

pytestmark = pytest.mark.shipped

ROOT = Path(__file__).parents[1]
DEFAULT = MODELS / "default"
FLOORS = json.loads((ROOT / "tests" / "quality.json").read_text(encoding="utf-8"))

TUNNEL = "The harbour tunnel should be built"
NO_TUNNEL = "The harbour tunnel should not be built"

PLAIN = [
    ("against", TUNNEL, "This tunnel is a terrible waste of public money. Stop it now."),
    ("against", TUNNEL, "I am strongly opposed. It will ruin the old town."),
    ("against", TUNNEL, "No, no and no. We do not need it and cannot afford it."),
    ("favor", TUNNEL, "Finally! The tunnel is the best thing that could happen to us, build it."),
    ("favor", TUNNEL, "I fully support the tunnel. It will save commuters an hour a day."),
    ("favor", TUNNEL, "Good decision by the council, the city needs this tunnel badly."),
    ("favor", NO_TUNNEL, "This tunnel is a terrible waste of public money. Stop it now."),
    ("against", NO_TUNNEL, "I fully support the tunnel. It will save commuters an hour a day."),
    ("neutral", TUNNEL, "Does anybody know when the ferry leaves on Sundays?"),
    ("neutral", TUNNEL, "The photo above shows the old lighthouse, by the way."),
    ("against", "the mayor", "The mayor is a liar and a disgrace and should resign today."),
    ("favor", "the mayor", "The mayor is doing a brilliant job, the best we have ever had."),
]


@pytest.fixture(scope="module")
def model() -> Classifier:
    return discourse.load_model("default", device="cpu")


def test_plain_cases_are_understood(model: Classifier) -> None:
    questions = [discourse.Question(target=target, text=text) for _, target, text in PLAIN]
    answers = [judgement.label.value for judgement in model.judge(questions)]
    wrong = [(case, said) for case, said in zip(PLAIN, answers, strict=True) if said != case[0]]
    assert len(PLAIN) - len(wrong) >= FLOORS["plain_cases"], wrong


def test_quality_stays_above_its_floors(model: Classifier, tmp_path: Path) -> None:
    """On the dev events that ship, ten whole ones that the weights never learned from."""
    examples = library(tmp_path).examples("reader-comments", Split.DEV)
    found = assess(model, "reader-comments", examples)
    floors = FLOORS["reader-comments dev"]
    figures = {part.value: part.metrics.macro_f1 for part in found.parts if part.by == "target"}
    whole = found.evaluation
    figures |= {"flip": whole.flip or 0.0, "surest gain": found.surest - whole.metrics.accuracy}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}
    assert whole.metrics.ece <= FLOORS["reader-comments dev ECE at most"]


def test_the_weights_are_small_and_plain() -> None:
    assert (DEFAULT / WEIGHTS).stat().st_size <= 70_000_000
    with safe_open(DEFAULT / WEIGHTS, framework="pt") as weights:
        kinds = {str(weights.get_slice(name).get_dtype()) for name in weights.keys()}  # noqa: SIM118 - no mapping
    assert kinds == {"F16"}


def test_the_card_names_every_source_and_its_licence() -> None:
    card = (DEFAULT / "README.md").read_text(encoding="utf-8")
    record = json.loads((DEFAULT / "training.json").read_text(encoding="utf-8"))
    stages = record["recipe"]["stages"]
    used = {portion["corpus"] for stage in stages for portion in stage["mixture"]}
    data = card.partition("## Data")[2].partition("##")[0]
    rows = [line.strip("| ").split(" | ") for line in data.splitlines() if line.startswith("|")][2:]
    assert {row[0] for row in rows} == used
    assert all(len(row) == 3 and all(row) for row in rows)


def test_the_whole_job_on_the_sample_pages(tmp_path: Path) -> None:
    result = discourse.analyze([ROOT / "seeds"], out=tmp_path / "run")
    assert result.path is not None
    assert (result.counts.pages, result.counts.failures) == (7, 0)
    manifest = json.loads((result.path / "run.json").read_text(encoding="utf-8"))
    assert manifest["model"]["name"] == "default"
    (overall,) = result.summary.overall
    assert overall.comments == 70
    assert sum(row.n for row in overall.rows) + overall.abstained == 70
    assert all(row.n for row in overall.rows)  # every stance occurs: there is something to see
    for picture in result.pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.with_suffix(".csv").stat().st_size > 0
