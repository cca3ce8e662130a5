# Two commands are enough to begin: `make run` and `make test`.

# The first Python the libraries are made for; `make run PYTHON=...` chooses another.
PYTHON ?= $(shell for candidate in python3 python3.11 python3.12 python3.13; do \
	$$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$candidate && break; done || true)
VENV_PYTHON := .venv/bin/python

.PHONY: help setup run test check pictures bench torture

help:
	@echo "make run       prepare everything and open the program"
	@echo "make test      prepare everything and run all tests"
	@echo "make check     style, types and the walls of the house"
	@echo "make pictures  every page, dialog and paper as PNG in build/pictures/"
	@echo "make bench     how fast it is"
	@echo "make torture   the long tests of trust at full size: about an hour on two idle cores"

setup:
	@$(or $(PYTHON),python3) tools/setup.py

run: setup
	@$(VENV_PYTHON) main.py

test: setup
	@$(VENV_PYTHON) -m pytest -n auto --dist loadfile

check: setup
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy --strict fulian_desktop ui main.py
	$(VENV_PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

pictures: setup
	@$(VENV_PYTHON) tools/make_pictures.py

bench: setup
	@$(VENV_PYTHON) benchmarks/run.py

torture: setup
	@$(VENV_PYTHON) tests/trust/torture.py
