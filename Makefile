# Two commands are all a fresh machine needs: `make demo` and `make test`. CONTRIBUTING.md says what the others do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
DEMO := build/demo

.PHONY: demo test check score bench lock clean

demo: $(VENV)/run
	@mkdir -p $(DEMO)
	$(BIN)/rashomon add examples/raqqa-2017 --dossier raqqa-2017 --archive $(DEMO)/rashomon.db
	$(BIN)/rashomon show raqqa-2017 --archive $(DEMO)/rashomon.db
	$(BIN)/rashomon report raqqa-2017 --archive $(DEMO)/rashomon.db -o $(DEMO)/raqqa-2017.html
	@echo "now open the desk: $(BIN)/rashomon serve --archive $(DEMO)/rashomon.db"

test: $(VENV)/dev
	$(BIN)/python -m pytest

check: $(VENV)/dev
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/python bench/docs.py

score: $(VENV)/dev
	$(BIN)/python bench/score.py --shared $(SHARED)

bench: $(VENV)/dev
	$(BIN)/python bench/speed.py --shared $(SHARED)
	$(BIN)/python bench/desk.py
	$(BIN)/python bench/growth.py

# Locks every dependency with hashes and without addresses. Run it after changing pyproject.toml.
lock: $(VENV)/dev
	$(BIN)/uv pip compile pyproject.toml --extra build --universal -p 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate -q -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dev --universal -p 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate -q -c requirements.txt -o requirements-dev.txt
	sed -n 's/^ftm = \["\(.*\)"\]$$/\1/p' pyproject.toml | $(BIN)/uv pip compile - --universal -p 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -c requirements-dev.txt -o requirements-ftm.txt

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/run: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# FollowTheMoney, with which its export is checked: pyicu among it is built here (pkg-config, g++ and libicu-dev).
$(VENV)/ftm: $(VENV)/dev requirements-ftm.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation -r requirements-ftm.txt
	@touch $@
