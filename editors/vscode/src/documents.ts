/** Which documents the server hears of. It decides for itself which of them it judges. */

import type { DocumentFilter } from "vscode-languageclient";

/** By name, for `.env` files have no language of their own in an editor without another extension. */
const NAMES = [
  "**/{.env,.envrc,.dev.vars,env.example,env.sample,env.template,env.dist}",
  "**/.env.*",
  "**/*.env",
  "**/*.env.*",
  "**/.dev.vars.*",
];

// generated: selectors
const ENDINGS = [
  "**/*.{json,jsonc,json5,jsonl,ndjson,code-workspace,har,tfstate,toml,yaml,yml,properties,ini,cfg,tfvars,dockerfile,http,rest}",
  "**/*.{json,jsonc,json5,jsonl,ndjson,code-workspace,har,tfstate,toml,yaml,yml,properties,ini,cfg,tfvars,dockerfile,http,rest}.{tpl,j2,jinja2,jinja,tmpl,tftpl,gotmpl,template,example,sample,dist,bak,backup,old,orig,save,prod,production,staging,dev,local}",
];

const LANGUAGES = [
  "dotenv",
  "env",
  "json",
  "jsonc",
  "json5",
  "jsonl",
  "toml",
  "yaml",
  "yml",
  "dockercompose",
  "github-actions-workflow",
  "helm",
  "properties",
  "java-properties",
  "jproperties",
  "ini",
  "dosini",
  "terraform-vars",
  "dockerfile",
  "http",
];
// end

export const SELECTOR: DocumentFilter[] = [
  ...[...NAMES, ...ENDINGS].map((pattern) => ({ scheme: "file", pattern })),
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
];
