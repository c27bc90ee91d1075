# Everything a checkout needs is installed into .venv from a lock with hashes, once per change of
# that lock or of pyproject.toml. Another Python: make test PYTHON=python3.13
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help demo demo-matrix run matrix-login dev test kill lint format bench wheel lock clean

help:  ## Show these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

demo: .venv/.demo  ## Open the bot in a browser page; no account, no token
	$(BIN)/bedfellows demo $(ARGS)

demo-matrix: .venv/.runtime .venv-synapse/.homeserver  ## The same on Matrix: a homeserver of its own, a chat on this terminal
	@$(BIN)/bedfellows demo-matrix $(ARGS)

run: .venv/.runtime  ## Run the bot wherever its settings say, on Discord, on Matrix or on both
	$(BIN)/bedfellows run $(ARGS)

matrix-login: .venv/.runtime  ## Give the bot its login on Matrix, once
	@$(BIN)/bedfellows matrix-login $(ARGS)

dev: .venv/.dev  ## Install all that development needs into .venv

test: lint .venv-synapse/.homeserver .venv-node/.client  ## All checks and all tests, as CI runs them
	$(BIN)/pytest --cov --numprocesses 2 --dist worksteal $(ARGS)

kill: .venv/.dev  ## Kill the bot 300 times in the middle of its posts, and of its polls
	KILLS=300 $(BIN)/pytest tests/delivery/test_kills.py \
	  tests/delivery/test_poll_kills.py -o log_cli=true --log-cli-level=INFO $(ARGS)

lint: .venv/.dev  ## The checks without the tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bedfellows check

format: .venv/.dev  ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: .venv/.dev  ## Measure time and memory
	$(BIN)/python -m benchmarks.start_and_answer
	$(BIN)/python -m benchmarks.pack
	$(BIN)/python -m benchmarks.storage
	$(BIN)/python -m benchmarks.votes
	$(BIN)/python -m benchmarks.due_scan
	$(BIN)/python -m benchmarks.fan_out

wheel: .venv/.runtime  ## Build the wheel into dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## Remove .venv and everything else that was made here
	rm -rf .venv .venv-lock .venv-synapse .venv-node tests/matrix/js/node_modules dist build htmlcov .coverage .coverage.*
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bot cogs tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What each stamp stands for: a larger set also satisfies the smaller ones.
.venv/.runtime: requirements.lock
.venv/.demo: requirements-demo.lock
.venv/.dev: requirements-dev.lock
.venv/.runtime: STAMPS = .venv/.runtime
.venv/.demo: STAMPS = .venv/.runtime .venv/.demo
.venv/.dev: STAMPS = .venv/.runtime .venv/.demo .venv/.dev

.venv/.runtime .venv/.demo .venv/.dev: requirements-build.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes $(addprefix -r ,$(filter %.lock,$^))
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMPS)

# A Matrix homeserver for the tests, apart from the program: its pins must not meet ours.
.venv-synapse/.homeserver: tests/matrix/requirements-synapse.lock | $(BIN)/python
	$(PYTHON) -m venv --clear .venv-synapse
	.venv-synapse/bin/python -m pip --disable-pip-version-check --no-input install --quiet \
	  --require-hashes -r $<
	@touch $@

# An independent Matrix client for the tests, and Node.js for it: Debian's can be too old.
.venv-node/.client: $(addprefix tests/matrix/js/,requirements-node.lock package.json package-lock.json) | $(BIN)/python
	$(PYTHON) -m venv --clear .venv-node
	.venv-node/bin/python -m pip --disable-pip-version-check --no-input install --quiet \
	  --require-hashes -r $<
	PATH="$(CURDIR)/.venv-node/bin:$$PATH" npm ci --silent --prefix tests/matrix/js
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	  "Bedfellows needs Python 3.11 or newer; $(PYTHON) is not. Name another: make PYTHON=python3.13 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo \
	  "$(PYTHON) cannot make virtual environments. On Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

# The locks hold for every supported Python on Linux and macOS. The development lock decides the
# versions, the others follow it. Newer versions: make lock ARGS=--upgrade
COMPILE = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras \
  --annotation-style line --custom-compile-command 'make lock' pyproject.toml
FOLLOW = --constraints requirements-dev.lock

lock: .venv-lock/bin/uv  ## Compile the locks anew from pyproject.toml
	$(COMPILE) --extra test --group build --output-file requirements-dev.lock $(ARGS)
	$(COMPILE) $(FOLLOW) --extra demo --extra matrix --output-file requirements-demo.lock $(ARGS)
	$(COMPILE) $(FOLLOW) --extra matrix --output-file requirements.lock $(ARGS)
	$(subst pyproject.toml,,$(COMPILE)) $(FOLLOW) --group build --output-file requirements-build.lock $(ARGS)
	$(subst pyproject.toml,,$(COMPILE)) tests/matrix/requirements-synapse.in --output-file tests/matrix/requirements-synapse.lock $(ARGS)
	$(subst pyproject.toml,,$(COMPILE)) tests/matrix/js/requirements-node.in --output-file tests/matrix/js/requirements-node.lock $(ARGS)

.venv-lock/bin/uv:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv==0.13.9
