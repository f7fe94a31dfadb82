// The worker: vtexlint in Pyodide. What it needs is given to it; it requests nothing, and its fetch can do nothing else.
// The build puts Pyodide's scripts and LOCK, its empty list of packages, in front of this.
/* global _createPyodideModule, loadPyodide, LOCK */
const NOWHERE = "https://part.invalid/"

// `runtime`: Python, compiled; `library` and `program`: files; `started`: the memory that was kept, or null
const parts = {}
const give = {}
for (const name of ["runtime", "library", "program", "started"]) parts[name] = new Promise((resolve) => (give[name] = resolve))

function install(python, bundle, folder) {
  const length = new DataView(bundle.buffer, bundle.byteOffset).getUint32(0, true)
  const index = JSON.parse(new TextDecoder().decode(bundle.subarray(4, 4 + length)))
  const made = new Set()
  let at = 4 + length
  for (const [name, size] of index) {
    const path = `${folder}/${name}`
    const parent = path.slice(0, path.lastIndexOf("/"))
    if (!made.has(parent)) python.FS.mkdirTree(parent)
    made.add(parent)
    python.FS.writeFile(path, bundle.subarray(at, at + size))
    at += size
  }
}

async function start() {
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await parts.runtime
    return { module, instance: await WebAssembly.instantiate(module, imports) }
  }
  const started = await parts.started
  // where the memory was kept, Python has what it needs of the library
  const known = { "pyodide.asm.wasm": () => "", "python_stdlib.zip": () => (started ? "" : parts.library) }
  self.fetch = async (address) => {
    const found = known[String(address).replace(NOWHERE, "")]
    if (!found) throw new Error("this worker requests nothing")
    return new Response(await found())
  }
  const python = await loadPyodide({
    indexURL: NOWHERE,
    lockFileContents: LOCK,
    packageBaseUrl: NOWHERE,
    createPyodideModule: _createPyodideModule,
    stdout: () => {},
    stderr: () => {},
    ...(started ? { _loadSnapshot: new Uint8Array(started) } : { _makeSnapshot: true }),
  })
  const folder = python.runPython("import site, sys; sys.dont_write_bytecode = True; site.getsitepackages()[0]")
  const complete = async () => {
    if (started) python.FS.writeFile(python.runPython("next(path for path in sys.path if path.endswith('.zip'))"), new Uint8Array(await parts.library))
    install(python, new Uint8Array(await parts.program), folder)
  }
  let isComplete = null
  if (!started) {
    await complete()
    python.runPython("import importlib; importlib.invalidate_caches(); from web import bridge; answer = bridge.start()")
  }
  const answer = python.globals.get("answer")
  const bridge = python.globals.get("bridge")
  return {
    python,
    folder,
    pages: {},
    warm: bridge.warm,
    samples: started ? 0 : bridge.SAMPLES.length,
    ask: (question) => JSON.parse(answer(JSON.stringify(question))),
    complete: () => (isComplete ??= started ? complete() : Promise.resolve()), // the files of the program, for what is imported later
  }
}

function put({ python }, files) {
  for (const { path, bytes } of files) {
    const parent = path.slice(0, path.lastIndexOf("/"))
    python.FS.mkdirTree(parent)
    python.FS.writeFile(path, bytes)
  }
}

const DO = {
  check(engine, { files, question }) {
    engine.ask({ ask: "clear" })
    put(engine, files)
    return engine.ask({ ...question, ask: "check" })
  },
  fix(engine, { question }) {
    const answer = engine.ask({ ...question, ask: "fix" })
    for (const file of answer.files ?? []) file.bytes = engine.python.FS.readFile(file.at)
    return answer
  },
  report: (engine, { question }) => engine.ask({ ...question, ask: "report" }),
  support: (engine, { question }) => engine.ask({ ...question, ask: "support" }),
  clear: (engine) => engine.ask({ ask: "clear" }),
  page(engine, { language, rule }) {
    const path = `${engine.folder}/pages/${language}.json`
    engine.pages[language] ??= JSON.parse(engine.python.FS.readFile(path, { encoding: "utf8" }))
    return { blocks: engine.pages[language][rule] ?? [] }
  },
}

// After the first start: check the samples, so that everything is imported, and give the page what it may keep for the next start.
// Once something was asked, nothing is kept: the memory may contain it.
async function prepare() {
  for (let sample = 0; sample < engine.samples; sample++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    engine.warm(sample)
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
  if (isAsked || !engine.samples) return
  const started = engine.python.makeMemorySnapshot().slice().buffer
  self.postMessage({ started }, [started])
}

let engine = null
let isAsked = false

async function main() {
  try {
    engine = await start()
    self.postMessage({ ready: true })
    await engine.complete()
    await prepare()
  } catch (error) {
    if (!engine) self.postMessage({ failed: error?.type ?? error?.name ?? "Error" })
    // else the next start is slower
  }
}

self.onmessage = async ({ data }) => {
  if (data.part) {
    give[data.part](data.data)
    return
  }
  isAsked = true
  try {
    await engine.complete()
    self.postMessage({ id: data.id, answer: DO[data.do](engine, data) })
  } catch (error) {
    // the kind of the error alone: its text may quote what was checked
    self.postMessage({ id: data.id ?? null, failed: error?.type ?? error?.name ?? "Error" })
  }
}

main()
