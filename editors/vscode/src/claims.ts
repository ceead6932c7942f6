// The view Claims: what the draft in front claims, in the groups of its outline, each with its state.

import * as vscode from "vscode";
import type * as lsp from "vscode-languageserver-protocol";

import { Server, isDraft } from "./server";

/** A claim of the server's ledger, as far as the view needs it. */
interface Claim {
  kind: string;
  meant?: string;
  range: lsp.Range;
  state: State;
}

type State = "conflict" | "checked" | "not checked";

/** How each state is shown; the first weighs most. */
const STATES: [State, vscode.ThemeIcon][] = [
  ["conflict", new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"))],
  ["checked", new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"))],
  ["not checked", new vscode.ThemeIcon("circle-outline")],
];

/** A line of the tree: a group with its claims, or a claim. */
interface Node {
  symbol: lsp.DocumentSymbol;
  state: State;
  uri: vscode.Uri;
  claims: Node[];
}

/** Gives the tree of the draft in front. */
export class Claims implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<undefined>();
  private draft: vscode.TextDocument | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly server: Server) {}

  /** Shows another draft, or the same anew. */
  show(draft: vscode.TextDocument | undefined): void {
    this.draft = draft;
    this.changes.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) {
      return node.claims;
    }
    const draft = this.draft;
    if (!isDraft(draft) || draft.isClosed) {
      return [];
    }
    const uri = this.server.uri(draft);
    if (uri === undefined) {
      return [];
    }
    const token = new vscode.CancellationTokenSource().token;
    const params: lsp.DocumentSymbolParams = { textDocument: { uri } };
    const [symbols, ledger] = await Promise.all([
      this.server.ask<lsp.DocumentSymbol[] | null>("textDocument/documentSymbol", params, token),
      this.server.command<{ claims: Claim[] }>("deskcheck.openLedger", uri),
    ]).catch(() => [undefined, undefined] as const); // The draft has changed meanwhile: another change follows.
    const states = new States(ledger?.claims ?? []);
    return (symbols ?? []).map((symbol) => group(symbol, states, draft.uri));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const group = node.claims.length > 0;
    const item = new vscode.TreeItem(
      node.symbol.name,
      group ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    );
    if (group) {
      item.id = node.symbol.name;
      item.description = String(node.claims.length);
      return item;
    }
    const line = node.symbol.selectionRange.start.line + 1;
    item.description = node.symbol.detail;
    item.tooltip = `line ${line}: ${node.state}`;
    item.iconPath = STATES.find(([state]) => state === node.state)?.[1];
    item.accessibilityInformation = {
      label: `${node.symbol.name}, ${node.symbol.detail ?? ""}, line ${line}, ${node.state}`,
    };
    item.command = {
      command: "vscode.open",
      title: "Go to the claim",
      arguments: [node.uri, { selection: range(node.symbol.selectionRange) } satisfies vscode.TextDocumentShowOptions],
    };
    return item;
  }
}

/** The states of claims, by place, and of people, by name: the outline has a person once. */
class States {
  private readonly places = new Map<string, State>();
  private readonly people = new Map<string, State>();

  constructor(claims: Claim[]) {
    for (const claim of claims) {
      put(this.places, key(claim.range), claim.state);
      if (claim.kind === "person" && claim.meant !== undefined) {
        put(this.people, claim.meant, claim.state);
      }
    }
  }

  of(symbol: lsp.DocumentSymbol): State {
    const place = this.places.get(key(symbol.selectionRange)) ?? "not checked";
    return heavier(place, this.people.get(symbol.name) ?? place);
  }
}

function put(states: Map<string, State>, key: string, state: State): void {
  states.set(key, heavier(state, states.get(key) ?? state));
}

function heavier(one: State, other: State): State {
  return STATES.map(([state]) => state).find((state) => state === one || state === other) ?? one;
}

function key({ start, end }: lsp.Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

function group(symbol: lsp.DocumentSymbol, states: States, uri: vscode.Uri): Node {
  const claims = (symbol.children ?? []).map((child) => ({ symbol: child, state: states.of(child), uri, claims: [] }));
  return { symbol, state: "not checked", uri, claims };
}

function range({ start, end }: lsp.Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
