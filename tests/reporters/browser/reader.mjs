// What each reader of a page does first and last: node SCRIPT TOOLS BROWSER ADDRESS. Opens the page, and notes what it asks for and complains of.
import { createRequire } from "node:module";

const [, , tools, browserPath, address] = process.argv;
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
export const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const requests = [];
export const found = { requests, errors: [] };
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => found.errors.push(error.message));
page.on("console", (message) => found.errors.push(message.text()));
await page.goto(address);

export const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

// What is in the page that must not be: something that ran, or an element that a name in it made.
export const hostile = () =>
  page.evaluate(() => [typeof window.hacked, document.querySelectorAll("img, iframe, object, link, b, script:not(body > script)").length]);

// Prints as JSON what was found.
export async function end() {
  await browser.close();
  console.log(JSON.stringify(found));
}
