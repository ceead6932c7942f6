-- Drives a draft through the plugin in a real Neovim (0.7 or newer): findings, hover, a quick fix, edits, a rename, a change
-- of the fact sheet, the ledger, a check of a folder, :checkhealth.
-- $DESKCHECK is the program.  Ends with 1 at the first thing that is not as it should be.
local function hold(right, what)
  if not right then
    io.stderr:write('not as it should be: ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
  io.stdout:write('ok: ' .. what .. '\n')
end

vim.opt.runtimepath:append('editors/nvim')
vim.g.deskcheck_setup = false
vim.cmd('runtime plugin/deskcheck.lua')
local deskcheck = require('deskcheck')
deskcheck.setup({ cmd = { vim.env.DESKCHECK, 'lsp' } })
io.stdout:write('ok: servers are started with ' .. deskcheck.way() .. '\n')

local folder = vim.fn.resolve(vim.fn.tempname())
vim.fn.mkdir(folder, 'p')
local file = folder .. '/story.md'
vim.fn.writefile({
  'They met on Sunday, October 3, 2022, 40 miles (92 km) off.',
  '',
  'A gap: TK. The harbour master, Ilse Varnholt, closed the port.',
  '',
  'Ms Varnholt sent the ferries away.',
}, file)
vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.filetype = 'markdown'
local draft = vim.api.nvim_get_current_buf()

local function messages()
  return vim.tbl_map(function(one) return one.message end, vim.diagnostic.get(draft))
end
local function count(number)
  return vim.wait(10000, function() return #vim.diagnostic.get(draft) == number end, 20)
end
local function line(number)
  return vim.api.nvim_buf_get_lines(draft, number - 1, number, false)[1]
end

hold(count(3), 'three findings are shown')
local first = vim.diagnostic.get(draft)[1]
hold(first.message == 'October 3, 2022 was a Monday' and first.col == 12, 'the first is the weekday')
hold(#deskcheck.clients() == 1, 'one server runs')

local client = deskcheck.clients()[1]
local document = vim.lsp.util.make_text_document_params(draft)
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(draft, method, params, 10000)
  return answers and answers[client.id] and answers[client.id].result
end
local encoding = client.offset_encoding or 'utf-16'

local hover = ask('textDocument/hover', { textDocument = document, position = { line = 0, character = 14 } })
hold(hover and hover.contents.value:find('date'), 'the hover tells of the date')

local range = { start = { line = 0, character = 14 }, ['end'] = { line = 0, character = 14 } }
local actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
hold(actions and #actions >= 1, 'a quick fix is offered')
local action = actions[1].edit and actions[1] or ask('codeAction/resolve', actions[1])
hold(action and action.edit, 'the quick fix has its edit')
vim.lsp.util.apply_workspace_edit(action.edit, encoding)
hold(count(2), 'the fix settles its finding')
hold(line(1):find('Monday', 1, true) ~= nil, 'the draft says Monday')

vim.api.nvim_buf_set_lines(draft, 2, 3, false, { 'No gap here. The harbour master, Ilse Varnholt, closed the port.' })
hold(count(1), 'an edit settles another')

vim.api.nvim_win_set_cursor(0, { 5, 5 })
vim.lsp.buf.rename('Varnhagen')
local renamed = vim.wait(10000, function()
  return line(3):find('Ilse Varnhagen', 1, true) and line(5):find('Ms Varnhagen', 1, true)
end, 20)
hold(renamed, 'a rename reaches every mention')
hold(count(1), 'and makes no finding')

local function named(name)
  return function()
    for _, message in ipairs(messages()) do
      if message:find(name, 1, true) then
        return true
      end
    end
    return false
  end
end
-- The sheet is open and not saved: what stands in the editor holds.
vim.cmd('split ' .. vim.fn.fnameescape(folder .. '/deskcheck-facts.toml'))
vim.bo.filetype = 'toml'
local sheet = vim.api.nvim_get_current_buf()
vim.api.nvim_buf_set_lines(sheet, 0, -1, false, { '[[people]]', 'name = "Ilse Varnholt"', 'not = ["Ilse Varnhagen"]' })
hold(vim.wait(10000, named('Varnholt'), 20), 'a fact sheet in the editor is held against the draft')
vim.api.nvim_buf_set_lines(sheet, 0, -1, false, { '[[people]]', 'name = "Ilse Varnhagen"' })
hold(vim.wait(10000, function() return not named('Varnholt')() end, 20), 'and a change in it at once')
vim.cmd('close!')

vim.cmd('DeskcheckLedger')
local ledger = vim.wait(10000, function() return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]:find('claims') end, 20)
hold(ledger, 'the ledger opens')
hold(#vim.lsp.buf_get_clients(0) == 0, 'and is no draft itself')
vim.cmd('close!')

local lenses = ask('textDocument/codeLens', { textDocument = document })
hold(lenses and lenses[1].command.title:find('%d claims'), 'the line at the top counts claims')
vim.api.nvim_buf_set_lines(draft, 4, 5, false, { 'Ms Varnhagen sent the ferries away. Ms Varnhagen stayed.' })
vim.wait(10000, function()
  lenses = ask('textDocument/codeLens', { textDocument = document })
  return lenses and lenses[2] ~= nil
end, 50)
client.config.commands['deskcheck.showMentions'](lenses[2].command)
hold(vim.wait(10000, function() return #vim.fn.getqflist() == 3 end, 20), 'the line above a first mention lists them all')
vim.cmd('cclose')

vim.api.nvim_win_set_cursor(0, { 1, 48 })
range = { start = { line = 0, character = 48 }, ['end'] = { line = 0, character = 48 } }
actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
local accept = vim.tbl_filter(function(one) return one.title:find('^Accept') end, actions or {})[1]
hold(accept ~= nil, 'to accept is offered')
vim.ui.input = function(_, done) done('by way of Vik') end
client.config.commands['deskcheck.accept'](accept.command)
hold(count(0), 'what was accepted is silent')
local list = table.concat(vim.fn.readfile(folder .. '/story.accept.toml'), '\n')
hold(list:find('why = "by way of Vik"', 1, true) ~= nil, 'and its reason is in the list')
vim.fn.delete(folder .. '/story.accept.toml')
deskcheck.reload()
hold(count(1), 'without the list it is told again')

-- Comments of each markup are no copy: what is left out shows that it is read as such.
for name, lines in pairs({
  ['bulletin.adoc'] = { '= Fog', '', '// The toll is TK.', 'It cost TK.' },
  ['notes.rst'] = { 'Fog', '===', '', '.. The toll is TK.', '', 'It cost TK.' },
}) do
  vim.fn.writefile(lines, folder .. '/' .. name)
  vim.cmd('split ' .. vim.fn.fnameescape(folder .. '/' .. name))
  local buffer = vim.api.nvim_get_current_buf()
  local one = vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 1 end, 20)
  local found = vim.diagnostic.get(buffer)[1]
  hold(one and found.lnum == #lines - 1, name .. ' (' .. vim.bo.filetype .. ') is read as its markup')
  vim.cmd('bwipeout!')
  vim.fn.delete(folder .. '/' .. name)
end

vim.cmd('write')
vim.fn.writefile({ 'The gale took XX boats.' }, folder .. '/other.md')
vim.cmd('DeskcheckCheck ' .. vim.fn.fnameescape(folder))
local listed = vim.wait(10000, function() return #vim.fn.getqflist() == 2 end, 20)
hold(listed, 'a check of the folder lists the findings of both drafts')
vim.cmd('cclose')

vim.cmd('checkhealth deskcheck')
local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
hold(report:find('deskcheck %d') and report:find('client %d+ runs in'), 'checkhealth tells of program and server')
hold(not report:find('ERROR'), 'and of no fault')
vim.cmd('bwipeout!')

local before = client.id
vim.cmd('DeskcheckRestart')
hold(vim.wait(10000, function() return deskcheck.clients()[1] and deskcheck.clients()[1].id ~= before end, 20), 'the server restarts')
hold(count(1), 'and finds what it found')
vim.cmd('helptags editors/nvim/doc')
hold(pcall(vim.cmd, 'help deskcheck-commands'), 'the help is there')
vim.fn.delete('editors/nvim/doc/tags')
vim.fn.delete(folder, 'rf')
vim.cmd('qall!')
