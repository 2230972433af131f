"""Propositions turned into their opposites, so that the little word "not" decides a stance."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from discourse.stance.corpus import Example
from discourse.stance.judgement import Stance

_VERB = re.compile(
    r"\b(should|must|will|would|can|could|is|are|was|were|do|does|did)( not\b|n't\b|\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(who|that|which|if|when|what|why|how|because|than|as)\b|[,;:?]", re.IGNORECASE
)
_NEGATIVE = re.compile(
    r"\b(no|nobody|none|nothing|never|neither|nor|cannot|hardly)\b", re.IGNORECASE
)
_TURNED = {Stance.AGAINST: Stance.FAVOR, Stance.FAVOR: Stance.AGAINST}


def negated(proposition: str) -> str:
    """The proposition with "not" put in or taken out; empty where that is not plainly possible.

    Only the first auxiliary verb is touched, and only in its main clause.
    """
    verb = _VERB.search(proposition)
    if not verb or _CLAUSE.search(proposition[: verb.start()]) or _NEGATIVE.search(proposition):
        return ""
    head, word, tail = proposition[: verb.start()], verb[1], proposition[verb.end() :]
    if not verb[2] and (re.search(r" not\b|n't\b", tail) or word.lower() in {"do", "does", "did"}):
        return ""
    return f"{head}{word}{tail}" if verb[2] else f"{head}{word} not{tail}"


def turned(examples: Iterable[Example]) -> Iterator[Example]:
    """Each example that can be negated, toward the negated target: favor becomes against."""
    for example in examples:
        if target := negated(example.question.target):
            question = replace(example.question, target=target)
            stance = _TURNED.get(example.stance, example.stance)
            yield replace(example, question=question, stance=stance)
