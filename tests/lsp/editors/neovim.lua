-- Driven by test_neovim.py: opens $VTEXLINT_FILE, tells its diagnostics, has them fixed, saves, tells what is left.
local function tell(what, value)
  io.stdout:write(vim.json.encode({ what = what, value = value }) .. "\n")
end

local function places()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { code = d.code, lnum = d.lnum, col = d.col, end_col = d.end_col, source = d.source, severity = d.severity })
  end
  return found
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    tell("timeout", what)
    vim.cmd("cquit!")
  end
end

local ok, message = pcall(function()
  vim.cmd("luafile " .. vim.fn.fnameescape(vim.env.VTEXLINT_GUIDE))
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.VTEXLINT_FILE))
  wait_for("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  tell("before", places())
  local id = vim.tbl_keys(vim.lsp.buf_get_clients(0))[1]

  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = { start = { line = 0, character = 0 }, ["end"] = { line = 0, character = 0 } },
    context = { diagnostics = {}, only = { "source.fixAll.vtexlint" } },
  }
  local answers = {}
  if (vim.env.VTEXLINT_FIX or "") ~= "" then
    local before = vim.api.nvim_buf_get_changedtick(0)
    vim.cmd("luafile " .. vim.fn.fnameescape(vim.env.VTEXLINT_FIX))
    wait_for("the fix", function() return vim.api.nvim_buf_get_changedtick(0) ~= before end)
    tell("action", "the guide's own line")
  else
    answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)[id].result
  end
  local client = vim.lsp.get_client_by_id(id)
  for _, action in ipairs(answers) do
    tell("action", action.title)
    if not action.edit then
      action = client.request_sync("codeAction/resolve", action, 20000, 0).result
    end
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  end
  vim.cmd("write")
  wait_for("no diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
  tell("after", places())

  local word = vim.lsp.buf_request_sync(0, "textDocument/hover", {
    textDocument = params.textDocument, position = { line = 2, character = 4 },
  }, 20000)
  tell("hover", word[id].result.contents.value)
end)
if not ok then tell("error", message) end
vim.cmd("qall!")
