-- The server deskcheck in Neovim 0.7 and newer.
local M = {}

--- What may be set with `setup`.
M.defaults = {
  cmd = { 'deskcheck', 'lsp' },
  filetypes = { 'markdown', 'text', 'html', 'asciidoc', 'rst' },
  -- Goes to the server: language, published, rules, inlayHints, codeLens, semanticTokens, rulesPage.
  settings = {},
}

M.options = vim.deepcopy(M.defaults)

--- What marks the folder of a desk.
local MARKERS = { 'deskcheck.toml', 'deskcheck-facts.toml', '.git' }

--- What the names of fact sheets, settings and lists of accepted findings end in.
local ENDS = { '%.accept%.toml', '[/\\]deskcheck%.toml' }
for _, kind in ipairs({ 'toml', 'json', 'yaml', 'yml' }) do
  table.insert(ENDS, 'deskcheck%-facts%.' .. kind)
  table.insert(ENDS, '[^/\\]%.facts%.' .. kind)
end

--- Whether a file is no draft, and yet the server's business.
local function is_sheet(name)
  for _, ending in ipairs(ENDS) do
    if name:match(ending .. '$') then
      return true
    end
  end
  return false
end

--- Whether `vim.lsp.config` and `vim.lsp.enable` are there (0.11).
local function has_config()
  return vim.lsp.enable ~= nil and vim.lsp.config ~= nil
end

--- The way in which this Neovim starts servers.
function M.way()
  if has_config() then
    return 'vim.lsp.config'
  end
  return vim.lsp.start and 'vim.lsp.start' or 'vim.lsp.start_client'
end

--- The running servers.
function M.clients()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client) return client.name == 'deskcheck' end, get())
end

--- The folder of a draft: the nearest with a marker, or none.
local function root(name)
  local folder = vim.fn.fnamemodify(name, ':p:h')
  while folder ~= '' do
    for _, marker in ipairs(MARKERS) do
      local path = folder .. '/' .. marker
      if vim.fn.filereadable(path) == 1 or vim.fn.isdirectory(path) == 1 then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then
      return nil
    end
    folder = above
  end
end

--- The page of a ledger beside the draft.  Also what the lens above a draft runs.
local function show_ledger(ledger)
  local lines = vim.split(ledger.text, '\n')
  vim.cmd('new')
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].swapfile = false
  -- Of this the server is told nothing: a page of it is no draft.
  vim.b[buffer].deskcheck_ledger = true
  vim.bo[buffer].filetype = 'markdown'
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
end

local function complain(message)
  vim.notify('deskcheck: ' .. message, vim.log.levels.WARN)
end

--- Runs a command of the server; `done` gets its answer.
local function run(command, arguments, done)
  local client = M.clients()[1]
  if not client then
    complain('no server runs; :checkhealth deskcheck says why')
    return
  end
  local params = { command = command, arguments = arguments }
  local handler = function(fault, answer)
    if fault then
      complain(fault.message)
    elseif done and answer then
      done(answer)
    end
  end
  -- In 0.11 methods take the client, before they did not.
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('workspace/executeCommand', params, handler)
  else
    client.request('workspace/executeCommand', params, handler, 0)
  end
end

--- The places that the lens above a first mention speaks of.
local function list_places(places)
  local client = M.clients()[1]
  local items = vim.lsp.util.locations_to_items(places, client and client.offset_encoding or 'utf-16')
  vim.fn.setqflist({}, ' ', { title = 'deskcheck', items = items })
  vim.cmd('copen')
end

--- The whole configuration of the client.
local function config(name)
  -- An empty table would travel as a list.
  local settings = next(M.options.settings) and M.options.settings or vim.empty_dict()
  return {
    name = 'deskcheck',
    cmd = M.options.cmd,
    root_dir = name and root(name),
    init_options = settings,
    settings = { deskcheck = settings },
    commands = {
      ['deskcheck.openLedger'] = function(command)
        run(command.command, command.arguments, show_ledger)
      end,
      ['deskcheck.showMentions'] = function(command)
        run(command.command, command.arguments, list_places)
      end,
      ['deskcheck.accept'] = function(command)
        vim.ui.input({ prompt = 'Why is it right? ' }, function(why)
          if why and why:find('%S') then
            local asked = vim.tbl_extend('force', command.arguments[1], { why = why })
            run(command.command, { asked })
          end
        end)
      end,
    },
  }
end

--- The client of 0.7, which has no register of its own.
local only

--- Starts the server for a buffer, or joins it to the one that runs.
function M.attach(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local kind = vim.bo[buffer].buftype
  if kind ~= '' or vim.b[buffer].deskcheck_ledger then
    return
  end
  if not vim.tbl_contains(M.options.filetypes, vim.bo[buffer].filetype) and not is_sheet(name) then
    return
  end
  if vim.fn.executable(M.options.cmd[1]) ~= 1 then
    if not M.told then
      M.told = true
      complain(M.options.cmd[1] .. ' is no program; :checkhealth deskcheck says more')
    end
    return
  end
  if vim.lsp.start then
    vim.lsp.start(config(name), {
      bufnr = buffer,
      -- By itself, 0.10 starts a server for each draft that lies in no desk's folder.
      reuse_client = function(client, wanted)
        return client.name == wanted.name and client.config.root_dir == wanted.root_dir
      end,
    })
    return
  end
  if not (only and vim.lsp.get_client_by_id(only)) then
    only = vim.lsp.start_client(config(name))
  end
  if only then
    vim.lsp.buf_attach_client(buffer, only)
  end
end

--- Joins every open draft.
local function attach_all()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      M.attach(buffer)
    end
  end
end

--- Ends the server and starts it again.
function M.restart()
  M.told = nil
  for _, client in ipairs(M.clients()) do
    vim.lsp.stop_client(client.id)
  end
  vim.wait(3000, function() return #M.clients() == 0 end, 20)
  only = nil
  attach_all()
end

--- Opens the ledger of the draft in front.
function M.ledger()
  run('deskcheck.openLedger', { vim.uri_from_bufnr(0) }, show_ledger)
end

--- Checks all drafts of a folder, or of the working folder, and lists what is found.
function M.check(folder)
  folder = vim.fn.fnamemodify(folder ~= '' and folder or vim.fn.getcwd(), ':p'):gsub('(.)[/\\]$', '%1')
  run('deskcheck.checkWorkspace', { vim.uri_from_fname(folder) }, function(sum)
    local conflicts = sum.error + sum.warning
    vim.notify(('deskcheck: %d drafts, %d conflicts, %d remarks'):format(sum.drafts, conflicts, sum.information))
    for _, reason in ipairs(sum.unread) do
      complain(reason)
    end
    if conflicts + sum.information > 0 then
      -- The findings of files that are not open are on their way still.
      vim.defer_fn(function() vim.diagnostic.setqflist({ open = true }) end, 100)
    end
  end)
end

--- Reads settings and fact sheets anew.
function M.reload()
  run('deskcheck.reload', {})
end

--- Takes settings (see `M.defaults`) and starts the server for drafts, open and to come.
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', vim.deepcopy(M.defaults), options or {})
  local group = vim.api.nvim_create_augroup('deskcheck', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    callback = function(event) M.attach(event.buf) end,
  })
  if has_config() then
    -- So that :checkhealth vim.lsp and vim.lsp.config tell of it; the autocommand starts it, since it also takes sheets.
    vim.lsp.config('deskcheck', vim.tbl_extend('force', config(nil), {
      filetypes = M.options.filetypes,
      root_markers = MARKERS,
    }))
  end
  vim.api.nvim_create_user_command('DeskcheckRestart', M.restart, { desc = 'Restart the server' })
  vim.api.nvim_create_user_command('DeskcheckLedger', M.ledger, { desc = 'Open the ledger of this draft' })
  vim.api.nvim_create_user_command('DeskcheckReload', M.reload, { desc = 'Read settings and fact sheets anew' })
  vim.api.nvim_create_user_command('DeskcheckCheck', function(command) M.check(command.args) end, {
    nargs = '?',
    complete = 'dir',
    desc = 'Check all drafts of a folder',
  })
  vim.api.nvim_create_user_command('DeskcheckOutput', function() vim.cmd('edit ' .. vim.fn.fnameescape(vim.lsp.get_log_path())) end, {
    desc = 'Open the log of the servers',
  })
  attach_all()
end

return M
