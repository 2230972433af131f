"""Inference pairs: premise as comment, hypothesis as target; entailment = favor.

NLI's neutral is not "no stance": pairs so labelled are left out.
"""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs
from discourse.stance.judgement import Stance

# the sets in which the hypothesis alone does not give the label away
KEPT = frozenset({"lingnli", "mnli_train_15k", "wanli_15k", "cad_snli", "flute_all"})


def _read(folder: Path) -> Iterator[Example]:
    found = pairs(folder / "nli" / "mix_core.jsonl.gz", Split.TRAIN, kind=lambda row: row.src)
    for example in found:
        if example.kind in KEPT and example.stance is not Stance.NEUTRAL:
            yield example


CORPUS = Corpus(
    name="nli",
    source="LingNLI; MultiNLI and WANLI slices; counterfactually augmented SNLI; FLUTE",
    licence="MultiNLI BSD-style; CAD-SNLI Apache-2.0; LingNLI, WANLI, FLUTE none stated",
    read=_read,
)
