/** Starts the language server when a file asks for it, and again when what it depends on changes. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { SELECTOR } from "./documents";
import { findServer, type Found } from "./find";
import { openPage, pages } from "./pages";
import { Status } from "./status";

/** No package index is named: vtexlint is not published, and whoever registers its name could run code here. */
const ADVICE = "Install vtexlint from a clone of its repository, then set vtexlint.path if it is not on your PATH.";

/** The settings that are handed to the server; each of them restarts it, with `enable` and `path`. */
const HANDED_ON = ["unsafeFixes", "language", "inlayHints", "select", "extendSelect", "ignore", "config"];

let output: vscode.LogOutputChannel;
let status: Status;
let guide: string;
let client: LanguageClient | undefined;
/** The work in progress; each start and stop waits for the one before it. */
let pending: Promise<void> = Promise.resolve();

export function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("vtexlint", { log: true });
  status = new Status(SELECTOR as vscode.DocumentSelector);
  // the package has it in small letters
  guide = ["readme.md", "README.md"].map((name) => path.join(context.extensionPath, name)).find((file) => fs.existsSync(file)) ?? "";
  context.subscriptions.push(
    output,
    status,
    pages(() => client),
    vscode.commands.registerCommand("vtexlint.openPage", openPage),
    vscode.commands.registerCommand("vtexlint.restart", restart),
    vscode.commands.registerCommand("vtexlint.showOutput", () => output.show()),
    vscode.commands.registerCommand("vtexlint.fixAll", () =>
      vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.vtexlint", apply: "first" }),
    ),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (client === undefined && isOurs(document)) {
        void startOnce();
      }
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (["enable", "path", ...HANDED_ON].some((name) => event.affectsConfiguration(`vtexlint.${name}`))) {
        void restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  return vscode.workspace.textDocuments.some(isOurs) ? startOnce() : Promise.resolve();
}

export function deactivate(): Promise<void> {
  return inTurn(stop);
}

function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(SELECTOR as vscode.DocumentSelector, document) > 0;
}

function restart(): Promise<void> {
  return inTurn(async () => {
    complained = false;
    await stop();
    await start();
  });
}

function startOnce(): Promise<void> {
  return inTurn(async () => {
    if (client === undefined) {
      await start();
    }
  });
}

function inTurn(work: () => Promise<void>): Promise<void> {
  pending = pending.then(work, work);
  return pending;
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  try {
    await stopping?.stop();
  } catch {
    // it never came up, or is gone already
  }
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("vtexlint");
  if (!settings.get<boolean>("enable", true)) {
    status.off();
    return;
  }
  const found = search(settings.get<string>("path", ""));
  if (found.kind === "missing") {
    status.failed(vscode.l10n.t(found.reason, ...found.words));
    complain(`${vscode.l10n.t(found.reason, ...found.words)} ${vscode.l10n.t(ADVICE)}`, "Open Settings");
    return;
  }
  output.info(`running ${found.command} server`);
  const starting = new LanguageClient(
    "vtexlint",
    "vtexlint",
    { command: found.command, args: ["server"] },
    {
      documentSelector: SELECTOR,
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: options(settings),
    },
  );
  client = starting;
  status.starting(found.command);
  starting.onDidChangeState(({ newState }) => {
    if (client === starting && newState === State.Stopped) {
      status.failed(vscode.l10n.t("The language server has stopped. The output says why."));
    }
  });
  const began = Date.now();
  try {
    await starting.start();
    const version = starting.initializeResult?.serverInfo?.version ?? "";
    output.info(`version ${version} answered after ${Date.now() - began} ms`);
    status.running(version, found.command, vscode.workspace.isTrusted);
  } catch {
    status.failed(vscode.l10n.t("The language server has stopped. The output says why."));
    complain(vscode.l10n.t("{0} was found, but its language server did not start. The output says why.", found.command), "Show Output");
  }
}

/** Without a language, the server takes that of its settings, else the one that VS Code names as its locale. */
function options(settings: vscode.WorkspaceConfiguration): Record<string, unknown> {
  const handed = Object.fromEntries(HANDED_ON.map((name) => [name, settings.get<unknown>(name, name === "unsafeFixes" || undefined)]).filter(([, value]) => value !== "" && value !== undefined));
  return { ...handed, pages: true };
}

function search(configured: string): Found {
  return findServer({
    configured,
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri).filter((uri) => uri.scheme === "file").map((uri) => uri.fsPath),
    trusted: vscode.workspace.isTrusted,
    platform: process.platform,
    home: os.homedir(),
    searchPath: process.env["PATH"] ?? process.env["Path"] ?? "",
    isProgram,
  });
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Told once until something changes; a file that is opened is no reason to tell it again. */
let complained = false;

type Remedy = "Open Settings" | "Show Output";

function complain(message: string, remedy: Remedy): void {
  output.warn(message);
  if (complained) {
    return;
  }
  complained = true;
  void tell(message, remedy);
}

async function tell(message: string, remedy: Remedy): Promise<void> {
  const first = vscode.l10n.t(remedy);
  const open = vscode.l10n.t("Open Guide");
  const retry = vscode.l10n.t("Try Again");
  const chosen = await vscode.window.showWarningMessage(message, first, retry, open);
  if (chosen === first && remedy === "Open Settings") {
    await vscode.commands.executeCommand("workbench.action.openSettings", "vtexlint.path");
  } else if (chosen === first) {
    output.show();
  } else if (chosen === open) {
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.file(guide)); // the one in this extension
  } else if (chosen === retry) {
    await restart();
  }
}
