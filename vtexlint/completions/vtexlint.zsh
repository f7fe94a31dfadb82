#compdef vtexlint

# completion for vtexlint in zsh; made by tools/completions.py with shtab 1.13.0


_shtab_vtexlint_commands() {
  local _commands=(
    account:'Saved accounts: what no config file shows.'
    check:'Find what is wrong with VTEX appKey and appToken pairs in .env, YAML, TOML and JSON files. Offline.'
    completion:'Print a completion script for a shell.'
    explain:'Why a rule exists, what it flags, what to do.'
    history:'Find real appTokens in the whole git history: every blob of every commit, once. Offline.'
    init:'Set vtexlint up in a directory: settings, a git hook, a .gitignore line for .env.'
    rules:'List all rules.'
    server:'A language server on standard input and output, for an editor to start. It opens no socket.'
  )
  _describe 'vtexlint commands' _commands
}

_shtab_vtexlint_account_commands() {
  local _commands=(
    show:'Show what vtexlint understands of a saved account: its keys with state, roles and ages, and what was not understood.'
  )
  _describe 'vtexlint account commands' _commands
}

_shtab_vtexlint_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "(- : *)--version[print the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_defaults_added=0

_shtab_vtexlint_account_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_account_defaults_added=0

_shtab_vtexlint_account_show_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[format]:format:(text json)"
  "(*):an account snapshot, or ACCOUNT\=FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_account_show_defaults_added=0

_shtab_vtexlint_check_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown (default\: text)]:FORMAT:(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown)"
  "--output[write a report to a file too\; may be repeated]:FORMAT=FILE:_vtexlint_report"
  "--fix[apply the safe fixes, and report what is left]"
  "--unsafe-fixes[with --fix or --diff\: the unsafe fixes too]"
  "--diff[show, masked, what --fix would change\; write nothing]"
  "--select[only these rules]:RULE,...:_vtexlint_rules"
  "--extend-select[these rules too]:RULE,...:_vtexlint_rules"
  "--ignore[all rules but these]:RULE,...:_vtexlint_rules"
  "--exclude[leave these paths out]:GLOB,...:_files"
  "--fail-on[least severity for exit status 1 (default\: warning)]:SEVERITY:(error warning info)"
  "--exit-zero[exit with 0 also with findings]"
  "--config[use this settings file for all paths]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  "--scope[config\: do not search source code for appTokens (default\: all)]:SCOPE:(all config)"
  "--full[lint every file in full]"
  "--baseline[findings that are known and do not count]:FILE:_files"
  "--write-baseline[make or update the baseline (default\: .vtexlint-baseline.json)]"
  "--stdin-filename[the name that the text from standard input goes by]:NAME:_files"
  "--staged[what is staged for the next commit, as git\'s index has it]"
  "--account[account snapshot to check keys against\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--assume-tracked[treat every file as tracked\; do not run git]"
  "--now[the date that rules about time go by, in UTC (default\: the clock)]:DATE:"
  "--jobs[processes to read files with (default\: by need)]:N:"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:WHEN:(auto always never)"
  "--show-files[list the files that would be read, and stop]"
  "--show-settings[show the settings in force, and stop]"
  "--statistics[count the findings by rule]"
  {-q,--quiet}"[print findings alone]"
  {-v,--verbose}"[list on stderr what was not read]"
  "(- : *)--version[show program\'s version number and exit]"
  "(*)::files and directories (default\: .)\; - reads standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_check_defaults_added=0

_shtab_vtexlint_completion_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  ":bash, zsh, fish, powershell:(bash zsh fish powershell)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_completion_defaults_added=0

_shtab_vtexlint_explain_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {--color,--colour}"[color]:color:(auto always never)"
  ":a rule\'s name (\`vtexlint rules\` lists them), or a topic\: authentication, loaders:(surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression authentication loaders)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_explain_defaults_added=0

_shtab_vtexlint_history_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--since[only what commits since then (their commit date) brought in]:DATE:"
  "--branch[only what a ref reaches\; \^REF\: but not what that reaches\; may be repeated]:REF:"
  "--unreachable[also what no ref reaches\: reflogs, amended commits, dangling blobs]"
  "--format[how to report\: text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown (default\: text)]:FORMAT:(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown)"
  "--output[write a report to a file too\; may be repeated]:FORMAT=FILE:_vtexlint_report"
  "--exit-zero[exit with 0 also with findings]"
  "--config[use this settings file for all paths]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:WHEN:(auto always never)"
  {-q,--quiet}"[print findings alone]"
  ":a directory of the repository, or a bare one (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_history_defaults_added=0

_shtab_vtexlint_init_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-y,--yes}"[write without asking, but nothing that needs an explicit yes]"
  "--dry-run[show what would be written, and write nothing]"
  "--repo[add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository]:URL:"
  "--rev[the tag or commit of that repository]:REV:"
  ":where (default\: the current directory):_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_init_defaults_added=0

_shtab_vtexlint_rules_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[format]:format:(text json)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_rules_defaults_added=0

_shtab_vtexlint_server_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--stdio[what it does anyway\; some clients say it]"
  "(- : *)--version[show program\'s version number and exit]"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_server_defaults_added=0


_shtab_vtexlint() {
  local context state line curcontext="$curcontext" one_or_more='(*)' remainder='(-)*:' default='*::: :->vtexlint'

  # Add default positional/remainder specs only if none exist, and only once per session
  if (( ! _shtab_vtexlint_defaults_added )); then
    if (( ${_shtab_vtexlint_options[(I)${(q)one_or_more}*]} +          ${_shtab_vtexlint_options[(I)${(q)remainder}*]} +          ${_shtab_vtexlint_options[(I)${(q)default}]} == 0 )); then
      _shtab_vtexlint_options+=(': :_shtab_vtexlint_commands' '*::: :->vtexlint')
    fi
    _shtab_vtexlint_defaults_added=1
  fi
  _arguments -C -s $_shtab_vtexlint_options

  case $state in
    vtexlint)
      words=($line[1] "${words[@]}")
      (( CURRENT += 1 ))
      curcontext="${curcontext%:*:*}:_shtab_vtexlint-$line[1]:"
      case $line[1] in
        account) _shtab_vtexlint_account ;;
        check) _arguments -C -s $_shtab_vtexlint_check_options ;;
        completion) _arguments -C -s $_shtab_vtexlint_completion_options ;;
        explain) _arguments -C -s $_shtab_vtexlint_explain_options ;;
        history) _arguments -C -s $_shtab_vtexlint_history_options ;;
        init) _arguments -C -s $_shtab_vtexlint_init_options ;;
        rules) _arguments -C -s $_shtab_vtexlint_rules_options ;;
        server) _arguments -C -s $_shtab_vtexlint_server_options ;;
      esac
  esac
}

_shtab_vtexlint_account() {
  local context state line curcontext="$curcontext" one_or_more='(*)' remainder='(-)*:' default='*::: :->account'

  # Add default positional/remainder specs only if none exist, and only once per session
  if (( ! _shtab_vtexlint_account_defaults_added )); then
    if (( ${_shtab_vtexlint_account_options[(I)${(q)one_or_more}*]} +          ${_shtab_vtexlint_account_options[(I)${(q)remainder}*]} +          ${_shtab_vtexlint_account_options[(I)${(q)default}]} == 0 )); then
      _shtab_vtexlint_account_options+=(': :_shtab_vtexlint_account_commands' '*::: :->account')
    fi
    _shtab_vtexlint_account_defaults_added=1
  fi
  _arguments -C -s $_shtab_vtexlint_account_options

  case $state in
    account)
      words=($line[1] "${words[@]}")
      (( CURRENT += 1 ))
      curcontext="${curcontext%:*:*}:_shtab_vtexlint_account-$line[1]:"
      case $line[1] in
        show) _arguments -C -s $_shtab_vtexlint_account_show_options ;;
      esac
  esac
}

# Custom Preamble
_vtexlint_report() {
  if compset -P '*='; then _files; else compadd -S '=' -- text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown; fi
}

_vtexlint_rules() {
  local -a words=(surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression)
  _values -s , rules $words
}

# End Custom Preamble


typeset -A opt_args

if [[ $zsh_eval_context[-1] == eval ]]; then
  # eval/source/. command, register function for later
  compdef _shtab_vtexlint -N vtexlint
else
  # autoload from fpath, call function directly
  _shtab_vtexlint "$@"
fi
