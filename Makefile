# Every target but `lock` depends on `install`; nothing else is needed first. `lock` needs uv.
.PHONY: install extract test lint benchmark train label-studio test-annotations benchmark-teach lock

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
	$(BIN)/tieout train --annotations annotations/samples --out work/models --promote
	$(BIN)/tieout extract --table --model challenger annotations/samples/form4-edgar.html

# Label Studio pins what it needs: it gets an environment of its own.
STUDIO := work/label-studio-venv

ifneq ($(UV),)
STUDIO_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(STUDIO)
STUDIO_INSTALL = $(UV) pip install --quiet --python $(STUDIO)/bin/python
else
STUDIO_VENV = $(PYTHON) -m venv $(STUDIO)
STUDIO_INSTALL = $(STUDIO)/bin/python -m pip install --quiet --disable-pip-version-check
endif

$(STUDIO)/.installed: requirements-label-studio.txt
	$(STUDIO_VENV)
	$(STUDIO_INSTALL) --require-hashes -r requirements-label-studio.txt
	@touch $@

label-studio: install $(STUDIO)/.installed
	@$(BIN)/python -m training.annotate.studio

test-annotations: install $(STUDIO)/.installed
	TIEOUT_LABEL_STUDIO=1 $(BIN)/pytest tests/training/annotate

benchmark-teach: install
	$(BIN)/python -m benchmarks.teach

LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"

lock:
	$(LOCK) --all-extras --output-file requirements.txt
	$(LOCK) --extra ocr --constraint requirements.txt --output-file requirements-extract.txt
	echo label-studio | $(subst pyproject.toml,-,$(LOCK)) --output-file requirements-label-studio.txt
