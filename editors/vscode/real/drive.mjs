// Drives the real VS Code (code-server, in Chromium) with the packaged extension: what a user sees, does and saves.
// node drive.mjs HOME PYTHON ROOT SHOTS: HOME has node_modules and the installed extension, PYTHON runs vtexlint from ROOT.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { createRequire } from "node:module";

const [home, python, root, shots] = process.argv.slice(2);
const { chromium } = createRequire(path.join(home, "x.js"))("playwright-core");
const WAIT = { timeout: 40_000 };
const KEY = "vtexappkey-fakestore-AAAAAA";
const TOKEN = Array.from({ length: 128 }, (_, at) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(at * 7 + (at % 11)) % 26]).join("");
const BROKEN = `# store\nVTEX_APP_KEY='${KEY} '\nVTEX_APP_TOKEN=${TOKEN}\n`;
const FIXED = BROKEN.replace(`${KEY} '`, `${KEY}'`);
const KINDS = {
  "a.yaml": `vtexAppKey: '${KEY} '\nvtexAppToken: ${TOKEN}\n`,
  "b.json": `{"vtexAppKey": "${KEY} ", "vtexAppToken": "${TOKEN}"}\n`,
  "c.toml": `vtexAppKey = "${KEY} "\nvtexAppToken = "${TOKEN}"\n`,
  "d.jsonc": `{"vtexAppKey": "${KEY} ", /* x */ "vtexAppToken": "${TOKEN}"}\n`,
  "e.properties": `vtex.app-key=${KEY}\\u0020\nvtex.app-token=${TOKEN}\n`,
  "env.example": BROKEN,
  "prod.env.local": BROKEN,
  "f.toml.j2": `vtexAppKey = "${KEY} "\nvtexAppToken = "${TOKEN}"\n`,
};

/** A folder with files, and, where it is wanted, a vtexlint program that leaves a mark when it is run. */
function workspace(name, files, { program = true } = {}) {
  const folder = path.join(home, "workspaces", name);
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  if (program) {
    fs.mkdirSync(path.join(folder, ".venv", "bin"), { recursive: true });
    const run = `#!/bin/sh\ntouch '${folder}/.venv/ran'\nPYTHONPATH='${root}' exec '${python}' -m vtexlint "$@"\n`;
    fs.writeFileSync(path.join(folder, ".venv", "bin", "vtexlint"), run, { mode: 0o755 });
  }
  return folder;
}

/** What VS Code writes when language packs are installed, which npm does not have: ours translate nothing, so that only our own texts change. */
function languagePacks(data) {
  const texts = path.join(data, "main.json");
  fs.writeFileSync(texts, JSON.stringify({ "": [""], version: "1.0.0", contents: {} }));
  const pack = (label) => ({ hash: label, label, extensions: [{ extensionIdentifier: { id: `test.${label}` }, version: "1.0.0" }], translations: { vscode: texts } });
  fs.writeFileSync(path.join(data, "languagepacks.json"), JSON.stringify({ "pt-br": pack("pt-br"), es: pack("es") }));
}

let port = 18_400 + (process.pid % 1000);

/** A server of its own, with these user settings; the callback gets a function that opens a folder in a page. */
async function vscode(settings, work, options = []) {
  const data = fs.mkdtempSync(path.join(home, "data-"));
  fs.mkdirSync(path.join(data, "User"), { recursive: true });
  const quiet = {
    "security.workspace.trust.enabled": false, "security.workspace.trust.banner": "never", "workbench.startupEditor": "none",
    "chat.disableAIFeatures": true, "workbench.secondarySideBar.defaultVisibility": "hidden", "telemetry.telemetryLevel": "off",
    "security.workspace.trust.startupPrompt": "never", "update.mode": "none", "git.enabled": false, "editor.minimap.enabled": false,
    "workbench.colorTheme": "Default Light Modern", "extensions.ignoreRecommendations": true,
  };
  fs.writeFileSync(path.join(data, "User", "settings.json"), JSON.stringify({ ...quiet, ...settings }));
  languagePacks(data);
  port += 1;
  const entry = path.join(home, "node_modules", "code-server", "out", "node", "entry.js");
  const environment = { ...process.env, HOME: data, PATH: "/usr/bin:/bin", XDG_CONFIG_HOME: data, XDG_DATA_HOME: data };
  const server = spawn(
    process.execPath,
    [entry, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--user-data-dir", data, "--extensions-dir", path.join(home, "extensions"),
      "--disable-telemetry", "--disable-update-check", ...options],
    { env: environment, stdio: ["ignore", fs.openSync(path.join(data, "server.log"), "w"), "ignore"] },
  );
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    for (let tries = 0; ; tries += 1) {
      if (await fetch(`http://localhost:${port}/healthz`).then((answer) => answer.ok, () => false)) break;
      assert.ok(tries < 200, "code-server does not answer");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await work(async (folder) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      await page.goto(`http://localhost:${port}/?folder=${encodeURIComponent(folder)}`, { waitUntil: "domcontentloaded" });
      await page.waitForSelector(".monaco-workbench .explorer-folders-view", WAIT);
      return new Window(page, folder);
    }, data);
  } finally {
    await browser.close();
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
}

class Window {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async open(name) {
    await this.press("Control+P");
    await this.page.waitForSelector(".quick-input-widget input", WAIT);
    await this.page.keyboard.type(name);
    await this.page.waitForSelector(`.quick-input-list [aria-label*="${name}"]`, WAIT);
    await this.press("Enter");
    await this.page.waitForSelector(`.tab.active[aria-label*="${name}"]`, WAIT);
    await this.page.waitForSelector(".monaco-editor .view-line", WAIT);
  }

  async command(title) {
    await this.press("F1");
    await this.page.waitForSelector(".quick-input-widget input", WAIT);
    await this.page.keyboard.type(title);
    await this.page.waitForSelector(`.quick-input-list .monaco-list-row.focused [title*="${title}"], .quick-input-list .monaco-list-row.focused[aria-label*="${title}"]`, WAIT);
    await this.press("Enter");
  }

  async goTo(place) {
    await this.press("Control+G");
    await this.page.waitForSelector(".quick-input-widget input", WAIT);
    await this.page.keyboard.type(String(place));
    await this.press("Enter");
    await this.page.waitForSelector(".monaco-editor.focused", WAIT);
  }

  async squiggles(is = true) {
    const any = ".squiggly-error, .squiggly-warning, .squiggly-info";
    await this.page.waitForFunction(([any, is]) => (document.querySelectorAll(any).length > 0) === is, [any, is], WAIT);
    return this.page.$$eval(any, (found) => found.map((one) => one.getBoundingClientRect().width));
  }

  async toasts() {
    return this.page.$$eval(".notifications-toasts .notification-list-item-message", (found) => found.map((one) => one.textContent));
  }

  async text(selector, words) {
    await this.page.waitForFunction(
      ([selector, words]) => [...document.querySelectorAll(selector)].some((one) => one.textContent.replaceAll("\u00a0", " ").includes(words)), [selector, words], WAIT,
    );
  }

  /** Waits for words in a Markdown preview, which is a frame within a frame. */
  async preview(words) {
    for (let tries = 0; ; tries += 1) {
      for (const frame of this.page.frames()) {
        const text = await frame.evaluate(() => document.body?.innerText ?? "").catch(() => "");
        if (frame !== this.page.mainFrame() && text.includes(words)) return;
      }
      assert.ok(tries < 100, "the preview does not show the page");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async saved(name, text) {
    for (let tries = 0; fs.readFileSync(path.join(this.folder, name), "utf8") !== text; tries += 1) {
      assert.ok(tries < 100, `${name} is not as it should be on the disk`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  shot(name) {
    return this.page.screenshot({ path: path.join(shots, `${name}.png`) });
  }
}

const tests = [];
const test = (name, work) => tests.push([name, work]);

test("squiggles, hover, quick fix, page, fix all, status, restart", async () => {
  const folder = workspace("main", { ".env": BROKEN });
  await vscode({}, async (at) => {
    const window = await at(folder);
    await window.open(".env");
    const [width] = await window.squiggles();
    assert.ok(width < 40, `one space is underlined, not the value: ${width} pixels`);
    await window.goTo("2:20");
    await window.press("Control+K", "Control+I");
    await window.text(".monaco-hover", "Paired with the appToken VTEX_APP_TOKEN, line 3.");
    await window.text(".monaco-hover", "Account: fakestore");
    await window.shot("hover");
    await window.press("Escape");
    await window.press("Control+.");
    await window.text(".action-widget", "vtexlint: open the page about surrounding-whitespace");
    await window.shot("quick-fix");
    const offered = await window.page.$$eval(".action-widget .monaco-list-row .title", (found) => found.map((one) => one.textContent));
    assert.match(offered[0], /vtexlint: .*(space|whitespace)/);
    assert.match(offered.find((one) => one.startsWith("vtexlint: ignore")) ?? "", /here/);
    assert.ok(offered.findIndex((one) => one.includes("ignore")) > offered.findIndex((one) => one.includes("open the page")));
    await window.press("Enter");
    await window.squiggles(false);
    await window.press("Control+Z");
    await window.squiggles();
    await window.command("vtexlint: Fix All");
    await window.squiggles(false);
    await window.shot("fixed");
    await window.press("Control+S");
    await window.saved(".env", FIXED);
    await window.press("Control+Z", "Control+Z");
    await window.squiggles();
    await window.command("vtexlint: Restart Server");
    await window.squiggles(false);
    await window.squiggles();
    await window.page.click("#status\\.languageStatus");
    await window.text("body", "vtexlint 0.");
    await window.shot("status");
    await window.press("Escape");
    assert.deepEqual(await window.toasts(), []);
    await window.goTo("2:40");
    await window.press("Control+.");
    await window.text(".action-widget", "vtexlint: open the page about surrounding-whitespace");
    await window.page.click('.action-widget .monaco-list-row:has-text("open the page about")');
    await window.page.waitForSelector('.tab[aria-label*="surrounding-whitespace"]', WAIT);
    await window.preview("What it reports");
    await window.shot("page");
  });
});

test("each kind of file", async () => {
  const folder = workspace("kinds", KINDS);
  await vscode({}, async (at) => {
    const window = await at(folder);
    for (const name of Object.keys(KINDS)) {
      await window.open(name);
      await window.squiggles();
      await window.press("Control+Shift+P");
      await window.press("Escape");
    }
    await window.shot("kinds");
  });
});

test("the walkthrough, with its pictures", async () => {
  await vscode({}, async (open) => {
    const it = await open(workspace("walkthrough", { ".env": BROKEN }));
    await it.command("Welcome: Open Walkthrough");
    await it.page.click('.quick-input-list [aria-label*="Get started with vtexlint"]', WAIT);
    await it.press("Control+B"); // without room the pictures are hidden
    await it.page.click('.getting-started-step:has-text("Fix")', WAIT);
    for (let tries = 0; ; tries += 1) {
      const widths = await Promise.all(it.page.frames().map((frame) => frame.$$eval("img", (found) => found.map((one) => one.naturalWidth)).catch(() => [])));
      if (widths.flat().filter((width) => width === 925).length === 2) break;
      assert.ok(tries < 100, `no pictures of this width: ${widths.flat()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await it.shot("walkthrough");
  });
});

test("on save, and broken settings are reported once", async () => {
  const folder = workspace("save", { ".env": BROKEN });
  await vscode({ "editor.codeActionsOnSave": { "source.fixAll.vtexlint": "explicit" } }, async (at) => {
    const window = await at(folder);
    await window.open(".env");
    await window.squiggles();
    await window.goTo("1:1");
    await window.page.keyboard.type("#");
    await window.press("Control+S");
    await window.saved(".env", `#${FIXED}`);
    fs.writeFileSync(path.join(folder, "vtexlint.toml"), "excludes = []\n");
    await window.text(".notifications-toasts", "unknown setting `excludes`");
    await window.goTo("1:1");
    await window.page.keyboard.type("##");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal((await window.toasts()).length, 1);
    await window.shot("broken-settings");
  });
});

test("a program that is missing is said once", async () => {
  const folder = workspace("missing", { ".env": BROKEN, "other.env": BROKEN }, { program: false });
  await vscode({}, async (at) => {
    const window = await at(folder);
    await window.open(".env");
    await window.text(".notifications-toasts", "was found neither");
    await window.open("other.env");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal((await window.toasts()).length, 1);
    await window.shot("missing");
  });
});

test("an untrusted workspace runs nothing of its own and has no texts written", async () => {
  const settings = { "vtexlint.trace.server": "verbose", "vtexlint.path": "${workspaceFolder}/.venv/bin/vtexlint" };
  const folder = workspace("untrusted", { ".env": BROKEN, ".vscode/settings.json": JSON.stringify(settings) });
  await vscode({ "security.workspace.trust.enabled": true }, async (at, data) => {
    const window = await at(folder);
    await window.open(".env");
    await window.text(".notifications-toasts", "was not found on your PATH");
    await window.shot("untrusted");
    assert.ok(!fs.existsSync(path.join(folder, ".venv", "ran")), "the workspace's program was run");
    assert.deepEqual(withToken(path.join(data, "logs")), []);
  });
});

test("a trusted workspace cannot have texts written either", async () => {
  const folder = workspace("trace", { ".env": BROKEN, ".vscode/settings.json": JSON.stringify({ "vtexlint.trace.server": "verbose" }) });
  await vscode({}, async (at, data) => {
    const window = await at(folder);
    await window.open(".env");
    await window.squiggles();
    assert.deepEqual(withToken(path.join(data, "logs")), []);
  });
});

for (const [locale, words, title] of [["pt-br", "remover", "Corrigir"], ["es", "quitar|eliminar", "Corregir"]]) {
  test(`in ${locale}`, async () => {
    const folder = workspace(locale, { ".env": BROKEN });
    await vscode({}, async (at) => {
      const window = await at(folder);
      await window.open(".env");
      await window.squiggles();
      await window.goTo("2:20");
      await window.press("Control+.");
      await window.page.waitForSelector(".action-widget .monaco-list-row .title", WAIT);
      const offered = await window.page.$$eval(".action-widget .monaco-list-row .title", (found) => found.map((one) => one.textContent).join("\n"));
      assert.match(offered, new RegExp(words));
      await window.shot(locale);
      await window.press("Escape", "F1");
      await window.page.keyboard.type("vtexlint: ");
      await window.text(".quick-input-list", title);
      await window.shot(`${locale}-palette`);
    }, ["--locale", locale]);
  });
}

/** The files below a directory that contain a piece of the token. */
function withToken(directory) {
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory, { recursive: true }).filter((name) => {
    const file = path.join(directory, name);
    return fs.statSync(file).isFile() && fs.readFileSync(file, "utf8").includes(TOKEN.slice(0, 24));
  });
}

fs.mkdirSync(shots, { recursive: true });
const wanted = process.env.ONLY;
let passed = 0;
const failed = [];
for (const [name, work] of tests) {
  if (wanted && !name.includes(wanted)) continue;
  try {
    await work();
    passed += 1;
    console.log(`passed: ${name}`);
  } catch (error) {
    failed.push(name);
    console.log(`failed: ${name}\n${error.stack}`);
  }
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
