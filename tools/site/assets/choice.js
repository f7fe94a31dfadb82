// A choice of versions next to the title. `VERSIONS` is in versions.js at the root of the site, which each build writes; without it there is no choice.
(() => {
  const here = document.currentScript.src
  const root = new URL("../../../", here) // assets/, the language, the version
  const title = document.querySelector(".md-header__topic .md-ellipsis")
  if (typeof VERSIONS === "undefined" || !title) return
  const [version, ...rest] = location.href.slice(root.href.length).split("/")
  const choice = document.createElement("select")
  choice.className = "md-versions"
  choice.setAttribute("aria-label", document.querySelector("[data-version-label]")?.textContent ?? "Version")
  for (const one of VERSIONS) choice.add(new Option(one.name, one.name, false, one.name === version))
  choice.addEventListener("change", () => {
    const page = rest.join("/").split("#")[0]
    const known = VERSIONS.find((one) => one.name === choice.value).pages.includes(page)
    location.href = new URL(`${choice.value}/${known ? page : ""}${known || location.protocol !== "file:" ? "" : "index.html"}`, root)
  })
  title.parentElement.append(choice)
})()
