# completion for vtexlint in bash; made by tools/completions.py with shtab 1.13.0

_shtab_vtexlint_account_subparsers=(show)
_shtab_vtexlint_subparsers=(check explain rules server history where rotate inventory audit merge account access init completion)

_shtab_vtexlint_check_option_strings=(-h --help --format --output --fix --unsafe-fixes --diff --select --extend-select --ignore --exclude --fail-on --exit-zero --config --isolated --no-config --scope --full --baseline --write-baseline --stdin-filename --staged --account --assume-tracked --now --jobs --color --colour --lang --show-files --show-settings --statistics -q --quiet -v --verbose --version)
_shtab_vtexlint_explain_option_strings=(-h --help --color --colour --lang)
_shtab_vtexlint_rules_option_strings=(-h --help --format --lang)
_shtab_vtexlint_server_option_strings=(-h --help --stdio --lang --version)
_shtab_vtexlint_history_option_strings=(-h --help --since --branch --unreachable --account --format --output --exit-zero --config --isolated --no-config --color --colour --lang -q --quiet)
_shtab_vtexlint_where_option_strings=(-h --help --history --account --format --config --isolated --no-config --lang -q --quiet)
_shtab_vtexlint_rotate_option_strings=(-h --help --diff --also-tracked -y --yes --config --isolated --no-config --color --colour --lang)
_shtab_vtexlint_inventory_option_strings=(-h --help --account --now --format --config --isolated --no-config --lang)
_shtab_vtexlint_audit_option_strings=(-h --help --repositories --account --cache --sarif --jobs --scheduler --tls-ca --tls-cert --tls-key --format --config --isolated --no-config --lang -q --quiet)
_shtab_vtexlint_merge_option_strings=(-h --help --account --format --lang -q --quiet)
_shtab_vtexlint_account_show_option_strings=(-h --help --format --lang)
_shtab_vtexlint_account_option_strings=(-h --help --lang)
_shtab_vtexlint_access_option_strings=(-h --help --account --format --lang)
_shtab_vtexlint_init_option_strings=(-h --help -y --yes --dry-run --repo --rev --team --baseline --no-trial --lang)
_shtab_vtexlint_completion_option_strings=(-h --help --lang)
_shtab_vtexlint_option_strings=(-h --help --version)

_shtab_vtexlint_check_pos_0_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_check___output_COMPGEN=_vtexlint_report
_shtab_vtexlint_check___select_COMPGEN=_vtexlint_rules
_shtab_vtexlint_check___extend_select_COMPGEN=_vtexlint_rules
_shtab_vtexlint_check___ignore_COMPGEN=_vtexlint_rules
_shtab_vtexlint_check___exclude_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_check___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_check___baseline_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_check___stdin_filename_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_check___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_history_pos_0_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_history___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_history___output_COMPGEN=_vtexlint_report
_shtab_vtexlint_history___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_where_pos_1_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_where___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_where___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_rotate_pos_1_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_rotate___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_inventory_pos_0_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_inventory___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_inventory___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___repositories_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___tls_ca_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___tls_cert_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___tls_key_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_audit___config_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_merge___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_account_show_pos_0_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_access_pos_1_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_access___account_COMPGEN=_shtab_compgen_files
_shtab_vtexlint_init_pos_0_COMPGEN=_shtab_compgen_dirs

_shtab_vtexlint_check___format_choices=(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html)
_shtab_vtexlint_check___fail_on_choices=(error warning info)
_shtab_vtexlint_check___scope_choices=(all config)
_shtab_vtexlint_check___color_choices=(auto always never)
_shtab_vtexlint_check___colour_choices=(auto always never)
_shtab_vtexlint_check___lang_choices=(en es pt-BR)
_shtab_vtexlint_explain_pos_0_choices=(surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression authentication loaders settings formats baseline fixing exit-codes ignore names files history access where inventory audit renew accounts ci hooks editors faq)
_shtab_vtexlint_explain___color_choices=(auto always never)
_shtab_vtexlint_explain___colour_choices=(auto always never)
_shtab_vtexlint_explain___lang_choices=(en es pt-BR)
_shtab_vtexlint_rules___format_choices=(text json)
_shtab_vtexlint_rules___lang_choices=(en es pt-BR)
_shtab_vtexlint_server___lang_choices=(en es pt-BR)
_shtab_vtexlint_history___format_choices=(text concise json sarif code-scanning github gitlab gitlab-secrets azure junit checkstyle rdjson markdown html)
_shtab_vtexlint_history___color_choices=(auto always never)
_shtab_vtexlint_history___colour_choices=(auto always never)
_shtab_vtexlint_history___lang_choices=(en es pt-BR)
_shtab_vtexlint_where___format_choices=(text json csv)
_shtab_vtexlint_where___lang_choices=(en es pt-BR)
_shtab_vtexlint_rotate___color_choices=(auto always never)
_shtab_vtexlint_rotate___colour_choices=(auto always never)
_shtab_vtexlint_rotate___lang_choices=(en es pt-BR)
_shtab_vtexlint_inventory___format_choices=(text json csv html)
_shtab_vtexlint_inventory___lang_choices=(en es pt-BR)
_shtab_vtexlint_audit___format_choices=(text json html)
_shtab_vtexlint_audit___lang_choices=(en es pt-BR)
_shtab_vtexlint_merge___format_choices=(text json html)
_shtab_vtexlint_merge___lang_choices=(en es pt-BR)
_shtab_vtexlint_account_show___format_choices=(text json)
_shtab_vtexlint_account_show___lang_choices=(en es pt-BR)
_shtab_vtexlint_account_pos_0_choices=(show)
_shtab_vtexlint_account___lang_choices=(en es pt-BR)
_shtab_vtexlint_access___format_choices=(text json)
_shtab_vtexlint_access___lang_choices=(en es pt-BR)
_shtab_vtexlint_init___lang_choices=(en es pt-BR)
_shtab_vtexlint_completion_pos_0_choices=(bash zsh fish powershell)
_shtab_vtexlint_completion___lang_choices=(en es pt-BR)
_shtab_vtexlint_pos_0_choices=(check explain rules server history where rotate inventory audit merge account access init completion)

_shtab_vtexlint_check_pos_0_nargs='*'
_shtab_vtexlint_check__h_nargs=0
_shtab_vtexlint_check___help_nargs=0
_shtab_vtexlint_check___fix_nargs=0
_shtab_vtexlint_check___unsafe_fixes_nargs=0
_shtab_vtexlint_check___diff_nargs=0
_shtab_vtexlint_check___exit_zero_nargs=0
_shtab_vtexlint_check___isolated_nargs=0
_shtab_vtexlint_check___no_config_nargs=0
_shtab_vtexlint_check___full_nargs=0
_shtab_vtexlint_check___write_baseline_nargs=0
_shtab_vtexlint_check___staged_nargs=0
_shtab_vtexlint_check___assume_tracked_nargs=0
_shtab_vtexlint_check___show_files_nargs=0
_shtab_vtexlint_check___show_settings_nargs=0
_shtab_vtexlint_check___statistics_nargs=0
_shtab_vtexlint_check__q_nargs=0
_shtab_vtexlint_check___quiet_nargs=0
_shtab_vtexlint_check__v_nargs=0
_shtab_vtexlint_check___verbose_nargs=0
_shtab_vtexlint_check___version_nargs=0
_shtab_vtexlint_explain__h_nargs=0
_shtab_vtexlint_explain___help_nargs=0
_shtab_vtexlint_rules__h_nargs=0
_shtab_vtexlint_rules___help_nargs=0
_shtab_vtexlint_server__h_nargs=0
_shtab_vtexlint_server___help_nargs=0
_shtab_vtexlint_server___stdio_nargs=0
_shtab_vtexlint_server___version_nargs=0
_shtab_vtexlint_history__h_nargs=0
_shtab_vtexlint_history___help_nargs=0
_shtab_vtexlint_history___unreachable_nargs=0
_shtab_vtexlint_history___exit_zero_nargs=0
_shtab_vtexlint_history___isolated_nargs=0
_shtab_vtexlint_history___no_config_nargs=0
_shtab_vtexlint_history__q_nargs=0
_shtab_vtexlint_history___quiet_nargs=0
_shtab_vtexlint_where_pos_1_nargs='*'
_shtab_vtexlint_where__h_nargs=0
_shtab_vtexlint_where___help_nargs=0
_shtab_vtexlint_where___history_nargs=0
_shtab_vtexlint_where___isolated_nargs=0
_shtab_vtexlint_where___no_config_nargs=0
_shtab_vtexlint_where__q_nargs=0
_shtab_vtexlint_where___quiet_nargs=0
_shtab_vtexlint_rotate_pos_1_nargs='*'
_shtab_vtexlint_rotate__h_nargs=0
_shtab_vtexlint_rotate___help_nargs=0
_shtab_vtexlint_rotate___diff_nargs=0
_shtab_vtexlint_rotate___also_tracked_nargs=0
_shtab_vtexlint_rotate__y_nargs=0
_shtab_vtexlint_rotate___yes_nargs=0
_shtab_vtexlint_rotate___isolated_nargs=0
_shtab_vtexlint_rotate___no_config_nargs=0
_shtab_vtexlint_inventory_pos_0_nargs='*'
_shtab_vtexlint_inventory__h_nargs=0
_shtab_vtexlint_inventory___help_nargs=0
_shtab_vtexlint_inventory___isolated_nargs=0
_shtab_vtexlint_inventory___no_config_nargs=0
_shtab_vtexlint_audit_pos_0_nargs='*'
_shtab_vtexlint_audit__h_nargs=0
_shtab_vtexlint_audit___help_nargs=0
_shtab_vtexlint_audit___isolated_nargs=0
_shtab_vtexlint_audit___no_config_nargs=0
_shtab_vtexlint_audit__q_nargs=0
_shtab_vtexlint_audit___quiet_nargs=0
_shtab_vtexlint_merge_pos_0_nargs=+
_shtab_vtexlint_merge__h_nargs=0
_shtab_vtexlint_merge___help_nargs=0
_shtab_vtexlint_merge__q_nargs=0
_shtab_vtexlint_merge___quiet_nargs=0
_shtab_vtexlint_account_show_pos_0_nargs=+
_shtab_vtexlint_account_show__h_nargs=0
_shtab_vtexlint_account_show___help_nargs=0
_shtab_vtexlint_account_pos_0_nargs=A...
_shtab_vtexlint_account__h_nargs=0
_shtab_vtexlint_account___help_nargs=0
_shtab_vtexlint_access_pos_1_nargs='*'
_shtab_vtexlint_access__h_nargs=0
_shtab_vtexlint_access___help_nargs=0
_shtab_vtexlint_init__h_nargs=0
_shtab_vtexlint_init___help_nargs=0
_shtab_vtexlint_init__y_nargs=0
_shtab_vtexlint_init___yes_nargs=0
_shtab_vtexlint_init___dry_run_nargs=0
_shtab_vtexlint_init___team_nargs=0
_shtab_vtexlint_init___baseline_nargs=0
_shtab_vtexlint_init___no_trial_nargs=0
_shtab_vtexlint_completion__h_nargs=0
_shtab_vtexlint_completion___help_nargs=0
_shtab_vtexlint_pos_0_nargs=A...
_shtab_vtexlint__h_nargs=0
_shtab_vtexlint___help_nargs=0
_shtab_vtexlint___version_nargs=0


# Custom Preamble
_vtexlint_report() {
  compgen -W "text= concise= json= sarif= code-scanning= github= gitlab= gitlab-secrets= azure= junit= checkstyle= rdjson= markdown= html=" -- "$1"
}

_vtexlint_rules() {
  local head=""
  [[ $1 == *,* ]] && head="${1%,*},"
  compgen -P "$head" -W "surrounding-whitespace inner-whitespace invisible-character lookalike-character stray-delimiter key-casing token-casing name-casing malformed-key malformed-token wrong-credential session-token swapped-values same-value missing-token missing-key empty-value duplicate-name account-name account-mismatch unknown-host insecure-host loader-dependent-value unfilled-placeholder committed-secret unprotected-secret client-exposed-secret header-name wrong-encoding misspelled-name public-settings syntax-error unknown-key inactive-key unlinked-key insufficient-role overprivileged-key stale-token unfinished-renewal inactive-account conflicting-pair unreadable-file unknown-suppression unused-suppression" -- "${1##*,}"
}

# End Custom Preamble

# $1=COMP_WORDS[1]
_shtab_compgen_files() {
  compgen -f -- $1  # files
}

# $1=COMP_WORDS[1]
_shtab_compgen_dirs() {
  compgen -d -- $1  # recurse into subdirs
}

# $1=COMP_WORDS[1]
_shtab_replace_nonword() {
  echo "${1//[^[:word:]]/_}"
}

# set default values (called for the initial parser & any subparsers)
_set_parser_defaults() {
  local subparsers_var="${prefix}_subparsers[@]"
  sub_parsers=${!subparsers_var-}

  local current_option_strings_var="${prefix}_option_strings[@]"
  current_option_strings=${!current_option_strings_var}

  completed_positional_actions=0

  _set_new_action "pos_$completed_positional_actions" true
}

# $1=action identifier
# $2=positional action (bool)
# set all identifiers for an action's parameters
_set_new_action() {
  current_action="${prefix}_$(_shtab_replace_nonword $1)"

  local current_action_compgen_var=${current_action}_COMPGEN
  current_action_compgen="${!current_action_compgen_var-}"

  local current_action_choices_var="${current_action}_choices[@]"
  current_action_choices="${!current_action_choices_var-}"

  local current_action_nargs_var="${current_action}_nargs"
  if [ -n "${!current_action_nargs_var-}" ]; then
    current_action_nargs="${!current_action_nargs_var}"
  else
    current_action_nargs=1
  fi

  current_action_args_start_index=$(( $word_index + 1 - $pos_only ))

  current_action_is_positional=$2
}

# Notes:
# `COMPREPLY`: what will be rendered after completion is triggered
# `completing_word`: currently typed word to generate completions for
# `${!var}`: evaluates the content of `var` and expand its content as a variable
#     hello="world"
#     x="hello"
#     ${!x} -> ${hello} -> "world"
_shtab_vtexlint() {
  local completing_word="${COMP_WORDS[COMP_CWORD]}"
  local previous_word="${COMP_WORDS[COMP_CWORD-1]}"
  local completed_positional_actions
  local current_action
  local current_action_args_start_index
  local current_action_choices
  local current_action_compgen
  local current_action_is_positional
  local current_action_nargs
  local current_option_strings
  local sub_parsers
  COMPREPLY=()

  local prefix=_shtab_vtexlint
  local word_index=0
  local pos_only=0 # "--" delimiter not encountered yet
  _set_parser_defaults
  word_index=1

  # determine what arguments are appropriate for the current state
  # of the arg parser
  while [ $word_index -ne $COMP_CWORD ]; do
    local this_word="${COMP_WORDS[$word_index]}"

    if [[ $pos_only = 1 || " $this_word " != " -- " ]]; then
      if [[ -n $sub_parsers && " ${sub_parsers[@]} " == *" $this_word "* ]]; then
        # valid subcommand: add it to the prefix & reset the current action
        prefix="${prefix}_$(_shtab_replace_nonword $this_word)"
        _set_parser_defaults
      fi

      if [[ " ${current_option_strings[@]} " == *" $this_word "* ]]; then
        # a new action should be acquired (due to recognised option string or
        # no more input expected from current action);
        # the next positional action can fill in here
        _set_new_action $this_word false
      fi

      if [[ "$current_action_nargs" != "*" ]] && \
         [[ "$current_action_nargs" != "+" ]] && \
         [[ "$current_action_nargs" != "?" ]] && \
         [[ "$current_action_nargs" != *"..." ]] && \
         (( $word_index + 1 - $current_action_args_start_index - $pos_only >= \
            $current_action_nargs )); then
        $current_action_is_positional && let "completed_positional_actions += 1"
        _set_new_action "pos_$completed_positional_actions" true
      fi
    else
      pos_only=1 # "--" delimiter encountered
    fi

    let "word_index+=1"
  done

  # Generate the completions

  COMPREPLY=()
  if [[ $pos_only = 0 && "$completing_word" == -* &&
        ( -z "$current_action_compgen" || "$current_action_is_positional" = true ) ]]; then
    # optional argument started: use option strings
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_option_strings[*]}" -- "$completing_word")
  elif [[ "$previous_word" =~ ^[0-9\&]*[\<\>]\>?$ ]]; then
    # handle redirection operators
    compopt -o filenames 2>/dev/null || : # bash>=4
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$completing_word")
  else
    # use choices & compgen
    local action_compgen_word="$completing_word"
    # handle tab-completing in the middle of a line (#248 <- #116)
    [[ -n "$current_action_compgen" && "$completing_word" == -* ]] && action_compgen_word=""
    [ -n "$current_action_compgen" ] && {
      [[ "$current_action_compgen" =~ _(file|dir|glob|FILE|DIR|GLOB)|File|Dir|Glob ]] &&
        compopt -o filenames 2>/dev/null || : # bash>=4
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        "$current_action_compgen" "$action_compgen_word")
    }
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_action_choices[*]}" -- "$completing_word")
  fi

  if [[ ${#COMPREPLY[@]} = 0 ]]; then
    # native fallback matches are not necessarily filenames (e.g. variables)
    compopt +o filenames 2>/dev/null || : # bash>=4
  fi

  return 0
}

complete -o bashdefault -F _shtab_vtexlint vtexlint