/** The language status: whether the server runs, which version and program it is, and what to do if it does not. */

import * as vscode from "vscode";

export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem("vtexlint", selector);
    this.item.name = "vtexlint";
    this.off();
  }

  off(): void {
    this.show("vtexlint", vscode.l10n.t("Not running"));
  }

  starting(program: string): void {
    this.show("vtexlint", program);
    this.item.busy = true;
  }

  running(version: string, program: string, isTrusted: boolean): void {
    const where = isTrusted ? program : `${program} (${vscode.l10n.t("untrusted workspace: nothing of it is run")})`;
    this.show(`vtexlint ${version}`.trim(), where);
  }

  failed(reason: string): void {
    this.show("vtexlint", reason, vscode.LanguageStatusSeverity.Warning);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity = vscode.LanguageStatusSeverity.Information): void {
    const isWarning = severity === vscode.LanguageStatusSeverity.Warning;
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = false;
    this.item.command = isWarning
      ? { title: vscode.l10n.t("Show Output"), command: "vtexlint.showOutput" }
      : { title: vscode.l10n.t("Restart"), command: "vtexlint.restart" };
  }
}
