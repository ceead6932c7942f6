// Where the program is.

import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";

/** The name of the program's file. */
const NAME = process.platform === "win32" ? "deskcheck.exe" : "deskcheck";

/** A program, and how it was found. */
export interface Program {
  command: string;
  from: "setting" | "workspace" | "PATH" | "extension";
}

/**
 * The program to start: that of the settings, of the workspace, of `PATH`, of the extension.  Nothing that an untrusted
 * workspace brings along is started: the editor itself hides such a workspace's `deskcheck.path`.
 */
export function find(context: vscode.ExtensionContext): Program {
  const folder = localFolder();
  const set = vscode.workspace.getConfiguration("deskcheck").get<string>("path", "").trim();
  if (set !== "") {
    const command = setProgram(set, folder);
    if (!isProgram(command)) {
      throw new Error(`the setting deskcheck.path is ${set}, and ${command} is no program`);
    }
    return { command, from: "setting" };
  }
  if (folder !== undefined && vscode.workspace.isTrusted) {
    const command = path.join(folder, ".deskcheck", NAME);
    if (isProgram(command)) {
      return { command, from: "workspace" };
    }
  }
  for (const place of (process.env.PATH ?? "").split(path.delimiter).filter((place) => path.isAbsolute(place))) {
    const command = path.join(place, NAME);
    if (isProgram(command)) {
      return { command, from: "PATH" };
    }
  }
  const command = context.asAbsolutePath(path.join("server", NAME));
  if (isProgram(command)) {
    return { command, from: "extension" };
  }
  throw new Error("the program deskcheck is not in PATH; install it, or set deskcheck.path");
}

/** The first folder of the workspace, if it is on a disk. */
function localFolder(): string | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === "file" ? folder.uri.fsPath : undefined;
}

function setProgram(set: string, folder: string | undefined): string {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
  const whole = set.replace(/^~(?=[/\\])/, home).replace("${workspaceFolder}", folder ?? "");
  if (path.isAbsolute(whole)) {
    return whole;
  }
  if (!vscode.workspace.isTrusted) {
    throw new Error(`the setting deskcheck.path is ${set}, which leads into a workspace that is not trusted`);
  }
  return path.resolve(folder ?? home, whole);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
