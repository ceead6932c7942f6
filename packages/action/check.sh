#!/usr/bin/env bash
# Checks the drafts of the job.  Paths and arguments come one a line, and none is read by the shell.
set -euo pipefail

# The lines of a text that are not empty, each without the spaces around it.
lines() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [ -z "$line" ] || printf '%s\0' "$line"
  done <<< "$1"
}

arguments=(--format "$DESKCHECK_FORMAT" --fail-on "$DESKCHECK_FAIL_ON")
if [ "$DESKCHECK_FORMAT" != github ]; then
  arguments+=(--output "$DESKCHECK_OUTPUT")
  echo "report=$DESKCHECK_OUTPUT" >> "$GITHUB_OUTPUT"
fi
while IFS= read -r -d '' argument; do arguments+=("$argument"); done < <(lines "$DESKCHECK_ARGUMENTS")
paths=()
while IFS= read -r -d '' path; do paths+=("$path"); done < <(lines "$DESKCHECK_PATHS")
exec "$DESKCHECK" check "${arguments[@]}" -- "${paths[@]}"
