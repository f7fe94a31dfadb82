// What code could try to send something out with: runs in the page or its worker. Returns what it could reach, of the page's own server and
// of another one.
exports.reach = async ([own, elsewhere]) => {
  const reached = []
  const tried = async (what, trying) => {
    try {
      await Promise.race([trying(), new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 1500))])
      reached.push(what)
    } catch {
      // as it must be
    }
  }
  for (const address of [`${own}words.js?secret`, `${elsewhere}secret`]) {
    await tried(`fetch ${address}`, () => fetch(address, { mode: "no-cors" }))
    await tried(`XMLHttpRequest ${address}`, () => new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      Object.assign(request, { onload: resolve, onerror: reject })
      request.open("GET", address)
      request.send()
    }))
    await tried(`WebSocket ${address}`, () => new Promise((resolve, reject) => Object.assign(new WebSocket(address.replace("http", "ws")), { onopen: resolve, onerror: reject })))
    await tried(`import ${address}`, () => import(address))
    if (typeof Image !== "undefined") await tried(`Image ${address}`, () => new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: address })))
    if (navigator.sendBeacon) navigator.sendBeacon(address, "secret")
  }
  return reached
}
