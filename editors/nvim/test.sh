#!/usr/bin/env bash
# Runs test.lua in a headless Neovim against the release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v nvim >/dev/null || { apt-get update -qq && apt-get install -y -qq neovim; }
nvim --version | head -n 1
DESKCHECK="${CARGO_TARGET_DIR:-$PWD/target}/release/deskcheck" timeout 60 nvim --headless --clean -n -c 'luafile editors/nvim/test.lua'
