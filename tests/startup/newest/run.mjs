// node run.mjs PYODIDE ROOT PACKAGES ARGUMENTS...: run pytest with these arguments in Pyodide, which is installed in the folder PYODIDE;
// the checkout is ROOT, and pytest is imported from PACKAGES. The exit status is pytest's.
const [pyodide, root, packages, ...given] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
for (const [folder, from] of [["/checkout", root], ["/packages", packages]]) {
  python.FS.mkdir(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, folder);
}
python.globals.set("given", python.toPy(given));
process.exitCode = python.runPython(`
import os, sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout", "/packages"]
os.chdir("/checkout")
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # hypothesis and others have parts that are compiled for another Python
print("Python", sys.version.split()[0])
import pytest

class Options:
    def pytest_addoption(self, parser):
        parser.addoption("--update", action="store_true")

settings = ["-q", "-p", "no:cacheprovider", "--noconftest", "-c", "/dev/null", "--rootdir", "/checkout"]
int(pytest.main([*settings, *given], [Options()]))
`);
