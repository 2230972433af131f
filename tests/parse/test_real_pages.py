"""Real pages, where they lie beside the repository, are read as careful readers read them."""

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from discourse.parse import Page, parse
from discourse.thread import Comment, ReplyEvidence

SHARED = Path(__file__).parents[2].parent / "shared" / "pages"
GOLD = sorted(SHARED.glob("votes_gold/*.json"))
API_PAGE = "samples/guardian_discussion_api/legacyDiscussionWithoutThreading.ts"
NO_PAGE = (".gold.txt", ".gold.json", ".md")
ENOUGH = 0.98

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the real pages are not at hand")


def _pages(archive: str, wanted: set[str] | None = None) -> Iterator[Page]:
    with tarfile.open(SHARED / archive) as tar:
        for member in tar:
            if member.isfile() and (wanted is None or member.name.removeprefix("./") in wanted):
                held = tar.extractfile(member)
                assert held is not None
                yield Page(member.name.removeprefix("./"), held.read())


def _letters(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()


def _alike(gold: dict[str, Any], comment: Comment) -> float:
    if not gold["text"] and not comment.raw:
        return 1.0
    return fuzz.ratio(_letters(gold["text"]), _letters(comment.raw)) / 100


def _pairs(
    gold: list[dict[str, Any]], found: list[Comment]
) -> Iterator[tuple[dict[str, Any], Comment]]:
    """Each comment of the gold with the one found under its id, else the likest."""
    left = {comment.id: comment for comment in found}
    for wanted in gold:
        best = left.get(str(wanted.get("id"))) or max(
            left.values(), key=lambda comment: _alike(wanted, comment)
        )
        del left[best.id]
        yield wanted, best


def _votes_hold(gold: dict[str, Any], comment: Comment) -> bool:
    votes = comment.votes
    if "score" in gold:
        return bool(votes.net == gold["score"])
    return bool(votes.up == gold.get("up") and votes.down == gold.get("down"))


def _shares(gold: list[dict[str, Any]], found: list[Comment]) -> dict[str, float]:
    pairs = list(_pairs(gold, found))
    names = {wanted["id"]: comment.id for wanted, comment in pairs if "id" in wanted}
    parents = [(names.get(w["parent"], w["parent"]), c) for w, c in pairs if "parent" in w]
    return {
        "author": sum(c.author == w["author"] for w, c in pairs) / len(pairs),
        "votes": sum(_votes_hold(w, c) for w, c in pairs) / len(pairs),
        "text": sum(_alike(w, c) for w, c in pairs) / len(pairs),
        "parent": sum(c.parent == parent for parent, c in parents) / max(len(parents), 1)
        if parents
        else 1.0,
        # gold names the answers that a page states; what quotes and names tell is ours alone
        "stated parent": sum(
            _stated(c) == names.get(w.get("parent"), w.get("parent")) for w, c in pairs
        )
        / len(pairs),
    }


def _stated(comment: Comment) -> str | None:
    return comment.parent if comment.reply_evidence is ReplyEvidence.MARKUP else None


def test_every_sample_is_read_without_error() -> None:
    pages = [page for page in _pages("samples.tar.xz") if not page.name.endswith(NO_PAGE)]
    empty = {page.name for page in pages if not any(p.thread.comments for p in parse(page))}
    # these load their comments later, or have none
    assert {name.split("/")[1] for name in empty} <= {"independent", "football_ua", "lesswrong"}
    assert len(pages) > 50


def test_votes_authors_and_replies_are_those_of_the_gold() -> None:
    golds = {
        json.loads(path.read_text(encoding="utf-8"))["source"] or API_PAGE: path for path in GOLD
    }
    seen = set()
    for archive in ("samples.tar.xz", "dragnet_train.tar.xz"):
        for page in _pages(archive, set(golds)):
            seen.add(page.name)
            gold = json.loads(golds[page.name].read_text(encoding="utf-8"))["comments"]
            found = [comment for parsed in parse(page) for comment in parsed.thread.comments]
            poor = {name: x for name, x in _shares(gold, found).items() if x < ENOUGH}
            assert (page.name, poor) == (page.name, {})
    assert seen == set(golds)
