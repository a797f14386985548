PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
# What was compiled of the tests is kept, whatever the shell says: it is a tenth of a quick run
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: demo demo-teams test quick lint bench fault simulate setup setup-teams setup-tests packages clean requirements

demo: setup
	@$(BIN)/milepost demo $(ARGS)

# The same sample in Microsoft's offline playground of Teams: no tenant, no account; needs Node 20
demo-teams: packages setup-teams
	@$(BIN)/milepost demo --teams $(ARGS)

test: setup-tests
	@$(PYTEST) $(TESTS)

# Neither the browser nor PostgreSQL nor what takes long: for while one works
quick: setup-tests
	@$(PYTEST) -m "not browser and not postgresql and not slow" $(TESTS)

lint: setup-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: setup-tests
	@$(BIN)/python -m tests.bench

fault: setup-tests
	@$(BIN)/python -m tests.fault $(ARGS)

simulate: setup-tests
	@$(BIN)/python -m tests.figures $(ARGS)

setup: $(VENV)/.installed
# What Teams stands on, beside the rest
setup-teams: $(VENV)/.teams-installed
setup-tests: $(VENV)/.tests-installed

$(VENV)/.installed: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . 
	@touch $@

$(VENV)/.teams-installed: $(VENV)/.installed requirements-teams.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-teams.txt
	@touch $@

$(VENV)/.tests-installed: $(VENV)/.installed tests/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

# Microsoft's renderer of cards, playground and schemas, for tests; Milepost itself needs none of it
packages: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "This needs Node 20 or newer with npm, from https://nodejs.org; install it, then run the same again."; exit 1; }
	@npm ci --ignore-scripts --no-audit --no-fund --silent || { echo "The packages couldn't be fetched: this needs the internet, or your company's npm registry (npm config set registry ADDRESS). Then run the same again."; exit 1; }
	@touch $@

# Maintainers: renew the pinned requirements (needs uv)
requirements:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml tests/setuptools.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint requirements.txt tests/requirements.in -o tests/requirements.txt
	echo "pyjwt[crypto]" | uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint tests/requirements.txt - -o requirements-teams.txt

clean:
	rm -rf $(VENV) node_modules
