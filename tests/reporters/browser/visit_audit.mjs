// A reader of the page of `vtexlint audit`: three tables, filters, charts, the keyboard; prints as JSON what happened.
import { background, end, found, hostile, page } from "./reader.mjs";

const tables = page.locator("section.rows");
const rows = () => tables.evaluateAll((all) => all.map((one) => [...one.querySelectorAll("tbody")].filter((row) => row.checkVisibility()).length));
const texts = (column) => tables.first().locator(`tbody:visible td[data-column=${column}]`).allInnerTexts();

found.rows = await rows();
found.wide = await page.evaluate(() => document.documentElement.scrollWidth);
found.dates = await tables.first().locator("td[data-column=date] span").evaluateAll((all) => all.map((one) => one.getClientRects().length));
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

found.light = await background();
await page.emulateMedia({ colorScheme: "dark" });
found.dark = await background();
await page.setViewportSize({ width: 360, height: 700 });
found.phone = await page.evaluate(() => document.documentElement.scrollWidth);
found.labelled = await tables.last().locator("td.number").first().evaluate((one) => getComputedStyle(one, "::before").content);
found.hostile = await hostile();
await end();
