// The extension: starts the server and shows what only this editor has.

import * as vscode from "vscode";

import { Claims } from "./claims";
import { Pages } from "./ledger";
import { Server, draftInFront, isDraft } from "./server";
import { Status } from "./status";

/** How long the view waits for the writer to pause, in milliseconds. */
const PAUSE = 300;

/** What came of a check of the workspace. */
interface Sum {
  drafts: number;
  error: number;
  warning: number;
  information: number;
  unread: string[];
  cancelled: boolean;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("deskcheck");
  const pages = new Pages();
  const server = new Server(context, output, (given) => void pages.show(given));
  const status = new Status(server);
  const claims = new Claims(server);

  let wait: NodeJS.Timeout | undefined;
  const look = () => {
    status.show();
    clearTimeout(wait);
    wait = setTimeout(() => claims.show(draftInFront()), PAUSE);
  };

  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`deskcheck.${name}`, run);
  context.subscriptions.push(
    output,
    status,
    pages.register(),
    vscode.window.registerTreeDataProvider("deskcheck.claims", claims),
    command("restart", () => server.restart()),
    command("checkDrafts", () => checkDrafts(server, output)),
    command("showLedger", () => showLedger(server, pages)),
    command("readAnew", () => server.command("deskcheck.reload")),
    command("showOutput", () => output.show()),
    command("showMenu", showMenu),
    server.onDidChange(look),
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeVisibleTextEditors(look),
    vscode.languages.onDidChangeDiagnostics(look),
    vscode.workspace.onDidChangeTextDocument((change) => isDraft(change.document) && look()),
    vscode.workspace.onDidCloseTextDocument((document) => {
      pages.forget(document);
      server.forget(document);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("deskcheck.path")) {
        void server.restart();
      }
    }),
    { dispose: () => clearTimeout(wait) },
    server,
  );
  await server.restart();
}

async function checkDrafts(server: Server, output: vscode.OutputChannel): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    void vscode.window.showInformationMessage("deskcheck: open a folder to check the drafts in it");
    return;
  }
  // The server shows its progress itself, with a button that stops it.
  const sum = await server.command<Sum>("deskcheck.checkWorkspace");
  if (sum === undefined || sum.cancelled) {
    return;
  }
  for (const reason of sum.unread) {
    output.appendLine(`not read: ${reason}`);
  }
  const unread = sum.unread.length > 0 ? `, ${sum.unread.length} could not be read` : "";
  const message = `deskcheck: ${sum.drafts} drafts, ${sum.error + sum.warning} conflicts, ${sum.information} remarks`;
  const problems = "Show Problems";
  if ((await vscode.window.showInformationMessage(message + unread, problems)) === problems) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}

async function showLedger(server: Server, pages: Pages): Promise<void> {
  const draft = draftInFront();
  const uri = draft && server.uri(draft);
  if (uri === undefined) {
    void vscode.window.showInformationMessage("deskcheck: there is no draft in front");
    return;
  }
  await pages.show(await server.command("deskcheck.openLedger", uri));
}

async function showMenu(): Promise<void> {
  const commands: Record<string, string> = {
    "Open the ledger of this draft": "deskcheck.showLedger",
    "Check all drafts of the workspace": "deskcheck.checkDrafts",
    "Read settings and fact sheets anew": "deskcheck.readAnew",
    "Restart the server": "deskcheck.restart",
    "Show output": "deskcheck.showOutput",
  };
  const chosen = await vscode.window.showQuickPick(Object.keys(commands), { placeHolder: "deskcheck" });
  const command = chosen === undefined ? undefined : commands[chosen];
  if (command !== undefined) {
    await vscode.commands.executeCommand(command);
  }
}
