import torch

from discourse.stance.stopping import Best, averaged


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


def test_a_share_of_the_base_is_mixed_in_weight_by_weight() -> None:
    learned = {"w": torch.tensor([0.0, 4.0]), "places": torch.tensor([3])}
    base = {"w": torch.tensor([4.0, 4.0], dtype=torch.float16), "places": torch.tensor([9])}
    mixed = averaged(learned, base, 0.25)
    assert mixed["w"].tolist() == [1, 4]
    assert mixed["w"].dtype is torch.float32
    assert mixed["places"].tolist() == [3]
