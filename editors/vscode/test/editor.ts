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

  /** The language status. */
  readonly status: { text?: string; detail?: string; severity?: number; busy?: boolean; command?: { command: string } } = {};
  /** What the extension gives for a rule's page. */
  page: (rule: string) => Promise<string> = async () => "";
  /** Ends the server as if it had crashed. */
  crash: () => void = () => undefined;

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
      // each module keeps the stand-in that it was loaded with
      for (const known of Object.keys(require.cache).filter((name) => path.dirname(name) === path.dirname(file))) delete require.cache[known];
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
        createOutputChannel: () => ({ info: (line: string) => this.lines.push(line), warn: (line: string) => this.lines.push(line), show: () => this.executed.push(["show"]) }),
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
        registerTextDocumentContentProvider: (_scheme: string, provider: { provideTextDocumentContent: (uri: { path: string }) => Promise<string> }) => {
          this.page = (rule) => provider.provideTextDocumentContent({ path: `/${rule}.md` });
        },
        onDidOpenTextDocument: on("open"),
        onDidChangeConfiguration: on("configuration"),
        onDidGrantWorkspaceTrust: on("trust"),
      },
      LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
      languages: {
        createLanguageStatusItem: () => this.status,
        match: (selector: { language?: string; pattern?: string }[], document: { fileName: string; languageId: string }) =>
          selector.some((one) => one.language === document.languageId || (one.pattern === "**/*.env" && document.fileName.endsWith(".env"))) ? 10 : 0,
      },
      Uri: { file: (path: string) => path, from: (parts: { scheme: string; path: string }) => `${parts.scheme}:${parts.path}` },
      l10n: {
        t: (message: string, ...words: string[]) => (this.bundle[message] ?? message).replace(/\{(\d)\}/g, (_, number) => words[Number(number)] ?? ""),
      },
    };
  }

  private languageClient(): unknown {
    const editor = this;
    return {
      RevealOutputChannelOn: { Never: 4 },
      State: { Stopped: 1, Running: 2, Starting: 3 },
      LanguageClient: class {
        private readonly one: Started;
        readonly initializeResult = { serverInfo: { version: "1.2.3" } };

        constructor(_id: string, _name: string, server: { command: string; args: string[] }, options: Started["options"]) {
          this.one = { command: server.command, args: server.args, options, stopped: false };
        }

        onDidChangeState(handler: (change: { newState: number }) => void): void {
          editor.crash = () => handler({ newState: 1 });
        }

        async sendRequest(method: string, parameter: { rule: string }): Promise<{ text: string }> {
          return { text: `${method} ${parameter.rule}` };
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
