// node compile.mjs PYODIDE LIBRARY PROGRAM: with the Python of Pyodide, remove the modules of the folder LIBRARY (the standard library) that
// the folder PROGRAM does not need, and replace the others, and those of the program, by what they are compiled to.
import { readFileSync } from "node:fs";

const [pyodide, library, program] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
for (const [folder, root] of [["/library", library], ["/program", program]]) {
  python.FS.mkdir(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, folder);
}
python.FS.writeFile("/tmp/library.py", readFileSync(new URL("library.py", import.meta.url)));
python.runPython(`
import os, py_compile, sys
sys.path.insert(0, "/tmp")
from library import needed

def modules(folder):
    found = {}
    for directory, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".py"):
                path = f"{directory}/{name}"
                found[path.removeprefix(folder + "/").removesuffix(".py").replace("/", ".")] = path
    return found

def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()

def compiled(path, shown, optimize):
    py_compile.compile(path, path + "c", shown, doraise=True, optimize=optimize, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    os.remove(path)

library, program = modules("/library"), modules("/program")
kept = needed({name: text(path) for name, path in library.items()}, [text(path) for path in program.values()])
for name, path in library.items():
    if name in kept:
        compiled(path, path.removeprefix("/library/"), 2)
    else:
        os.remove(path)
for name, path in program.items():  # docstrings of rules are their pages
    compiled(path, path.removeprefix("/program/"), 0 if name.startswith("vtexlint.") else 2)
`);
