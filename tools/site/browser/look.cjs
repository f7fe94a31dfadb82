// Open pages of the built site in headless Chromium: node tools/site/browser/look.cjs SITE SCREENSHOTS. docs/site.md says what must hold.
const fs = require("node:fs")
const path = require("node:path")
const { pathToFileURL } = require("node:url")
const { chromium } = require(path.join(process.env.BROWSER_MODULES, "playwright-core"))

const [site, screenshots] = process.argv.slice(2)
const SCREENS = [
  { name: "desktop", viewport: { width: 1280, height: 900 } },
  { name: "phone", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
]
const COLORS = ["light", "dark"]
const PAGES = ["index", "authentication", "rules/index", "rules/key-casing", "settings", "cli", "comparison", "contributing"]
const SEARCHES = { en: ["swapped", "swapped-values"], "pt-BR": ["espaco", "espaço"], es: ["mayusculas", "mayúsculas"] }
const faults = []

async function watched(context, name) {
  const page = await context.newPage()
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`${name}: requests ${request.url()}`)
  })
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${name}: ${message.text()}`)
  })
  page.on("pageerror", (error) => faults.push(`${name}: ${error}`))
  return page
}

async function look(browser, version, language, screen, colors) {
  const context = await browser.newContext({ ...screen, colorScheme: colors })
  for (const one of PAGES) {
    const name = `${language}/${one}.html, ${screen.name}, ${colors}`
    const page = await watched(context, name)
    await page.goto(pathToFileURL(path.join(version, language, `${one}.html`)).href)
    await page.waitForTimeout(150)
    const found = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      background: getComputedStyle(document.body).backgroundColor,
      languages: [...document.querySelectorAll(".md-select a[hreflang]")].length,
      versions: [...document.querySelectorAll(".md-versions option")].length,
    }))
    const brightness = Number(/\d+/.exec(found.background)?.[0] ?? 255)
    if (found.wide > 0) faults.push(`${name}: ${found.wide} pixels wider than the screen`)
    if (brightness < 128 !== (colors === "dark")) faults.push(`${name}: the background is ${found.background}`)
    if (found.languages !== 3) faults.push(`${name}: ${found.languages} languages`)
    if (!found.versions) faults.push(`${name}: no version`)
    await page.screenshot({ path: path.join(screenshots, `${language}-${one.replace("/", "-")}-${screen.name}-${colors}.png`) })
    await page.close()
  }
  await context.close()
}

async function search(browser, version, language) {
  const [typed, expected] = SEARCHES[language]
  const name = `the search in ${language}`
  const context = await browser.newContext({ viewport: SCREENS[0].viewport })
  const page = await watched(context, name)
  await page.goto(pathToFileURL(path.join(version, language, "index.html")).href)
  await page.waitForTimeout(300)
  await page.keyboard.press("/")
  await page.waitForTimeout(500)
  await page.keyboard.type(typed)
  const results = () =>
    [...document.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? [...one.shadowRoot.querySelectorAll("a")] : [])).map((one) => one.textContent)
  let found = []
  for (let tries = 0; tries < 50 && !found.length; tries++) {
    await page.waitForTimeout(100)
    found = await page.evaluate(results)
  }
  if (!found.some((one) => one.toLowerCase().includes(expected))) faults.push(`${name}: ${typed} does not find ${expected}`)
  await page.screenshot({ path: path.join(screenshots, `${language}-search.png`) })
  await context.close()
}

async function door(browser, locale, expected) {
  const context = await browser.newContext({ locale })
  const page = await watched(context, `the first page in ${locale}`)
  await page.goto(pathToFileURL(path.join(site, "index.html")).href)
  await page.waitForURL(new RegExp(`/${expected}/index.html$`), { timeout: 5000 }).catch(() => faults.push(`${locale} leads to ${page.url()}`))
  await context.close()
}

async function main() {
  fs.mkdirSync(screenshots, { recursive: true })
  const newest = /"name": "([^"]+)"/.exec(fs.readFileSync(path.join(site, "versions.js"), "utf-8"))[1]
  const version = path.join(site, newest)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] })
  for (const language of Object.keys(SEARCHES)) {
    for (const screen of SCREENS) for (const colors of COLORS) await look(browser, version, language, screen, colors)
    await search(browser, version, language)
  }
  for (const [locale, expected] of [["pt-PT", "pt-BR"], ["es-MX", "es"], ["de-DE", "en"]]) await door(browser, locale, expected)
  await browser.close()
  for (const fault of new Set(faults)) console.error(fault)
  console.log(`${faults.length} faults; screenshots in ${screenshots}`)
  process.exitCode = faults.length ? 1 : 0
}

main()
