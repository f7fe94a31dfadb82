// The texts in the reader's language.
import { TEXTS } from "./texts.js"

const KNOWN = Object.keys(TEXTS)
let language = "en"

export const current = () => language

export function preferred(wanted = navigator.languages) {
  return wanted.map((one) => KNOWN.find((known) => known.split("-")[0] === one.split("-")[0].toLowerCase())).find(Boolean) ?? "en"
}

export function say(id, fields = {}) {
  return TEXTS[language][id].replace(/\{(\w+)\}/g, (_, name) => String(fields[name]))
}

export function speak(chosen) {
  language = chosen
  document.documentElement.lang = language
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = say(one.dataset.text)
  document.title = `vtexlint: ${say("title")}`
}
