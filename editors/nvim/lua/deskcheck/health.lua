-- :checkhealth deskcheck
local M = {}

function M.check()
  local health = vim.health or require('health')
  local start = health.start or health.report_start
  local ok = health.ok or health.report_ok
  local info = health.info or health.report_info
  local warn = health.warn or health.report_warn
  local err = health.error or health.report_error
  local deskcheck = require('deskcheck')

  start('deskcheck')
  if vim.fn.has('nvim-0.7') ~= 1 then
    err('Neovim is older than 0.7')
    return
  end
  info('servers are started with ' .. deskcheck.way())
  local program = deskcheck.options.cmd[1]
  if vim.fn.executable(program) ~= 1 then
    err(program .. ' is no program', { "Install deskcheck, or name it: require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })" })
    return
  end
  local version = vim.fn.systemlist({ program, '--version' })[1] or ''
  if vim.v.shell_error ~= 0 or not version:match('^deskcheck ') then
    err(program .. ' --version says: ' .. version)
    return
  end
  ok(version .. ' at ' .. vim.fn.exepath(program))
  local clients = deskcheck.clients()
  if #clients == 0 then
    warn('no server runs', { 'It starts with the first draft: ' .. table.concat(deskcheck.options.filetypes, ', ') })
  end
  for _, client in ipairs(clients) do
    local root = client.config.root_dir or 'no folder'
    ok(('client %d runs in %s, with columns in %s'):format(client.id, root, client.offset_encoding or 'utf-16'))
  end
end

return M
