-- Driven by test_names.py: opens each of $VTEXLINT_FILES, and tells which of them have findings.
vim.cmd("set hidden")
vim.cmd("luafile " .. vim.fn.fnameescape(vim.env.VTEXLINT_GUIDE))
for _, name in ipairs(vim.split(vim.env.VTEXLINT_FILES, "\n")) do
  vim.cmd("edit " .. vim.fn.fnameescape(name))
  vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  local told = vim.json.encode({ name = name, count = #vim.diagnostic.get(0) })
  vim.fn.writefile({ told }, vim.env.VTEXLINT_TOLD, "a")
end
vim.cmd("qall!")
