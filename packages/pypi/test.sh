#!/usr/bin/env bash
# Installs a wheel in a fresh virtual environment, and runs what it brings: wheel-test.sh WHEEL
set -euo pipefail
wheel="$(realpath "$1")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-index "$wheel"
deskcheck="$folder/venv/bin/deskcheck"
"$deskcheck" --version
printf 'They met on Sunday, October 3, 2022.\n' > "$folder/draft.txt"
code=0
"$deskcheck" check "$folder/draft.txt" --quiet > "$folder/out.txt" || code=$?
[ "$code" -eq 1 ] && grep -q "weekday-mismatch" "$folder/out.txt"
grep -q '^License-File:.*LICENSE' "$folder"/venv/lib/python*/site-packages/deskcheck-*.dist-info/METADATA
"$folder/venv/bin/pip" uninstall --quiet --yes deskcheck
[ ! -e "$deskcheck" ]
echo "wheel: installed, run and removed"
