# Two commands do everything on a fresh machine: `make run` and `make test`.

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BENCH_PY := build/bench-venv/bin/python
CONSUMERS_PY := build/consumers-venv/bin/python
SITE := import sysconfig; print(sysconfig.get_path('purelib'))
EXAMPLE := resources/samples/news

.PHONY: run test test-consumers lint types contracts tests drill translations wheel clean system system-window
.DEFAULT_GOAL := run

run: $(VENV)/.run system-window
	@sh packaging/run.sh $(VENV)/bin/instrstudio $(EXAMPLE)

test: system $(VENV)/.dev
	$(MAKE) --no-print-directory lint types contracts tests

lint: $(VENV)/.dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .

types: $(VENV)/.dev
	$(VENV)/bin/mypy

contracts: $(VENV)/.dev
	$(VENV)/bin/lint-imports

tests: $(VENV)/.dev
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(PY) -m pytest -n auto --dist loadfile --ignore tests/ui
	@# the window waits for its threads, so at most two of it run beside each other
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(PY) -m pytest -n 2 --dist loadfile tests/ui

# make bench-NAME: a table of ratios, also in build/bench/NAME.json; never part of `make test`
bench-%: $(VENV)/.run
	$(PY) -m tests.benchmarks.$(subst -,_,$*) $(ARGS)

# The rivals live in an environment of their own, which sees ours: one torch serves both.
bench-engine bench-search: bench-%: build/bench-venv/.installed
	$(BENCH_PY) -m tests.benchmarks.$(subst -,_,$*) $(ARGS)

build/bench-venv/.installed: $(VENV)/.run tests/benchmarks/requirements.txt
	$(PY) -m venv --clear build/bench-venv
	echo "import site; site.addsitedir('$$($(PY) -c "$(SITE)")')" \
		> $$($(BENCH_PY) -c "$(SITE)")/program.pth
	$(BENCH_PY) -m pip install -q --no-deps -r tests/benchmarks/requirements.txt
	@touch $@

# Other people's programs read our exports: Hugging Face datasets, pandas, LLaMA-Factory,
# promptfoo. An environment of their own, which sees ours; needs the network once.
test-consumers: build/consumers-venv/.installed
	INSTRSTUDIO_CONSUMERS=1 PYTHONPATH=tests HF_HUB_OFFLINE=1 $(CONSUMERS_PY) -m pytest \
		tests/consumers -W default -o faulthandler_timeout=0 -rs $(ARGS)

build/consumers-venv/.installed: $(VENV)/.dev tests/consumers/requirements.txt
	$(PY) -m venv --clear build/consumers-venv
	echo "import site; site.addsitedir('$$($(PY) -c "$(SITE)")')" \
		> $$($(CONSUMERS_PY) -c "$(SITE)")/program.pth
	$(CONSUMERS_PY) -m pip install -q -r tests/consumers/requirements.txt
	@# its loader alone is used; the rest of it wants gigabytes
	$(CONSUMERS_PY) -m pip install -q --no-deps llamafactory || echo "LLaMA-Factory cannot be installed: its tests are skipped."
	@touch $@

# kill -9 at random moments (ARGS="--moments 1000 --seed 1"); a minute of it is a test
drill: $(VENV)/.dev
	PYTHONPATH=tests OMP_NUM_THREADS=1 $(PY) -m drill $(ARGS)

translations: $(VENV)/.dev
	$(PY) packaging/translations.py

wheel: $(VENV)/.dev
	$(PY) -m pip wheel --no-deps -w dist .

system:
	@sh packaging/system.sh test

system-window:
	@sh packaging/system.sh run

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "InstrStudio needs Python 3.11 or newer: install python3.11 and python3.11-venv."; exit 1; }
	@sh packaging/system.sh venv "$(PYTHON)"
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install -q --upgrade pip

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	@echo "Installing InstrStudio into $(VENV) (once; torch is large) ..."
	$(PY) -m pip install -q -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PY) -m pip install -q -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist
