// Build what is shown. Nothing here parses HTML.
import { say } from "./words.js"

export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value)
    else made.setAttribute(name, value)
  }
  made.append(...inside)
  return made
}

function frame(found, isFirst) {
  const path = found.path === "-" ? say("pasted") : found.path
  const place = element("span", { class: "place" }, `${path}:${found.line}:${found.column}${found.message ? `  ${found.message}` : ""}`)
  const box = element("div", { class: isFirst ? "frame" : "frame related" }, place)
  if (found.pieces) {
    const [before, marked, after] = found.pieces
    box.append(element("pre", { tabindex: "0", "aria-label": `${path}:${found.line}` }, before, element("mark", {}, marked || " "), after))
  }
  return box
}

export function finding(found, about) {
  const title = element("h3", {}, element("span", { class: "word" }, found.word), `: ${found.message}`)
  const box = element("article", { class: `finding ${found.severity}` }, title)
  found.frames.forEach((one, at) => box.append(frame(one, at === 0)))
  box.append(element("p", {}, element("strong", {}, `${say("help")}: `), found.help))
  if (found.fix) box.append(element("p", { class: "hint" }, say(found.fix)))
  box.append(element("p", {}, element("button", { type: "button", onclick: () => about(found.rule) }, say("about", { rule: found.rule }))))
  return box
}

export function trees(blocks, about) {
  return blocks.map((block) => {
    if (typeof block === "string") return block
    const [tag, address, inside] = block
    const children = trees(inside, about)
    if (tag === "pre") return element("pre", { tabindex: "0" }, ...children)
    if (tag !== "a") return element(tag, {}, ...children)
    if (address.startsWith("#")) return element("button", { type: "button", class: "link", onclick: () => about(address.slice(1)) }, ...children)
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children)
  })
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

export function save(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }))
  element("a", { href: address, download: name.split("/").pop() }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
