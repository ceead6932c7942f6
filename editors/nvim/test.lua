-- Drives a draft through diagnostics, hover, a quick fix and an edit in a real Neovim (0.7 or newer).
-- $DESKCHECK is the program.  Ends with 1 at the first thing that is not as it should be.
local function hold(right, what)
  if not right then
    io.stderr:write('not as it should be: ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
  io.stdout:write('ok: ' .. what .. '\n')
end

local folder = vim.fn.tempname()
vim.fn.mkdir(folder, 'p')
local file = folder .. '/story.md'
vim.fn.writefile({ 'They met on Sunday, October 3, 2022, 40 miles (92 km) off.', '', 'A gap: TK.' }, file)
vim.cmd('edit ' .. file)
local id = vim.lsp.start_client({ name = 'deskcheck', cmd = { vim.env.DESKCHECK, 'lsp' }, root_dir = folder })
vim.lsp.buf_attach_client(0, id)

local function count(number)
  return vim.wait(10000, function() return #vim.diagnostic.get(0) == number end, 20)
end

hold(count(3), 'three findings are shown')
local first = vim.diagnostic.get(0)[1]
hold(first.message == 'October 3, 2022 was a Monday' and first.col == 12, 'the first is the weekday')

local document = vim.lsp.util.make_text_document_params()
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  return answers and answers[id] and answers[id].result
end

local hover = ask('textDocument/hover', { textDocument = document, position = { line = 0, character = 14 } })
hold(hover and hover.contents.value:find('date'), 'the hover tells of the date')

local range = { start = { line = 0, character = 14 }, ['end'] = { line = 0, character = 14 } }
local actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
hold(actions and #actions >= 1, 'a quick fix is offered')
local action = actions[1].edit and actions[1] or ask('codeAction/resolve', actions[1])
hold(action and action.edit, 'the quick fix has its edit')
vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding or 'utf-16')
hold(count(2), 'the fix settles its finding')
hold(vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]:find('Monday', 1, true) ~= nil, 'the draft says Monday')

vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'No gap here.' })
hold(count(1), 'an edit settles another')
vim.cmd('qall!')
