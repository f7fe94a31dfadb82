// Other browsers than Chromium, by the protocols of the W3C: Firefox by WebDriver BiDi, which it has built in, WebKitGTK by WebDriver.
// A browser has `version`, `goto(address)`, `run(action, argument)` (an async function of the page; its result in JSON) and `close()`.
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const { spawn } = require("node:child_process")

function started(command, words, options = {}) {
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], ...options })
  child.stdout.resume()
  process.on("exit", () => child.kill()) // after a fault too
  return child
}

// The first match of a pattern in what a program prints as an error.
function printed(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = ""
    child.on("error", reject)
    child.on("exit", () => reject(new Error(`ended: ${text.slice(-500)}`)))
    child.stderr.on("data", (data) => {
      text += data
      const found = pattern.exec(text)
      if (found) resolve(found[1])
    })
  })
}

const LANGUAGE = "es-MX"

exports.firefox = async (program) => {
  const WebSocket = require(path.join(process.env.BROWSER_MODULES, "ws"))
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "firefox-"))
  fs.writeFileSync(path.join(profile, "user.js"), `user_pref("intl.accept_languages", "${LANGUAGE}");\nuser_pref("intl.locale.requested", "en-US");\n`)
  const child = started(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"])
  const address = await printed(child, /WebDriver BiDi listening on (ws:\S+)/)
  const socket = new WebSocket(`${address}/session`)
  await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject))
  const waiting = new Map()
  socket.on("message", (data) => {
    const { id, result, error, message } = JSON.parse(data)
    const one = waiting.get(id)
    if (one) error ? one.reject(new Error(`${error}: ${message}`)) : one.resolve(result)
    waiting.delete(id)
  })
  let last = 0
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
  const { capabilities } = await send("session.new", { capabilities: {} })
  const { context } = await send("browsingContext.create", { type: "tab" })
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    goto: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    async run(action, argument) {
      const { result, exceptionDetails } = await send("script.callFunction", {
        functionDeclaration: `async (given) => JSON.stringify(await (${action})(JSON.parse(given)) ?? null)`,
        arguments: [{ type: "string", value: JSON.stringify(argument ?? null) }],
        awaitPromise: true,
        target: { context },
      })
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return JSON.parse(result.value)
    },
    async close() {
      socket.close()
      child.removeAllListeners("exit")
      const ended = new Promise((resolve) => child.on("exit", resolve))
      child.kill()
      await ended
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

exports.webkit = async (program) => {
  const port = 20_000 + (process.pid % 20_000)
  const child = started(program, [`--port=${port}`], { env: { ...process.env, LANGUAGE: "es_MX", LANG: "es_MX.UTF-8" } })
  child.stderr.resume()
  const send = async (method, where, body) => {
    const answer = await fetch(`http://localhost:${port}${where}`, { method, body: body && JSON.stringify(body) })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }
  for (let tries = 0; ; tries++) {
    try {
      await send("GET", "/status")
      break
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const { sessionId, capabilities } = await send("POST", "/session", { capabilities: { alwaysMatch: { timeouts: { script: 120_000, pageLoad: 120_000 } } } })
  const session = `/session/${sessionId}`
  return {
    version: `WebKitGTK ${capabilities.browserVersion}`,
    goto: (url) => send("POST", `${session}/url`, { url }),
    async run(action, argument) {
      const script = `const [given, done] = arguments; (${action})(given).then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }))`
      const { value, error } = await send("POST", `${session}/execute/async`, { script, args: [argument ?? null] })
      if (error) throw new Error(error)
      return value
    },
    async close() {
      await send("DELETE", session)
      child.kill()
    },
  }
}
