// The worker's side of the page: load the parts, start it, ask it.
import { PARTS, START } from "./facts.js"

const LOCKED = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; form-action 'none'; base-uri 'none'"

const waiting = new Map()
let worker = null
let number = 0

// a part of the page as one file
function inside(name) {
  const text = atob(document.getElementById(`part-${name}`).textContent)
  return Uint8Array.from(text, (one) => one.charCodeAt(0)).buffer
}

async function download(progress) {
  const total = Object.values(PARTS).reduce((sum, part) => sum + part.size, 0)
  let loaded = 0
  const read = async ({ file }) => {
    const response = await fetch(file)
    if (!response.ok) throw new Error(`${file}: ${response.status}`)
    const pieces = []
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      pieces.push(value)
      loaded += value.length
      progress(Math.min(99, Math.round((100 * loaded) / total)))
    }
    return new Blob(pieces).arrayBuffer()
  }
  const names = Object.keys(PARTS)
  if (document.getElementById(`part-${names[0]}`)) return Object.fromEntries(names.map((name) => [name, inside(name)]))
  const found = await Promise.all(names.map((name) => read(PARTS[name])))
  return Object.fromEntries(names.map((name, at) => [name, found[at]]))
}

// The memory of a worker that has started and was asked nothing yet: the next start takes a third of the time.
const KEPT = "started.bin"

async function kept() {
  try {
    const found = await (await caches.open(START)).match(KEPT)
    return found ? { started: await found.arrayBuffer() } : {}
  } catch {
    return {} // no secure connection, or a private window
  }
}

async function keep(started) {
  try {
    await (await caches.open(START)).put(KEPT, new Response(started))
  } catch {
    // no room: the next start is slower
  }
}

async function script(part) {
  const bytes = new Uint8Array(part)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new Blob([bytes], { type: "text/javascript" })
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Blob([await new Response(stream).arrayBuffer()], { type: "text/javascript" })
}

// From here on the page and the worker, which takes over the page's policy, can connect to nothing, their own server included.
function lock() {
  const meta = document.createElement("meta")
  meta.httpEquiv = "Content-Security-Policy"
  meta.content = LOCKED
  document.head.append(meta)
}

export async function start(progress, starting) {
  const [{ worker: own, ...parts }, started] = await Promise.all([download(progress), kept()])
  Object.assign(parts, started)
  starting()
  const address = URL.createObjectURL(await script(own))
  lock()
  worker = new Worker(address)
  await new Promise((resolve, reject) => {
    const failed = async (what) => {
      if (parts.started) await caches.delete(START) // so that it is not in the way of the next start
      reject(new Error(what))
    }
    worker.onerror = (event) => reject(new Error(event.message || "worker"))
    worker.onmessage = ({ data }) => (data.ready ? resolve() : failed(data.failed))
    worker.postMessage({ parts }, Object.values(parts))
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
