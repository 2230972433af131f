"""What the README says holds."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from discourse.cli._app import application
from discourse.parse import known_layouts

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def shell_commands() -> list[str]:
    lines = "\n".join(blocks(README + GUIDE, "sh")).splitlines()
    return [line.partition(" #")[0].strip() for line in lines if line.startswith("discourse ")]


@pytest.mark.parametrize("line", shell_commands())
def test_every_command_shown_exists_with_its_options(line: str) -> None:
    words = line.replace('"', " ").split()[1:]
    command = get_command(application())
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]  # a group has them
    assert not hasattr(command, "commands"), f"{line}: no such command"
    known = {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)}
    assert {word for word in words if re.match("--?[a-z]", word)} <= known


def test_every_file_named_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README + GUIDE):
        assert (ROOT / target).exists(), target


def test_make_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make (\w+)", README + GUIDE, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_layout_is_told() -> None:
    assert [layout.name for layout in known_layouts() if f"`{layout.name}`" not in README] == []


@pytest.mark.shipped
def test_the_library_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks(README, "python")
    said: list[tuple[object, ...]] = []
    exec(compile(code, "README.md", "exec"), {"print": lambda *words: said.append(words)})  # noqa: S102 - our own words
    assert said[0][1] == ("Naomi Kirishima", "Owen Tallis")
    assert any(words[0] in ("against", "neutral", "favor") for words in said)
    assert (tmp_path / "outputs" / "library" / "run.json").exists()
