#!/usr/bin/env bash
# Checks an archive with GNU parallel: parallel.sh ARTICLES.jsonl ANSWERS.jsonl [ARGUMENT OF deskcheck batch]…
#
# The file is cut at ends of lines into blocks, a block a process, one process a core; the answers are joined in order, so that they are
# those of `deskcheck batch < ARTICLES.jsonl`.  Other machines: SERVERS=desk1,desk2 (as --sshlogin), each with deskcheck on its path.
set -euo pipefail

articles="$1" answers="$2"
shift 2
block="${BLOCK:-64M}"
options=(--keep-order --halt soon,fail=1)
if [ -n "${SERVERS:-}" ]; then
  # Other machines have no such file: the lines go through a pipe.
  input=(--pipe --block "$block" --sshlogin "$SERVERS" --env RAYON_NUM_THREADS)
else
  input=(--pipepart --arg-file "$articles" --block "$block")
fi

# Ends with 2 when a line could not be read: its answer says why, and the rest is there.  Any other end is a failure.
# One thread a process: parallel has a process a core.
export RAYON_NUM_THREADS=1
export DESKCHECK="${DESKCHECK:-deskcheck}"
batch() { "$DESKCHECK" batch "$@" || [ $? -eq 2 ]; }
export -f batch
arguments="$([ $# -eq 0 ] || printf ' %q' "$@")"
command="batch$arguments"
[ -z "${SERVERS:-}" ] || command="deskcheck batch$arguments || [ \$? -eq 2 ]"
parallel "${options[@]}" "${input[@]}" "$command" < "$articles" > "$answers.part"

# As many answers as articles, or something was lost.
asked="$(grep -c '[^[:space:]]' "$articles" || true)" given="$(wc -l < "$answers.part")"
[ "$asked" -eq "$given" ] || { echo "parallel.sh: $given answers for $asked articles; see $answers.part" >&2; exit 1; }
mv "$answers.part" "$answers"
