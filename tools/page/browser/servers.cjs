// Three servers that record what is requested: of the page, as a plain file server that compresses nothing; of another origin on this
// machine; and the proxy to which the browser sends all that is for neither.
const fs = require("node:fs")
const http = require("node:http")
const path = require("node:path")

const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", txt: "text/plain" }

function listening(answer) {
  const found = { log: [], isDown: false }
  found.server = http.createServer((request, response) => {
    if (found.isDown) return request.socket.destroy()
    found.log.push(request.url)
    answer(request, response)
  })
  found.server.on("connect", (request, socket) => {
    found.log.push(request.url)
    socket.destroy()
  })
  return new Promise((resolve) => {
    found.server.listen(0, "localhost", () => {
      found.address = `http://localhost:${found.server.address().port}/`
      resolve(found)
    })
  })
}

exports.start = async (root) => {
  const own = await listening((request, response) => {
    const name = path.normalize(decodeURIComponent(request.url.split("?")[0])).replace(/\/$/, "/index.html")
    const file = path.join(root, name)
    if (!fs.existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { "content-type": TYPES[name.split(".").pop()] ?? "application/octet-stream", "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" })
    response.end(fs.readFileSync(file))
  })
  const nothing = (_, response) => response.writeHead(200, { "access-control-allow-origin": "*" }).end("ok")
  const elsewhere = await listening(nothing)
  const proxy = await listening(nothing)
  const stop = () => [own, elsewhere, proxy].forEach(({ server }) => (server.closeAllConnections(), server.close()))
  return { own, elsewhere, proxy, stop }
}
