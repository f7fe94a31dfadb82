// The page: what is pasted, dropped and chosen goes to the worker, and its answer is shown.
import { ask, start } from "./engine.js"
import { FORMATS, VERSION } from "./facts.js"
import { fromDrop, fromList } from "./files.js"
import { copy, element, finding, save, trees } from "./show.js"
import { current, preferred, say, speak } from "./words.js"

const FOLDER = "/check"
const PASTED = "/pasted"
const PAUSE = 40 // milliseconds without a keystroke before a text is checked

const $ = (id) => document.getElementById(id)
let isReady = false
let isOffline = false
let wasAsked = false
let isRunning = false
let files = null // Chosen, instead of the text
let accounts = [] // the files of account snapshots
let last = 0 // the number of the last check that was asked for
let timer = 0
let answer = null

// --- what is asked

function request() {
  const sent = []
  const question = { language: current() }
  question.accounts = accounts.map(({ path }) => (files?.tops.has(path) ? `account/${path}` : path))
  accounts.forEach(({ bytes }, at) => sent.push({ path: `${FOLDER}/${question.accounts[at]}`, bytes }))
  if (files) {
    question.paths = [...files.tops].sort()
    sent.push(...files.files.map(({ path, bytes }) => ({ path: `${FOLDER}/${path}`, bytes })))
  } else {
    question.text = PASTED
    if ($("name").value.trim()) question.name = $("name").value.trim()
    if ($("format").value) question.format = $("format").value
    sent.push({ path: PASTED, bytes: new TextEncoder().encode($("text").value) })
  }
  return { files: sent, question }
}

const isEmpty = () => (files ? !files.files.length : !$("text").value)

async function check() {
  clearTimeout(timer)
  const asked = ++last
  if (!isReady || isRunning) return // the one that runs is followed by another
  isRunning = true
  const found = await verdict()
  isRunning = false
  if (asked !== last) {
    check()
    return
  }
  answer = found
  show()
}

async function verdict() {
  if (isEmpty()) {
    if (wasAsked) await ask("clear")
    return null
  }
  wasAsked = true
  try {
    return await ask("check", request())
  } catch (error) {
    return { failure: say("could-not", { error: error.message }) }
  }
}

function soon() {
  clearTimeout(timer)
  timer = setTimeout(check, PAUSE)
}

// --- what is shown

function show() {
  const totals = $("totals")
  totals.className = ""
  for (const id of ["findings", "notes", "fixes-actions", "fixes-summary", "fixes-done", "support-done"]) $(id).replaceChildren()
  $("actions").hidden = $("fixes").hidden = $("next").hidden = true
  if (files?.leftOut) $("notes").append(element("li", {}, say("left-out", { number: files.leftOut })))
  if (!answer) {
    totals.textContent = say(files ? "no-files" : "nothing")
    return
  }
  if (answer.failure) {
    totals.className = "failure"
    totals.textContent = answer.failure
    return
  }
  totals.textContent = answer.totals
  if (!answer.findings.length && !answer.troubles.length) {
    totals.className = answer.pairs ? "clean" : ""
    $("next").hidden = false
    $("next-text").textContent = say(answer.pairs ? "no-fault" : "no-pair")
    $("other-causes").hidden = !answer.pairs
  }
  $("actions").hidden = false
  for (const line of [...answer.troubles, ...answer.notes]) $("notes").append(element("li", {}, line))
  $("findings").append(...answer.findings.map((one) => finding(one, about)))
  if (answer.fixable) offerFixes()
}

async function offerFixes() {
  const asked = last
  const found = await ask("fix", { question: { language: current() } })
  if (asked !== last || !found.files?.length) return
  $("fixes").hidden = false
  $("fixes-summary").textContent = found.summary
  const actions = $("fixes-actions")
  const add = (text, click) => actions.append(element("button", { type: "button", onclick: click }, text), " ")
  if (!files) {
    const text = new TextDecoder().decode(found.files[0].bytes)
    add(say("copy-fixed"), async () => said("fixes-done", await copy(text)))
    add(say("use-fixed"), () => {
      $("text").value = text
      check()
    })
  }
  for (const file of found.files) {
    const isPasted = file.path === "-"
    const shown = isPasted ? "fixed.txt" : file.path.split("/").pop()
    add(say("download", { name: shown }), () => save(isPasted ? shown : file.name, file.bytes))
  }
  for (const line of found.notes) $("notes").append(element("li", {}, line))
}

function said(id, worked) {
  $(id).textContent = say(worked ? "copied" : "not-copied")
}

async function about(rule) {
  const { blocks } = await ask("page", { language: current(), rule })
  $("page-text").replaceChildren(...trees(blocks, about))
  if (!$("page").open) $("page").showModal()
  $("page").scrollTop = 0
}

function state() {
  const chosen = files?.files.length ?? 0
  $("by-text").hidden = Boolean(files)
  $("chosen").hidden = !files
  $("chosen-text").textContent = files ? `${say("chosen", { number: chosen })}${chosen ? ` (${[...files.tops].join(", ")})` : ""}` : ""
  $("account-chosen").hidden = !accounts.length
  $("account-name").textContent = accounts.map(({ path }) => path).join(", ")
}

function take(chosen) {
  files = chosen
  state()
  check()
}

function clear() {
  files = null
  accounts = []
  $("text").value = $("name").value = $("format").value = ""
  $("show").checked = false
  $("text").classList.add("masked")
  state()
  check()
}

// --- events

function listen() {
  $("language").addEventListener("change", () => translate($("language").value))
  $("text").addEventListener("input", (event) => (event.inputType?.startsWith("insertFromPaste") ? check() : soon()))
  for (const id of ["name", "format"]) $(id).addEventListener("input", soon)
  $("show").addEventListener("change", () => $("text").classList.toggle("masked", !$("show").checked))
  for (const id of ["files", "folder", "account"]) {
    $(`choose-${id}`).addEventListener("click", () => $(id).click())
    $(id).addEventListener("change", async () => {
      const chosen = await fromList($(id).files)
      $(id).value = "" // the browser keeps no list of them
      if (id === "account") takeAccounts(chosen)
      else take(chosen)
    })
  }
  $("remove-files").addEventListener("click", () => ((files = null), state(), check()))
  $("remove-account").addEventListener("click", () => ((accounts = []), state(), check()))
  $("clear").addEventListener("click", clear)
  $("support").addEventListener("click", async () => {
    const { report } = await ask("support", { question: { language: current() } })
    said("support-done", await copy(report))
  })
  $("other-causes").addEventListener("click", () => about("authentication"))
  $("page-close").addEventListener("click", () => $("page").close())
  document.addEventListener("dragover", (event) => {
    event.preventDefault()
    document.body.classList.add("dropping")
  })
  document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"))
  document.addEventListener("drop", async (event) => {
    document.body.classList.remove("dropping")
    if (!event.dataTransfer?.types.includes("Files")) return // a text goes where it is dropped
    event.preventDefault()
    take(await fromDrop(event.dataTransfer.items))
  })
  addEventListener("pagehide", clear) // nothing is left for the way back
}

function takeAccounts(chosen) {
  if (!chosen.files.length) return
  accounts = chosen.files
  state()
  check()
}

function translate(language) {
  speak(language)
  $("language").value = language
  $("version").textContent = say("version", { version: VERSION })
  ready()
  state()
  if (answer) check()
  else show()
}

function ready() {
  if (isReady) $("state").textContent = say(isOffline ? "ready-offline" : "ready")
}

async function offline() {
  isOffline = location.protocol === "file:"
  if (isOffline || !("serviceWorker" in navigator)) return
  try {
    const registered = navigator.serviceWorker.register("service-worker.js")
    isOffline = Boolean(navigator.serviceWorker.controller)
    if (isOffline) return
    await registered
    // it keeps the parts only if they are asked for through it; in some browsers it is ready a while before that
    const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }))
    if (!navigator.serviceWorker.controller) await Promise.race([controlled, new Promise((resolve) => setTimeout(resolve, 3000))])
    isOffline = Boolean(navigator.serviceWorker.controller)
  } catch {
    // no secure connection, or switched off: the page works all the same
  }
}

async function main() {
  for (const format of FORMATS) $("format").append(element("option", { value: format }, format))
  translate(preferred())
  listen()
  try {
    await offline()
    await start(
      (percent) => {
        $("progress").value = percent
        if (!isReady) $("state").textContent = say("loading", { percent }) // a later start is ready before all is read
      },
      () => isReady || ($("state").textContent = say("starting")),
    )
  } catch (error) {
    $("state").textContent = say("failed", { error: error.message })
    $("state").className = "failure"
    return
  }
  isReady = true
  $("progress").hidden = true
  ready()
  check()
}

main()
