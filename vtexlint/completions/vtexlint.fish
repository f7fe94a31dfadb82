# completion for vtexlint in fish; made by tools/completions.py with shtab 1.13.0

# Custom Preamble
function __vtexlint_rules
  set -l head (string match -r '.*,' -- (commandline -ct))
  printf '%s\n' "$head"{surrounding-whitespace,inner-whitespace,invisible-character,lookalike-character,stray-delimiter,key-casing,token-casing,name-casing,malformed-key,malformed-token,wrong-credential,session-token,swapped-values,same-value,missing-token,missing-key,empty-value,duplicate-name,account-name,account-mismatch,unknown-host,insecure-host,loader-dependent-value,unfilled-placeholder,committed-secret,unprotected-secret,client-exposed-secret,header-name,wrong-encoding,misspelled-name,public-settings,syntax-error,unknown-key,inactive-key,unlinked-key,insufficient-role,overprivileged-key,stale-token,unfinished-renewal,inactive-account,conflicting-pair,unreadable-file,unknown-suppression,unused-suppression}
end

# End Custom Preamble

# Parse current commandline:
# - _shtab_vtexlint_cmdpath=(sub)command path seen so far
# - _shtab_vtexlint_npos=number of positional arguments given after it
# - options are skipped based on _shtab_vtexlint_opts_with_value & _shtab_vtexlint_commands lists
function _shtab_vtexlint_scan
  set -g _shtab_vtexlint_cmdpath ''
  set -g _shtab_vtexlint_npos 0
  set -l tokens (commandline -opc)
  set -e tokens[1]
  set -l expect_value 0
  for t in $tokens
    if test $expect_value -eq 1
      set expect_value 0
      continue
    end
    switch "$t"
      case '--*=*'
        continue
      case '-*'
        if contains -- $t $_shtab_vtexlint_opts_with_value
          set expect_value 1
        end
        continue
      case '*'
        if test $_shtab_vtexlint_npos -eq 0
          set -l candidate $t
          if test -n "$_shtab_vtexlint_cmdpath"
            set candidate "$_shtab_vtexlint_cmdpath $t"
          end
          if contains -- $candidate $_shtab_vtexlint_commands
            set -g _shtab_vtexlint_cmdpath $candidate
            continue
          end
        end
        set -g _shtab_vtexlint_npos (math $_shtab_vtexlint_npos + 1)
    end
  end
end

# Condition helper: true if the current (sub)command path equals the given one.
function _shtab_vtexlint_using
  _shtab_vtexlint_scan
  test "$_shtab_vtexlint_cmdpath" = "$argv"
end

set -g _shtab_vtexlint_commands check explain rules server history where rotate inventory audit merge account 'account show' access init completion
set -g _shtab_vtexlint_opts_with_value --account --baseline --branch --cache --color --colour --config --exclude --extend-select --fail-on --format --ignore --jobs --lang --now --output --repo --repositories --rev --sarif --scheduler --scope --select --since --stdin-filename --tls-ca --tls-cert --tls-key

complete -c vtexlint -e
complete -c vtexlint -f

complete -c vtexlint -n _shtab_vtexlint_using -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n _shtab_vtexlint_using -l version -d 'print the version'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a check -d 'Find faults in VTEX appKey and appToken pairs in config files and source code. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l format -xka "text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html" -d 'text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l output -xka "text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown= html=" -d 'also write a report to a file; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l fix -d 'apply the safe fixes, then report the remaining findings'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l unsafe-fixes -d 'with --fix or --diff: also the unsafe fixes'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l diff -d 'show what --fix would change, with values masked; write nothing'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l select -xka "(__vtexlint_rules)" -d 'only these rules'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l extend-select -xka "(__vtexlint_rules)" -d 'also these rules'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l ignore -xka "(__vtexlint_rules)" -d 'not these rules'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l exclude -xka "(__fish_complete_path (commandline -ct))" -d 'not these paths'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l fail-on -xka "error warning info" -d 'minimum severity for exit status 1 (default: warning)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l exit-zero -d 'exit with 0 even if there are findings'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all files'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l scope -xka "all config" -d 'config: do not search source code for appTokens (default: all)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l full -d 'check every file as a config file, whatever its name'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l baseline -xka "(__fish_complete_path (commandline -ct))" -d 'the recorded findings, which are not reported'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l write-baseline -d 'record the findings (default: .vtexlint-baseline.json)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l stdin-filename -xka "(__fish_complete_path (commandline -ct))" -d 'file name for the text from standard input'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l staged -d 'check the staged content of files instead of the files on disk'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot to compare the keys with: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l assume-tracked -d 'treat every file as tracked; do not run git'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l now -x -d 'current date for rules about age, in UTC (default: the clock)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l jobs -x -d 'number of processes (default: automatic)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l show-files -d 'list the files that would be checked, then exit'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l show-settings -d 'show the active settings, then exit'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l statistics -d 'count the findings by rule'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s q -l quiet -d 'print only findings'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s v -l verbose -d 'list the files that were not checked, on standard error'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l version -d 'show the version and exit'
complete -c vtexlint -n '_shtab_vtexlint_using check; and test $_shtab_vtexlint_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .); - reads standard input'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a explain -d 'Show the page of a rule: why it exists, what it reports, what to do. Or a topic.'
complete -c vtexlint -n '_shtab_vtexlint_using explain' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using explain' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using explain' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using explain; and test $_shtab_vtexlint_npos -eq 0' -ka "surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression authentication loaders settings formats baseline fixing exit-codes ignore names files history access where inventory audit renew accounts ci hooks editors faq" -d 'a rule'"'"'s name (`vtexlint rules` lists them), or a topic: authentication, loaders, settings, formats, baseline, fixing, exit-codes, ignore, names, files, history, access, where, inventory, audit, renew, accounts, ci, hooks, editors, faq'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a rules -d 'List all rules: name, severity, kind of fix, and what the rule is about.'
complete -c vtexlint -n '_shtab_vtexlint_using rules' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using rules' -l format -xka "text json" -d 'text or json (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using rules' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a server -d 'The language server, for an editor to start. It uses standard input and output and opens no network connection.'
complete -c vtexlint -n '_shtab_vtexlint_using server' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using server' -l stdio -d 'accepted for compatibility; standard input and output are always used'
complete -c vtexlint -n '_shtab_vtexlint_using server' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using server' -l version -d 'show the version and exit'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a history -d 'Find appTokens in the whole git history: each version of each file is searched once. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using history' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l since -x -d 'only what commits since then added (by commit date)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l branch -x -d 'only what is reachable from a ref; ^REF excludes what is reachable from it; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l unreachable -d 'also what no ref reaches: reflogs, amended commits, dangling objects'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l format -xka "text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html" -d 'text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown, html (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l output -xka "text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown= html=" -d 'also write a report to a file; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l exit-zero -d 'exit with 0 even if there are findings'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all files'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -s q -l quiet -d 'print only findings'
complete -c vtexlint -n '_shtab_vtexlint_using history; and test $_shtab_vtexlint_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'a directory in the repository, or a bare repository (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a where -d 'Find every place of an appKey and of the appToken that belongs to it: fields, comments, base64, source code. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using where' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l history -d 'also search the whole git history: the commits, first and last'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l format -xka "text json csv" -d 'text, json, csv (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all files'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using where' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using where' -s q -l quiet -d 'print only the result'
complete -c vtexlint -n '_shtab_vtexlint_using where; and test $_shtab_vtexlint_npos -ge 1' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a rotate -d 'Write a new appToken in every place of the old one in the files that git ignores; say what is left to do. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l diff -d 'show what would change, with values masked; write nothing'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l also-tracked -d 'also write to files that git does not ignore, after a question'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -s y -l yes -d 'with --also-tracked: do not ask'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all files'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using rotate' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using rotate; and test $_shtab_vtexlint_npos -ge 1' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a inventory -d 'List every appKey in the files: its places, its environments, its token, and its state in the account. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot with the state of the keys: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l now -x -d 'current date for ages, in UTC (default: the clock)'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l format -xka "text json csv html" -d 'text, json, csv, html (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all files'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using inventory' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using inventory; and test $_shtab_vtexlint_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a audit -d 'Find appTokens in many git repositories, HEAD and history, and which are in several of them. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l repositories -xka "(__fish_complete_path (commandline -ct))" -d 'also the repositories in this file, one path a line'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l cache -x -d 'keep the results in this directory, and read only repositories that have changed since'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l sarif -x -d 'also write a SARIF report for each repository into this directory'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l jobs -x -d 'number of processes (default: automatic)'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l scheduler -x -d 'have a Dask cluster read the repositories: `tls://HOST:PORT`, `tcp://127.0.0.1:PORT` or `local:N`'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l tls-ca -xka "(__fish_complete_path (commandline -ct))" -d 'with `tls://`: the CA that has signed the certificates of the cluster'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l tls-cert -xka "(__fish_complete_path (commandline -ct))" -d 'with `tls://`: the certificate to show to the scheduler'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l tls-key -xka "(__fish_complete_path (commandline -ct))" -d 'with `tls://`: the key of this certificate'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l format -xka "text json html" -d 'text, json, html (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all repositories'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using audit' -s q -l quiet -d 'print only the result'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a merge -d 'Make one report of several JSON reports of `vtexlint audit`, as if all repositories had been audited at once.'
complete -c vtexlint -n '_shtab_vtexlint_using merge' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using merge' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot that shows which tokens still work: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using merge' -l format -xka "text json html" -d 'text, json, html (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using merge' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using merge' -s q -l quiet -d 'print only the result'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a account -d 'Account snapshots: the keys of an account, which no config file shows.'
complete -c vtexlint -n '_shtab_vtexlint_using account' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using account' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using account; and test $_shtab_vtexlint_npos -eq 0' -a show -d 'Show what vtexlint reads in an account snapshot: the keys with their state, roles and ages, and what it cannot read.'
complete -c vtexlint -n '_shtab_vtexlint_using account show' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using account show' -l format -xka "text json" -d 'text or json (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using account show' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using account show; and test $_shtab_vtexlint_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'an account snapshot, or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a access -d 'Show the role that a key needs for all calls to VTEX in some files: the least resources, and predefined roles. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using access' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using access' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'an account snapshot, or ACCOUNT=FILE: compare with the key'"'"'s roles; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using access' -l format -xka "text json" -d 'text or json (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using access' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using access; and test $_shtab_vtexlint_npos -ge 1' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a init -d 'Set up vtexlint in a directory: settings, a git hook, .gitignore lines.'
complete -c vtexlint -n '_shtab_vtexlint_using init' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using init' -s y -l yes -d 'write without asking, except changes that need your explicit consent'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l dry-run -d 'show what would be written; write nothing'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l repo -x -d 'add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l rev -x -d 'the tag or commit of that repository'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l team -d 'with --yes: also agree to what is committed and stops teammates who have not installed vtexlint'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l baseline -d 'record the findings of today in a baseline, so that only new ones fail'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l no-trial -d 'do not try the hook in a temporary repository at the end'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using init; and test $_shtab_vtexlint_npos -eq 0' -ka "(__fish_complete_directories)" -d 'the directory (default: the current directory)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a completion -d 'Print a completion script for a shell.'
complete -c vtexlint -n '_shtab_vtexlint_using completion' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using completion' -l lang -xka "en es pt-BR" -d 'language of the output: en, es, pt-BR (default: of the locale)'
complete -c vtexlint -n '_shtab_vtexlint_using completion; and test $_shtab_vtexlint_npos -eq 0' -ka "bash zsh fish powershell" -d 'bash, zsh, fish, powershell'
