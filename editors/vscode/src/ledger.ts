// The ledger of a draft, as a page to read.

import * as vscode from "vscode";

/** The scheme of such pages. */
const SCHEME = "deskcheck-ledger";

/** The server's ledger, as far as the page needs it. */
interface Ledger {
  uri: string;
  title: string;
  text: string;
}

/** Keeps the pages that were shown. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.changes.event;

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Shows what the server gave, beside the draft. */
  async show(given: unknown): Promise<void> {
    if (!isLedger(given)) {
      return;
    }
    const name = vscode.Uri.parse(given.uri).path.split("/").pop() ?? "draft";
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name} (ledger).md`, query: given.uri });
    this.texts.set(uri.toString(), given.text);
    this.changes.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    } catch {
      // The preview is an extension that may be off.
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    }
  }

  /** Forgets the pages of a draft that was closed. */
  forget(document: vscode.TextDocument): void {
    if (document.uri.scheme === SCHEME) {
      this.texts.delete(document.uri.toString());
    }
  }
}

function isLedger(given: unknown): given is Ledger {
  return typeof given === "object" && given !== null && "uri" in given && "text" in given;
}
