#!/bin/sh
# The corpus' spelling is checked with Debian's hunspell and its Swedish dictionary. Installed here
# where that needs no password, else what is missing is named and the check is skipped (in CI it fails).
if command -v hunspell >/dev/null 2>&1 && echo ord | hunspell -d sv_SE -l >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing hunspell and its Swedish dictionary for the corpus' check …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq hunspell hunspell-sv >/dev/null && exit 0
fi
echo "There is no hunspell with Swedish here, so the corpus' spelling cannot be checked. Install it: sudo apt install hunspell hunspell-sv" >&2
[ "$CI" != true ]
