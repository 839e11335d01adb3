# The two commands of the README are `make demo` and `make test`; both set up first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test check bench lock clean

setup: $(READY)

# hatchling builds the package without reaching for anything beyond the lock
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

.venv/.ready-dev: requirements-dev.lock $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup
	@mkdir -p out && rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	$(BIN)/detente read examples/pages --archive out/demo.db
	$(BIN)/detente timeline DZA MAR --archive out/demo.db
	$(BIN)/detente series DZA MAR --archive out/demo.db --by month
	$(BIN)/detente brief DZA MAR --archive out/demo.db -o out/brief.html
	@echo "The brief lies in out/brief.html: open it in any browser, nothing is fetched."

test: .venv/.ready-dev check
	$(BIN)/pytest
	$(BIN)/python bench/gate.py

check: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.ready-dev
	$(BIN)/python bench/table.py

lock: .venv/.ready-dev
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header --extra build --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv out build dist
