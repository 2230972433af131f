"""The tokenizer of a plain BERT, read without transformers and called as one of theirs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Encoding, Tokenizer

SETTINGS = "tokenizer_config.json"
KINDS = ("BertTokenizer", "BertTokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend")


class WordPieces:
    """A tokenizer.json, with as much of what transformers makes of it as `encoding` asks for."""

    def __init__(self, tokenizer: Tokenizer, pad: str) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self.pad_token_id = tokenizer.token_to_id(pad)

    def __call__(self, *texts: Any, **options: Any) -> dict[str, list[Any]]:
        """Columns of token ids and segments of pairs, or the offsets of one text's tokens."""
        truncation = options["truncation"]
        if truncation:
            self._tokenizer.enable_truncation(options["max_length"], strategy=truncation)
        else:
            self._tokenizer.no_truncation()
        if len(texts) == 1:
            (text,) = texts
            found = self._tokenizer.encode(text, add_special_tokens=options["add_special_tokens"])
            return {"offset_mapping": found.offsets}
        rows: Sequence[Encoding] = self._tokenizer.encode_batch(list(zip(*texts, strict=True)))
        return {
            "input_ids": [row.ids for row in rows],
            "token_type_ids": [row.type_ids for row in rows],
        }


def read(folder: Path) -> WordPieces | None:
    """The tokenizer of a directory; None where it is another kind, or damaged."""
    said, made = read_json(folder / SETTINGS), read_json(folder / "tokenizer.json")
    pad = said.get("pad_token")
    if said.get("tokenizer_class") not in KINDS or not isinstance(pad, str) or not made:
        return None
    try:
        return WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")), pad)
    except Exception:  # noqa: BLE001 - tokenizers raises nothing narrower; transformers then tells
        return None


def read_json(path: Path) -> dict[str, Any]:
    """An object that a file holds; empty where it holds none, which transformers then tells."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
