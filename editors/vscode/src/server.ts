// The server: started, restarted, asked.

import * as vscode from "vscode";
import type * as lsp from "vscode-languageserver-protocol";
import {
  ErrorHandler,
  ErrorHandlerResult,
  CloseHandlerResult,
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  LanguageClientOptions,
  State,
} from "vscode-languageclient/node";

import * as program from "./program";

/** The languages of drafts. */
export const LANGUAGES = ["markdown", "plaintext", "html", "asciidoc", "restructuredtext"];

/** Where drafts may be: in a file, in a file of another machine, or in none yet. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

/** Fact sheets, settings, lists of accepted findings. */
const SHEETS = [
  "**/deskcheck-facts.{toml,json,yaml,yml}",
  "**/*.facts.{toml,json,yaml,yml}",
  "**/deskcheck.toml",
  "**/*.accept.toml",
];

/** How often a server that ends by itself is started again within `WINDOW` milliseconds. */
const RESTARTS = 4;
const WINDOW = 180_000;

/** How the server is. */
export type Condition = { state: "starting" | "running" | "stopped" } | { state: "failed"; reason: string };

/** Whether a document is one that the server checks. */
export function isDraft(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

/** The draft in front, or the one beside a ledger, an output or a preview in front. */
export function draftInFront(): vscode.TextDocument | undefined {
  const front = vscode.window.activeTextEditor?.document;
  return isDraft(front) ? front : vscode.window.visibleTextEditors.map((editor) => editor.document).find(isDraft);
}

/** The one server of a window. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly changes = new vscode.EventEmitter<Condition>();
  private now: Condition = { state: "stopped" };
  /** What the server has spoken of: it says nothing of plain text that is no draft. */
  private readonly spokenOf = new Set<string>();

  /** Tells how the server is, whenever that changes. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.OutputChannel,
    private readonly ledger: (given: unknown) => void,
  ) {}

  get condition(): Condition {
    return this.now;
  }

  /** Starts the server, after ending the one there is.  Calls wait for each other. */
  restart(): Promise<void> {
    this.last = this.last.then(() => this.end()).then(() => this.begin());
    return this.last;
  }

  /** Whether the server takes a document for a draft, as far as it has said so. */
  checks(document: vscode.TextDocument): boolean {
    return this.spokenOf.has(document.uri.toString());
  }

  /** A document was closed. */
  forget(document: vscode.TextDocument): void {
    this.spokenOf.delete(document.uri.toString());
  }

  /** What the server answers to a command, or `undefined` when no server runs. */
  async command<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
    if (this.client?.state !== State.Running) {
      return undefined;
    }
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as T;
  }

  /** What the server answers to a request, or `undefined` when no server runs. */
  async ask<T>(method: string, params: unknown, token: vscode.CancellationToken): Promise<T | undefined> {
    if (this.client?.state !== State.Running) {
      return undefined;
    }
    return await this.client.sendRequest<T>(method, params, token);
  }

  /** A place as the server sent it, as the editor wants it. */
  uri(document: vscode.TextDocument): string | undefined {
    return this.client?.code2ProtocolConverter.asUri(document.uri);
  }

  dispose(): Promise<void> {
    this.last = this.last.then(() => this.end());
    return this.last;
  }

  private async begin(): Promise<void> {
    let found: program.Program;
    try {
      found = program.find(this.context);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.output.appendLine(`starting ${found.command} (from ${found.from})`);
    this.become({ state: "starting" });
    const client = new LanguageClient(
      "deskcheck",
      "deskcheck",
      { command: found.command, args: ["lsp"] },
      this.options(),
    );
    this.client = client;
    client.onDidChangeState((change) => {
      if (this.client !== client) {
        return;
      }
      if (change.newState === State.Running) {
        this.become({ state: "running" });
      } else if (change.newState === State.Starting) {
        this.become({ state: "starting" });
      } else if (this.now.state !== "failed") {
        this.become({ state: "stopped" });
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.fail(error);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.spokenOf.clear();
    if (client === undefined) {
      return;
    }
    try {
      await client.dispose(3000);
    } catch (error) {
      // It may be gone, or never have started.
      this.output.appendLine(`while ending: ${message(error)}`);
    }
    this.become({ state: "stopped" });
  }

  private options(): LanguageClientOptions {
    const drafts = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
    const sheets = SHEETS.map((pattern) => ({ scheme: "file", pattern }));
    return {
      documentSelector: [...drafts, ...sheets],
      outputChannel: this.output,
      initializationOptions: settings(vscode.workspace.getConfiguration().get("deskcheck")),
      errorHandler: new Handler((reason) => this.fail(reason)),
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        workspace: {
          configuration: async (params, token, next) => {
            const answer = await next(params, token);
            return Array.isArray(answer) ? answer.map(settings) : answer;
          },
        },
        handleDiagnostics: (uri, diagnostics, next) => {
          this.spokenOf.add(uri.toString());
          next(uri, diagnostics);
          this.changes.fire(this.now);
        },
        // Lenses and fixes run these: some ask first, some have an answer for the extension to show.
        executeCommand: async (command, args, next) => {
          if (command === "deskcheck.accept") {
            const why = await vscode.window.showInputBox({
              title: "Accept this finding",
              prompt: "Why is it right?  The reason stands in the accept list beside the draft.",
              validateInput: (text) => (text.trim() === "" ? "A reason is needed." : undefined),
            });
            return why === undefined ? undefined : ((await next(command, [{ ...args[0], why }])) as unknown);
          }
          const answer: unknown = await next(command, args);
          if (command === "deskcheck.openLedger") {
            this.ledger(answer);
          } else if (command === "deskcheck.showMentions") {
            await this.show(args[0] as { uri: string; position: lsp.Position }, answer);
          }
          return answer;
        },
      },
    };
  }

  /** Shows the places that the lens above a first mention speaks of. */
  private async show(from: { uri: string; position: lsp.Position }, answer: unknown): Promise<void> {
    const client = this.client;
    if (client === undefined || !Array.isArray(answer)) {
      return;
    }
    const { protocol2CodeConverter: convert } = client;
    const places = (answer as lsp.Location[]).map((place) => convert.asLocation(place));
    const [uri, position] = [convert.asUri(from.uri), convert.asPosition(from.position)];
    await vscode.commands.executeCommand("editor.action.showReferences", uri, position, places);
  }

  private fail(error: unknown): void {
    const reason = message(error);
    if (this.now.state === "failed" && this.now.reason === reason) {
      return;
    }
    this.become({ state: "failed", reason });
    this.output.appendLine(`not running: ${reason}`);
    const [restart, path, output] = ["Restart", "Set the path", "Show output"];
    void vscode.window.showErrorMessage(`deskcheck: ${reason}`, restart, path, output).then((chosen) => {
      if (chosen === restart) {
        void vscode.commands.executeCommand("deskcheck.restart");
      } else if (chosen === path) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "deskcheck.path");
      } else if (chosen === output) {
        this.output.show();
      }
    });
  }

  private become(condition: Condition): void {
    this.now = condition;
    void vscode.commands.executeCommand("setContext", "deskcheck.running", condition.state === "running");
    this.changes.fire(condition);
  }
}

/** Starts a server that ended by itself again, until it does so too often. */
class Handler implements ErrorHandler {
  private ends: number[] = [];

  constructor(private readonly gaveUp: (reason: string) => void) {}

  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.ends = this.ends.filter((end) => now - end < WINDOW);
    this.ends.push(now);
    if (this.ends.length <= RESTARTS) {
      return { action: CloseAction.Restart, handled: true };
    }
    this.gaveUp(`the server ended ${this.ends.length} times in ${WINDOW / 60_000} minutes`);
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/** The settings as the server reads them: without the extension's own, and without what is empty. */
function settings(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const own = ["path", "trace"];
  return Object.fromEntries(Object.entries(value).filter(([name, it]) => !own.includes(name) && it !== ""));
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
