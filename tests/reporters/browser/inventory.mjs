// A reader of the inventory in HTML: filters, sorts and opens its rows, and prints as JSON what happened.
import { createRequire } from "node:module";

const [, , tools, browserPath, address] = process.argv;
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const requests = [], errors = [], found = {};
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => errors.push(error.message));
page.on("console", (message) => errors.push(message.text()));
await page.goto(address);

const section = page.locator("section.rows").first();
const keys = () => section.locator("tbody:visible td[data-column=key]").allInnerTexts();

found.keys = await keys();
found.said = await section.locator("output").innerText();
await section.locator("select[data-column=state]").selectOption("blocked");
found.blocked = await keys();
await page.keyboard.press("Escape");
await page.click(".chart[data-column=account] .bar[data-filter=otherstore]");
found.ofAccount = await keys();
await page.keyboard.press("Escape");
await page.focus(".chart[data-column=state] .bar[data-filter=blocked]");
await page.keyboard.press("Enter");
found.ofState = await keys();
await page.keyboard.press("Escape");
await page.keyboard.press("/");
await page.keyboard.type("production staging");
found.searched = await keys();
await page.keyboard.press("Escape");
await section.locator("th[data-column=files] button").click();
await section.locator("th[data-column=files] button").click();
found.mostFiles = (await keys())[0];
await page.evaluate(() => document.activeElement.blur());
await page.keyboard.press("o");
found.closed = await section.locator("tbody.open").count();
await page.keyboard.press("j");
await page.keyboard.press("Enter");
found.opened = await section.locator("tbody.open .notes dd").allInnerTexts();

const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
found.width = await page.evaluate(() => document.documentElement.scrollWidth);
found.light = await back();
await page.emulateMedia({ colorScheme: "dark" });
found.dark = await back();
await page.setViewportSize({ width: 360, height: 700 });
found.phone = await page.evaluate(() => document.documentElement.scrollWidth);
found.hostile = await page.evaluate(() => [typeof window.hacked, document.querySelectorAll("img, iframe, object, link, b").length]);
await browser.close();
console.log(JSON.stringify({ ...found, requests, errors }));
