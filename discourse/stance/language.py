"""Which language a comment is in, so that a model does not judge what it cannot read."""

import unicodedata
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Protocol

SURE = 0.8  # below, a text counts as one the model may read: short ones are hard to tell
LOOKED_AT = 2000  # characters
NO_LANGUAGE = "zxx"  # links and the like


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def foreign(text: str, known: Collection[str]) -> str:
    """The ISO 639 code of the language a text is surely in, where that is none of the known.

    Empty where the language is known, or cannot be told. The known languages are taken to be
    written in Latin letters: a text that mostly is not is foreign however short, and its code a
    guess.
    """
    language, probability = _identifier().result().classify(text)
    sure = probability >= SURE or _other_script(text)
    return language if sure and language not in known and language != NO_LANGUAGE else ""


def _other_script(text: str) -> bool:
    letters = [sign for sign in text[:LOOKED_AT] if sign.isalpha()]
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return latin < len(letters) / 2


def begin() -> None:
    """Reads what tells languages apart beside what this thread does: it takes half a second."""
    _identifier()


@cache
def _identifier() -> "Future[_Identifier]":
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(_read)
    finally:
        pool.shutdown(wait=False)


def _read() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
