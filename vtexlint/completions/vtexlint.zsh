#compdef vtexlint

# completion for vtexlint in zsh; made by tools/completions.py with shtab 1.13.0


_shtab_vtexlint_commands() {
  local _commands=(
    access:'Show the role that a key needs for all calls to VTEX in some files: the least resources, and predefined roles. Offline.'
    account:'Account snapshots: the keys of an account, which no config file shows.'
    audit:'Find appTokens in many git repositories, HEAD and history, and which are in several of them. Offline.'
    check:'Find faults in VTEX appKey and appToken pairs in config files and source code. Offline.'
    completion:'Print a completion script for a shell.'
    explain:'Show the page of a rule: why it exists, what it reports, what to do. Or a topic.'
    history:'Find appTokens in the whole git history: each version of each file is searched once. Offline.'
    init:'Set up vtexlint in a directory: settings, a git hook, .gitignore lines.'
    inventory:'List every appKey in the files: its places, its environments, its token, and its state in the account. Offline.'
    merge:'Make one report of several JSON reports of `vtexlint audit`, as if all repositories had been audited at once.'
    rotate:'Write a new appToken in every place of the old one in the files that git ignores; say what is left to do. Offline.'
    rules:'List all rules: name, severity, kind of fix, and what the rule is about.'
    server:'The language server, for an editor to start. It uses standard input and output and opens no network connection.'
    where:'Find every place of an appKey and of the appToken that belongs to it: fields, comments, base64, source code. Offline.'
  )
  _describe 'vtexlint commands' _commands
}

_shtab_vtexlint_account_commands() {
  local _commands=(
    show:'Show what vtexlint reads in an account snapshot: the keys with their state, roles and ages, and what it cannot read.'
  )
  _describe 'vtexlint account commands' _commands
}

_shtab_vtexlint_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "(- : *)--version[print the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_defaults_added=0

_shtab_vtexlint_access_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "*--account[an account snapshot, or ACCOUNT\=FILE\: compare with the key\'s roles\; may be repeated]:FILE:_files"
  "--format[text or json (default\: text)]:format:(text json)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  ":an appKey\: calls that send it, and those to its account that send no other:"
  "(*)::files and directories (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_access_defaults_added=0

_shtab_vtexlint_account_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_account_defaults_added=0

_shtab_vtexlint_account_show_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[text or json (default\: text)]:format:(text json)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  "(*):an account snapshot, or ACCOUNT\=FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_account_show_defaults_added=0

_shtab_vtexlint_audit_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--repositories[also the repositories in this file, one path a line]:FILE:_files"
  "--account[account snapshot that shows which tokens still work\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--cache[keep the results in this directory, and read only repositories that have changed since]:DIR:"
  "--sarif[also write a SARIF report for each repository into this directory]:DIR:"
  "--jobs[number of processes (default\: automatic)]:N:"
  "--scheduler[have a Dask cluster read the repositories\: \`tls\:\/\/HOST\:PORT\`, \`tcp\:\/\/127.0.0.1\:PORT\` or \`local\:N\`]:ADDRESS:"
  "--tls-ca[with \`tls\:\/\/\`\: the CA that has signed the certificates of the cluster]:FILE:_files"
  "--tls-cert[with \`tls\:\/\/\`\: the certificate to show to the scheduler]:FILE:_files"
  "--tls-key[with \`tls\:\/\/\`\: the key of this certificate]:FILE:_files"
  "--format[text, json, html (default\: text)]:FORMAT:(text json html)"
  "--config[use this settings file for all repositories]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  {-q,--quiet}"[print only the result]"
  "(*)::work trees, bare repositories, and directories of them:"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_audit_defaults_added=0

_shtab_vtexlint_check_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default\: text)]:FORMAT:(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html)"
  "--output[also write a report to a file\; may be repeated]:FORMAT=FILE:_vtexlint_report"
  "--fix[apply the safe fixes, then report the remaining findings]"
  "--unsafe-fixes[with --fix or --diff\: also the unsafe fixes]"
  "--diff[show what --fix would change, with values masked\; write nothing]"
  "--select[only these rules]:RULE,...:_vtexlint_rules"
  "--extend-select[also these rules]:RULE,...:_vtexlint_rules"
  "--ignore[not these rules]:RULE,...:_vtexlint_rules"
  "--exclude[not these paths]:GLOB,...:_files"
  "--fail-on[minimum severity for exit status 1 (default\: warning)]:SEVERITY:(error warning info)"
  "--exit-zero[exit with 0 even if there are findings]"
  "--config[use this settings file for all files]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  "--scope[config\: do not search source code for appTokens (default\: all)]:SCOPE:(all config)"
  "--full[check every file as a config file, whatever its name]"
  "--baseline[the recorded findings, which are not reported]:FILE:_files"
  "--write-baseline[record the findings (default\: .vtexlint-baseline.json)]"
  "--stdin-filename[file name for the text from standard input]:NAME:_files"
  "--staged[check the staged content of files instead of the files on disk]"
  "--account[account snapshot to compare the keys with\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--assume-tracked[treat every file as tracked\; do not run git]"
  "--now[current date for rules about age, in UTC (default\: the clock)]:DATE:"
  "--jobs[number of processes (default\: automatic)]:N:"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:WHEN:(auto always never)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  "--show-files[list the files that would be checked, then exit]"
  "--show-settings[show the active settings, then exit]"
  "--statistics[count the findings by rule]"
  {-q,--quiet}"[print only findings]"
  {-v,--verbose}"[list the files that were not checked, on standard error]"
  "(- : *)--version[show the version and exit]"
  "(*)::files and directories (default\: .)\; - reads standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_check_defaults_added=0

_shtab_vtexlint_completion_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  ":bash, zsh, fish, powershell:(bash zsh fish powershell)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_completion_defaults_added=0

_shtab_vtexlint_explain_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:color:(auto always never)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  ":a rule\'s name (\`vtexlint rules\` lists them), or a topic\: authentication, loaders, settings, formats, baseline, fixing, exit-codes, ignore, names, files, history, access, where, inventory, audit, renew, accounts, ci, hooks, editors, faq:(surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression authentication loaders settings formats baseline fixing exit-codes ignore names files history access where inventory audit renew accounts ci hooks editors faq)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_explain_defaults_added=0

_shtab_vtexlint_history_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--since[only what commits since then added (by commit date)]:DATE:"
  "--branch[only what is reachable from a ref\; \^REF excludes what is reachable from it\; may be repeated]:REF:"
  "--unreachable[also what no ref reaches\: reflogs, amended commits, dangling objects]"
  "--account[account snapshot that shows which tokens still work\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--format[text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default\: text)]:FORMAT:(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html)"
  "--output[also write a report to a file\; may be repeated]:FORMAT=FILE:_vtexlint_report"
  "--exit-zero[exit with 0 even if there are findings]"
  "--config[use this settings file for all files]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:WHEN:(auto always never)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  {-q,--quiet}"[print only findings]"
  ":a directory in the repository, or a bare repository (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_history_defaults_added=0

_shtab_vtexlint_init_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-y,--yes}"[write without asking, except changes that need your explicit consent]"
  "--dry-run[show what would be written\; write nothing]"
  "--repo[add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository]:URL:"
  "--rev[the tag or commit of that repository]:REV:"
  "--team[with --yes\: also agree to what is committed and stops teammates who have not installed vtexlint]"
  "--baseline[record the findings of today in a baseline, so that only new ones fail]"
  "--no-trial[do not try the hook in a temporary repository at the end]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  ":the directory (default\: the current directory):_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_init_defaults_added=0

_shtab_vtexlint_inventory_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--account[account snapshot with the state of the keys\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--now[current date for ages, in UTC (default\: the clock)]:DATE:"
  "--format[text, json, csv, html (default\: text)]:FORMAT:(text json csv html)"
  "--config[use this settings file for all files]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  "(*)::files and directories (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_inventory_defaults_added=0

_shtab_vtexlint_merge_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--account[account snapshot that shows which tokens still work\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--format[text, json, html (default\: text)]:FORMAT:(text json html)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  {-q,--quiet}"[print only the result]"
  "(*):files that \`vtexlint audit --format json\` has written:"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_merge_defaults_added=0

_shtab_vtexlint_rotate_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--diff[show what would change, with values masked\; write nothing]"
  "--also-tracked[also write to files that git does not ignore, after a question]"
  {-y,--yes}"[with --also-tracked\: do not ask]"
  "--config[use this settings file for all files]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  {--color,--colour}"[colours\: auto, always, never (default\: auto)]:WHEN:(auto always never)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  ":an appKey, or an account that has one appKey in the files:"
  "(*)::files and directories (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_rotate_defaults_added=0

_shtab_vtexlint_rules_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--format[text or json (default\: text)]:format:(text json)"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_rules_defaults_added=0

_shtab_vtexlint_server_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--stdio[accepted for compatibility\; standard input and output are always used]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  "(- : *)--version[show the version and exit]"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_server_defaults_added=0

_shtab_vtexlint_where_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--history[also search the whole git history\: the commits, first and last]"
  "--account[account snapshot that shows which tokens still work\: FILE or ACCOUNT\=FILE]:FILE:_files"
  "--format[text, json, csv (default\: text)]:FORMAT:(text json csv)"
  "--config[use this settings file for all files]:FILE:_files"
  {--isolated,--no-config}"[use no settings file]"
  "--lang[language of the output\: en, es, pt-BR (default\: of the locale)]:LANGUAGE:(en es pt-BR)"
  {-q,--quiet}"[print only the result]"
  ":an appKey, an account, or \`-\`\: an appToken is read from a hidden prompt or standard input:"
  "(*)::files and directories (default\: .):_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_vtexlint_where_defaults_added=0


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
        access) _arguments -C -s $_shtab_vtexlint_access_options ;;
        account) _shtab_vtexlint_account ;;
        audit) _arguments -C -s $_shtab_vtexlint_audit_options ;;
        check) _arguments -C -s $_shtab_vtexlint_check_options ;;
        completion) _arguments -C -s $_shtab_vtexlint_completion_options ;;
        explain) _arguments -C -s $_shtab_vtexlint_explain_options ;;
        history) _arguments -C -s $_shtab_vtexlint_history_options ;;
        init) _arguments -C -s $_shtab_vtexlint_init_options ;;
        inventory) _arguments -C -s $_shtab_vtexlint_inventory_options ;;
        merge) _arguments -C -s $_shtab_vtexlint_merge_options ;;
        rotate) _arguments -C -s $_shtab_vtexlint_rotate_options ;;
        rules) _arguments -C -s $_shtab_vtexlint_rules_options ;;
        server) _arguments -C -s $_shtab_vtexlint_server_options ;;
        where) _arguments -C -s $_shtab_vtexlint_where_options ;;
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
  if compset -P '*='; then _files; else compadd -S '=' -- text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html; fi
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
