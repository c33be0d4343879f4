# Every target but `lock` depends on `install`; nothing else is needed first. `lock` needs uv.
.PHONY: install extract test lint benchmark train lock

BIN := .venv/bin
INSTALLED := .venv/.installed
UV := $(shell command -v uv)
PYTHON ?= $(shell for p in python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)

ifneq ($(UV),)
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
PIP_INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
MAKE_VENV = $(PYTHON) -m venv .venv
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

install: $(INSTALLED)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "tieout needs Python 3.11 or later on PATH (or make PYTHON=...)" >&2; exit 1; }
	$(MAKE_VENV)

$(INSTALLED): requirements.txt pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

extract: install
	@$(BIN)/tieout extract --table annotations/samples

test: install
	$(BIN)/pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

benchmark: install
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.planted
	$(BIN)/python -m benchmarks.trust

train: install
	$(BIN)/tieout train --annotations annotations/samples --out work/models

LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

lock:
	$(LOCK) --all-extras --output-file requirements.txt
	$(LOCK) --extra ocr --constraint requirements.txt --output-file requirements-extract.txt
