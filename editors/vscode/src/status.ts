// The item in the status bar: how the server is, and what it found in the draft in front.

import * as vscode from "vscode";

import { Server, draftInFront } from "./server";

/** The item; it hides where there is nothing to tell. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("deskcheck.status", vscode.StatusBarAlignment.Right, 90);

  constructor(private readonly server: Server) {
    this.item.name = "deskcheck";
    this.item.command = "deskcheck.showMenu";
    this.show();
  }

  /** Shows how things are now. */
  show(): void {
    const condition = this.server.condition;
    const front = draftInFront();
    const document = front && (this.server.condition.state !== "running" || this.server.checks(front)) ? front : undefined;
    this.item.backgroundColor = undefined;
    switch (condition.state) {
      case "starting":
        this.put("$(sync~spin) deskcheck", "deskcheck is starting");
        break;
      case "stopped":
        this.put("$(circle-slash) deskcheck", "deskcheck is not running");
        break;
      case "failed":
        this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
        this.put("$(error) deskcheck", `deskcheck is not running: ${condition.reason}`);
        return;
      case "running":
        if (document) {
          this.put(...counts(document.uri));
        }
    }
    if (!document) {
      this.item.hide();
    }
  }

  dispose(): void {
    this.item.dispose();
  }

  private put(text: string, tooltip: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip };
    this.item.show();
  }
}

/** What was found in a draft, short and in words. */
function counts(uri: vscode.Uri): [string, string] {
  const found = vscode.languages.getDiagnostics(uri).filter((it) => it.source === "deskcheck");
  const loud = found.filter((it) => it.severity <= vscode.DiagnosticSeverity.Warning).length;
  const quiet = found.length - loud;
  if (found.length === 0) {
    return ["$(check) deskcheck", "deskcheck: no conflicts"];
  }
  const words = `deskcheck: ${count(loud, "conflict")}, ${count(quiet, "remark")}`;
  return [`$(${loud > 0 ? "warning" : "info"}) ${loud}${quiet > 0 ? ` $(info) ${quiet}` : ""} deskcheck`, words];
}

function count(number: number, what: string): string {
  return `${number === 0 ? "no" : number} ${what}${number === 1 ? "" : "s"}`;
}
