import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from discourse.errors import ModelError
from discourse.stance import classifier
from discourse.stance.calibration import Calibration
from discourse.stance.classifier import Options
from discourse.stance.encoding import Encoded
from discourse.stance.forward import TorchForward
from discourse.stance.judgement import NO_OWN_WORDS, UNSURE, Question, Stance
from discourse.stance.precision import Precision
from tests.stance.tiny_bert import make_model, make_tokenizer

QUESTIONS = [
    Question(target="the tunnel", text="a great idea", comment_id="1"),
    Question(target="the tunnel", text="awful . we do not want it", comment_id="2"),
    Question(target="the bridge", text="awful . we do not want it", comment_id="2"),
    Question(target="the tunnel", text="yes", context="it is a bad idea", comment_id="3"),
]
TINY = Options(device="cpu", max_length=32)


def close(one: Sequence[object], other: Sequence[object]) -> bool:
    return one == pytest.approx(other, abs=1e-5)


def test_answers_come_in_order_with_scores_that_sum_to_one(tiny_model: Path) -> None:
    judgements = classifier.load(str(tiny_model), TINY).judge(QUESTIONS)
    assert [(j.comment_id, j.target) for j in judgements] == [
        (q.comment_id, q.target) for q in QUESTIONS
    ]
    for judgement in judgements:
        assert sum(judgement.scores.values()) == pytest.approx(1)
        assert judgement.scores[judgement.label] == max(judgement.scores.values())


def test_scores_do_not_depend_on_the_batch(tiny_model: Path) -> None:
    together = classifier.load(str(tiny_model), TINY).judge(QUESTIONS)
    alone = classifier.load(str(tiny_model), Options("cpu", token_budget=1, max_length=32))
    for question, judgement in zip(QUESTIONS, together, strict=True):
        other = alone.judge([question])[0]
        assert close(list(judgement.scores.values()), list(other.scores.values()))


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_threads_change_not_a_bit(tiny_model: Path, precision: Precision) -> None:
    import torch

    threads = torch.get_num_threads()
    many = [replace(QUESTIONS[0], text="awful idea " * (1 + place % 9)) for place in range(40)]
    options = replace(TINY, token_budget=64, precision=precision)
    answers = []
    for number in (1, 2, 3):
        torch.set_num_threads(number)
        answers.append(classifier.load(str(tiny_model), options).logits([*QUESTIONS, *many]))
        assert torch.get_num_threads() == number
    torch.set_num_threads(threads)
    assert answers[0] == answers[1] == answers[2]


def test_target_and_context_are_seen(tiny_model: Path) -> None:
    judge = classifier.load(str(tiny_model), TINY).judge
    _, tunnel, bridge, reply = judge(QUESTIONS)
    assert not close(list(tunnel.scores.values()), list(bridge.scores.values()))
    (bare,) = judge([Question(target="the tunnel", text="yes")])
    assert not close(list(reply.scores.values()), list(bare.scores.values()))


def test_labels_go_by_name_not_place(tiny_model: Path, tmp_path: Path) -> None:
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(tiny_model)
    order = [2, 0, 1]
    model.classifier.weight.data = model.classifier.weight.data[order]
    model.classifier.bias.data = model.classifier.bias.data[order]
    names = [[*Stance][place].value for place in order]
    model.config.id2label = dict(enumerate(names))
    model.config.label2id = {name: place for place, name in enumerate(names)}
    turned = tmp_path / "turned"
    shutil.copytree(tiny_model, turned)
    model.save_pretrained(turned)
    one = classifier.load(str(tiny_model), TINY).judge(QUESTIONS)
    two = classifier.load(str(turned), TINY).judge(QUESTIONS)
    for mine, theirs in zip(one, two, strict=True):
        assert close(list(mine.scores.values()), list(theirs.scores.values()))


def test_a_plain_pipeline_gives_the_same_labels(tiny_model: Path) -> None:
    from transformers import pipeline

    pipe = pipeline("text-classification", model=str(tiny_model), device="cpu")
    for judgement, question in zip(
        classifier.load(str(tiny_model), TINY).judge(QUESTIONS[:3]), QUESTIONS[:3], strict=True
    ):
        given = {"text": question.target, "text_pair": question.text}
        answer: Any = pipe(given)
        assert answer["label"] == judgement.label
        assert answer["score"] == pytest.approx(judgement.confidence, abs=1e-5)


def test_a_comment_without_own_words_is_not_judged(tiny_model: Path) -> None:
    (judgement,) = classifier.load(str(tiny_model), TINY).judge(
        [Question(target="the tunnel", text=" \n ", comment_id="9")]
    )
    assert judgement.abstained == NO_OWN_WORDS
    assert judgement.comment_id == "9"


def test_a_comment_in_another_language_is_not_judged(tiny_model: Path, tmp_path: Path) -> None:
    english = tmp_path / "english"
    shutil.copytree(tiny_model, english)
    config = json.loads((english / "config.json").read_text(encoding="utf-8"))
    (english / "config.json").write_text(json.dumps(config | {"languages": ["en"]}))
    text = "Das ist doch völliger Unsinn, was der Minister da erzählt."
    questions = [Question(target="it", text=text), Question(target="it", text="a good idea")]
    german, known = classifier.load(str(english), TINY).judge(questions)
    assert german.abstained == "in a language the model does not know (de)"
    assert known.abstained == ""
    (unchecked, _) = classifier.load(str(tiny_model), TINY).judge(questions)
    assert unchecked.abstained == ""  # a model that tells no languages


def test_an_unsure_answer_is_unclear_and_keeps_its_scores(tiny_model: Path) -> None:
    plain = classifier.load(str(tiny_model), TINY)
    sure = sorted(judgement.confidence for judgement in plain.judge(QUESTIONS))
    least = (sure[0] + sure[-1]) / 2
    careful = classifier.load(str(tiny_model), replace(TINY, min_confidence=least))
    for judgement, before in zip(careful.judge(QUESTIONS), plain.judge(QUESTIONS), strict=True):
        assert judgement.scores == before.scores
        unclear = before.confidence < least
        assert judgement.abstained == (UNSURE if unclear else "")
        assert judgement.outcome == ("unclear" if unclear else before.label)
    assert careful.digest != plain.digest


def test_the_least_confidence_is_stored_and_can_be_overruled(
    tiny_model: Path, tmp_path: Path
) -> None:
    careful = tmp_path / "careful"
    shutil.copytree(tiny_model, careful)
    Calibration(min_confidence=1.0).save(careful)
    assert {j.abstained for j in classifier.load(str(careful), TINY).judge(QUESTIONS)} == {UNSURE}
    bold = classifier.load(str(careful), replace(TINY, min_confidence=0.0))
    assert {j.abstained for j in bold.judge(QUESTIONS)} == {""}


def test_no_questions_no_answers(tiny_model: Path) -> None:
    assert classifier.load(str(tiny_model), TINY).judge([]) == []


def test_equal_inputs_are_run_once(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = classifier.load(str(tiny_model), TINY)
    rows: list[int] = []
    forward = TorchForward.rows

    def counting(self: TorchForward, encoded: Encoded, batch: Sequence[int]) -> list[list[float]]:
        rows.extend(batch)
        return forward(self, encoded, batch)

    monkeypatch.setattr(TorchForward, "rows", counting)
    same = [Question(target="a", text="good", comment_id=str(number)) for number in range(5)]
    answers = loaded.judge(same)
    assert [answer.comment_id for answer in answers] == ["0", "1", "2", "3", "4"]
    assert len(rows) == 1


def test_more_tokens_than_the_model_has_places_for_are_cut(tiny_model: Path) -> None:
    long = Question(target="the tunnel", text="awful " * 200)
    (judgement,) = classifier.load(str(tiny_model), Options("cpu")).judge([long])
    assert sum(judgement.scores.values()) == pytest.approx(1)


@pytest.mark.parametrize("device", ["cuda:99", "nonsense"])
def test_a_device_that_is_not_there_is_named(tiny_model: Path, device: str) -> None:
    with pytest.raises(ModelError, match=f"device {device}: expected a device"):
        classifier.load(str(tiny_model), Options(device))


def test_a_path_is_no_name_of_a_shipped_model() -> None:
    assert classifier.folder_of(".") == Path()
    assert classifier.folder_of("default") == classifier.MODELS / "default"


def test_an_unknown_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model: expected a shipped model"):
        classifier.load(str(tmp_path / "no-such-model"))


def test_pickled_weights_are_refused(tiny_model: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_model, tmp_path / "pickled")
    weights = tmp_path / "pickled" / classifier.WEIGHTS
    weights.rename(weights.with_name("pytorch_model.bin"))
    with pytest.raises(ModelError, match=r"expected a file model\.safetensors"):
        classifier.load(str(tmp_path / "pickled"))


def test_a_model_that_brings_its_own_code_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    bold = Path(shutil.copytree(tiny_model, tmp_path / "bold"))
    config = json.loads((bold / "config.json").read_text(encoding="utf-8"))
    names = {"AutoConfig": "own.Own", "AutoModelForSequenceClassification": "own.Own"}
    config |= {"model_type": "own", "auto_map": names}
    (bold / "config.json").write_text(json.dumps(config), encoding="utf-8")
    code = f"open({str(tmp_path / 'ran')!r}, 'w').close()\nclass Own: pass\n"
    (bold / "own.py").write_text(code, encoding="utf-8")
    with pytest.raises(ModelError, match="expected a sequence-classification model"):
        classifier.load(str(bold))
    assert not (tmp_path / "ran").exists()


def test_damaged_weights_are_named(tiny_model: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_model, tmp_path / "damaged")
    (tmp_path / "damaged" / classifier.WEIGHTS).write_bytes(b"not weights")
    with pytest.raises(ModelError, match="damaged"):
        classifier.load(str(tmp_path / "damaged"))


def test_other_labels_are_refused(tmp_path: Path) -> None:
    make_model(("happy", "sad", "neutral")).save_pretrained(tmp_path)
    make_tokenizer().save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=r"against, neutral, favor .*, found happy, sad, neutral"):
        classifier.load(str(tmp_path))


def test_the_digest_follows_what_decides_the_answers(tiny_model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    assert classifier.digest(copy) == classifier.digest(tiny_model)
    (copy / "README.md").write_text("a card", encoding="utf-8")
    assert classifier.digest(copy) == classifier.digest(tiny_model)
    (copy / "calibration.json").write_text("{}", encoding="utf-8")
    assert classifier.digest(copy) != classifier.digest(tiny_model)
