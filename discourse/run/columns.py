"""Columns of tables as options name them."""

from collections.abc import Sequence

from discourse.errors import SettingsError


def columns_of(options: Sequence[str]) -> dict[str, str]:
    """Columns as options name them, FIELD=NAME each; raises SettingsError."""
    columns: dict[str, str] = {}
    for option in options:
        role, sign, name = (part.strip() for part in option.partition("="))
        if not (role and sign and name):
            raise SettingsError(f"--column: expected FIELD=NAME, found {option!r}")
        if role in columns:
            raise SettingsError(f"--column: expected each field once, found {role!r} again")
        columns[role] = name
    return columns
