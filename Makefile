# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
#
# make demo          build the demo region and serve it on http://127.0.0.1:8000
# make demo SERVE=0  build it and stop
# make test          lint, types, licences and the whole test suite
# make bench         how long things take: the demo, and a made-up region at SCALE=hundredth (tenth, full)
# make reference     write the generated pages of docs/reference anew
.DEFAULT_GOAL := help
.PHONY: help demo test lint format reference lock bench runtime dev
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
SERVE ?= 1
TESTS ?=
SCALE ?=
WRITE ?=
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --extra build

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

runtime:
	@tools/venv requirements.txt

dev:
	@tools/venv requirements-dev.txt

demo: runtime
	@$(BIN)/malram demo
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/malram serve; fi

lint: dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/reuse lint --quiet || { $(BIN)/reuse lint --lines; exit 1; }

# The tests come last: their closing line is the answer. They have a home of their own, whatever ./var holds.
test: lint
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && MALRAM_HOME=$$home $(BIN)/python -m pytest -q -n 2 $(TESTS)

format: dev
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

reference: dev
	@$(BIN)/python -m tools.reference_docs

# With a SCALE only the made-up region is measured, and WRITE=1 puts the results into benchmarks/README.md.
bench: dev
	@if [ -z "$(SCALE)" ]; then $(BIN)/python -m benchmarks; fi
	@$(BIN)/python -m benchmarks.scale $(or $(SCALE),hundredth) $(if $(WRITE),--write)

# The lock files hold hashes for every platform and no address of a package index.
lock: dev
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) pyproject.toml -o requirements.txt
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --extra dev --extra postgres --extra spark -c requirements.txt pyproject.toml -o requirements-dev.txt
