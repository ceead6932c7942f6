#!/usr/bin/env bash
# Packs, installs and runs the npm packages with one binary, without a network: test.sh BINARY
set -euo pipefail
binary="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

machine="$(node -p 'process.platform + "-" + process.arch')"
node "$here/build.mjs" "$folder/packages" "$machine=$binary"
mkdir "$folder/desk"
cd "$folder/desk"
npm init -y >/dev/null
for package in "deskcheck-$machine" deskcheck; do
  npm pack --silent --pack-destination "$folder" "$folder/packages/$package" >/dev/null
done
npm install --silent --offline --no-audit --no-fund "$folder"/deskcheck-*.tgz

[ "$(npx --no-install deskcheck --version)" = "$("$binary" --version)" ]
printf 'They met on Sunday, October 3, 2022.\n' > draft.txt
code=0
npx --no-install deskcheck check draft.txt --quiet > out.txt || code=$?
[ "$code" -eq 1 ] && grep -q "weekday-mismatch" out.txt
[ "$(printf 'All is well.\n' | npx --no-install deskcheck check - --quiet)" = "" ]
code=0
npx --no-install deskcheck check none.txt >/dev/null 2>&1 || code=$?
[ "$code" -eq 2 ]
# Without the package of the machine it says what to do.
rm -rf "node_modules/deskcheck-$machine"
code=0
npx --no-install deskcheck --version 2> err.txt || code=$?
[ "$code" -eq 2 ] && grep -q "there is no package deskcheck-$machine" err.txt
echo "npm: packed, installed and run on $machine"
