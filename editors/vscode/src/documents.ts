/** Which documents the server hears of. It decides for itself which of them it judges. */

import type { DocumentFilter } from "vscode-languageclient";

/** By name, for `.env` files have no language of their own in an editor without another extension. */
const NAMES = [
  "**/{.env,.envrc,.dev.vars,env.example,env.sample,env.template,env.dist}",
  "**/.env.*",
  "**/*.env",
  "**/*.env.*",
  "**/.dev.vars.*",
  "**/*.{yml,yaml,toml,json,jsonc,json5,jsonl,ndjson,code-workspace}",
  "**/*.{yml,yaml,toml,json}.{tpl,tmpl,j2,example,sample,dist,template}",
];

const LANGUAGES = ["dotenv", "env", "yaml", "dockercompose", "helm", "github-actions-workflow", "json", "jsonc", "json5", "toml"];

export const SELECTOR: DocumentFilter[] = [
  ...NAMES.map((pattern) => ({ scheme: "file", pattern })),
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
];
