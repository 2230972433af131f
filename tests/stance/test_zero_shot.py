from dataclasses import replace
from pathlib import Path

import pytest

from discourse.stance import classifier
from discourse.stance.calibration import calibrate
from discourse.stance.classifier import Options
from discourse.stance.corpus import Example, Split
from discourse.stance.heads import Hypotheses
from discourse.stance.judgement import Question, Stance
from tests.stance.tiny_bert import make_model, make_tokenizer

OPTIONS = Options("cpu", max_length=32, hypotheses=Hypotheses("yes {target}", "never {target}"))
QUESTIONS = [
    Question(target="the tunnel", text="a great idea", comment_id="1"),
    Question(target="the bridge", text="a great idea", comment_id="1"),
    Question(target="the bridge", text="awful " * 60, comment_id="2"),
]


@pytest.fixture(scope="module")
def inference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "nli"
    make_model(("entailment", "neutral", "contradiction"), seed=3).save_pretrained(folder)
    make_tokenizer().save_pretrained(folder)
    return folder


def test_a_model_of_inference_judges_stances(inference: Path) -> None:
    loaded = classifier.load(str(inference), OPTIONS)
    judgements = loaded.judge(QUESTIONS)
    assert [(j.comment_id, j.target) for j in judgements] == [
        (q.comment_id, q.target) for q in QUESTIONS
    ]
    for judgement in judgements:
        assert sum(judgement.scores.values()) == pytest.approx(1)
    assert judgements[0].scores != judgements[1].scores  # the target is seen
    assert judgements[1].scores != judgements[2].scores


def test_its_scores_are_those_of_its_own_pipeline(inference: Path) -> None:
    from transformers import pipeline

    pipe = pipeline("text-classification", model=str(inference), device="cpu", top_k=None)
    readings = [
        {one["label"]: one["score"] for one in pipe({"text": "a great idea", "text_pair": pair})}
        for pair in ("yes the tunnel", "never the tunnel")
    ]
    (judgement,) = classifier.load(str(inference), OPTIONS).judge(QUESTIONS[:1])
    favor = (readings[0]["entailment"] + readings[1]["contradiction"]) / 2
    assert judgement.scores.favor == pytest.approx(favor, abs=1e-5)


def test_for_and_against_changed_about_turn_the_scores(inference: Path) -> None:
    turned = replace(OPTIONS, hypotheses=Hypotheses("never {target}", "yes {target}"))
    one = classifier.load(str(inference), OPTIONS)
    other = classifier.load(str(inference), turned)
    for mine, theirs in zip(one.judge(QUESTIONS), other.judge(QUESTIONS), strict=True):
        assert mine.scores.favor == pytest.approx(theirs.scores.against, abs=1e-5)
    assert one.digest != other.digest


def test_it_can_be_calibrated_as_any_other(inference: Path) -> None:
    loaded = classifier.load(str(inference), OPTIONS)
    stances = (Stance.FAVOR, Stance.AGAINST, Stance.NEUTRAL)
    examples = [
        Example(question, stance, Split.DEV, "")
        for question, stance in zip(QUESTIONS, stances, strict=True)
    ]
    found = calibrate(loaded.logits(QUESTIONS), examples, "")
    assert found.n == 3
    assert found.temperature.scale > 0
