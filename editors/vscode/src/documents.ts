/** Which documents the server hears of. It decides for itself which of them it judges. */

import type { DocumentFilter } from "vscode-languageclient";

/** By name, because `.env` files have no language of their own in an editor without another extension. */

// generated: selectors
const NAMES = [
  "**/.env",
  "**/.env[-._]*",
  "**/*.env",
  "**/*.env.*",
  "**/env.*",
  "**/.envrc",
  "**/.envrc.*",
  "**/.dev.vars",
  "**/.dev.vars.*",
  "**/*.dev.vars",
  "**/.flaskenv",
  "**/.env-cmdrc",
  "**/[Pp]ipfile",
  "**/[Pp]oetry.lock",
  "**/[Uu]v.lock",
  "**/.npmrc",
  "**/.gitconfig",
  "**/.pypirc",
  "**/[Dd]ockerfile",
  "**/[Cc]ontainerfile",
  "**/[Dd]ockerfile.*",
  "**/[Cc]ontainerfile.*",
  "**/*.{json,jsonc,json5,jsonl,ndjson,code-workspace,har,tfstate,toml,yaml,yml,properties,ini,cfg,tfvars,dockerfile,http,rest}",
  "**/*.{json,jsonc,json5,jsonl,ndjson,code-workspace,har,tfstate,toml,yaml,yml,properties,ini,cfg,tfvars,dockerfile,http,rest}.{tpl,j2,jinja2,jinja,tmpl,tftpl,gotmpl,erb,ctmpl,hbs,mustache,template,example,sample,dist,bak,backup,old,orig,save,prod,production,staging,dev,local}",
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
  ...NAMES.map((pattern) => ({ scheme: "file", pattern })),
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
];
