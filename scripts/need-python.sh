#!/bin/sh
# Says what is missing before anything is installed: sh scripts/need-python.sh python3
python=${1:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Källa needs Python 3.11 or newer, and there is no '$python' here." >&2
    echo "Install it: sudo apt install python3 python3-venv    or name yours: make chat PYTHON=/path/to/python3" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    found=$("$python" -c 'import platform; print(platform.python_version())')
    echo "Källa needs Python 3.11 or newer, and '$python' is $found." >&2
    echo "Install a newer one, then name it: make chat PYTHON=python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    echo "Källa installs into a virtual environment, and '$python' has no venv module." >&2
    echo "Install it: sudo apt install python3-venv" >&2
    exit 1
fi
