# The words of daily work; `make help` lists them. Everything happens inside this folder.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/stamp
BENCH_STAMP := .venv/stamp-bench
MESSAGES := locale/en/LC_MESSAGES/django.mo
BENCH ?=
LANGUAGE := en
.PHONY: help venv run test check soak bench map settings-docs access-docs messages requirements

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(STAMP) $(MESSAGES) ## Everything that is needed, pinned, into .venv and .var (again only when pins change)

$(STAMP): requirements/run.txt requirements/test.txt pyproject.toml package-lock.json tools/build_assets.py
	@tools/venv "$(PYTHON)"
	@touch $@

$(MESSAGES): $(STAMP) locale/en/LC_MESSAGES/django.po
	@$(BIN)/python tools/compile_messages.py

run: $(STAMP) $(MESSAGES) ## The product on http://localhost:8000 (PORT=… for another port)
	@BEHOC_LOCAL=1 exec $(BIN)/python -m behoc.config.run

test: $(STAMP) $(MESSAGES) ## Every check and every test
	@tools/test

check: $(STAMP) $(MESSAGES) ## Format, lint, types, contracts, migrations, settings: about a minute
	@tools/check

soak: $(STAMP) ## Faults and long searches, by hand before a release (MINUTES=5)
	@$(BIN)/python -m tools.soak

bench: $(BENCH_STAMP) $(MESSAGES) ## Every measurement small, or one at full size: BENCH=reading
	@$(BIN)/python -m benchmarks $(BENCH)

$(BENCH_STAMP): requirements/bench.txt $(STAMP)
	@$(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --no-deps -r requirements/bench.txt
	@touch $@

map: $(STAMP) ## Draw docs/map.md again
	@$(BIN)/python -m tools.draw_map

settings-docs: $(STAMP) ## Write docs/operations/settings.md and .env.example from the table
	@BEHOC_LOCAL=1 $(BIN)/python -m tools.settings_docs

access-docs: $(STAMP) ## Write docs/access.md from data/access/roles.toml
	@$(BIN)/python -m tools.access_docs

messages: $(STAMP) ## Gather every sentence into locale/ for a translation: LANGUAGE=en (needs GNU gettext)
	@mkdir -p locale && BEHOC_LOCAL=1 $(BIN)/python manage.py makemessages --no-location --locale $(LANGUAGE)

requirements: $(STAMP) ## Pin requirements/*.in again (needs uv)
	@cd requirements && uv pip compile -q --generate-hashes --no-header --python-version 3.11 run.in -o run.txt
	@cd requirements && uv pip compile -q --generate-hashes --no-header --python-version 3.11 test.in -o test.txt
	@cd requirements && uv pip compile -q --generate-hashes --no-header --python-version 3.11 bench.in -o bench.txt
