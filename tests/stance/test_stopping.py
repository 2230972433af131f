import torch

from discourse.stance.stopping import Best


def test_the_best_weights_are_kept_as_they_were() -> None:
    best, weights = Best(), {"w": torch.zeros(2)}
    best.offer(0.4, weights)
    weights["w"] += 1
    best.offer(0.3, weights)
    best.offer(0.4, weights)  # no better
    assert best.weights["w"].tolist() == [0, 0]
    assert best.stale == 2
    best.offer(0.5, weights)
    assert (best.score, best.stale) == (0.5, 0)
    assert best.weights["w"].tolist() == [1, 1]


def test_patience_of_none_never_ends() -> None:
    best = Best(score=1.0, stale=5)
    assert best.enough(5)
    assert not best.enough(6)
    assert not best.enough(0)
