// A reader of the page of `vtexlint audit`: three tables, filters, charts, the keyboard; prints as JSON what happened.
import { createRequire } from "node:module";

const [, , tools, browserPath, address, pictures] = process.argv;
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const requests = [];
const found = { errors: [] };
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => found.errors.push(error.message));
page.on("console", (message) => found.errors.push(message.text()));
await page.goto(address);

const tables = page.locator("section.rows");
const rows = () => tables.evaluateAll((all) => all.map((one) => [...one.querySelectorAll("tbody")].filter((row) => row.checkVisibility()).length));
const texts = (column) => tables.first().locator(`tbody:visible td[data-column=${column}]`).allInnerTexts();
const picture = (name) => (pictures ? page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }) : undefined);

found.rows = await rows();
found.wide = await page.evaluate(() => document.documentElement.scrollWidth);
found.dates = await tables.first().locator("td[data-column=date] span").evaluateAll((all) => all.map((one) => one.getClientRects().length));
await picture("light");
await page.keyboard.press("/");
await page.keyboard.type("team/worker");
found.searched = await rows();
await page.keyboard.press("Escape");
found.reset = await rows();
for (const [name, value] of [["head", "yes"], ["status", "alive"], ["account", "otherstore"]]) {
  await tables.first().locator(`select[data-column=${name}]`).selectOption(value);
  found[name] = await texts(name);
  await tables.first().locator(".reset").click();
}
await page.click(".chart[data-column=account] .bar[data-filter=fakestore]");
found.ofAccount = await texts("account");
await page.focus(".chart[data-column=status] .bar[data-filter=alive]");
await page.keyboard.press("Enter");
found.ofBoth = await texts("key");
await page.keyboard.press("Escape");
found.barsOfRepositories = await page.locator('.chart[data-column=""] .bar').evaluateAll((bars) => bars.map((bar) => [bar.getAttribute("tabindex"), bar.hasAttribute("data-filter")]));
await tables.last().locator("select[data-column=read]").selectOption("no");
found.unread = await rows();
await tables.last().locator(".reset").click();
await tables.last().locator("th[data-column=commits] button").click();
found.byCommits = await tables.last().locator("td[data-column=commits]").allInnerTexts();
await tables.first().locator("th[data-column=token] button").click();
await tables.first().locator("th[data-column=token] button").click();
found.byNumber = await texts("token");
await tables.first().locator(".reset").click();

const open = () => tables.first().locator("tbody.open").count();
await page.evaluate(() => document.activeElement.blur());
found.open = [await open()]; // few rows are open at first
await page.keyboard.press("o");
found.open.push(await open());
await page.keyboard.press("j");
await page.keyboard.press("j");
await page.keyboard.press("Enter");
found.open.push(await open());
found.opened = await tables.first().locator("tbody.open .notes").allInnerTexts();
await page.keyboard.press("Tab");
found.focused = await page.evaluate(() => [document.activeElement.closest("section.rows") === document.querySelector("section.rows"), getComputedStyle(document.activeElement).outlineStyle]);

const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
found.light = await back();
await page.emulateMedia({ colorScheme: "dark" });
found.dark = await back();
await picture("dark");
await page.setViewportSize({ width: 360, height: 700 });
found.phone = await page.evaluate(() => document.documentElement.scrollWidth);
found.labelled = await tables.last().locator("td.number").first().evaluate((one) => getComputedStyle(one, "::before").content);
await picture("phone");
found.hostile = await page.evaluate(() => [typeof window.hacked, document.querySelectorAll("img, iframe, object, link, b, script:not(body > script)").length]);
found.requests = requests;
await browser.close();
console.log(JSON.stringify(found));
