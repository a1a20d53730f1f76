# make chat   install and start the chat          make test   lint, types and all tests
PYTHON ?= python3
PORT   ?= 7860
VENV   := .venv
KALLA  := $(VENV)/bin/kalla

.PHONY: chat test lint format screenshots clean

chat: $(VENV)/.installed
	@$(KALLA) chat --port $(PORT)

test: $(VENV)/.installed-dev
	@sh scripts/need-browser.sh
	@sh scripts/need-dictionary.sh
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m pytest

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

screenshots: $(VENV)/.installed-dev
	@sh scripts/need-browser.sh
	$(VENV)/bin/python tests/browser/screenshots.py docs

# The stamps are older than pyproject.toml after an update, which installs anew.
$(VENV)/.installed: pyproject.toml
	@sh scripts/need-python.sh $(PYTHON)
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Källa and what it needs into $(VENV); the first time takes some minutes …"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
