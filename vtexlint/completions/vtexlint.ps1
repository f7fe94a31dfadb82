# completion for vtexlint in powershell; made by tools/completions.py with shtab 1.13.0


# Custom Preamble
function _vtexlint_report {
  param([string]$WordToComplete)
  'text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown= html='.Split(' ') | Where-Object { $_ -like "$WordToComplete*" }
}

function _vtexlint_rules {
  param([string]$WordToComplete)
  $head = ''
  if ($WordToComplete -match '^(.*,)') { $head = $Matches[1] }
  'surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression'.Split(' ') | ForEach-Object { $head + $_ } | Where-Object { $_ -like "$WordToComplete*" }
}

# End Custom Preamble

# --- Completion data ---
$_shtab_vtexlint_subparsers = @{
    '_shtab_vtexlint' = @('check', 'explain', 'rules', 'server', 'history', 'where', 'rotate', 'inventory', 'audit', 'merge', 'account', 'access', 'init', 'completion')
    '_shtab_vtexlint_account' = @('show')
}
$_shtab_vtexlint_option_strings = @{
    '_shtab_vtexlint' = @('-h', '--help', '--version')
    '_shtab_vtexlint_access' = @('-h', '--help', '--account', '--format', '--lang')
    '_shtab_vtexlint_account' = @('-h', '--help', '--lang')
    '_shtab_vtexlint_account_show' = @('-h', '--help', '--format', '--lang')
    '_shtab_vtexlint_audit' = @('-h', '--help', '--repositories', '--account', '--cache', '--sarif', '--jobs', '--scheduler', '--tls-ca', '--tls-cert', '--tls-key', '--format', '--config', '--isolated', '--no-config', '--lang', '-q', '--quiet')
    '_shtab_vtexlint_check' = @('-h', '--help', '--format', '--output', '--fix', '--unsafe-fixes', '--diff', '--select', '--extend-select', '--ignore', '--exclude', '--fail-on', '--exit-zero', '--config', '--isolated', '--no-config', '--scope', '--full', '--baseline', '--write-baseline', '--stdin-filename', '--staged', '--account', '--assume-tracked', '--now', '--jobs', '--color', '--colour', '--lang', '--show-files', '--show-settings', '--statistics', '-q', '--quiet', '-v', '--verbose', '--version')
    '_shtab_vtexlint_completion' = @('-h', '--help', '--lang')
    '_shtab_vtexlint_explain' = @('-h', '--help', '--color', '--colour', '--lang')
    '_shtab_vtexlint_history' = @('-h', '--help', '--since', '--branch', '--unreachable', '--account', '--format', '--output', '--exit-zero', '--config', '--isolated', '--no-config', '--color', '--colour', '--lang', '-q', '--quiet')
    '_shtab_vtexlint_init' = @('-h', '--help', '-y', '--yes', '--dry-run', '--repo', '--rev', '--team', '--baseline', '--no-trial', '--lang')
    '_shtab_vtexlint_inventory' = @('-h', '--help', '--account', '--now', '--format', '--config', '--isolated', '--no-config', '--lang')
    '_shtab_vtexlint_merge' = @('-h', '--help', '--account', '--format', '--lang', '-q', '--quiet')
    '_shtab_vtexlint_rotate' = @('-h', '--help', '--diff', '--also-tracked', '-y', '--yes', '--config', '--isolated', '--no-config', '--color', '--colour', '--lang')
    '_shtab_vtexlint_rules' = @('-h', '--help', '--format', '--lang')
    '_shtab_vtexlint_server' = @('-h', '--help', '--stdio', '--lang', '--version')
    '_shtab_vtexlint_where' = @('-h', '--help', '--history', '--account', '--format', '--config', '--isolated', '--no-config', '--lang', '-q', '--quiet')
}
$_shtab_vtexlint_compgens = @{
    '_shtab_vtexlint_access___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_access_pos_1' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_account_show_pos_0' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___repositories' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___tls_ca' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___tls_cert' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_audit___tls_key' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check___baseline' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check___exclude' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check___extend_select' = '_vtexlint_rules'
    '_shtab_vtexlint_check___ignore' = '_vtexlint_rules'
    '_shtab_vtexlint_check___output' = '_vtexlint_report'
    '_shtab_vtexlint_check___select' = '_vtexlint_rules'
    '_shtab_vtexlint_check___stdin_filename' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_check_pos_0' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_history___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_history___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_history___output' = '_vtexlint_report'
    '_shtab_vtexlint_history_pos_0' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_init_pos_0' = '_shtab_powershell_compgen_dirs'
    '_shtab_vtexlint_inventory___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_inventory___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_inventory_pos_0' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_merge___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_rotate___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_rotate_pos_1' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_where___account' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_where___config' = '_shtab_powershell_compgen_files'
    '_shtab_vtexlint_where_pos_1' = '_shtab_powershell_compgen_files'
}
$_shtab_vtexlint_choices = @{
    '_shtab_vtexlint_access___format' = @('text', 'json')
    '_shtab_vtexlint_access___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_account___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_account_pos_0' = @('show')
    '_shtab_vtexlint_account_show___format' = @('text', 'json')
    '_shtab_vtexlint_account_show___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_audit___format' = @('text', 'json', 'html')
    '_shtab_vtexlint_audit___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_check___color' = @('auto', 'always', 'never')
    '_shtab_vtexlint_check___colour' = @('auto', 'always', 'never')
    '_shtab_vtexlint_check___fail_on' = @('error', 'warning', 'info')
    '_shtab_vtexlint_check___format' = @('text', 'concise', 'json', 'sarif', 'code-scanning', 'github', 'gitlab', 'gitlab-secrets', 'azure', 'junit', 'checkstyle', 'rdjson', 'markdown', 'html')
    '_shtab_vtexlint_check___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_check___scope' = @('all', 'config')
    '_shtab_vtexlint_completion___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_completion_pos_0' = @('bash', 'zsh', 'fish', 'powershell')
    '_shtab_vtexlint_explain___color' = @('auto', 'always', 'never')
    '_shtab_vtexlint_explain___colour' = @('auto', 'always', 'never')
    '_shtab_vtexlint_explain___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_explain_pos_0' = @('surrounding-whitespace', 'inner-whitespace', 'invisible-character', 'lookalike-character', 'stray-delimiter', 'key-casing', 'token-casing', 'name-casing', 'malformed-key', 'malformed-token', 'wrong-credential', 'session-token', 'swapped-values', 'same-value', 'missing-token', 'missing-key', 'empty-value', 'duplicate-name', 'account-name', 'account-mismatch', 'unknown-host', 'insecure-host', 'loader-dependent-value', 'unfilled-placeholder', 'committed-secret', 'unprotected-secret', 'client-exposed-secret', 'header-name', 'wrong-encoding', 'misspelled-name', 'public-settings', 'syntax-error', 'unknown-key', 'inactive-key', 'unlinked-key', 'insufficient-role', 'overprivileged-key', 'stale-token', 'unfinished-renewal', 'inactive-account', 'conflicting-pair', 'unreadable-file', 'unknown-suppression', 'unused-suppression', 'authentication', 'loaders', 'settings', 'formats', 'baseline', 'fixing', 'exit-codes', 'ignore', 'names', 'files', 'history', 'access', 'where', 'inventory', 'audit', 'renew', 'accounts', 'ci', 'hooks', 'editors', 'faq')
    '_shtab_vtexlint_history___color' = @('auto', 'always', 'never')
    '_shtab_vtexlint_history___colour' = @('auto', 'always', 'never')
    '_shtab_vtexlint_history___format' = @('text', 'concise', 'json', 'sarif', 'code-scanning', 'github', 'gitlab', 'gitlab-secrets', 'azure', 'junit', 'checkstyle', 'rdjson', 'markdown', 'html')
    '_shtab_vtexlint_history___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_init___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_inventory___format' = @('text', 'json', 'csv', 'html')
    '_shtab_vtexlint_inventory___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_merge___format' = @('text', 'json', 'html')
    '_shtab_vtexlint_merge___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_pos_0' = @('check', 'explain', 'rules', 'server', 'history', 'where', 'rotate', 'inventory', 'audit', 'merge', 'account', 'access', 'init', 'completion')
    '_shtab_vtexlint_rotate___color' = @('auto', 'always', 'never')
    '_shtab_vtexlint_rotate___colour' = @('auto', 'always', 'never')
    '_shtab_vtexlint_rotate___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_rules___format' = @('text', 'json')
    '_shtab_vtexlint_rules___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_server___lang' = @('en', 'es', 'pt-BR')
    '_shtab_vtexlint_where___format' = @('text', 'json', 'csv')
    '_shtab_vtexlint_where___lang' = @('en', 'es', 'pt-BR')
}
$_shtab_vtexlint_nargs = @{
    '_shtab_vtexlint___help' = '0'
    '_shtab_vtexlint___version' = '0'
    '_shtab_vtexlint__h' = '0'
    '_shtab_vtexlint_access___help' = '0'
    '_shtab_vtexlint_access__h' = '0'
    '_shtab_vtexlint_access_pos_1' = '*'
    '_shtab_vtexlint_account___help' = '0'
    '_shtab_vtexlint_account__h' = '0'
    '_shtab_vtexlint_account_pos_0' = 'A...'
    '_shtab_vtexlint_account_show___help' = '0'
    '_shtab_vtexlint_account_show__h' = '0'
    '_shtab_vtexlint_account_show_pos_0' = '+'
    '_shtab_vtexlint_audit___help' = '0'
    '_shtab_vtexlint_audit___isolated' = '0'
    '_shtab_vtexlint_audit___no_config' = '0'
    '_shtab_vtexlint_audit___quiet' = '0'
    '_shtab_vtexlint_audit__h' = '0'
    '_shtab_vtexlint_audit__q' = '0'
    '_shtab_vtexlint_audit_pos_0' = '*'
    '_shtab_vtexlint_check___assume_tracked' = '0'
    '_shtab_vtexlint_check___diff' = '0'
    '_shtab_vtexlint_check___exit_zero' = '0'
    '_shtab_vtexlint_check___fix' = '0'
    '_shtab_vtexlint_check___full' = '0'
    '_shtab_vtexlint_check___help' = '0'
    '_shtab_vtexlint_check___isolated' = '0'
    '_shtab_vtexlint_check___no_config' = '0'
    '_shtab_vtexlint_check___quiet' = '0'
    '_shtab_vtexlint_check___show_files' = '0'
    '_shtab_vtexlint_check___show_settings' = '0'
    '_shtab_vtexlint_check___staged' = '0'
    '_shtab_vtexlint_check___statistics' = '0'
    '_shtab_vtexlint_check___unsafe_fixes' = '0'
    '_shtab_vtexlint_check___verbose' = '0'
    '_shtab_vtexlint_check___version' = '0'
    '_shtab_vtexlint_check___write_baseline' = '0'
    '_shtab_vtexlint_check__h' = '0'
    '_shtab_vtexlint_check__q' = '0'
    '_shtab_vtexlint_check__v' = '0'
    '_shtab_vtexlint_check_pos_0' = '*'
    '_shtab_vtexlint_completion___help' = '0'
    '_shtab_vtexlint_completion__h' = '0'
    '_shtab_vtexlint_explain___help' = '0'
    '_shtab_vtexlint_explain__h' = '0'
    '_shtab_vtexlint_history___exit_zero' = '0'
    '_shtab_vtexlint_history___help' = '0'
    '_shtab_vtexlint_history___isolated' = '0'
    '_shtab_vtexlint_history___no_config' = '0'
    '_shtab_vtexlint_history___quiet' = '0'
    '_shtab_vtexlint_history___unreachable' = '0'
    '_shtab_vtexlint_history__h' = '0'
    '_shtab_vtexlint_history__q' = '0'
    '_shtab_vtexlint_init___baseline' = '0'
    '_shtab_vtexlint_init___dry_run' = '0'
    '_shtab_vtexlint_init___help' = '0'
    '_shtab_vtexlint_init___no_trial' = '0'
    '_shtab_vtexlint_init___team' = '0'
    '_shtab_vtexlint_init___yes' = '0'
    '_shtab_vtexlint_init__h' = '0'
    '_shtab_vtexlint_init__y' = '0'
    '_shtab_vtexlint_inventory___help' = '0'
    '_shtab_vtexlint_inventory___isolated' = '0'
    '_shtab_vtexlint_inventory___no_config' = '0'
    '_shtab_vtexlint_inventory__h' = '0'
    '_shtab_vtexlint_inventory_pos_0' = '*'
    '_shtab_vtexlint_merge___help' = '0'
    '_shtab_vtexlint_merge___quiet' = '0'
    '_shtab_vtexlint_merge__h' = '0'
    '_shtab_vtexlint_merge__q' = '0'
    '_shtab_vtexlint_merge_pos_0' = '+'
    '_shtab_vtexlint_pos_0' = 'A...'
    '_shtab_vtexlint_rotate___also_tracked' = '0'
    '_shtab_vtexlint_rotate___diff' = '0'
    '_shtab_vtexlint_rotate___help' = '0'
    '_shtab_vtexlint_rotate___isolated' = '0'
    '_shtab_vtexlint_rotate___no_config' = '0'
    '_shtab_vtexlint_rotate___yes' = '0'
    '_shtab_vtexlint_rotate__h' = '0'
    '_shtab_vtexlint_rotate__y' = '0'
    '_shtab_vtexlint_rotate_pos_1' = '*'
    '_shtab_vtexlint_rules___help' = '0'
    '_shtab_vtexlint_rules__h' = '0'
    '_shtab_vtexlint_server___help' = '0'
    '_shtab_vtexlint_server___stdio' = '0'
    '_shtab_vtexlint_server___version' = '0'
    '_shtab_vtexlint_server__h' = '0'
    '_shtab_vtexlint_where___help' = '0'
    '_shtab_vtexlint_where___history' = '0'
    '_shtab_vtexlint_where___isolated' = '0'
    '_shtab_vtexlint_where___no_config' = '0'
    '_shtab_vtexlint_where___quiet' = '0'
    '_shtab_vtexlint_where__h' = '0'
    '_shtab_vtexlint_where__q' = '0'
    '_shtab_vtexlint_where_pos_1' = '*'
}
$_shtab_vtexlint_help = @{
    '_shtab_vtexlint___help' = 'show this help message and exit'
    '_shtab_vtexlint___version' = 'print the version'
    '_shtab_vtexlint__h' = 'show this help message and exit'
    '_shtab_vtexlint_access' = 'Show the role that a key needs for all calls to VTEX in some files: the least resources, and predefined roles. Offline.'
    '_shtab_vtexlint_access___account' = 'an account snapshot, or ACCOUNT=FILE: compare with the key''s roles; may be repeated'
    '_shtab_vtexlint_access___format' = 'text or json (default: text)'
    '_shtab_vtexlint_access___help' = 'show this help message and exit'
    '_shtab_vtexlint_access___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_access__h' = 'show this help message and exit'
    '_shtab_vtexlint_access_pos_0' = 'an appKey: calls that send it, and those to its account that send no other'
    '_shtab_vtexlint_access_pos_1' = 'files and directories (default: .)'
    '_shtab_vtexlint_account' = 'Account snapshots: the keys of an account, which no config file shows.'
    '_shtab_vtexlint_account___help' = 'show this help message and exit'
    '_shtab_vtexlint_account___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_account__h' = 'show this help message and exit'
    '_shtab_vtexlint_account_show' = 'Show what vtexlint reads in an account snapshot: the keys with their state, roles and ages, and what it cannot read.'
    '_shtab_vtexlint_account_show___format' = 'text or json (default: text)'
    '_shtab_vtexlint_account_show___help' = 'show this help message and exit'
    '_shtab_vtexlint_account_show___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_account_show__h' = 'show this help message and exit'
    '_shtab_vtexlint_account_show_pos_0' = 'an account snapshot, or ACCOUNT=FILE'
    '_shtab_vtexlint_audit' = 'Find appTokens in many git repositories, HEAD and history, and which are in several of them. Offline.'
    '_shtab_vtexlint_audit___account' = 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_audit___cache' = 'keep the results in this directory, and read only repositories that have changed since'
    '_shtab_vtexlint_audit___config' = 'use this settings file for all repositories'
    '_shtab_vtexlint_audit___format' = 'text, json, html (default: text)'
    '_shtab_vtexlint_audit___help' = 'show this help message and exit'
    '_shtab_vtexlint_audit___isolated' = 'use no settings file'
    '_shtab_vtexlint_audit___jobs' = 'number of processes (default: automatic)'
    '_shtab_vtexlint_audit___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_audit___no_config' = 'use no settings file'
    '_shtab_vtexlint_audit___quiet' = 'print only the result'
    '_shtab_vtexlint_audit___repositories' = 'also the repositories in this file, one path a line'
    '_shtab_vtexlint_audit___sarif' = 'also write a SARIF report for each repository into this directory'
    '_shtab_vtexlint_audit___scheduler' = 'have a Dask cluster read the repositories: `tls://HOST:PORT`, `tcp://127.0.0.1:PORT` or `local:N`'
    '_shtab_vtexlint_audit___tls_ca' = 'with `tls://`: the CA that has signed the certificates of the cluster'
    '_shtab_vtexlint_audit___tls_cert' = 'with `tls://`: the certificate to show to the scheduler'
    '_shtab_vtexlint_audit___tls_key' = 'with `tls://`: the key of this certificate'
    '_shtab_vtexlint_audit__h' = 'show this help message and exit'
    '_shtab_vtexlint_audit__q' = 'print only the result'
    '_shtab_vtexlint_audit_pos_0' = 'work trees, bare repositories, and directories of them'
    '_shtab_vtexlint_check' = 'Find faults in VTEX appKey and appToken pairs in config files and source code. Offline.'
    '_shtab_vtexlint_check___account' = 'account snapshot to compare the keys with: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_check___assume_tracked' = 'treat every file as tracked; do not run git'
    '_shtab_vtexlint_check___baseline' = 'the recorded findings, which are not reported'
    '_shtab_vtexlint_check___color' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_check___colour' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_check___config' = 'use this settings file for all files'
    '_shtab_vtexlint_check___diff' = 'show what --fix would change, with values masked; write nothing'
    '_shtab_vtexlint_check___exclude' = 'not these paths'
    '_shtab_vtexlint_check___exit_zero' = 'exit with 0 even if there are findings'
    '_shtab_vtexlint_check___extend_select' = 'also these rules'
    '_shtab_vtexlint_check___fail_on' = 'minimum severity for exit status 1 (default: warning)'
    '_shtab_vtexlint_check___fix' = 'apply the safe fixes, then report the remaining findings'
    '_shtab_vtexlint_check___format' = 'text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default: text)'
    '_shtab_vtexlint_check___full' = 'check every file as a config file, whatever its name'
    '_shtab_vtexlint_check___help' = 'show this help message and exit'
    '_shtab_vtexlint_check___ignore' = 'not these rules'
    '_shtab_vtexlint_check___isolated' = 'use no settings file'
    '_shtab_vtexlint_check___jobs' = 'number of processes (default: automatic)'
    '_shtab_vtexlint_check___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_check___no_config' = 'use no settings file'
    '_shtab_vtexlint_check___now' = 'current date for rules about age, in UTC (default: the clock)'
    '_shtab_vtexlint_check___output' = 'also write a report to a file; may be repeated'
    '_shtab_vtexlint_check___quiet' = 'print only findings'
    '_shtab_vtexlint_check___scope' = 'config: do not search source code for appTokens (default: all)'
    '_shtab_vtexlint_check___select' = 'only these rules'
    '_shtab_vtexlint_check___show_files' = 'list the files that would be checked, then exit'
    '_shtab_vtexlint_check___show_settings' = 'show the active settings, then exit'
    '_shtab_vtexlint_check___staged' = 'check the staged content of files instead of the files on disk'
    '_shtab_vtexlint_check___statistics' = 'count the findings by rule'
    '_shtab_vtexlint_check___stdin_filename' = 'file name for the text from standard input'
    '_shtab_vtexlint_check___unsafe_fixes' = 'with --fix or --diff: also the unsafe fixes'
    '_shtab_vtexlint_check___verbose' = 'list the files that were not checked, on standard error'
    '_shtab_vtexlint_check___version' = 'show the version and exit'
    '_shtab_vtexlint_check___write_baseline' = 'record the findings (default: .vtexlint-baseline.json)'
    '_shtab_vtexlint_check__h' = 'show this help message and exit'
    '_shtab_vtexlint_check__q' = 'print only findings'
    '_shtab_vtexlint_check__v' = 'list the files that were not checked, on standard error'
    '_shtab_vtexlint_check_pos_0' = 'files and directories (default: .); - reads standard input'
    '_shtab_vtexlint_completion' = 'Print a completion script for a shell.'
    '_shtab_vtexlint_completion___help' = 'show this help message and exit'
    '_shtab_vtexlint_completion___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_completion__h' = 'show this help message and exit'
    '_shtab_vtexlint_completion_pos_0' = 'bash, zsh, fish, powershell'
    '_shtab_vtexlint_explain' = 'Show the page of a rule: why it exists, what it reports, what to do. Or a topic.'
    '_shtab_vtexlint_explain___color' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_explain___colour' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_explain___help' = 'show this help message and exit'
    '_shtab_vtexlint_explain___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_explain__h' = 'show this help message and exit'
    '_shtab_vtexlint_explain_pos_0' = 'a rule''s name (`vtexlint rules` lists them), or a topic: authentication, loaders, settings, formats, baseline, fixing, exit-codes, ignore, names, files, history, access, where, inventory, audit, renew, accounts, ci, hooks, editors, faq'
    '_shtab_vtexlint_history' = 'Find appTokens in the whole git history: each version of each file is searched once. Offline.'
    '_shtab_vtexlint_history___account' = 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_history___branch' = 'only what is reachable from a ref; ^REF excludes what is reachable from it; may be repeated'
    '_shtab_vtexlint_history___color' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_history___colour' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_history___config' = 'use this settings file for all files'
    '_shtab_vtexlint_history___exit_zero' = 'exit with 0 even if there are findings'
    '_shtab_vtexlint_history___format' = 'text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default: text)'
    '_shtab_vtexlint_history___help' = 'show this help message and exit'
    '_shtab_vtexlint_history___isolated' = 'use no settings file'
    '_shtab_vtexlint_history___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_history___no_config' = 'use no settings file'
    '_shtab_vtexlint_history___output' = 'also write a report to a file; may be repeated'
    '_shtab_vtexlint_history___quiet' = 'print only findings'
    '_shtab_vtexlint_history___since' = 'only what commits since then added (by commit date)'
    '_shtab_vtexlint_history___unreachable' = 'also what no ref reaches: reflogs, amended commits, dangling objects'
    '_shtab_vtexlint_history__h' = 'show this help message and exit'
    '_shtab_vtexlint_history__q' = 'print only findings'
    '_shtab_vtexlint_history_pos_0' = 'a directory in the repository, or a bare repository (default: .)'
    '_shtab_vtexlint_init' = 'Set up vtexlint in a directory: settings, a git hook, .gitignore lines.'
    '_shtab_vtexlint_init___baseline' = 'record the findings of today in a baseline, so that only new ones fail'
    '_shtab_vtexlint_init___dry_run' = 'show what would be written; write nothing'
    '_shtab_vtexlint_init___help' = 'show this help message and exit'
    '_shtab_vtexlint_init___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_init___no_trial' = 'do not try the hook in a temporary repository at the end'
    '_shtab_vtexlint_init___repo' = 'add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository'
    '_shtab_vtexlint_init___rev' = 'the tag or commit of that repository'
    '_shtab_vtexlint_init___team' = 'with --yes: also agree to what is committed and stops teammates who have not installed vtexlint'
    '_shtab_vtexlint_init___yes' = 'write without asking, except changes that need your explicit consent'
    '_shtab_vtexlint_init__h' = 'show this help message and exit'
    '_shtab_vtexlint_init__y' = 'write without asking, except changes that need your explicit consent'
    '_shtab_vtexlint_init_pos_0' = 'the directory (default: the current directory)'
    '_shtab_vtexlint_inventory' = 'List every appKey in the files: its places, its environments, its token, and its state in the account. Offline.'
    '_shtab_vtexlint_inventory___account' = 'account snapshot with the state of the keys: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_inventory___config' = 'use this settings file for all files'
    '_shtab_vtexlint_inventory___format' = 'text, json, csv, html (default: text)'
    '_shtab_vtexlint_inventory___help' = 'show this help message and exit'
    '_shtab_vtexlint_inventory___isolated' = 'use no settings file'
    '_shtab_vtexlint_inventory___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_inventory___no_config' = 'use no settings file'
    '_shtab_vtexlint_inventory___now' = 'current date for ages, in UTC (default: the clock)'
    '_shtab_vtexlint_inventory__h' = 'show this help message and exit'
    '_shtab_vtexlint_inventory_pos_0' = 'files and directories (default: .)'
    '_shtab_vtexlint_merge' = 'Make one report of several JSON reports of `vtexlint audit`, as if all repositories had been audited at once.'
    '_shtab_vtexlint_merge___account' = 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_merge___format' = 'text, json, html (default: text)'
    '_shtab_vtexlint_merge___help' = 'show this help message and exit'
    '_shtab_vtexlint_merge___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_merge___quiet' = 'print only the result'
    '_shtab_vtexlint_merge__h' = 'show this help message and exit'
    '_shtab_vtexlint_merge__q' = 'print only the result'
    '_shtab_vtexlint_merge_pos_0' = 'files that `vtexlint audit --format json` has written'
    '_shtab_vtexlint_rotate' = 'Write a new appToken in every place of the old one in the files that git ignores; say what is left to do. Offline.'
    '_shtab_vtexlint_rotate___also_tracked' = 'also write to files that git does not ignore, after a question'
    '_shtab_vtexlint_rotate___color' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_rotate___colour' = 'colours: auto, always, never (default: auto)'
    '_shtab_vtexlint_rotate___config' = 'use this settings file for all files'
    '_shtab_vtexlint_rotate___diff' = 'show what would change, with values masked; write nothing'
    '_shtab_vtexlint_rotate___help' = 'show this help message and exit'
    '_shtab_vtexlint_rotate___isolated' = 'use no settings file'
    '_shtab_vtexlint_rotate___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_rotate___no_config' = 'use no settings file'
    '_shtab_vtexlint_rotate___yes' = 'with --also-tracked: do not ask'
    '_shtab_vtexlint_rotate__h' = 'show this help message and exit'
    '_shtab_vtexlint_rotate__y' = 'with --also-tracked: do not ask'
    '_shtab_vtexlint_rotate_pos_0' = 'an appKey, or an account that has one appKey in the files'
    '_shtab_vtexlint_rotate_pos_1' = 'files and directories (default: .)'
    '_shtab_vtexlint_rules' = 'List all rules: name, severity, kind of fix, and what the rule is about.'
    '_shtab_vtexlint_rules___format' = 'text or json (default: text)'
    '_shtab_vtexlint_rules___help' = 'show this help message and exit'
    '_shtab_vtexlint_rules___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_rules__h' = 'show this help message and exit'
    '_shtab_vtexlint_server' = 'The language server, for an editor to start. It uses standard input and output and opens no network connection.'
    '_shtab_vtexlint_server___help' = 'show this help message and exit'
    '_shtab_vtexlint_server___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_server___stdio' = 'accepted for compatibility; standard input and output are always used'
    '_shtab_vtexlint_server___version' = 'show the version and exit'
    '_shtab_vtexlint_server__h' = 'show this help message and exit'
    '_shtab_vtexlint_where' = 'Find every place of an appKey and of the appToken that belongs to it: fields, comments, base64, source code. Offline.'
    '_shtab_vtexlint_where___account' = 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
    '_shtab_vtexlint_where___config' = 'use this settings file for all files'
    '_shtab_vtexlint_where___format' = 'text, json, csv (default: text)'
    '_shtab_vtexlint_where___help' = 'show this help message and exit'
    '_shtab_vtexlint_where___history' = 'also search the whole git history: the commits, first and last'
    '_shtab_vtexlint_where___isolated' = 'use no settings file'
    '_shtab_vtexlint_where___lang' = 'language of the output: en, es, pt-BR (default: of the locale)'
    '_shtab_vtexlint_where___no_config' = 'use no settings file'
    '_shtab_vtexlint_where___quiet' = 'print only the result'
    '_shtab_vtexlint_where__h' = 'show this help message and exit'
    '_shtab_vtexlint_where__q' = 'print only the result'
    '_shtab_vtexlint_where_pos_0' = 'an appKey, an account, or `-`: an appToken is read from a hidden prompt or standard input'
    '_shtab_vtexlint_where_pos_1' = 'files and directories (default: .)'
}

# --- Helper functions ---

function _shtab_powershell_compgen_files {
  param([string]$WordToComplete)
  $dir = ''
  if ($WordToComplete -match '^(.*[\\/])') { $dir = $Matches[1] }
  Get-ChildItem -Path "$WordToComplete*" -File -ErrorAction SilentlyContinue |
    ForEach-Object { $dir + $_.Name }
  Get-ChildItem -Path "$WordToComplete*" -Directory -ErrorAction SilentlyContinue |
    ForEach-Object { $dir + $_.Name + [System.IO.Path]::DirectorySeparatorChar }
}

function _shtab_powershell_compgen_dirs {
  param([string]$WordToComplete)
  $dir = ''
  if ($WordToComplete -match '^(.*[\\/])') { $dir = $Matches[1] }
  Get-ChildItem -Path "$WordToComplete*" -Directory -ErrorAction SilentlyContinue |
    ForEach-Object { $dir + $_.Name + [System.IO.Path]::DirectorySeparatorChar }
}

function _shtab_powershell_replace_nonword {
  param([string]$Text)
  $Text -replace '[^\w]', '_'
}

# --- Main completer ---

Register-ArgumentCompleter -Native -CommandName vtexlint -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  # Tokenize the command line (skip program name)
  $allTokens = @()
  if ($commandAst.CommandElements.Count -gt 1) {
    $allTokens = @($commandAst.CommandElements[1..($commandAst.CommandElements.Count - 1)] |
      ForEach-Object { $_.ToString() })
  }

  # Determine which tokens are "completed" (before the word being typed)
  # The last token is the one currently being completed if it matches wordToComplete
  $tokens = @()
  if ($allTokens.Count -gt 0) {
    if ($wordToComplete -and $allTokens[-1] -eq $wordToComplete) {
      if ($allTokens.Count -gt 1) {
        $tokens = $allTokens[0..($allTokens.Count - 2)]
      }
    } else {
      $tokens = $allTokens
    }
  }

  # State tracking
  $prefix = '_shtab_vtexlint'
  $completedPositionals = 0
  $currentActionKey = "${prefix}_pos_0"
  $currentActionNargs = 1
  $currentActionArgsConsumed = 0
  $currentActionIsPositional = $true
  $posOnly = $false

  # Helper: look up nargs for a given action key (default 1)
  function Get-ActionNargs($actionKey) {
    $n = $_shtab_vtexlint_nargs[$actionKey]
    if ($n) { return $n } else { return '1' }
  }

  # Helper: look up help text for a given action key (empty if none)
  function Get-ActionHelp($actionKey) {
    return $_shtab_vtexlint_help[$actionKey]
  }

  # Walk completed tokens to determine current parser state
  foreach ($token in $tokens) {
    if ($posOnly -or $token -ne '--') {
      # Check for subparser match
      $currentSubparsers = $_shtab_vtexlint_subparsers[$prefix]
      if ($currentSubparsers -and $currentSubparsers -contains $token) {
        $prefix = $prefix + '_' + (_shtab_powershell_replace_nonword $token)
        $completedPositionals = 0
        $currentActionKey = "${prefix}_pos_0"
        $currentActionNargs = Get-ActionNargs $currentActionKey
        $currentActionArgsConsumed = 0
        $currentActionIsPositional = $true
        continue
      }
      # Check for option string match
      $currentOptions = $_shtab_vtexlint_option_strings[$prefix]
      if ($currentOptions -and $currentOptions -contains $token) {
        $currentActionKey = $prefix + '_' + (_shtab_powershell_replace_nonword $token)
        $currentActionNargs = Get-ActionNargs $currentActionKey
        $currentActionArgsConsumed = 0
        $currentActionIsPositional = $false
        continue
      }
      # Consume argument for current action
      $currentActionArgsConsumed++
      if ($currentActionNargs -ne '*' -and
        $currentActionNargs -ne '+' -and
        $currentActionNargs -ne '?' -and
        $currentActionNargs -notlike '*...*') {
        if ($currentActionArgsConsumed -ge [int]$currentActionNargs) {
          if ($currentActionIsPositional) { $completedPositionals++ }
          $currentActionKey = "${prefix}_pos_${completedPositionals}"
          $currentActionNargs = Get-ActionNargs $currentActionKey
          $currentActionArgsConsumed = 0
          $currentActionIsPositional = $true
        }
      }
    } else {
      $posOnly = $true
    }
  }
  # --- Generate completions ---
  if ($env:SHTAB_DEBUG -eq 'true') {
    Write-Host "shtab: wordToComplete='$wordToComplete' prefix='$prefix' `
    actionKey='$currentActionKey' isPositional='$currentActionIsPositional' posOnly='$posOnly'"
  }

  $completions = @()

  if (-not $posOnly -and $wordToComplete -like '-*') {
    # Complete option strings, tooltipped with each option's own help text
    $opts = $_shtab_vtexlint_option_strings[$prefix]
    if ($opts) {
      foreach ($opt in $opts) {
        if ($opt -like "$wordToComplete*") {
          $optKey = $prefix + '_' + (_shtab_powershell_replace_nonword $opt)
          $completions += , @{Text = $opt; Tooltip = Get-ActionHelp $optKey}
        }
      }
    }
  } else {
    # Complete subparsers (only when current action is positional),
    # tooltipped with each subcommand's own help text
    if ($currentActionIsPositional) {
      $subs = $_shtab_vtexlint_subparsers[$prefix]
      if ($subs) {
        foreach ($sub in $subs) {
          if ($sub -like "$wordToComplete*") {
            $subKey = $prefix + '_' + (_shtab_powershell_replace_nonword $sub)
            $completions += , @{Text = $sub; Tooltip = Get-ActionHelp $subKey}
          }
        }
      }
    }

    $actionHelp = Get-ActionHelp $currentActionKey

    # Complete choices for current action (positional or option)
    $actionChoices = $_shtab_vtexlint_choices[$currentActionKey]
    if ($actionChoices) {
      foreach ($choice in $actionChoices) {
        if ($choice -like "$wordToComplete*") {
          $completions += , @{Text = $choice; Tooltip = $actionHelp}
        }
      }
    }
    # Complete using compgen function for current action
    $actionCompgen = $_shtab_vtexlint_compgens[$currentActionKey]
    if ($actionCompgen) {
      foreach ($item in @(& $actionCompgen $wordToComplete)) {
        $completions += , @{Text = $item; Tooltip = $actionHelp}
      }
    }
  }
  # Deduplicate (by text) and emit CompletionResult objects
  $seen = New-Object System.Collections.Generic.HashSet[string]
  $results = @()
  foreach ($c in $completions) {
    if ($seen.Add($c.Text)) {
      $tooltip = if ($c.Tooltip) { $c.Tooltip } else { $c.Text }
      $results += [System.Management.Automation.CompletionResult]::new(
        $c.Text,          # completionText
        $c.Text,          # listItemText
        'ParameterValue',  # resultType
        $tooltip          # toolTip
      )
    }
  }
  # Prevent fallback file-path completion (PowerShell/PowerShell#19628)
  if ($results.Count -eq 0) { return $null }
  $results
}
