// Use the built page in another browser than Chromium: node others.cjs firefox|webkit PROGRAM PAGE REPORT. REPORT is a file.
const fs = require("node:fs")
const drivers = require("./drivers.cjs")
const servers = require("./servers.cjs")
const { reach } = require("./reach.cjs")

const [kind, program, root, reportFile] = process.argv.slice(2)
const KEY = "vtexappkey-fakestore-AAAAAA"
const TOKEN = "QWERTYUIOPASDFGHJKLZXCVBNMLKJHGF".repeat(4)
const BAD = `VTEX_APP_KEY="${KEY} "\nVTEX_APP_TOKEN=${TOKEN}\n`
const GOOD = BAD.replace(' "', '"')
const faults = []
const times = {}
const must = (holds, what) => holds || faults.push(what)

async function main() {
  const served = await servers.start(root)
  const browser = await drivers[kind](program)
  const until = async (what, action, argument) => {
    for (const from = Date.now(); Date.now() - from < 90_000; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const found = await browser.run(action, argument)
      if (found) return found
    }
    throw new Error(`not in 90 seconds: ${what}; ${await browser.run(async () => `${document.getElementById("state").textContent}; ${document.getElementById("totals").textContent}`)}`)
  }
  const opened = async (name) => {
    const from = Date.now()
    await browser.goto(served.own.address)
    await until("ready", async () => document.getElementById("progress").hidden || Boolean(document.querySelector("#state.failure")))
    times[name] = Date.now() - from
    must(await browser.run(async () => !document.querySelector("#state.failure")), `${name}: not started`)
  }
  const paste = (text) =>
    browser.run(async (given) => {
      document.getElementById("text").value = given
      document.getElementById("text").dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }))
    }, text)
  const totals = (pattern) => until(pattern, async (wanted) => new RegExp(wanted).test(document.getElementById("totals").textContent), pattern)

  await opened("first load")
  const kept = async () => Boolean(await caches.match("started.bin"))
  for (const from = Date.now(); Date.now() - from < 30_000 && !(await browser.run(kept)); await new Promise((resolve) => setTimeout(resolve, 300)));
  must(await browser.run(kept), "the memory is not kept")
  const loaded = served.own.log.length
  let from = Date.now()
  await paste(BAD)
  await totals("1 error")
  times["a pasted text"] = Date.now() - from
  const shown = await browser.run(async () => document.body.innerText)
  must(!shown.includes(TOKEN.slice(0, 20)) && !shown.includes("AAAAAA"), "a value is on the screen")
  must((await browser.run(async () => getComputedStyle(document.getElementById("text")).webkitTextSecurity)) === "disc", "the text is not masked")
  await until("a fix", async () => !document.getElementById("fixes").hidden)
  await browser.run(async () => document.querySelector("#fixes-actions button:nth-of-type(2)").click())
  await until("the fixed text", async (given) => document.getElementById("text").value === given, GOOD)
  for (const one of await browser.run(reach, [served.own.address, served.elsewhere.address])) faults.push(`the page can reach ${one}`)
  const stored = await browser.run(async () => ({
    own: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).every(({ url }) => url.startsWith(location.href))))).every(Boolean),
    other: localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + document.cookie.length,
    secret: (await (await (await caches.match("started.bin")).blob()).text()).includes("QWERTYUIOPASDFGHJ"),
  }))
  must(stored.own && !stored.other && !stored.secret, `stored: ${JSON.stringify(stored)}`)
  must(served.own.log.length === loaded, `requested after the first load: ${served.own.log.slice(loaded).join(", ")}`)
  must(!served.elsewhere.log.length, `requests elsewhere: ${served.elsewhere.log.join(", ")}`)

  served.own.isDown = true
  const later = []
  for (let number = 0; number < 5; number++) {
    await opened("later")
    later.push(times.later)
  }
  delete times.later
  times["later loads, offline, median of 5"] = later.sort((one, other) => one - other)[2]
  await paste(GOOD)
  await until("no findings", async () => document.getElementById("totals").className === "clean")
  await browser.close()
  served.stop()
  fs.writeFileSync(reportFile, JSON.stringify({ browser: browser.version, times, requests: served.own.log, faults }, null, 1))
  for (const fault of faults) console.error(fault)
  console.log(browser.version, times, `${faults.length} faults`)
  process.exit(faults.length ? 1 : 0)
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
