// A reader of the inventory in HTML: filters, sorts and opens its rows, and prints as JSON what happened.
import { background, end, found, hostile, page } from "./reader.mjs";

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

found.width = await page.evaluate(() => document.documentElement.scrollWidth);
found.light = await background();
await page.emulateMedia({ colorScheme: "dark" });
found.dark = await background();
await page.setViewportSize({ width: 360, height: 700 });
found.phone = await page.evaluate(() => document.documentElement.scrollWidth);
found.hostile = await hostile();
await end();
