// node read.mjs MODULES REPORTS: what the programs in MODULES read in the reports of the folder REPORTS, as JSON.
// REPORTS/annotations.json: [kind, message, properties] for each finding, which GitHub's toolkit writes as commands to the runner.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, reports] = process.argv.slice(2);
const require = createRequire(join(modules, "x.js"));
const text = (name) => readFileSync(join(reports, name), "utf8");

const core = await import(pathToFileURL(join(modules, "@actions/core/lib/core.js")));
const github = JSON.parse(text("annotations.json")).map(([kind, message, properties]) => {
  const lines = [];
  const write = process.stdout.write;
  process.stdout.write = (line) => lines.push(line);
  try {
    core[kind](message, properties);
  } finally {
    process.stdout.write = write;
  }
  return lines.join("").trimEnd();
});

const { commandFromString } = require("azure-pipelines-task-lib/taskcommand");
const azure = text("azure").split("\n").filter((line) => line.startsWith("##vso[")).map(commandFromString);

const { parse } = await import(pathToFileURL(join(modules, "junit2json/dist/esm/index.js")));
const junit = await parse(text("junit"));

const { parseCheckstyle } = require("danger-plugin-lint-report/dist/parse/checkstyle_parser");
const checkstyle = parseCheckstyle(require("xml-js").xml2js(text("checkstyle")), process.cwd());

console.log(JSON.stringify({ github, azure, junit, checkstyle }));
