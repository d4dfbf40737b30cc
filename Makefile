# Every command of this repository; `make` alone lists them. Each does its own set-up.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench fuzz torture shots words migration

PYTHON ?= python3
PY := .venv/bin/python
WORDS := resources/i18n
CHINESE := $(WORDS)/zh_CN/LC_MESSAGES/centre.po
CODE := centre_app ui main.py tests bench
export PYTHON

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.packages ## open the window (more arguments in ARGS="--data folder"); without a display a day is walked through in out/
	@$(PY) main.py $(ARGS)

test: .venv/.packages .venv/.system-tests ## run all tests on all cores (more arguments in ARGS="-k lending")
	@$(PY) -m pytest -n auto tests $(ARGS)

lint: .venv/.packages ## check style, types and the direction of imports
	@$(PY) -m ruff check $(wildcard $(CODE))
	@$(PY) -m ruff format --check $(wildcard $(CODE))
	@$(PY) -m mypy
	@.venv/bin/lint-imports

bench: .venv/.packages ## measure all that must be fast beside its raw twin: ARGS="--quick", "--only lending", "--json out.json"
	@$(PY) -m bench $(ARGS)

torture: .venv/.packages ## kill, cut off and crowd the program for half an hour (less with ARGS="--kills 500 --minutes 3")
	@$(PY) -m tests.torture $(ARGS)

fuzz: .venv/.packages ## feed mutated input of every kind: only clear refusals, nothing half written (more arguments in ARGS="scans --count 500 --seed 2")
	@$(PY) -m tests.fuzz $(ARGS)

shots: .venv/.packages ## take the pictures of the README, in both languages
	@$(PY) -m bench.shots $(ARGS)

words: .venv/.packages ## collect the texts of the code into the translation, then compile it
	@mkdir -p build
	@$(PY) -m babel.messages.frontend -q extract -k _n:1,2 -k N_ --no-location --sort-output -o build/centre.pot $(wildcard centre_app ui main.py)
	@$(PY) -m babel.messages.frontend -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110 \
		-D centre -l zh_CN -i build/centre.pot -d $(WORDS)
	@sed -E '/^"(Project-Id-Version|Report-Msgid-Bugs-To|[A-Z-]+-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d' \
		$(CHINESE) > build/centre.po && mv build/centre.po $(CHINESE)
	@$(PY) -c 'import sys; from babel.messages.pofile import read_po; \
		[print("no Chinese yet:", one.id) for one in read_po(open(sys.argv[1], "rb"), locale="zh_CN") if one.id and not all([one.string] if isinstance(one.string, str) else one.string)]' $(CHINESE)
	@$(PY) -m babel.messages.frontend compile -D centre -l zh_CN -d $(WORDS) --statistics

migration: .venv/.packages ## write the next migration from what the models have new: make migration NAME=person_nickname
	@$(PY) -m centre_app.schema $(NAME)

.venv/.packages: requirements.lock | .venv/.system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# Without these the rest may still work, so what is missing is said and not fatal; it is looked for again until it is there.
.venv/.system: .ci/system-packages
	@mkdir -p .venv
	@if .ci/system-packages; then touch $@; fi

.venv/.system-tests: .ci/system-packages
	@mkdir -p .venv
	@if .ci/system-packages tests; then touch $@; fi
