"""Golden files: what a page is known to say, written so that a person can check it."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date

from discourse.thread import Thread


def golden(threads: Iterable[Thread]) -> str:
    """Threads as indented JSON; what a page does not say is left out."""
    return json.dumps([_plain(thread) for thread in threads], ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    said = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: _plain(found) for field, found in said if found != field.default}
