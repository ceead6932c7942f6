#!/usr/bin/env bash
# Drives the plugin in a headless Neovim (test.lua) with the program $DESKCHECK, else the release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v nvim >/dev/null || { apt-get update -qq && apt-get install -y -qq neovim; }
nvim --version | head -n 1
DESKCHECK="${DESKCHECK:-${CARGO_TARGET_DIR:-$PWD/target}/release/deskcheck}" timeout 90 nvim --headless --clean -n -c 'luafile editors/nvim/test.lua'
