from math import exp, log

import pytest

from discourse.errors import ModelError
from discourse.stance.heads import Hypotheses, InferenceHead, StanceHead, head_for
from discourse.stance.judgement import Question, Stance

QUESTION = Question(target=" the tunnel ", text="a great\n idea", context="no")
GIVEN = Hypotheses("Yes to {target}.", "No to {target}.")
THREE = {0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"}


def test_inference_reads_the_comment_with_a_hypothesis_for_and_one_against() -> None:
    head = head_for("m", THREE, GIVEN)
    assert [(pair.first, pair.second) for pair in head.pairs(QUESTION)] == [
        ("a great idea", "Yes to the tunnel."),
        ("a great idea", "No to the tunnel."),
    ]
    assert head.cut == "first"


def test_both_readings_count_alike() -> None:
    head = head_for("m", THREE, GIVEN)
    favored, opposed = [log(0.7), log(0.2), log(0.1)], [log(0.2), log(0.5), log(0.3)]
    shares = [exp(value) for value in head.logits([favored, opposed])]
    assert shares == pytest.approx([(0.1 + 0.2) / 2, (0.2 + 0.5) / 2, (0.7 + 0.3) / 2])
    assert sum(shares) == pytest.approx(1)


def test_labels_of_inference_go_by_name() -> None:
    turned = head_for("m", {0: "contradiction", 1: "entailment", 2: "neutral"}, GIVEN)
    logits = turned.logits([[0.0, 9.0, 0.0], [9.0, 0.0, 0.0]])  # entailed, contradicted
    assert max(zip(logits, Stance, strict=True))[1] is Stance.FAVOR


def test_what_is_not_entailed_by_a_model_of_two_labels_is_neutral() -> None:
    head = head_for("m", {0: "entailment", 1: "not_entailment"}, GIVEN)
    shares = [exp(value) for value in head.logits([[log(0.6), log(0.4)], [log(0.1), log(0.9)]])]
    assert shares == pytest.approx([0.05, 0.65, 0.3])


def test_stances_go_by_name_and_one_pair() -> None:
    head = head_for("m", {0: "favor", 1: "against", 2: "neutral"}, GIVEN)
    assert isinstance(head, StanceHead)
    assert len(head.pairs(QUESTION)) == 1
    assert head.logits([[3.0, 1.0, 2.0]]) == [1.0, 2.0, 3.0]


def test_other_labels_are_refused() -> None:
    with pytest.raises(ModelError, match="m: expected the labels against, neutral, favor"):
        head_for("m", {0: "entailment", 1: "neutral"}, GIVEN)
    assert isinstance(head_for("m", THREE, GIVEN), InferenceHead)
