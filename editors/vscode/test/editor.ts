/** Stands in for the modules `vscode` and `vscode-languageclient/node`, which only the editor has. */

import Module from "node:module";
import * as path from "node:path";

type Handler = (argument: never) => unknown;

export interface Started {
  command: string;
  args: string[];
  options: { documentSelector: unknown[]; initializationOptions: unknown };
  stopped: boolean;
}

export class Editor {
  settings: Record<string, unknown> = {};
  trusted = true;
  folders: string[] = [];
  documents: { fileName: string; languageId: string }[] = [];
  answer: string | undefined;
  failsToStart = false;
  readonly started: Started[] = [];
  readonly warnings: string[] = [];
  readonly executed: unknown[][] = [];
  readonly lines: string[] = [];
  readonly commands = new Map<string, () => unknown>();
  readonly handlers = new Map<string, Handler>();

  readonly context = { subscriptions: [] as unknown[], extensionPath: path.join(__dirname, "..", "..") };

  /** The extension's messages in the editor's language. */
  bundle: Record<string, string> = {};

  /** Makes `require` give the stand-ins, and loads the extension anew. */
  load(): { activate: (context: unknown) => Promise<void>; deactivate: () => Promise<void> } {
    const modules = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
    const original = modules._load;
    modules._load = (name, ...rest) => {
      if (name === "vscode") return this.vscode();
      if (name === "vscode-languageclient/node") return this.languageClient();
      return original(name, ...rest);
    };
    try {
      const file = require.resolve("../src/extension");
      delete require.cache[file];
      return require(file);
    } finally {
      modules._load = original;
    }
  }

  fire(event: string, argument: unknown): void {
    this.handlers.get(event)?.(argument as never);
  }

  private vscode(): unknown {
    const on = (event: string) => (handler: Handler) => {
      this.handlers.set(event, handler);
      return { dispose: () => undefined };
    };
    const editor = this;
    return {
      window: {
        createOutputChannel: () => ({ appendLine: (line: string) => this.lines.push(line), show: () => this.executed.push(["show"]) }),
        showWarningMessage: async (message: string) => {
          this.warnings.push(message);
          const chosen = this.answer;
          this.answer = undefined;
          return chosen;
        },
      },
      commands: {
        registerCommand: (name: string, work: () => unknown) => this.commands.set(name, work),
        executeCommand: async (...all: unknown[]) => this.executed.push(all),
      },
      workspace: {
        get isTrusted() {
          return editor.trusted;
        },
        get textDocuments() {
          return editor.documents;
        },
        get workspaceFolders() {
          return editor.folders.map((fsPath) => ({ uri: { scheme: "file", fsPath } }));
        },
        getConfiguration: () => ({ get: (name: string, otherwise: unknown) => this.settings[name] ?? otherwise }),
        onDidOpenTextDocument: on("open"),
        onDidChangeConfiguration: on("configuration"),
        onDidGrantWorkspaceTrust: on("trust"),
      },
      languages: {
        match: (selector: { language?: string; pattern?: string }[], document: { fileName: string; languageId: string }) =>
          selector.some((one) => one.language === document.languageId || (one.pattern === "**/*.env" && document.fileName.endsWith(".env"))) ? 10 : 0,
      },
      Uri: { file: (path: string) => path },
      l10n: {
        t: (message: string, ...words: string[]) => (this.bundle[message] ?? message).replace(/\{(\d)\}/g, (_, number) => words[Number(number)] ?? ""),
      },
    };
  }

  private languageClient(): unknown {
    const editor = this;
    return {
      RevealOutputChannelOn: { Never: 4 },
      LanguageClient: class {
        private readonly one: Started;

        constructor(_id: string, _name: string, server: { command: string; args: string[] }, options: Started["options"]) {
          this.one = { command: server.command, args: server.args, options, stopped: false };
        }

        async start(): Promise<void> {
          editor.started.push(this.one);
          if (editor.failsToStart) throw new Error("exit 2");
        }

        async stop(): Promise<void> {
          this.one.stopped = true;
        }
      },
    };
  }
}
