// Makes the packages for npm: build.mjs FOLDER PLATFORM-ARCH=BINARY…
//
// One package a machine carries its binary, and the package `deskcheck` takes the one that fits:
//   node packages/npm/build.mjs target/npm linux-x64=target/release/deskcheck
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const [folder, ...machines] = process.argv.slice(2);
if (!folder || machines.length === 0) {
  console.error("usage: build.mjs FOLDER PLATFORM-ARCH=BINARY…");
  process.exit(2);
}

const version = /^version = "(.+)"$/m.exec(readFileSync(path.join(root, "Cargo.toml"), "utf8"))[1];
const common = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));
const write = (target, manifest) =>
  writeFileSync(path.join(target, "package.json"), JSON.stringify(manifest, null, 2) + "\n");

const optionalDependencies = {};
for (const machine of machines) {
  const parts = /^([a-z0-9]+)-([a-z0-9]+)=(.+)$/.exec(machine);
  if (!parts || !statSync(parts[3], { throwIfNoEntry: false })?.isFile()) {
    console.error(`${machine}: not PLATFORM-ARCH=BINARY with a file that is there`);
    process.exit(2);
  }
  const [, platform, arch, binary] = parts;
  const name = `deskcheck-${platform}-${arch}`;
  const target = path.join(folder, name);
  const file = platform === "win32" ? "deskcheck.exe" : "deskcheck";
  mkdirSync(target, { recursive: true });
  copyFileSync(binary, path.join(target, file));
  chmodSync(path.join(target, file), 0o755);
  write(target, {
    name,
    version,
    description: `The binary of deskcheck for ${platform} on ${arch}`,
    license: common.license,
    os: [platform],
    cpu: [arch],
    files: [file],
  });
  optionalDependencies[name] = version;
}

const main = path.join(folder, "deskcheck");
cpSync(path.join(here, "bin"), path.join(main, "bin"), { recursive: true });
copyFileSync(path.join(root, "README.md"), path.join(main, "README.md"));
write(main, { ...common, version, optionalDependencies });
