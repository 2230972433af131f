from dataclasses import replace

import pytest

from discourse.labelling import checking
from discourse.labelling.checking import ALL_TARGETS, Check
from discourse.labelling.rows import Chosen, Entry
from discourse.stance.judgement import Scores
from tests.labelling.labels_made import a_task, an_entry

SURE = Scores(0.02, 0.03, 0.95)


def check(entries: list[Entry], show: int = 20) -> Check:
    return checking.check(lambda: entries, show=show)


def two_annotators() -> list[Entry]:
    entries = []
    for number in range(20):
        task = a_task(str(number), article=f"page-{number % 6}")
        ada = ("favor", "against")[number % 2]
        ben = "neutral" if number in (3, 7) else ada
        entries += [an_entry(task, ada, "ada"), an_entry(task, ben, "ben")]
    return entries


def test_agreement_is_told_by_target_and_over_all() -> None:
    entries = two_annotators()
    entries.append(an_entry(a_task("x", target="the mayor", target_name="mayor"), "favor", "ada"))
    found = check(entries)
    assert [target.target for target in found.targets] == [ALL_TARGETS, "tunnel", "mayor"]
    overall, tunnel, mayor = found.targets
    assert (overall.units, overall.shared, tunnel.shared, mayor.shared) == (21, 20, 20, 0)
    (pair,) = tunnel.pairs
    assert (pair.first, pair.second, pair.agreed.part, pair.agreed.whole) == ("ada", "ben", 18, 20)
    assert pair.kappa.value == pytest.approx(1 - (1 - 0.9) / (1 - (0.5 * 0.5 + 0.5 * 0.4)))
    assert mayor.pairs == ()
    assert mayor.alpha.value is None
    assert found.by_article
    assert found.annotators == ("ada", "ben")


def test_only_the_latest_label_counts_and_skips_do_not() -> None:
    task, other = a_task("1"), a_task("2")
    found = check(
        [
            an_entry(task, "favor"),
            an_entry(task, "against", second=9),
            an_entry(other, "favor"),
            an_entry(other, "skip", second=9),
            an_entry(other, "back", second=10),
            an_entry(other, "note", second=11),
        ]
    )
    assert found.labels == 1
    assert not found.by_article


def test_likely_errors_come_first() -> None:
    wrong, split, fine = a_task("wrong"), a_task("split"), a_task("fine")
    wrong, fine = replace(wrong, scores=SURE), replace(fine, scores=SURE)
    unknown = a_task("unknown", scores=None)
    entries = [an_entry(task, "favor", who) for task in (fine, unknown) for who in ("ada", "ben")]
    entries += [an_entry(wrong, "against", who) for who in ("ada", "ben")]
    entries += [an_entry(split, "against", "ada"), an_entry(split, "unclear", "ben")]
    found = check(entries)
    doubtful = found.doubtful
    assert found.in_doubt == len(doubtful)
    assert [unit.task.comment_id for unit in doubtful] == ["wrong", "split"]
    assert doubtful[0].doubt == pytest.approx(0.93)
    assert doubtful[1].doubt == pytest.approx(0.5)
    assert [entry.annotator for entry in doubtful[1].labels] == ["ada", "ben"]
    one = check(entries, show=1)
    assert (one.in_doubt, one.doubtful) == (2, doubtful[:1])
    assert check(entries, show=0).doubtful == ()


def test_the_model_is_measured_on_what_was_drawn_at_random() -> None:
    entries = []
    for number in range(12):
        chosen = Chosen.RANDOM if number < 8 else Chosen.TELLING
        task = a_task(str(number), chosen=chosen, scores=SURE)
        label = "unclear" if number == 0 else "favor" if number < 6 else "against"
        entries.append(replace(an_entry(task, label), suggested=number == 1))
    (one,) = check(entries).targets[0].models
    assert (one.annotator, one.model) == ("ada", "words 12345678")
    assert (one.agreed.part, one.agreed.whole) == (5, 11)
    assert (one.on_random.part, one.on_random.whole) == (4, 6)


def test_nothing_to_check_is_told_as_nothing() -> None:
    found = check([])
    assert (found.labels, found.annotators, found.doubtful) == (0, (), ())
    assert [target.target for target in found.targets] == [ALL_TARGETS]
