# Two commands for a newcomer: `make demo` and `make test`. Each builds .venv first, from a bare checkout with Python 3.11+ and make.
# One environment for everything: the development set is a few tools more than the program needs, and one set is one thing to keep right.

PYTHON ?= python3
OUT ?= demo-out
JOBS ?= auto
TESTS ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
COMPILED := .venv/.catalogs
CATALOGS := $(shell find translations -name '*.po' 2>/dev/null)

MAKEFLAGS += --no-print-directory
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.PHONY: help venv run demo test endurance check format lock package smoke translations bench clean

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/  make \1\t\2/p' Makefile | expand -t 22

venv: $(INSTALLED) $(COMPILED) ## .venv with everything in it, and the catalogs compiled

$(INSTALLED): requirements/dev.txt pyproject.toml packaging/build_catalogs.py
	@$(PYTHON) packaging/system_packages.py venv
	@echo "Building .venv (about a minute the first time)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(COMPILED): $(INSTALLED) $(CATALOGS) translations/tool.py
	@$(BIN)/python translations/tool.py compile
	@touch $@

system-%:
	@$(PYTHON) packaging/system_packages.py $*

run: system-run venv ## open the window
	@$(BIN)/intake-desktop

demo: system-demo venv ## one whole intake without a person: make demo OUT=DIR
	@$(BIN)/intake-desktop demo --out "$(OUT)"

test: system-test venv ## every test: make test TESTS=tests/vault for some
	@$(BIN)/python -m pytest --numprocesses=$(JOBS) --dist=worksteal $(TESTS)

endurance: system-test venv ## the long form of what the tests do in short: 200 kills at any moment of an interview
	@INTAKE_KILL_ROUNDS=200 $(BIN)/python -m pytest tests/whole_way/test_kill.py --timeout=3600 -s

check: venv ## lint, format, types, floors, translations, and what must never be in the tree
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python translations/tool.py check
	@$(BIN)/python packaging/check_tree.py

format: venv ## format the code and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

lock: venv ## pin the newest versions that fit, with their hashes
	@for set in run dev; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade \
	    pyproject.toml $$([ $$set = dev ] && echo --group dev) -o requirements/$$set.txt || exit 1; \
	done

translations: venv ## gather what is to be translated into the catalogs
	@$(BIN)/python translations/tool.py extract
	@$(BIN)/python translations/tool.py update

package: system-package venv ## dist/intake-desktop_VERSION_ARCH.deb
	@$(BIN)/python packaging/build_deb.py

smoke: ## install the newest .deb into a bare Debian of its own and use it (root, debootstrap)
	@packaging/smoke-test

bench: system-test venv ## ratios: ours, the yardstick, ours over the yardstick
	@$(BIN)/python -m benchmarks

clean: ## everything that make made
	@rm -rf .venv build dist demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} + ; find translations -name '*.mo' -delete
