"""Every layout that is not of plain text has pages in `pages/` and reads them as written down."""

import json
import re
from pathlib import Path
from pkgutil import iter_modules

import pytest

from discourse.parse import Page, known_layouts, layouts, parse
from discourse.parse.golden import golden
from discourse.parse.text_layout import TextLayout

PAGES = Path(__file__).parent / "pages"
EXPECTED = ".expected.json"
CASES = sorted(path for path in PAGES.iterdir() if not path.name.endswith(EXPECTED))


def _layout_of(path: Path) -> str:
    return path.name.partition(".")[0].partition("-")[0]


def _expected(path: Path) -> Path:
    return path.with_name(path.name + EXPECTED)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_golden_page_is_read_as_written_down(path: Path) -> None:
    parsed = parse(Page(path.name, path.read_bytes()))
    assert {one.choice.layout.name for one in parsed} == {_layout_of(path)}
    found = json.loads(golden(one.thread for one in parsed))
    assert found == json.loads(_expected(path).read_text(encoding="utf-8"))


def test_every_layout_has_a_golden_page() -> None:
    shown = {_layout_of(path) for path in CASES}
    needed = {layout.name for layout in known_layouts() if not isinstance(layout, TextLayout)}
    assert needed == shown


def test_a_layout_is_named_as_its_file() -> None:
    files = {module.name for module in iter_modules(layouts.__path__)}
    families = {name for name in files if name.startswith("_")}
    assert {layout.name for layout in known_layouts()} == files - families


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.suffix == ".html"], ids=lambda path: path.name
)
def test_a_page_wrapped_in_one_form_is_read_alike(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    opened = re.sub(r"(<body[^>]*>)", r'\1<form method="post" action="./page.aspx">', source)
    wrapped = opened.replace("</body>", "</form></body>")
    found = [one.thread for one in parse(Page(path.name, wrapped.encode()))]
    assert wrapped.count("page.aspx") == 1
    assert found == [one.thread for one in parse(Page(path.name, path.read_bytes()))]
