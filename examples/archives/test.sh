#!/usr/bin/env bash
# Checks one archive in one run, with GNU parallel and with Spark, and compares: test.sh DESKCHECK [NUMBER OF ARTICLES]
# Leaves out what is not installed, and says so.
set -euo pipefail
DESKCHECK="$(realpath "$1")"
export DESKCHECK
number="${2:-2000}"
here="$(cd "$(dirname "$0")" && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# With an empty line and one that cannot be read, whose answer names the line: the only thing that differs.
{ python3 "$here/articles.py" "$number"; printf '\n{"id": "bad"}\n'; python3 "$here/articles.py" 10 "$number"; } > articles.jsonl
plain() { sed -E 's/"error":"line [0-9]+: /"error":"line N: /' "$1"; }
"$DESKCHECK" batch --claims < articles.jsonl > single.jsonl && exit 1
plain single.jsonl > wanted.jsonl
[ "$(wc -l < wanted.jsonl)" -eq "$((number + 11))" ]
grep -q '"error":"line N: ' wanted.jsonl
grep -q '"figure-conflict"' single.jsonl

if command -v parallel >/dev/null; then
  BLOCK=200k "$here/parallel.sh" articles.jsonl parallel.jsonl --claims
  plain parallel.jsonl | cmp wanted.jsonl -
  "$here/parallel.sh" articles.jsonl bare.jsonl
  { "$DESKCHECK" batch < articles.jsonl || [ $? -eq 2 ]; } | cmp bare.jsonl -
  echo "parallel: $((number + 11)) answers equal to those of a single run"
else
  echo "parallel: not installed, left out"
fi

if python3 -c 'import pyspark' 2>/dev/null && command -v java >/dev/null; then
  python3 "$here/spark.py" articles.jsonl answers --deskcheck "$DESKCHECK" --partitions 7 --claims 2> spark.log ||
    { cat spark.log >&2; exit 1; }
  [ "$(ls answers/part-* | wc -l)" -ge 7 ]
  cat answers/part-* > spark.jsonl
  plain spark.jsonl | cmp wanted.jsonl -
  echo "spark: $((number + 11)) answers in $(ls answers/part-* | wc -l) parts equal to those of a single run"
else
  echo "spark: pyspark or java not installed, left out"
fi
