"""YAML files of settings: keys and values, each key once."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from discourse.errors import SettingsError


def read_yaml(path: Path) -> dict[str, Any]:
    """The keys and values of a file; none where it is empty.

    Raises SettingsError naming the file where it cannot be read or is no such YAML.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_OnceLoader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
        raise SettingsError(f"{path}: expected a readable config file, found: {why}") from error
    except yaml.YAMLError as error:
        told = str(error).replace('"<unicode string>"', str(path))
        raise SettingsError(f"{path}: expected YAML: {told}") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise SettingsError(f"{path}: expected keys and values, found {type(found).__name__}")
    return found


class _OnceLoader(yaml.SafeLoader):
    """A safe loader for which a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for place, key in enumerate(keys) if key in keys[:place]]
        if twice:
            mark, problem = node.start_mark, f"key {twice[0]!r} is given twice"
            raise yaml.constructor.ConstructorError(None, None, problem, mark)
        return super().construct_mapping(node, deep)
