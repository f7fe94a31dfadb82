// The page's answers next to those of the command line, case by case: the JSON report and the fixed text.
const CHUNK = 40

// runs in the worker: ask as the page does, and take the answers
function answered(cases, now) {
  const unpacked = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  const packed = (bytes) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""))
  const post = self.postMessage
  let got
  self.postMessage = (message) => (got = message)
  const ask = async (given) => {
    await self.onmessage({ data: { id: 1, ...given } })
    if (got.failed) throw new Error(got.failed)
    return got.answer
  }
  const one = async ({ name, text, files, accounts }) => {
    const sent = [{ path: "/pasted", bytes: unpacked(text) }, ...Object.entries(files).map(([file, bytes]) => ({ path: `/check/${file}`, bytes: unpacked(bytes) }))]
    const from = performance.now()
    const checked = await ask({ do: "check", files: sent, question: { language: "en", text: "/pasted", name, accounts, now } })
    const took = performance.now() - from
    if (checked.failure) return { failure: checked.failure }
    const { report } = await ask({ do: "report", question: { language: "en", format: "json" } })
    const support = await ask({ do: "support", question: { language: "en" } })
    const fixed = checked.fixable ? await ask({ do: "fix", question: { language: "en" } }) : { files: [] }
    return { report, support: support.report, fixed: fixed.files.length ? packed(fixed.files[0].bytes) : text, took }
  }
  return (async () => {
    const found = []
    for (const given of cases) found.push(await one(given).catch((error) => ({ failure: String(error) })))
    self.postMessage = post
    return found
  })()
}

exports.compare = async (page, { cases, now }) => {
  const worker = page.workers()[0]
  await worker.evaluate(`self.answered = ${answered}`)
  const faults = []
  const table = []
  const times = []
  for (let at = 0; at < cases.length; at += CHUNK) {
    const some = cases.slice(at, at + CHUNK)
    const found = await worker.evaluate(([given, time]) => self.answered(given, time), [some, now])
    some.forEach((one, number) => {
      const { report, fixed, failure, took, support } = found[number]
      const same = !failure && JSON.stringify(JSON.parse(report)) === JSON.stringify(one.report) && fixed === one.fixed
      table.push({ case: one.id, findings: one.report.findings.length, same })
      if (took) times.push(took)
      if (!same) faults.push(`${one.id}: ${failure ?? (fixed === one.fixed ? "another report than the command line" : "another fixed text than the command line")}`)
      if (/vtexappkey-\w+-[A-Z]{6}|[A-Z]{24}/.test(support ?? "")) faults.push(`${one.id}: a value is in the report for support`)
    })
  }
  times.sort((one, other) => one - other)
  return { faults, table, median: Math.round(times[times.length >> 1]) }
}
