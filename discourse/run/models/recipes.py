"""A training's YAML file to a Recipe; an unknown key is an error."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from discourse import registry
from discourse.errors import SettingsError
from discourse.run.models import own_labels
from discourse.run.yaml_file import read_yaml
from discourse.stance import corpora
from discourse.stance.corpus import Corpus
from discourse.stance.recipe import Library, Recipe


def library(folder: Path) -> Library:
    """The data sets this package can read, in the folder that holds their files."""
    return Library((*registry.offers(corpora, "CORPUS", Corpus), own_labels.CORPUS), folder)


def read_recipe(path: Path) -> Recipe:
    """A recipe from YAML; relative paths in it are relative to the working directory.

    Raises SettingsError naming the file and the key that does not hold.
    """
    try:
        return TypeAdapter(Recipe).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"{path}: {where}: {first['msg']}, found {first['input']!r}") from error
