" Driven by test_ale.py: opens $VTEXLINT_FILE with ALE, tells what it shows, runs $VTEXLINT_FIX, saves, tells what is left.
set nocompatible encoding=utf-8 nomore
let g:ale_lint_on_enter = 0
let g:ale_lint_on_text_changed = 'never'
let g:ale_set_signs = 0
let g:ale_echo_cursor = 0
let g:ale_shell = '/bin/sh'
packadd ale
filetype on
source $VTEXLINT_GUIDE

function! Tell(what, value) abort
  call writefile([json_encode({'what': a:what, 'value': a:value})], $VTEXLINT_TOLD, 'a')
endfunction

function! Shown() abort
  return map(copy(ale#engine#GetLoclist(bufnr('%'))), {_, one -> {
  \ 'lnum': one.lnum, 'col': one.col, 'end_col': get(one, 'end_col', -1), 'code': get(one, 'code', ''),
  \ 'type': one.type, 'linter': one.linter_name, 'text': one.text}})
endfunction

function! WaitFor(what, condition) abort
  let left = 800
  while !eval(a:condition)
    let left -= 1
    if left < 0
      call Tell('timeout', a:what)
      cquit!
    endif
    sleep 25m
  endwhile
endfunction

function! Ours() abort
  return filter(Shown(), {_, one -> one.linter is# 'vtexlint'})
endfunction

try
  execute 'edit ' . fnameescape($VTEXLINT_FILE)
  call Tell('filetype', &filetype)
  call ale#Queue(0)
  call WaitFor('findings', '!empty(Ours())')
  call Tell('before', Ours())
  if !empty($VTEXLINT_FIX)
    let g:before = getline(1, '$')
    execute $VTEXLINT_FIX
    call WaitFor('the fix', 'getline(1, "$") != g:before')
    write
    call ale#Queue(0)
    call WaitFor('no findings', 'empty(Ours())')
    call Tell('after', Ours())
  endif
catch
  call Tell('error', v:exception . ' at ' . v:throwpoint)
endtry
qall!
