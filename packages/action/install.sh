#!/usr/bin/env bash
# The deskcheck that the action runs: the one given, one on the path, or one built from this repository.
set -euo pipefail

binary="${DESKCHECK_BINARY:-}"
if [ -n "$binary" ]; then
  command -v -- "$binary" >/dev/null || { echo "::error::there is no deskcheck at $binary"; exit 2; }
  binary="$(command -v -- "$binary")"
elif command -v deskcheck >/dev/null; then
  binary="$(command -v deskcheck)"
else
  root="${RUNNER_TOOL_CACHE:-$HOME/.cache}/deskcheck"
  cargo install --path "$GITHUB_ACTION_PATH" --locked --root "$root"
  binary="$root/bin/deskcheck"
fi
"$binary" --version
echo "binary=$binary" >> "$GITHUB_OUTPUT"
