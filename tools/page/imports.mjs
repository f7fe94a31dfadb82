// node imports.mjs PYODIDE LIBRARY PROGRAM: import each module of the folder PROGRAM with LIBRARY, a ZIP archive, as the standard library.
// Lists those that cannot be imported, and exits with 1.
const [pyodide, library, program] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${pyodide}/`, stdLibURL: library });
python.FS.mkdir("/program");
python.FS.mount(python.FS.filesystems.NODEFS, { root: program }, "/program");
const failed = python.runPython(`
import importlib, os, sys
sys.path.insert(0, "/program")
failed = []
for directory, _, names in os.walk("/program"):
    for name in sorted(names):
        if name.endswith(".pyc"):
            path = f"{directory}/{name}".removeprefix("/program/").removesuffix(".pyc")
            module = path.replace("/", ".").removesuffix(".__init__")
            try:
                importlib.import_module(module)
            except Exception as error:
                failed.append(f"{module}: {error}")
"\\n".join(failed)
`);
if (failed) console.log(failed);
process.exit(failed ? 1 : 0);
