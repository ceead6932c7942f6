#!/usr/bin/env bash
# Packages the extension, installs it in a real VS Code (code-server) and drives that in a headless Chromium.
#
# Installs what it needs: Debian's packages, npm's modules, code-server into $XDG_CACHE_HOME.  Fails, and says of what,
# where something cannot be installed.  $DESKCHECK is the program (else the last build, release or debug),
# $ARTEFACTS the folder where screenshots stay.
set -euo pipefail
# A path given is from where the caller stands.
[ -z "${DESKCHECK:-}" ] || DESKCHECK=$(readlink -f "$DESKCHECK")
cd "$(dirname "$0")/.."
here=$PWD
repository=$(cd ../.. && pwd)
target=${CARGO_TARGET_DIR:-$repository/target}
artefacts=${ARTEFACTS:-$target/editors}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/deskcheck-editors
mkdir -p "$artefacts" "$cache"

fail() { echo "not run: $*" >&2; exit 1; }

program=${DESKCHECK:-$(ls -t "$target"/{release,debug}/deskcheck 2>/dev/null | head -n 1)}
[ -x "$program" ] || fail "there is no program; cargo build makes one"
program=$(readlink -f "$program")

packages=()
need() { command -v "$1" >/dev/null || packages+=("$2"); }
need chromium chromium
need curl curl
need g++ g++
need make make
need python3 python3
need pkg-config pkg-config
[ -f /usr/include/gssapi/gssapi.h ] || packages+=(libkrb5-dev)
need node nodejs
need npm npm
if [ ${#packages[@]} -gt 0 ]; then
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}") >"$artefacts/apt.log" 2>&1 ||
    fail "Debian's packages could not be installed: ${packages[*]} ($artefacts/apt.log)"
fi
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || fail "Node $(node --version) is too old; 20 or newer is needed"

[ node_modules/.package-lock.json -nt package-lock.json ] ||
  npm ci --no-audit --no-fund --loglevel=error || fail "npm could not install the extension's modules"
rm -f ./*.vsix
npm run --silent package >"$artefacts/package.log" 2>&1 || { cat "$artefacts/package.log"; fail "the extension could not be packaged"; }
"$here/test/code_server.sh" "$cache/code-server" || fail "no VS Code"

desk=$(mktemp -d)
server=
end() {
  # The server has a group of its own, with the editor's and the extension's processes.
  [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true
  cp "$desk/server.log" "$artefacts/server.log" 2>/dev/null || true
  find "$desk/data/logs" -name '*-deskcheck.log' -exec cp {} "$artefacts/output.log" \; 2>/dev/null || true
  rm -rf "$desk"
}
trap end EXIT
mkdir -p "$desk"/{home,data/User,extensions,workspace/.vscode,workspace/.deskcheck}
export HOME=$desk/home XDG_CONFIG_HOME=$desk/home XDG_DATA_HOME=$desk/home
printf 'auth: none\ncert: false\n' >"$desk/config.yaml"
cat >"$desk/data/User/settings.json" <<SETTINGS
{
  "deskcheck.path": "$program",
  "deskcheck.trace.server": "verbose",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "editor.inlayHints.enabled": "on",
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "markdown.validate.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "chat.commandCenter.enabled": false
}
SETTINGS
# What a workspace that is not trusted brings along must not run: $desk/ran tells if it did.
printf '#!/bin/sh\ntouch "%s/ran"\nexec "%s" "$@"\n' "$desk" "$program" >"$desk/workspace/.deskcheck/deskcheck"
chmod +x "$desk/workspace/.deskcheck/deskcheck"
echo '{ "deskcheck.path": ".deskcheck/deskcheck" }' >"$desk/workspace/.vscode/settings.json"
cp "$repository/examples/harbour-fire.md" "$desk/workspace/draft.md"
printf 'Copyright TK\n' >"$desk/workspace/LICENSE"
printf '= Fog\n\n// The toll is TK.\nIt cost TK.\n' >"$desk/workspace/bulletin.adoc"
printf 'Fog\n===\n\n.. The toll is TK.\n\nIt cost TK.\n' >"$desk/workspace/notes.rst"

entry=$cache/code-server/node_modules/code-server/out/node/entry.js
code=(node "$entry" --config "$desk/config.yaml" --user-data-dir "$desk/data" --extensions-dir "$desk/extensions")
"${code[@]}" --install-extension ./*.vsix >"$desk/server.log" 2>&1 || { cat "$desk/server.log"; fail "VS Code refused the extension"; }
port=$(node -e 's = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
setsid "${code[@]}" --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check \
  --disable-getting-started-override "$desk/workspace" >>"$desk/server.log" 2>&1 </dev/null &
server=$!
for _ in $(seq 150); do
  curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && break
  kill -0 "$server" 2>/dev/null || { cat "$desk/server.log"; fail "VS Code ended at once"; }
  sleep 0.2
done

DESK=$desk timeout 240 node test/drive.mjs "http://127.0.0.1:$port/" "$artefacts" || { echo "screenshots: $artefacts"; exit 1; }
