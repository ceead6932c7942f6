// Bundles the extension, and lays beside it what the repository has elsewhere: the schemas, the licence and, if $SERVER
// names one, the program for one platform.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");

for (const folder of ["dist", "schemas", "server"]) {
  rmSync(join(here, folder), { recursive: true, force: true });
}
await build({
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  bundle: true,
  outfile: "dist/extension.js",
  external: ["vscode"],
  format: "cjs",
  platform: "node",
  target: "node18",
  minify: true,
});

mkdirSync(join(here, "schemas"));
const { contributes } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
for (const { url } of [...contributes.jsonValidation, ...contributes.yamlValidation]) {
  cpSync(join(repository, "docs", basename(url)), join(here, "schemas", basename(url)));
}
// The extensions for TOML take no schema out of another extension: it lies there for a line in their settings.
cpSync(join(repository, "docs", "settings.schema.json"), join(here, "schemas", "settings.schema.json"));
cpSync(join(repository, "LICENSE-MIT"), join(here, "LICENSE"));

const server = process.env.SERVER;
if (server) {
  if (!existsSync(server)) {
    throw new Error(`$SERVER is ${server}, and there is no such file`);
  }
  mkdirSync(join(here, "server"));
  cpSync(server, join(here, "server", basename(server)));
}
