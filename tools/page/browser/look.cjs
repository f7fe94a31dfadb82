// Use the built page in headless Chromium: node look.cjs PAGE CASES REPORT. docs/page.md says what must hold; REPORT is a folder.
const fs = require("node:fs")
const path = require("node:path")
const { pathToFileURL } = require("node:url")
const { chromium } = require(path.join(process.env.BROWSER_MODULES, "playwright-core"))
const servers = require("./servers.cjs")
const { compare } = require("./compare.cjs")
const { reach } = require("./reach.cjs")

const [root, casesFile, folder] = process.argv.slice(2)
const axe = fs.readFileSync(path.join(process.env.BROWSER_MODULES, "axe-core/axe.min.js"), "utf-8")
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
}
const LANGUAGES = { en: "en-US", "pt-BR": "pt-BR", es: "es-MX" }
const KEY = "vtexappkey-fakestore-AAAAAA"
const TOKEN = "QWERTYUIOPASDFGHJKLZXCVBNMLKJHGF".repeat(4)
const BAD = `VTEX_APP_KEY="${KEY} "\nVTEX_APP_TOKEN=${TOKEN.slice(0, 127)}\n`
const GOOD = `VTEX_APP_KEY=${KEY}\nVTEX_APP_TOKEN=${TOKEN}\n`
const faults = []
const report = { times: {}, requests: [], axe: 0, screenshots: [] }
const must = (holds, what) => holds || faults.push(what)

function watch(page, name) {
  page.on("pageerror", (error) => faults.push(`${name}: ${error}`))
  page.on("console", (message) => message.type() === "error" && !/Content Security Policy|net::ERR_/.test(message.text()) && faults.push(`${name}: ${message.text()}`))
}

async function opened(context, address, name) {
  const page = await context.newPage()
  watch(page, name)
  const from = Date.now()
  await page.goto(address)
  await page.waitForFunction(() => document.getElementById("progress").hidden || document.querySelector("#state.failure"), null, { timeout: 120_000 })
  report.times[name] = Date.now() - from
  must(!(await page.$("#state.failure")), `${name}: ${await page.textContent("#state")}`)
  return page
}

const paste = async (page, text) => {
  await page.evaluate((given) => navigator.clipboard.writeText(given), text)
  await page.focus("#text")
  await page.keyboard.press("Control+A")
  await page.keyboard.press("Control+V")
}
const totals = (page, pattern) => page.waitForFunction((wanted) => new RegExp(wanted).test(document.getElementById("totals").textContent), pattern, { timeout: 30_000 }).catch(async () => { throw new Error(`not ${pattern}: ${await page.textContent("#totals")}`) })
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText())

async function drop(page, files) {
  const session = await page.context().newCDPSession(page)
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data: { items: [], files, dragOperationsMask: 1 } })
  }
}

// Everything a reader does with secrets; the servers must not hear of it.
async function use(browser, served) {
  const context = await browser.newContext({ locale: "en-US", acceptDownloads: true })
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(served.own.address).origin })
  const page = await opened(context, served.own.address, "the first load")
  for (let tries = 0; tries < 60 && !(await page.evaluate(async () => Boolean(await caches.match("started.bin")))); tries++) await page.waitForTimeout(500)
  const loaded = served.own.log.length
  report.requests = [...served.own.log]

  let from = Date.now()
  await paste(page, BAD)
  await totals(page, "2 errors")
  report.times["a pasted text"] = Date.now() - from
  from = Date.now()
  await page.keyboard.press("Control+End")
  await page.keyboard.press("Backspace")
  await page.keyboard.type("Q") // the letter that the token lacks
  await totals(page, "1 error")
  report.times["typed, with the pause after the last key"] = Date.now() - from
  await paste(page, BAD)
  await totals(page, "2 errors")
  const shown = await page.evaluate(() => document.body.innerText)
  must(!shown.includes(TOKEN.slice(0, 40)) && !shown.includes("AAAAAA"), "a value is on the screen")
  must((await page.evaluate(() => getComputedStyle(document.getElementById("text")).webkitTextSecurity)) === "disc", "the text is not masked")

  await page.click("#support")
  await page.waitForFunction(() => document.getElementById("support-done").textContent)
  const support = await clipboard(page)
  must(support.includes("malformed-token") && !support.includes("AAAAAA") && !support.includes(TOKEN.slice(0, 20)), "the report for support")
  await page.waitForSelector("#fixes:not([hidden])")
  await page.click("#fixes-actions button:first-child")
  await page.waitForFunction(() => document.getElementById("fixes-done").textContent)
  must((await clipboard(page)) === BAD.replace(`"${KEY} "`, `"${KEY}"`), "the fixed text")
  const download = page.waitForEvent("download")
  await page.click("#fixes-actions button:last-child")
  must(fs.readFileSync(await (await download).path(), "utf-8").includes(`"${KEY}"`), "the downloaded text")
  await page.click(".finding button")
  await page.waitForSelector("#page[open] h2")
  await page.click("#page-close")

  const dropped = fs.mkdtempSync("/tmp/page-")
  fs.mkdirSync(path.join(dropped, "shop/node_modules/a"), { recursive: true })
  fs.writeFileSync(path.join(dropped, "shop/.env"), BAD)
  fs.writeFileSync(path.join(dropped, "shop/values.yaml"), `appKey: "${KEY} "\nappToken: ${TOKEN}\n`)
  fs.writeFileSync(path.join(dropped, "shop/node_modules/a/.env"), BAD)
  await drop(page, [path.join(dropped, "shop")])
  await totals(page, "2 config files")
  must((await page.textContent("#findings")).includes("shop/.env:1:"), "the findings of a folder")
  await page.waitForSelector("#fixes:not([hidden])")
  must((await page.$$("#fixes-actions button")).length === 2, "a fixed text for each file of a folder")
  await drop(page, [path.join(dropped, "shop/values.yaml")])
  await totals(page, "1 config file;")
  fs.mkdirSync(path.join(dropped, "empty"))
  await drop(page, [path.join(dropped, "empty")])
  await totals(page, "no file to check")
  await page.click("#clear")
  await totals(page, "Nothing")
  fs.rmSync(dropped, { recursive: true })

  // what code could try, in the page and in the worker
  await attempts(page, served, "the page")
  await attempts(page.workers()[0], served, "the worker")
  const kept = await page.evaluate(async () => {
    const names = []
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) names.push(one.url)
    const started = await (await (await caches.match("started.bin")).blob()).text()
    return { caches: names, hasSecret: started.includes("QWERTYUIOPASDFGHJ") || !started.includes("surrounding-whitespace"), local: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length, cookies: document.cookie }
  })
  must(!kept.local && !kept.databases && !kept.cookies, `stored: ${JSON.stringify({ ...kept, caches: 0 })}`)
  must(!kept.hasSecret, "the memory that is kept has what was pasted, or is not that of vtexlint")
  must(kept.caches.every((one) => one.startsWith(served.own.address)), "the cache has other files")
  must(served.own.log.length === loaded, `requested after the first load: ${served.own.log.slice(loaded).join(", ")}`)
  await page.close()

  served.own.isDown = true // no network, and a new page
  const again = await opened(context, served.own.address, "again, offline")
  from = Date.now()
  await paste(again, GOOD)
  await totals(again, "no findings")
  must((await again.getAttribute("#totals", "class")) === "clean", "a text without a fault is not shown as one")
  await again.click("#other-causes")
  await again.waitForSelector("#page[open] h2")
  must((await again.textContent("#page-text")).includes("403"), "the page about other causes")
  await again.click("#page-close")
  await paste(again, "hello\n")
  await again.waitForFunction(() => document.getElementById("next-text").textContent.startsWith("No pair"))
  must(!(await again.getAttribute("#totals", "class")), "a text without a pair is shown as one without a fault")
  report.times["a pasted text, offline"] = Date.now() - from
  await again.close()
  const later = []
  for (let number = 0; number < 7; number++) {
    await (await opened(context, served.own.address, "later")).close()
    later.push(report.times.later)
  }
  delete report.times.later
  report.times["later loads, offline, median of 7"] = later.sort((one, other) => one - other)[3]
  served.own.isDown = false
  await context.close()
}

// The page as one file, from the disk.
async function fromDisk(browser, served) {
  const context = await browser.newContext({ locale: "es-MX" })
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  const requested = []
  context.on("request", (request) => /^(data|blob):/.test(request.url()) || requested.push(request.url()))
  const address = pathToFileURL(path.resolve(root, "vtexlint.html")).href
  const page = await opened(context, address, "one file, from the disk")
  await page.fill("#text", BAD)
  await totals(page, "2 errores")
  await page.screenshot({ path: path.join(folder, "one-file.png"), fullPage: true })
  await attempts(page, served, "the page from the disk")
  await attempts(page.workers()[0], served, "the worker from the disk")
  must(requested.every((one) => one === address || one.includes("secret")), `from the disk: requested ${requested.join(", ")}`)
  await context.close()
}

async function attempts(where, served, name) {
  for (const one of await where.evaluate(reach, [served.own.address, served.elsewhere.address])) faults.push(`${name} can reach ${one}`)
}

async function look(browser, served) {
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    for (const [screen, size] of Object.entries(SCREENS)) {
      for (const colorScheme of ["light", "dark"]) {
        const name = `${language}-${screen}-${colorScheme}`
        const context = await browser.newContext({ ...size, locale, colorScheme })
        const page = await opened(context, served.own.address, name)
        delete report.times[name]
        must((await page.getAttribute("html", "lang")) === language, `${name}: the language`)
        for (const [what, text] of [["empty", ""], ["findings", BAD], ["clean", GOOD], ["page", BAD]]) {
          await page.fill("#text", text)
          await page.waitForFunction((given) => (given ? document.querySelector("#actions:not([hidden])") : true), text)
          await page.waitForTimeout(400)
          if (what === "page") await page.click(".finding button")
          await page.waitForTimeout(what === "page" ? 200 : 0)
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          must(wide <= 0, `${name}, ${what}: ${wide} pixels wider than the screen`)
          await page.evaluate(axe)
          const { violations } = await page.evaluate(() => window.axe.run())
          report.axe++
          for (const one of violations) faults.push(`${name}, ${what}: axe: ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`)
          if (what === "empty") continue
          report.screenshots.push(`${name}-${what}.png`)
          await page.screenshot({ path: path.join(folder, `${name}-${what}.png`), fullPage: what !== "page" })
        }
        await context.close()
      }
    }
  }
}

async function main() {
  fs.mkdirSync(folder, { recursive: true })
  const served = await servers.start(root)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", `--proxy-server=${served.proxy.address}`, `--proxy-bypass-list=<-loopback>;${new URL(served.own.address).host}`],
  })
  await use(browser, served)
  await fromDisk(browser, served)
  must(!served.elsewhere.log.length && !served.proxy.log.length, `requests elsewhere: ${[...served.elsewhere.log, ...served.proxy.log].join(", ")}`)
  if (!process.env.PAGE_QUICK) await look(browser, served)
  const context = await browser.newContext({ locale: "en-US" })
  const page = await opened(context, served.own.address, "for the cases")
  const compared = await compare(page, JSON.parse(fs.readFileSync(casesFile, "utf-8")))
  faults.push(...compared.faults)
  report.cases = compared.table
  report.times["a case, median"] = compared.median
  report.sizes = Object.fromEntries(fs.readdirSync(root).map((name) => [name, fs.statSync(path.join(root, name)).size]))
  await browser.close()
  served.stop()
  report.faults = [...new Set(faults)]
  fs.writeFileSync(path.join(folder, "report.json"), JSON.stringify(report, null, 1))
  for (const fault of report.faults) console.error(fault)
  console.log(report.times)
  console.log(`${report.requests.length} requests for the first load, none after it; axe ran ${report.axe} times; ${compared.table.length} cases`)
  console.log(`${report.faults.length} faults; report and screenshots in ${folder}`)
  process.exitCode = report.faults.length ? 1 : 0
}

main()
