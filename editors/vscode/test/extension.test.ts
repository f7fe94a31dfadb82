import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { Editor } from "./editor";

let editor: Editor;
let folder: string;
const PATH = process.env["PATH"];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "vtexlint-"));
  editor = new Editor();
  editor.folders = [folder];
  editor.documents = [{ fileName: "shop.env", languageId: "plaintext" }];
  process.env["PATH"] = "/nonexistent";
});

afterEach(() => {
  process.env["PATH"] = PATH;
  fs.rmSync(folder, { recursive: true });
});

function install(): string {
  const file = path.join(folder, ".venv", "bin", "vtexlint");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
  return file;
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

test("a file of ours that is open starts the server", async () => {
  const command = install();
  await editor.load().activate(editor.context);
  assert.deepEqual(editor.started.map((one) => [one.command, one.args]), [[command, ["server"]]]);
  assert.deepEqual(editor.started[0]?.options.initializationOptions, { unsafeFixes: true, pages: true });
  assert.deepEqual(editor.warnings, []);
});

test("a file of another kind does not, until one of ours is opened", async () => {
  install();
  editor.documents = [{ fileName: "notes.txt", languageId: "plaintext" }];
  await editor.load().activate(editor.context);
  editor.fire("open", { fileName: "b.txt", languageId: "plaintext" });
  await settled();
  assert.equal(editor.started.length, 0);
  editor.fire("open", { fileName: "a.yaml", languageId: "yaml" });
  editor.fire("open", { fileName: "b.yaml", languageId: "yaml" });
  await settled();
  assert.equal(editor.started.length, 1);
});

test("a program that is missing is reported once, with how to install it", async () => {
  editor.answer = "Open Guide";
  await editor.load().activate(editor.context);
  editor.fire("open", { fileName: "b.env", languageId: "plaintext" });
  await settled();
  assert.equal(editor.warnings.length, 1);
  assert.match(editor.warnings[0] ?? "", /from a clone.*vtexlint\.path/);
  const [[command, guide]] = editor.executed as [[string, string]];
  assert.equal(command, "markdown.showPreview");
  assert.match(fs.readFileSync(guide, "utf8"), /## Install/);
});

test("the setting that names the program is one click away", async () => {
  editor.answer = "Open Settings";
  await editor.load().activate(editor.context);
  await settled();
  assert.deepEqual(editor.executed, [["workbench.action.openSettings", "vtexlint.path"]]);
});

test("it can be tried again", async () => {
  await editor.load().activate(editor.context);
  install();
  await editor.commands.get("vtexlint.restart")?.();
  assert.equal(editor.started.length, 1);
});

test("where a server does not start, the output is shown: the server writes there what it needs", async () => {
  install();
  editor.failsToStart = true;
  editor.answer = "Show Output";
  await editor.load().activate(editor.context);
  await settled();
  assert.match(editor.warnings[0] ?? "", /did not start/);
  assert.deepEqual(editor.executed, [["show"]]);
});

test("an untrusted workspace's program runs once it is trusted", async () => {
  install();
  editor.trusted = false;
  await editor.load().activate(editor.context);
  assert.equal(editor.started.length, 0);
  editor.trusted = true;
  editor.fire("trust", undefined);
  await settled();
  assert.equal(editor.started.length, 1);
});

test("settings: disabled, without unsafe fixes, changed on the way", async () => {
  install();
  editor.settings = { enable: false };
  const extension = editor.load();
  await extension.activate(editor.context);
  assert.equal(editor.started.length, 0);
  editor.settings = { unsafeFixes: false };
  editor.fire("configuration", { affectsConfiguration: (name: string) => name === "vtexlint.enable" });
  await settled();
  assert.deepEqual(editor.started.map((one) => one.options.initializationOptions), [{ unsafeFixes: false, pages: true }]);
  editor.fire("configuration", { affectsConfiguration: (name: string) => name === "editor.fontSize" });
  await settled();
  assert.equal(editor.started.length, 1);
  editor.fire("configuration", { affectsConfiguration: (name: string) => name === "vtexlint.path" });
  await settled();
  assert.deepEqual(editor.started.map((one) => one.stopped), [true, false]);
  await extension.deactivate();
  assert.equal(editor.started[1]?.stopped, true);
});

test("the language is handed on, and what the extension says is in VS Code's", async () => {
  editor.settings = { language: "pt-BR" };
  editor.bundle = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "..", "l10n", "bundle.l10n.pt-br.json"), "utf8"));
  editor.answer = "Abrir as configurações";
  const extension = editor.load();
  await extension.activate(editor.context);
  await settled();
  assert.match(editor.warnings[0] ?? "", /^O programa vtexlint não foi encontrado .* Instale o vtexlint/);
  assert.deepEqual(editor.executed, [["workbench.action.openSettings", "vtexlint.path"]]);
  install();
  await editor.commands.get("vtexlint.restart")?.();
  assert.deepEqual(editor.started.map((one) => one.options.initializationOptions), [{ unsafeFixes: true, language: "pt-BR", pages: true }]);
});

test("commands", async () => {
  install();
  await editor.load().activate(editor.context);
  await editor.commands.get("vtexlint.fixAll")?.();
  editor.commands.get("vtexlint.showOutput")?.();
  assert.deepEqual(editor.executed, [["editor.action.codeAction", { kind: "source.fixAll.vtexlint", apply: "first" }], ["show"]]);
});

test("the package says what the code does", () => {
  const root = path.join(__dirname, "..", "..");
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const declared = manifest.contributes.commands.map((one: { command: string }) => one.command);
  assert.deepEqual([...declared].sort(), ["vtexlint.fixAll", "vtexlint.restart", "vtexlint.showOutput"]);
  const texts = JSON.parse(fs.readFileSync(path.join(root, "package.nls.json"), "utf8"));
  for (const [name, setting] of Object.entries<{ markdownDescription?: string }>(manifest.contributes.configuration.properties)) {
    assert.ok((texts[(setting.markdownDescription ?? "").replaceAll("%", "")] ?? "").length > 20, name);
  }
  const [matcher] = manifest.contributes.problemMatchers;
  const match = new RegExp(matcher.pattern.regexp).exec("a b/.env:3:14: error swapped-values appKey and appToken are swapped: x");
  assert.deepEqual(match?.slice(1), ["a b/.env", "3", "14", "error", "swapped-values", "appKey and appToken are swapped: x"]);
});

test("the language status says which version runs, and what is wrong", async () => {
  const command = install();
  await editor.load().activate(editor.context);
  assert.deepEqual([editor.status.text, editor.status.detail, editor.status.severity], ["vtexlint 1.2.3", command, 0]);
  assert.equal(editor.status.command?.command, "vtexlint.restart");
  assert.match(editor.lines.join("\n"), /version 1\.2\.3 answered after \d+ ms/);
  editor.crash();
  assert.deepEqual([editor.status.severity, editor.status.command?.command], [1, "vtexlint.showOutput"]);
  editor.settings = { enable: false };
  editor.fire("configuration", { affectsConfiguration: (name: string) => name === "vtexlint.enable" });
  await settled();
  assert.deepEqual([editor.status.detail, editor.status.severity], ["Not running", 0]);
  editor.crash(); // of a server that is stopped on purpose: nothing is wrong
  assert.equal(editor.status.severity, 0);
});

test("a missing program is in the language status too", async () => {
  await editor.load().activate(editor.context);
  assert.match(editor.status.detail ?? "", /was found neither/);
  assert.equal(editor.status.severity, 1);
});

test("the settings of the editor are handed on", async () => {
  install();
  editor.settings = { select: ["key-casing"], config: "", inlayHints: true };
  await editor.load().activate(editor.context);
  assert.deepEqual(editor.started[0]?.options.initializationOptions, { select: ["key-casing"], inlayHints: true, unsafeFixes: true, pages: true });
});

test("a rule's page is asked of the server, and nothing else is opened", async () => {
  install();
  await editor.load().activate(editor.context);
  assert.equal(await editor.page("key-casing"), "vtexlint/page key-casing");
  for (const rule of ["key-casing", "../x", 5, undefined]) {
    await (editor.commands.get("vtexlint.openPage") as (rule: unknown) => unknown)(rule);
  }
  assert.deepEqual(editor.executed, [["markdown.showPreviewToSide", "vtexlint-page:/key-casing.md"]]);
});
