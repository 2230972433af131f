"""Who may import whom, held against the imports that are really there."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "discourse"
# room -> the rooms it may import, besides itself; the longest name that fits a module is its room
DOORS = {
    "errors": (),
    "registry": (),
    "thread": ("errors",),
    "records": ("errors", "thread", "stance.judgement"),
    "parse": ("errors", "registry", "thread"),
    "stance": (),  # the package itself
    "stance.judgement": ("errors",),
    "stance.questions": ("stance.judgement", "thread"),
    "stance.corpus": ("errors", "stance.judgement"),
    "stance.corpora": ("errors", "registry", "stance.corpus", "stance.judgement"),
    "stance.metrics": ("errors", "stance.judgement"),
    "stance.temperature": ("stance.judgement",),
    "stance.calibration": (
        "errors",
        "stance.corpus",
        "stance.judgement",
        "stance.metrics",
        "stance.temperature",
    ),
    "stance.language": (),
    "stance.encoding": ("stance.questions",),
    "stance.word_pieces": (),
    "stance.bert": ("stance.word_pieces",),
    "stance.classifier": (
        "errors",
        "stance.bert",
        "stance.calibration",
        "stance.encoding",
        "stance.forward",
        "stance.heads",
        "stance.hub",
        "stance.int8",
        "stance.judgement",
        "stance.language",
        "stance.precision",
        "stance.questions",
        "stance.tensors",
        "stance.word_pieces",
    ),
    "stance.forward": ("stance.encoding", "stance.precision", "stance.tensors"),
    "stance.int8": (
        "errors",
        "stance.encoding",
        "stance.forward",
        "stance.precision",
        "stance.tensors",
    ),
    "stance.precision": ("errors",),
    "stance.heads": ("errors", "stance.judgement", "stance.questions"),
    "stance.hub": ("errors",),
    "stance.tensors": ("errors", "stance.encoding"),
    "stance.recipe": ("errors", "stance.corpus"),
    "stance.defaults": ("stance.recipe",),
    "stance.stopping": (),
    "stance.base": (
        "errors",
        "stance",
        "stance.classifier",
        "stance.heads",
        "stance.losses",
        "stance.recipe",
    ),
    "stance.mixtures": ("stance.corpus", "stance.judgement", "stance.recipe"),
    "stance.losses": ("stance.corpus", "stance.judgement", "stance.mixtures"),
    "stance.evaluation": ("stance.corpus", "stance.judgement", "stance.metrics"),
    "stance.assessment": (
        "stance.corpus",
        "stance.evaluation",
        "stance.judgement",
        "stance.metrics",
    ),
    "stance.card": (
        "stance.calibration",
        "stance.corpus",
        "stance.evaluation",
        "stance.judgement",
        "stance.recipe",
    ),
    "stance.steps": (
        "stance.encoding",
        "stance.losses",
        "stance.precision",
        "stance.recipe",
        "stance.tensors",
    ),
    "stance.training": (
        "errors",
        "stance",
        "stance.base",
        "stance.calibration",
        "stance.classifier",
        "stance.corpus",
        "stance.encoding",
        "stance.evaluation",
        "stance.judgement",
        "stance.losses",
        "stance.metrics",
        "stance.mixtures",
        "stance.questions",
        "stance.recipe",
        "stance.steps",
        "stance.stopping",
        "stance.tensors",
    ),
    "aggregate": ("stance.judgement", "stance.questions", "thread"),
    "labelling": (
        "errors",
        "thread",
        "stance.corpus",
        "stance.judgement",
        "stance.questions",
        "aggregate",
    ),
    "charts": ("aggregate", "stance.judgement", "stance.metrics", "stance.questions", "thread"),
    "run": (
        "errors",
        "registry",
        "thread",
        "records",
        "parse",
        "stance",
        "stance.assessment",
        "stance.base",
        "stance.calibration",
        "stance.card",
        "stance.classifier",
        "stance.corpora",
        "stance.corpus",
        "stance.defaults",
        "stance.evaluation",
        "stance.heads",
        "stance.judgement",
        "stance.metrics",
        "stance.mixtures",
        "stance.questions",
        "stance.recipe",
        "stance.steps",
        "stance.training",
        "aggregate",
        "charts",
        "labelling",
    ),
    "cli": ("errors", "run"),
    "__main__": ("cli",),
    # the package's own names: what `import discourse` offers
    "": ("errors", "thread", "stance.judgement", "run"),
}

# library -> the rooms that may import it; absent libraries are free
ONLY_IN = {
    "torch": (
        "stance.base",
        "stance.bert",
        "stance.classifier",
        "stance.steps",
        "stance.training",
        "stance.calibration",
        "stance.forward",
        "stance.int8",
        "stance.losses",
        "stance.precision",
        "stance.tensors",
    ),
    "transformers": ("stance.base", "stance.classifier", "stance.training", "stance.calibration"),
    "matplotlib": ("charts",),
    "huggingface_hub": ("stance.hub",),  # the only door to a network
    "networkx": ("run.exports",),
    "onnx": ("stance.int8",),
    "onnxruntime": ("stance.int8",),
    "jinja2": ("run.page.render",),
    "markupsafe": ("run.page.render",),  # what it marks is not escaped
    "typer": ("cli",),
    "rich": ("cli",),
    "ray": ("run.engines.ray",),
    "click": (),
    "matplotlib.pyplot": (),
}


@dataclass(frozen=True)
class Import:
    module: str
    line: int
    target: str
    typing_only: bool = False

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def sources() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


SOURCES = sources()


def imports(module: str, tree: ast.Module) -> Iterator[Import]:
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name, id(node) in guarded)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            for alias in node.names:
                target = f"{node.module}.{alias.name}"
                yield Import(module, node.lineno, target, id(node) in guarded)


IMPORTS = [found for module, tree in SOURCES.items() for found in imports(module, tree)]


def own(target: str) -> str | None:
    """The module of ours that an import names: the longest that is a file."""
    parts = target.split(".")
    if parts[0] != "discourse":
        return None
    names = [".".join(parts[1:end]) for end in range(len(parts), 0, -1)]
    return next(name for name in names if name in SOURCES)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def room_of(module: str) -> str:
    fitting = [room for room in DOORS if room and within(module, room)]
    return max(fitting, key=len) if fitting else ""


def test_every_module_is_in_a_room_and_every_room_is_there() -> None:
    strays = [module for module in SOURCES if module and not room_of(module)]
    assert strays == []
    assert [room for room in DOORS if room not in SOURCES] == []


@pytest.mark.parametrize("room", DOORS, ids=lambda room: room or "discourse")
def test_a_room_imports_only_through_its_doors(room: str) -> None:
    wrong = []
    for found in IMPORTS:
        target = own(found.target)
        if room_of(found.module) != room or target is None:
            continue
        if target == "" or room_of(target) == room:  # __version__, or a neighbour
            continue
        if room_of(target) not in DOORS[room]:
            wrong.append(str(found))
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_only_where_it_may_be(library: str) -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if within(found.target, library)
        and not any(within(found.module, room) for room in ONLY_IN[library])
    ]
    assert wrong == []


def test_heavy_libraries_are_imported_only_when_needed() -> None:
    heavy = ("torch", "transformers", "datasets", "scipy", "sklearn", "pyarrow")
    layers = "stance.bert"  # classes of torch's own, so its import is as heavy as torch's
    wrong = [
        str(found)
        for found in IMPORTS
        if (found.target.split(".")[0] in heavy or own(found.target) == layers)
        and found.module != layers
        and not found.typing_only
        and any(
            node.lineno == found.line
            for node in SOURCES[found.module].body
            if isinstance(node, ast.Import | ast.ImportFrom)
        )
    ]
    assert wrong == []


def test_no_layout_imports_another() -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if within(found.module, "parse.layouts")
        and (target := own(found.target)) is not None
        and target.startswith("parse.layouts.")
        and not target.split(".")[-1].startswith("_")
    ]
    assert wrong == []


# loaders get a path: a model's directory, a data set's file; the rest reads and writes in `run`
FILES_IN = (
    "stance.word_pieces",
    "run",
    "stance.classifier",
    "stance.calibration",
    "stance.int8",
    "stance.training",
    "stance.corpus",
    "stance.corpora",
)
FILE_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "rename",
    "savefig",
}


def file_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = (
                node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            )
            if name in FILE_CALLS:
                yield node


def test_files_are_touched_only_in_run_and_by_loaders() -> None:
    wrong = [
        f"{module}:{call.lineno} {ast.unparse(call)[:60]}"
        for module, tree in SOURCES.items()
        if not any(within(module, room) for room in FILES_IN)
        for call in file_calls(tree)
    ]
    assert wrong == []


def test_nothing_prints_outside_the_command_line() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module, tree in SOURCES.items()
        if not within(module, "cli")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]
    assert wrong == []


def test_the_environment_is_read_only_by_the_settings() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module, tree in SOURCES.items()
        if module != "run.config"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    ]
    assert wrong == []
