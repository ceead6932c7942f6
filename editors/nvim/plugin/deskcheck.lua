-- Starts the server for drafts, once the plugin is on the runtime path.
if vim.g.loaded_deskcheck then
  return
end
vim.g.loaded_deskcheck = true

-- A configuration that calls setup itself may come later: what it says then holds.
if vim.g.deskcheck_setup ~= false then
  require('deskcheck').setup()
end
