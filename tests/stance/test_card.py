from dataclasses import replace
from pathlib import Path

from discourse.stance.calibration import Calibration
from discourse.stance.card import CardFacts, LabelFile, Lineage, Try, card
from discourse.stance.corpus import Corpus, Example, Part, Split
from discourse.stance.evaluation import evaluate
from discourse.stance.judgement import Judgement, Question, Scores, Stance
from discourse.stance.metrics import Bin, CoveragePoint
from discourse.stance.recipe import Portion, Recipe, Stage
from discourse.stance.temperature import Temperature


class Yes:
    """Everything is in favor."""

    name = "yes"
    digest = "0"

    def judge(self, questions: list[Question]) -> list[Judgement]:
        return [Judgement(q.comment_id, q.target, Scores(0.1, 0.1, 0.8)) for q in questions]


def example(target: str, stance: Stance, kind: str) -> Example:
    return Example(Question(target=target, text="good"), stance, Split.DEV, "event", kind)


def corpus(name: str) -> Corpus:
    return Corpus(name, f"where {name} is from", f"licence of {name}", lambda _: iter(()))


def facts_of_a_training() -> CardFacts:
    rows = [example("a", Stance.FAVOR, "t0"), example("b", Stance.AGAINST, "t1")]
    evaluation = evaluate(Yes(), "used", rows)  # type: ignore[arg-type]  # a list is a sequence
    stages = (Stage("first", (Portion("used", take=1200, repeat=2),), 3e-5),)
    recipe = Recipe(Path("some/base"), stages, (Portion("used"),), (Portion("used"),))
    matrix = ((0, 0, 1), (0, 0, 0), (0, 0, 1))
    return CardFacts(
        recipe,
        (corpus("used"), corpus("unused")),
        (evaluation,),
        Calibration(Temperature(1.25), "used (dev)", 2, matrix),
        hours=1.5,
        machine="2 cores",
        precision="fp32",
    )


def test_the_card_names_data_recipe_and_figures() -> None:
    text = card(facts_of_a_training())
    assert "## Parent" not in text
    assert "| used | where used is from | licence of used |" in text
    assert "unused" not in text
    assert "| first | 3e-05 | 1,200 of used x 2 |" in text
    assert "| used | 2 | 0.333 | 0.500 | 0.300 | 0.000 |" in text
    assert "| used: t0 | 1 | 1.000 |" in text
    assert "| gold against | 0 | 0 | 1 |" in text
    assert "label smoothing 0.05, fp32. It took 1.5 hours on 2 cores" in text
    assert "`base`" in text
    assert "are the base's" not in text
    mixed = replace(facts_of_a_training().recipe, base_share=0.25)
    told = card(replace(facts_of_a_training(), recipe=mixed))
    assert "Of the weights, 25% are the base's." in told


def test_the_card_tells_how_sure_the_model_must_be() -> None:
    known = facts_of_a_training()
    assert "which the figures above share in part." in card(known)
    calibration = replace(
        known.calibration,
        min_confidence=0.45,
        reliability=(Bin(0.4, 0.5, 3, 0.45, 0.333), Bin(0.5, 0.6, 0, 0.0, 0.0)),
        coverage=(CoveragePoint(0.8, 0.45, 0.75), CoveragePoint(1.0, 0.34, 0.6)),
    )
    recipe = replace(
        known.recipe,
        dev=(Portion("used", part=Part.REPORT),),
        calibration=(Portion("used", part=Part.CALIBRATION),),
    )
    text = card(replace(known, calibration=calibration, recipe=recipe))
    assert "share no event, debate or article with the figures above" in text
    assert "Below a confidence of 0.45 `discourse` calls a stance unclear" in text
    assert "80% have one, and 75.0% of those are right" in text
    assert "| 0.4 to 0.5 | 3 | 0.333 |" in text
    assert "| 0.5 to 0.6 |" not in text


def test_the_card_names_the_parent_and_the_labels() -> None:
    files = (LabelFile("labels.csv", "f00d", 1300),)
    lineage = Lineage("default", "abc123", files, learned=1040, held=260)
    text = card(replace(facts_of_a_training(), lineage=lineage))
    assert "went on from `default` (SHA-256 `abc123`)" in text
    assert "1,040 were learned from and 260 were held out" in text
    assert "| labels.csv | 1,300 | `f00d` |" in text


def test_flip_counts_comments_whose_opposed_targets_are_all_right() -> None:
    rows = [example("a", Stance.FAVOR, ""), example("b", Stance.FAVOR, "")]
    assert evaluate(Yes(), "one-sided", rows).flip is None  # type: ignore[arg-type]  # as above


def test_a_card_tells_what_was_tried() -> None:
    tried = Try("two stages", ".6", ".5", "-", ".2", "dropped")
    text = card(replace(facts_of_a_training(), tries=(tried,)))
    assert "| two stages | .6 | .5 | - | .2 | dropped |" in text
    assert "## What was tried" not in card(facts_of_a_training())
