// Files and folders that were dropped or chosen, as vtexlint would read them from a disk.
import { HEAVY, LARGEST } from "./facts.js"

const heavy = new Set(HEAVY)
const isHeavy = (path) => path.split("/").slice(0, -1).some((folder) => heavy.has(folder))

export class Chosen {
  files = [] // { path, bytes }
  tops = new Set() // what was named: a file, or a folder
  leftOut = 0

  async add(path, file) {
    if (isHeavy(path) || file.size > LARGEST) {
      this.leftOut++
      return
    }
    this.files.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) })
    this.tops.add(path.split("/")[0])
  }
}

export async function fromList(list) {
  const chosen = new Chosen()
  for (const file of list) await chosen.add(file.webkitRelativePath || file.name, file)
  return chosen
}

// `items` are read at once: they are gone after the event
export async function fromDrop(items) {
  const entries = [...items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const chosen = new Chosen()
  for (const entry of entries) {
    if (entry instanceof File) await chosen.add(entry.name, entry)
    else await walk(entry, entry.name, chosen)
  }
  return chosen
}

async function walk(entry, path, chosen) {
  if (entry.isFile) {
    await chosen.add(path, await new Promise((resolve, reject) => entry.file(resolve, reject)))
  } else if (heavy.has(entry.name)) {
    chosen.leftOut++
  } else {
    const reader = entry.createReader()
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
      if (!some.length) break
      for (const one of some) await walk(one, `${path}/${one.name}`, chosen)
    }
  }
}
