import assert from "node:assert/strict";
import { test } from "node:test";
import { findServer, type Surroundings } from "../src/find";

function around(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    configured: "",
    folders: ["/work/shop"],
    trusted: true,
    platform: "linux",
    home: "/home/ana",
    searchPath: "/usr/bin:/home/ana/.local/bin",
    isProgram: (file) => programs.includes(file),
    ...more,
  };
}

function command(programs: string[], more: Partial<Surroundings> = {}): string | undefined {
  const found = findServer(around(programs, more));
  return found.kind === "found" ? found.command : undefined;
}

const OWN = "/work/shop/.venv/bin/vtexlint";
const GLOBAL = "/home/ana/.local/bin/vtexlint";

test("the workspace's own environment comes before PATH", () => {
  assert.equal(command([OWN, GLOBAL]), OWN);
  assert.equal(command(["/work/shop/venv/bin/vtexlint", GLOBAL]), "/work/shop/venv/bin/vtexlint");
  assert.equal(command([GLOBAL]), GLOBAL);
});

test("every folder of the workspace is looked into", () => {
  assert.equal(command(["/b/.venv/bin/vtexlint"], { folders: ["/a", "/b"] }), "/b/.venv/bin/vtexlint");
});

test("an untrusted workspace runs nothing of its own", () => {
  assert.equal(command([OWN, GLOBAL], { trusted: false }), GLOBAL);
  assert.equal(command([OWN], { trusted: false }), undefined);
  assert.equal(command([OWN], { trusted: false, configured: OWN }), undefined);
  assert.equal(command([OWN], { trusted: false, configured: "${workspaceFolder}/.venv/bin/vtexlint" }), undefined);
  assert.equal(command([OWN], { trusted: false, searchPath: "/work/shop/.venv/bin" }), undefined);
});

test("a relative folder on PATH is passed over, whatever is trusted", () => {
  assert.equal(command(["./vtexlint", "vtexlint", "/work/shop/vtexlint"], { searchPath: ".::bin" }), undefined);
});

test("the setting decides, and does not fall back in silence", () => {
  assert.equal(command(["/opt/v"], { configured: "/opt/v" }), "/opt/v");
  assert.equal(command(["/home/ana/v"], { configured: "~/v" }), "/home/ana/v");
  assert.equal(command(["/work/shop/tools/v"], { configured: "tools/v" }), "/work/shop/tools/v");
  assert.equal(command([OWN], { configured: "${workspaceFolder}/.venv/bin/vtexlint" }), OWN);
  assert.equal(command(["/usr/bin/vtexlint-2"], { configured: "vtexlint-2" }), "/usr/bin/vtexlint-2");
  const missing = findServer(around([GLOBAL], { configured: "/opt/none" }));
  assert.equal(missing.kind, "missing");
  assert.match(missing.kind === "missing" ? missing.reason : "", /vtexlint\.path names \{0\}/);
  assert.deepEqual(missing.kind === "missing" ? missing.words : [], ["/opt/none"]);
});

test("Windows has other names", () => {
  const windows: Partial<Surroundings> = { platform: "win32", folders: ["C:\\shop"], searchPath: "C:\\bin;D:\\tools" };
  assert.equal(command(["C:\\shop\\.venv\\Scripts\\vtexlint.exe"], windows), "C:\\shop\\.venv\\Scripts\\vtexlint.exe");
  assert.equal(command(["D:\\tools\\vtexlint.exe"], windows), "D:\\tools\\vtexlint.exe");
});

test("what is missing is said in words", () => {
  const trusted = findServer(around([]));
  const untrusted = findServer(around([], { trusted: false }));
  assert.match(trusted.kind === "missing" ? trusted.reason : "", /neither in the workspace's \.venv nor on your PATH/);
  assert.match(untrusted.kind === "missing" ? untrusted.reason : "", /was not found on your PATH/);
});
