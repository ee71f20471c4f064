#!/usr/bin/env bash
# Installs what is missing, builds Clew and its tests in release, and runs them all.
#   Tests/run.sh                 every test
#   Tests/run.sh --filter NAME   those whose name matches (passed on to `swift test`)
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/install

echo "== Checking what the tests need"
clew_need_swift
# shellcheck disable=SC2086
clew_install $clew_packages

echo "== Building (release: the language model is too slow in debug)"
swift build -c release --build-tests --explicit-target-dependency-import-check error

echo "== Running the tests"
swift test -c release --skip-build "$@"
