# The commands of the project. They need python3 (3.11 or newer) and git, and make their own environment in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PINNED := --constraint constraints.txt --build-constraint constraints.txt
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test lint format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## check the example company, show its findings and write the audit report
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh build/demo

test: $(VENV)/installed-dev ## run all tests
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

lint: $(VENV)/installed-dev ## check style, types, workflows and hooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy action/run.py
	$(BIN)/zizmor --offline --persona=auditor --quiet .
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml

format: $(VENV)/installed-dev ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## pin the newest versions of all dependencies in constraints.txt
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet . --group dev hatchling editables
	build/lock/bin/python -m pip freeze --all --exclude roadmap-guard --exclude setuptools > constraints.new
	mv constraints.new constraints.txt

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment is made anew whenever a dependency may have changed, so that nothing stale is ever tested.
$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "roadmap-guard needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; } >&2
	@echo "making the environment in $(VENV) (once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --quiet --upgrade --constraint constraints.txt pip
	@$(PIP) install --quiet $(PINNED) --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(PIP) install --quiet $(PINNED) --group dev
	@touch $@
