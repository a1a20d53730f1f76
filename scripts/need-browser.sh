#!/bin/sh
# The browser tests use Debian's Chromium. Installed here where that needs no password,
# else the missing package is named and the browser tests are skipped (in CI they fail).
if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "There is no Chromium here, so the browser tests cannot run. Install it: sudo apt install chromium" >&2
[ "$CI" != true ]
