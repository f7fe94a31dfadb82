" Driven by test_names.py: opens each of $VTEXLINT_FILES with ALE, and tells which of them have findings of vtexlint.
set nocompatible encoding=utf-8 nomore hidden
let g:ale_lint_on_enter = 0
let g:ale_lint_on_text_changed = 'never'
let g:ale_set_signs = 0
let g:ale_echo_cursor = 0
let g:ale_shell = '/bin/sh'
packadd ale
filetype on
source $VTEXLINT_GUIDE

function! Ours() abort
  return filter(copy(ale#engine#GetLoclist(bufnr('%'))), {_, one -> one.linter_name is# 'vtexlint'})
endfunction

for name in split($VTEXLINT_FILES, "\n")
  execute 'edit ' . fnameescape(name)
  call ale#Queue(0)
  let left = 600
  while empty(Ours()) && left > 0
    let left -= 1
    sleep 25m
  endwhile
  call writefile([json_encode({'name': name, 'count': len(Ours()), 'filetype': &filetype})], $VTEXLINT_TOLD, 'a')
endfor
qall!
