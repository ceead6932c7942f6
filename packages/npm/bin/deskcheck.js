#!/usr/bin/env node
// Runs the deskcheck of this machine, which comes with a package of its own.
"use strict";

const { spawn } = require("node:child_process");
const os = require("node:os");

const name = `deskcheck-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "deskcheck.exe" : "deskcheck";

let binary = process.env.DESKCHECK;
if (!binary) {
  try {
    binary = require.resolve(`${name}/${file}`);
  } catch {
    console.error(
      `deskcheck: there is no package ${name}: either it was left out (--no-optional), or there is no binary for this ` +
        "machine; install it with `cargo install deskcheck` and set DESKCHECK to its path",
    );
    process.exit(2);
  }
}

const child = spawn(binary, process.argv.slice(2), { stdio: "inherit" });
// Ctrl-C reaches both; deskcheck says how it ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`deskcheck: ${binary} could not be run: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code));
