# make demo   set up, analyse the sample pages in seeds/, end with the path of the report
# make test   set up, run every test
# make check  what CI does: linters, types, tests
# make bench-pages PAGES=FOLDER  measure page parsing against its floors; see tests/benchmarks/pages.py
# make bench  start-up, comments a second in each precision, the whole job by size; see tests/benchmarks
# make gallery  draw every picture of every kind of thread in every theme and check its text; outputs/gallery
# make clean  remove the virtual environment, caches and the demo's run

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
DEMO := outputs/demo

.PHONY: demo test lint check bench bench-pages gallery clean

demo: $(INSTALLED)
	@echo "Analysing the sample pages in seeds/ ..."
	$(BIN)/discourse analyze seeds --out $(DEMO) --overwrite
	@find $(DEMO)/charts -name 'report.png' -path '*corpus*' | sort | head -n 1

test: $(INSTALLED)
	@echo "Running the tests ..."
	$(BIN)/pytest

lint: $(INSTALLED)
	@echo "Checking style and types ..."
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

bench: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks.startup
	$(BIN)/python -m tests.benchmarks.inference --parity 600
	$(BIN)/python -m tests.benchmarks.whole_job --stand-in

bench-pages: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks.pages $(PAGES) --part train --only discourse --floors tests/benchmarks/pages_floors.json

gallery: $(INSTALLED)
	$(BIN)/python -m tests.gallery.make outputs/gallery

$(INSTALLED): pyproject.toml
	@echo "Setting up $(VENV) (once; a few minutes, most of it torch) ..."
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "discourse needs Python 3.11 or newer; name one with PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO) outputs/gallery build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
