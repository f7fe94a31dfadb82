/** Where the vtexlint program is: the setting, the workspace's own environment, PATH. */

import * as path from "node:path";

/** What the search goes by; all of it is handed in, so that it can be tried without an editor. */
export interface Surroundings {
  /** The setting `vtexlint.path`, empty where there is none. */
  configured: string;
  /** The workspace's folders, absolute. */
  folders: readonly string[];
  /** Whether the user trusts the workspace: if not, nothing of it is run. */
  trusted: boolean;
  platform: NodeJS.Platform;
  home: string;
  searchPath: string;
  isProgram: (file: string) => boolean;
}

/** `reason` is a message for `l10n.t`, `words` what goes into it. */
export type Found = { kind: "found"; command: string } | { kind: "missing"; reason: string; words: string[] };

export function findServer(around: Surroundings): Found {
  const paths = around.platform === "win32" ? path.win32 : path.posix;
  if (around.configured.trim() !== "") {
    return configured(around, paths);
  }
  for (const candidate of [...(around.trusted ? fromFolders(around, paths) : []), ...fromSearchPath(around, paths)]) {
    if (around.isProgram(candidate)) {
      return { kind: "found", command: candidate };
    }
  }
  const reason = around.trusted
    ? "The vtexlint program was found neither in the workspace's .venv nor on your PATH."
    : "The vtexlint program was not found on your PATH.";
  return { kind: "missing", reason, words: [] };
}

function configured(around: Surroundings, paths: path.PlatformPath): Found {
  const first = around.folders[0] ?? "";
  const said = around.configured.trim().replaceAll("${workspaceFolder}", first).replace(/^~(?=[/\\]|$)/, around.home);
  const roots = paths.isAbsolute(said) ? [said] : around.folders.map((folder) => paths.join(folder, said));
  const bare = !/[/\\]/.test(said);
  const candidates = bare ? fromSearchPath(around, paths, said) : roots;
  const command = candidates.find((candidate) => isAllowed(candidate, around, paths) && around.isProgram(candidate));
  if (command !== undefined) {
    return { kind: "found", command };
  }
  return { kind: "missing", reason: "The setting vtexlint.path names {0}, which is not a program that may be run here.", words: [said] };
}

/** A relative or workspace path in a user's own settings must not run what an untrusted workspace brings. */
function isAllowed(candidate: string, around: Surroundings, paths: path.PlatformPath): boolean {
  return around.trusted || !around.folders.some((folder) => isWithin(candidate, folder, paths));
}

function isWithin(file: string, folder: string, paths: path.PlatformPath): boolean {
  const relative = paths.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !paths.isAbsolute(relative);
}

function fromFolders(around: Surroundings, paths: path.PlatformPath): string[] {
  const [scripts, name] = around.platform === "win32" ? ["Scripts", "vtexlint.exe"] : ["bin", "vtexlint"];
  return around.folders.flatMap((folder) => [".venv", "venv"].map((environment) => paths.join(folder, environment, scripts, name)));
}

/** The absolute folders of PATH alone: a relative one would mean the workspace, whatever the user trusts. */
function fromSearchPath(around: Surroundings, paths: path.PlatformPath, name = "vtexlint"): string[] {
  const names = around.platform === "win32" && !/\.\w+$/.test(name) ? [`${name}.exe`] : [name];
  return around.searchPath
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .flatMap((folder) => names.map((one) => paths.join(folder, one)))
    .filter((candidate) => isAllowed(candidate, around, paths));
}
