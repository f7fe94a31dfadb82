// The worker's side of the page: load the parts, start it, ask it.
import { PARTS, START } from "./facts.js"

const LOCKED = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; form-action 'none'; base-uri 'none'"

const waiting = new Map()
let worker = null
let number = 0

// a part of the page as one file
function inside(name) {
  const text = atob(document.getElementById(`part-${name}`).textContent)
  return new Blob([Uint8Array.from(text, (one) => one.charCodeAt(0))]).stream()
}

// Ask for all parts. Returns, once the server has begun to send all of them, a function that gives the stream of one.
async function download(progress) {
  const names = Object.keys(PARTS)
  if (document.getElementById(`part-${names[0]}`)) return inside
  const total = Object.values(PARTS).reduce((sum, part) => sum + part.size, 0)
  let loaded = 0
  const answers = await Promise.all(names.map((name) => fetch(PARTS[name].file)))
  for (const answer of answers) if (!answer.ok) throw new Error(`${answer.url.split("/").pop()}: ${answer.status}`)
  const counting = () =>
    new TransformStream({
      transform(piece, to) {
        loaded += piece.length
        progress(Math.min(99, Math.round((100 * loaded) / total)))
        to.enqueue(piece)
      },
    })
  return (name) => answers[names.indexOf(name)].body.pipeThrough(counting())
}

// A part as it was before it was compressed; a server may unpack it on its own.
async function unpacked(stream, type) {
  const reader = stream.getReader()
  const first = await reader.read()
  const whole = new ReadableStream({
    start: (to) => to.enqueue(first.value),
    async pull(to) {
      const { done, value } = await reader.read()
      if (done) to.close()
      else to.enqueue(value)
    },
  })
  const isPacked = first.value[0] === 0x1f && first.value[1] === 0x8b
  return new Response(isPacked ? whole.pipeThrough(new DecompressionStream("gzip")) : whole, { headers: { "content-type": type } })
}

// The memory of a worker that has started and was asked nothing yet: the next start takes a third of the time.
const KEPT = "started.bin"

async function kept() {
  try {
    const found = await (await caches.open(START)).match(KEPT)
    return found ? await found.arrayBuffer() : null
  } catch {
    return null // no secure connection, or a private window
  }
}

async function keep(started) {
  try {
    await (await caches.open(START)).put(KEPT, new Response(started))
  } catch {
    // no room: the next start is slower
  }
}

// From here on the page and the worker, which takes over the page's policy, can connect to nothing, their own server included.
function lock() {
  const meta = document.createElement("meta")
  meta.httpEquiv = "Content-Security-Policy"
  meta.content = LOCKED
  document.head.append(meta)
}

export async function start(progress, starting) {
  const read = await download(progress)
  const address = URL.createObjectURL(await (await unpacked(read("worker"), "text/javascript")).blob())
  lock()
  worker = new Worker(address)
  // everything is unpacked here, and Python is compiled, while the worker starts
  const bytes = async (name) => (await unpacked(read(name), "application/octet-stream")).arrayBuffer()
  const runtime = unpacked(read("runtime"), "application/wasm").then((answer) => WebAssembly.compileStreaming(answer))
  const started = kept()
  const parts = { runtime, started, library: bytes("library"), program: bytes("program") }
  Promise.all(Object.values(parts)).then(starting, () => {})
  await new Promise((resolve, reject) => {
    const failed = async (what) => {
      if (await started) await caches.delete(START) // so that it is not in the way of the next start
      reject(new Error(what))
    }
    worker.onerror = (event) => reject(new Error(event.message || "worker"))
    worker.onmessage = ({ data }) => (data.ready ? resolve() : failed(data.failed))
    for (const [part, coming] of Object.entries(parts)) {
      coming.then((data) => worker.postMessage({ part, data }, data instanceof ArrayBuffer ? [data] : []), reject)
    }
  })
  URL.revokeObjectURL(address)
  worker.onmessage = ({ data }) => {
    if (data.started) {
      keep(data.started)
      return
    }
    const { resolve, reject } = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.failed) reject(new Error(data.failed))
    else resolve(data.answer)
  }
}

export function ask(what, given = {}) {
  const id = ++number
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.postMessage({ id, do: what, ...given })
  })
}
