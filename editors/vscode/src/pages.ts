/** The rules' pages: the server renders them, in the language of the messages; the editor shows them as Markdown. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

const SCHEME = "vtexlint-page";

export function pages(client: () => LanguageClient | undefined): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri): Promise<string> {
      const rule = /([a-z-]+)\.md$/.exec(uri.path)?.[1] ?? "";
      const answer = await client()?.sendRequest<{ text: string }>("vtexlint/page", { rule });
      return answer?.text ?? "";
    },
  });
}

export async function openPage(rule: unknown): Promise<void> {
  if (typeof rule === "string" && /^[a-z-]+$/.test(rule)) {
    await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  }
}
