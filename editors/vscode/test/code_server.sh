#!/usr/bin/env bash
# Installs VS Code as code-server from the npm registry into the folder $1, once.  About a minute and 400 MB.
#
# Its own install script refuses to run as root and fetches what no registry has, so scripts stay off and the native
# modules are built here.
set -euo pipefail
version=4.100.3
folder=$1
[ -f "$folder/done-$version" ] && exit 0

fail() { echo "code-server could not be installed: $*" >&2; exit 1; }
rm -rf "$folder"
mkdir -p "$folder/home"
cd "$folder"
export HOME=$folder/home
node_home=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
[ -f "$node_home/include/node/node.h" ] || fail "the headers of Node are not in $node_home/include"
echo "nodedir=$node_home" >"$HOME/.npmrc"
quiet=(--ignore-scripts --no-audit --no-fund --loglevel=error)

npm init -y >/dev/null
npm install "code-server@$version" "${quiet[@]}" || fail "npm has no code-server@$version"
npm rebuild argon2 --build-from-source --loglevel=error || fail "argon2 was not built"
cd node_modules/code-server/lib/vscode
npm install --omit=dev "${quiet[@]}" || fail "the modules of VS Code"
for module in @vscode/spdlog node-pty native-watchdog @parcel/watcher; do
  npm rebuild "$module" --loglevel=error || fail "$module was not built"
done
ln -sfn node_modules node_modules.asar
(cd extensions && npm install --omit=dev "${quiet[@]}") || fail "the modules of its extensions"
touch "$folder/done-$version"
