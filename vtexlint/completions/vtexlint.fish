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

set -g _shtab_vtexlint_commands check explain rules server history account 'account show' init completion
set -g _shtab_vtexlint_opts_with_value --account --baseline --branch --color --colour --config --exclude --extend-select --fail-on --format --ignore --jobs --now --output --repo --rev --scope --select --since --stdin-filename

complete -c vtexlint -e
complete -c vtexlint -f

complete -c vtexlint -n _shtab_vtexlint_using -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n _shtab_vtexlint_using -l version -d 'print the version'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a check -d 'Find what is wrong with VTEX appKey and appToken pairs in .env, YAML, TOML and JSON files. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l format -xka "text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown" -d 'text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l output -xka "text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown=" -d 'write a report to a file too; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l fix -d 'apply the safe fixes, and report what is left'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l unsafe-fixes -d 'with --fix or --diff: the unsafe fixes too'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l diff -d 'show, masked, what --fix would change; write nothing'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l select -xka "(__vtexlint_rules)" -d 'only these rules'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l extend-select -xka "(__vtexlint_rules)" -d 'these rules too'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l ignore -xka "(__vtexlint_rules)" -d 'all rules but these'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l exclude -xka "(__fish_complete_path (commandline -ct))" -d 'leave these paths out'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l fail-on -xka "error warning info" -d 'least severity for exit status 1 (default: warning)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l exit-zero -d 'exit with 0 also with findings'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all paths'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l scope -xka "all config" -d 'config: do not search source code for appTokens (default: all)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l full -d 'lint every file in full'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l baseline -xka "(__fish_complete_path (commandline -ct))" -d 'findings that are known and do not count'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l write-baseline -d 'make or update the baseline (default: .vtexlint-baseline.json)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l stdin-filename -xka "(__fish_complete_path (commandline -ct))" -d 'the name that the text from standard input goes by'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l staged -d 'what is staged for the next commit, as git'"'"'s index has it'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l account -xka "(__fish_complete_path (commandline -ct))" -d 'account snapshot to check keys against: FILE or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l assume-tracked -d 'treat every file as tracked; do not run git'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l now -x -d 'the date that rules about time go by, in UTC (default: the clock)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l jobs -x -d 'processes to read files with (default: by need)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l show-files -d 'list the files that would be read, and stop'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l show-settings -d 'show the settings in force, and stop'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l statistics -d 'count the findings by rule'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s q -l quiet -d 'print findings alone'
complete -c vtexlint -n '_shtab_vtexlint_using check' -s v -l verbose -d 'list on stderr what was not read'
complete -c vtexlint -n '_shtab_vtexlint_using check' -l version -d 'show program'"'"'s version number and exit'
complete -c vtexlint -n '_shtab_vtexlint_using check; and test $_shtab_vtexlint_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'files and directories (default: .); - reads standard input'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a explain -d 'Why a rule exists, what it flags, what to do.'
complete -c vtexlint -n '_shtab_vtexlint_using explain' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using explain' -l color -l colour -xka "auto always never" -d color
complete -c vtexlint -n '_shtab_vtexlint_using explain; and test $_shtab_vtexlint_npos -eq 0' -ka "surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression authentication loaders" -d 'a rule'"'"'s name (`vtexlint rules` lists them), or a topic: authentication, loaders'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a rules -d 'List all rules.'
complete -c vtexlint -n '_shtab_vtexlint_using rules' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using rules' -l format -xka "text json" -d format
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a server -d 'A language server on standard input and output, for an editor to start. It opens no socket.'
complete -c vtexlint -n '_shtab_vtexlint_using server' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using server' -l stdio -d 'what it does anyway; some clients say it'
complete -c vtexlint -n '_shtab_vtexlint_using server' -l version -d 'show program'"'"'s version number and exit'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a history -d 'Find real appTokens in the whole git history: every blob of every commit, once. Offline.'
complete -c vtexlint -n '_shtab_vtexlint_using history' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l since -x -d 'only what commits since then (their commit date) brought in'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l branch -x -d 'only what a ref reaches; ^REF: but not what that reaches; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l unreachable -d 'also what no ref reaches: reflogs, amended commits, dangling blobs'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l format -xka "text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown" -d 'how to report: text, concise, json, sarif, code-scanning, github, gitlab, gitlab-secrets, azure, junit, checkstyle, rdjson, markdown (default: text)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l output -xka "text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown=" -d 'write a report to a file too; may be repeated'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l exit-zero -d 'exit with 0 also with findings'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l config -xka "(__fish_complete_path (commandline -ct))" -d 'use this settings file for all paths'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l isolated -l no-config -d 'use no settings file'
complete -c vtexlint -n '_shtab_vtexlint_using history' -l color -l colour -xka "auto always never" -d 'colours: auto, always, never (default: auto)'
complete -c vtexlint -n '_shtab_vtexlint_using history' -s q -l quiet -d 'print findings alone'
complete -c vtexlint -n '_shtab_vtexlint_using history; and test $_shtab_vtexlint_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'a directory of the repository, or a bare one (default: .)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a account -d 'Saved accounts: what no config file shows.'
complete -c vtexlint -n '_shtab_vtexlint_using account' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using account; and test $_shtab_vtexlint_npos -eq 0' -a show -d 'Show what vtexlint understands of a saved account: its keys with state, roles and ages, and what was not understood.'
complete -c vtexlint -n '_shtab_vtexlint_using account show' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using account show' -l format -xka "text json" -d format
complete -c vtexlint -n '_shtab_vtexlint_using account show; and test $_shtab_vtexlint_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'an account snapshot, or ACCOUNT=FILE'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a init -d 'Set vtexlint up in a directory: settings, a git hook, a .gitignore line for .env.'
complete -c vtexlint -n '_shtab_vtexlint_using init' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using init' -s y -l yes -d 'write without asking, but nothing that needs an explicit yes'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l dry-run -d 'show what would be written, and write nothing'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l repo -x -d 'add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository'
complete -c vtexlint -n '_shtab_vtexlint_using init' -l rev -x -d 'the tag or commit of that repository'
complete -c vtexlint -n '_shtab_vtexlint_using init; and test $_shtab_vtexlint_npos -eq 0' -ka "(__fish_complete_directories)" -d 'where (default: the current directory)'
complete -c vtexlint -n '_shtab_vtexlint_using; and test $_shtab_vtexlint_npos -eq 0' -a completion -d 'Print a completion script for a shell.'
complete -c vtexlint -n '_shtab_vtexlint_using completion' -s h -l help -d 'show this help message and exit'
complete -c vtexlint -n '_shtab_vtexlint_using completion; and test $_shtab_vtexlint_npos -eq 0' -ka "bash zsh fish powershell" -d 'bash, zsh, fish, powershell'
