// A reader of the report in HTML: opens it, uses it, and prints as JSON what happened.
import { background, end, found, hostile, page } from "./reader.mjs";

const rows = () => page.locator("tbody:visible").count();
const open = () => page.locator("tbody.open:visible").count();
const first = (column) => page.locator(`tbody:visible td[data-column=${column}]`).first().innerText();

found.rows = await rows();
found.said = await page.locator("output").innerText();
await page.keyboard.press("/");
await page.keyboard.type("deploy/ committed");
found.searched = await rows();
await page.keyboard.press("Escape");
found.reset = await rows();
await page.selectOption("select[data-column=severity]", "warning");
found.warnings = await rows();
await page.click(".reset");
await page.click(".chart[data-column=account] .bar[data-filter=fakestore]");
found.ofAccount = await page.locator("tbody:visible td[data-column=account]").allInnerTexts();
await page.focus(".chart[data-column=rule] .bar[data-filter=swapped-values]");
await page.keyboard.press("Enter");
found.ofBoth = await page.locator("tbody:visible td[data-column=rule]").allInnerTexts();
await page.keyboard.press("Escape");
await page.fill("input", "no such row");
found.nothing = [await rows(), await page.locator(".no-match").isVisible()];
await page.keyboard.press("Escape");

await page.click("th[data-column=severity] button");
found.ascending = await first("severity");
await page.click("th[data-column=severity] button");
found.descending = await first("severity");
await page.click("th[data-column=place] button");
found.places = await page.locator("td[data-column=place]").allInnerTexts();

found.open = [await open()];
await page.evaluate(() => document.activeElement.blur());
await page.keyboard.press("j");
await page.keyboard.press("j");
await page.keyboard.press("k");
await page.keyboard.press("Enter");
found.openRow = await page.locator("tbody").first().evaluate((row) => row.className);
found.open.push(await open());
await page.keyboard.press("o");
found.open.push(await open());
await page.keyboard.press("o");
found.open.push(await open());
await page.click("tbody:nth-of-type(1) td.message");
await page.click("tbody:nth-of-type(1) .notes a");
await page.waitForSelector("details[open]");
found.helped = await page.locator("details[open]").getAttribute("id");

found.light = await background();
await page.emulateMedia({ colorScheme: "dark" });
found.dark = await background();
await page.emulateMedia({ media: "print", colorScheme: "light" });
found.printed = [await page.locator(".tools").isVisible(), await page.locator(".detail:visible").count()];
await page.emulateMedia({ media: "screen" });
await page.setViewportSize({ width: 360, height: 700 });
await page.keyboard.press("o");
found.phone = await page.evaluate(() => document.documentElement.scrollWidth);

found.hostile = await hostile();
found.before = [...found.errors];
found.requests = [...found.requests]; // before the page is attacked: a request that is refused is an event too
found.refused = await page.evaluate(async () => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  await fetch("http://localhost/").catch(() => {});
  const image = document.body.appendChild(new Image());
  image.src = "http://localhost/x.png";
  const script = document.createElement("script");
  script.textContent = "window.hacked = true";
  document.body.append(script);
  document.body.setAttribute("style", "color: red");
  await new Promise((resolve) => setTimeout(resolve, 200));
  return [refused.sort(), typeof window.hacked];
});
await end();
