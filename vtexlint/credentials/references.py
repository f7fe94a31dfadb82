"""Values that a program resolves: references, and the defaults in them.

Forms and their sources: the syntax of docker compose, GitHub Actions, Azure Pipelines, Helm, Jinja, SOPS, 1Password, dotenvx,
bank-vaults, vals and others, as their own pages document it.
"""

import re

# Patterns are texts: re compiles each at its first use and caches it, and most runs use none (4 ms at start-up).
_REFERENCE = r"""(?xs)
      \$\{[^}]*\}                                  # shell, compose, serverless, Terraform: ${VTEX_APP_KEY:?missing}
    | \$[A-Za-z_][\w.]* | \$[A-Za-z_]\w*\{[^{}]*\} | %%[A-Za-z_][\w.]*%%
    | \$[A-Za-z_]\w*(?:\??->[A-Za-z_]\w*|\[[^\[\]]*\])+  # PHP: $this->appKey, $config['key']
    | \$env:\w+                                    # PowerShell
    | %[A-Za-z_][\w.]*%                            # cmd, Symfony's %vtex.app_key%
    | /[\w.-]+(?:/[\w.-]+)+                        # a path in a parameter store, a mounted secret
    | \{cipher\}.+                                 # Spring Cloud Config
    | \[\w+\(.*\).*\]                              # ARM template expressions
    | \$\([^)]+\) | \$\((?!.*[A-Z]{20}).+\)          # Azure Pipelines, make, command substitution
    | (?:\$[A-Za-z_]\w*){2,} | \$\$[A-Za-z_]\w*    # several variables; a dollar sign that compose leaves alone
    | \$[1-9@*]                                    # an argument of a shell script
    | \$\{\{.*\}\}                                 # GitHub Actions
    | \$\[.*\]                                     # Azure run-time expression
    | =?\{\{.*\}\}                                 # Jinja, Helm, Postman, n8n, Insomnia
    | =?\{%.*%\}
    | <%.*%>                                       # ERB, EJS, Jenkins
    | \#\{[^}]+\}\#?                               # Octopus, Ruby, Azure replace tokens
    | __[A-Za-z][\w.-]*__                          # replace tokens
    | ENC\[[A-Z0-9_]+,.*\]                         # SOPS
    | ENC\(.*\)                                    # Jasypt
    | DEC(?:\(\d+\))?::[A-Z0-9]+\[.*\]!            # eyaml, opened in its editor
    | Encrypted[ ][0-9a-f]{16,} | enc:[a-z][\w.-]*:[A-Za-z0-9+/=]+   # Pentaho; Talend
    | EV\[\d*:.*\]                                # DigitalOcean: a ciphertext
    | SECRET\[[a-z][\w-]*\.[\w./-]+\]              # Vector
    | \?\{[a-z0-9]+:.+\}                          # Kapitan
    | %[A-Z][A-Z_]*\([^()]*\)%                    # Envoy
    | \$(?i:secret|env)://[\w./-]+ | \$secret_[a-z]+\.[\w./-]+   # APISIX; Tyk
    | \{(?:env|file|vars|http\.vars)\.[\w./-]+\}   # Caddy
    | encrypted:[A-Za-z0-9+/=]+                    # dotenvx
    | encrypted(?:File)?:[a-z0-9-]+(?:![a-z]+:[^!]+)+  # Spinnaker
    | >{0,2}vault:[^#]+\#.+                        # bank-vaults
    | vault:[\w./-]+/[\w./-]+ | vault:v\d+:[A-Za-z0-9+/=]+   # a path, a ciphertext of Vault's transit engine
    | (?:aws-?s?sm|aws-?ps|ssm|gcp-?sm|azure-?kv|akv|keyvault|doppler|infisical|conjur|keepass|bws?|bitwarden|sops|secretsmanager
        |keyring|pass|lastpass|1password|op|chamber|ejson|hashicorp-vault|k8s|berglas):[\w./:\#@-]+
    | (?:kms|age):[A-Za-z0-9+/=]+                  # a ciphertext
    | [a-z][a-z0-9._-]+(?:/[a-z0-9._-]{2,})+       # prod/vtex/app-token
    | (?:op|aws|gcloud|az|vault|pass|sops|bw|doppler|chamber|kubectl|security|lpass|cat)[ ](?!.*[A-Z]{20}).+   # a command
    | [a-z][a-z0-9+-]{1,20}:/?[\w.-]+(?:/[\w.-]+)+(?:[\#?:@][\w./-]+)?   # a path in any other store
    | https://[\w-]+\.(?:vault|managedhsm)\.[\w.-]+/\S+  # Azure Key Vault
    | \{(?:env|file|vault|secret|ssm|sm|var|sys|opt):[^{}]*\}      # n8n, log4j and others: {env:X}, {file:X}
    | EJ\[\d+:.*\]                                # EJSON
    | %\(\w+\)s                                   # Python's configparser, supervisor
    | <<\s*[\w.-]+\s*>> | \[\[\s*[\w.-]+\s*\]\] | \(\(.+\)\)   # CircleCI; Consul templates; Concourse, Spruce
    | @[A-Za-z][\w.-]*@                           # Maven, autoconf
    | (?:secret)?ref\+[a-z0-9+-]+://.*             # vals, helmfile
    | (?i:secretref|keyvaultref):.+                # Azure Container Apps
    | \$ENV\{.+\} | \{\$.+\} | %\{.+\} | @@[A-Z][A-Z0-9_.]*@@   # Perl and CMake; Caddy; Ruby, Puppet; replace tokens
    | file:/.+ | secrets?:[\w./-]+ | [!\#]\[.+\]  # files; Deno, Pulumi; MuleSoft: a ciphertext, an expression
    | \*[A-Za-z_][\w-]*                           # a YAML alias, in a text that YAML does not read
    | `.+`                                        # command substitution
    | [A-Za-z_][\w.$:]*\(.*\)                     # a call: os.getenv('X'), config('vtex.key'), z.string()
    | arn:aws[\w-]*:.*
    | \{\{?resolve:.*\}\}?                         # CloudFormation
    | @Microsoft\.(?:KeyVault|AppConfiguration)\(.*\)
    | (?:projects|secrets)/.+/(?:secrets|versions)/.+
    | (?!(?i:vtexappkey)|.*[A-Z]{20})[A-Za-z](?:[\w-]*+:latest|[A-Za-z\d]*+[_-][\w-]*+:\d{1,3})  # Google Secret Manager: a secret's version
    | (?!(?i:https?|ftp)://)[A-Za-z][A-Za-z0-9+.-]*://.+   # op://, ssm://, azure-kv://: a store's own scheme
    | %env\(.*\)%                                  # Symfony
    | ENV\[["'].*["']\] | credentials\((["']).*["']\)   # Ruby, Jenkins
    | @(?:env|vault|jinja|format|json|int|float|bool|str|get|path|read_file|this|none)\b.*   # dynaconf
    | env\(.*\) | env:\w+ | os\.environ.* | getenv\(.*\)
    | (?:process|import\.meta|Deno|Bun)\.env\.?\[?.*
    | @[a-z0-9][a-z0-9_-]*                         # Vercel secret
    | @\{[^{}]+\} | @[A-Za-z]\w*\(.*\)[\w.?\[\]']*   # expressions of Logic Apps and Data Factory
    | !(?:Ref|Sub|GetAtt|ImportValue|secret|env)\b.*
    | <path:.+\#.+>                                # Argo CD Vault Plugin
    | (?:var|local|data|module|secrets?|vars|credentials|parameters|variables|inputs|env|settings|config)\.[\w.\[\]"'-]+
    | \$ANSIBLE_VAULT;.* | AQICAH[A-Za-z0-9+/=]{10,}  # Ansible, AWS KMS
    | gAAAAA[A-Za-z0-9_=-]{10,} | U2FsdGVkX1[A-Za-z0-9+/=]{6,}    # Fernet, OpenSSL
    | -----BEGIN[ ](?:PGP[ ]MESSAGE|AGE[ ]ENCRYPTED[ ]FILE)-----.*
    | \$__file\{.*\} | \$__env\{.*\}               # Grafana
    """
_EMBEDDED_REFERENCE = r"(?s)\$\{[^}]*\}|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\([A-Za-z_][\w.]*\)|%env\(.*?\)%"
# a shell's variable has no dot: the hyphen in Spring's `${vtex.app-key:real}` is the name's
_DEFAULT = r"(?s)\$\{(?:[^}:?+=.-]*?|[^}:?+=-]*?:)[-=+](?P<shell>.*)\}|\$\{[^}:,]+?:(?P<spring>[^-?+$=].*)\}"
_KEY_IN_BRACES = r"\$\{vtexappkey-[^${}:?+=]*\}"  # the hyphens are the appKey's
# ${source:name} of serverless, Terraform and the OpenTelemetry collector is not a Spring default
_SOURCES = r"\$\{\s*(?:env|ssm|file|self|opt|cf|sls|s3|vault|param|secrets?|aws|gcp|azure|secretsmanager|var|stage)\b:?"
_QUOTED_NAME = r"""\(\s*\\?["'][\w.-]+\\?["']\s*"""
_CALL_DEFAULT = (  # env_var('VTEX_APP_TOKEN', 'real'), ENV.fetch('VTEX_APP_TOKEN') { 'real' }
    rf"\b(?:(?:env_var|env|getenv|get|fetch){_QUOTED_NAME},|fetch{_QUOTED_NAME}\)\s*\{{)"
)
_TEMPLATE_DEFAULT = (
    rf"(?s)(?:\bdefault\b|\|\||\?\?|:-|\bor\b|{_CALL_DEFAULT})"
    r"""\s*\(?\s*(?P<quote>\\?["'])(?P<value>.*?)(?P=quote)"""
)
_SERVERLESS_DEFAULT = r"""\$\{[^}]*,\s*(?P<quote>["'])(?P<value>[^"'}]*)(?P=quote)\s*\}"""
_COMMAND = r"(?s)(?!vtexapp|.*[A-Za-z]{30})(?:[a-z][\w.-]*+[ \t]++.+|[~.]{0,2}/[\w./-]++(?:[ \t].*)?+)"
_CIPHERTEXTS = ("AQICAH", "gAAAAA", "U2FsdGVkX1")  # the first characters of values of AWS KMS, Fernet, OpenSSL

LONGEST = 1000
"""Characters: placeholders and references are not longer, and a pattern must not search a megabyte."""

_RESOLVED = (  # what tags begin with, so that `ref` is `!reference` too
    "ref", "sub", "getatt", "importvalue", "findinmap", "join", "select", "split", "if", "transform", "cidr",  # CloudFormation
    "vault", "env", "secret", "include", "var", "lookup", "file", "sops", "encrypted", "ssm", "aws", "gcp", "azure", "kv",
    "param", "eval", "cf", "op", "template", "format",
)  # fmt: skip


def is_reference(value: str) -> bool:
    """Whether a program resolves the value, in whole or in part (`vtexappkey-${ACCOUNT}-${SUFFIX}`)."""
    text = value.strip()[:LONGEST]
    if text.isalnum() and not text.startswith(_CIPHERTEXTS):
        return False
    return re.fullmatch(_REFERENCE, text) is not None or re.search(_EMBEDDED_REFERENCE, text) is not None


def is_command(value: str) -> bool:
    """Whether the text in backticks is a command, which a shell runs: `jq -r .appKey x.json`, `./app-key`."""
    return re.fullmatch(_COMMAND, value.strip()[:LONGEST]) is not None


def default_span(value: str) -> tuple[int, int] | None:
    """The span of a reference's default in the value: `real` of `${VTEX_APP_TOKEN:-real}`, `{{ x | default "real" }}`."""
    text = value.strip()
    if len(text) > LONGEST or not ("$" in text or "{" in text or "(" in text or "<%" in text) or re.fullmatch(_KEY_IN_BRACES, text):
        return None
    match = re.fullmatch(_DEFAULT, text)
    if match and (match["shell"] is not None or not re.match(_SOURCES, text)):
        group = "shell" if match["shell"] is not None else "spring"
        span = match.span(group)
    elif match := re.fullmatch(_SERVERLESS_DEFAULT, text) or re.search(_TEMPLATE_DEFAULT, text):
        if not re.search(_EMBEDDED_REFERENCE, text) and not re.search(_CALL_DEFAULT, text):
            return None
        span = match.span("value")
    else:
        return None
    lead = len(value) - len(value.lstrip())
    start, end = span[0] + lead, span[1] + lead
    if end - start >= 2 and value[start] == value[end - 1] and value[start] in "\"'":
        start, end = start + 1, end - 1
    return (start, end) if end > start else None


def is_resolved(tag: str) -> bool:
    """Whether a YAML tag, as written, names where the value comes from: `!Ref`, `!vault`, `!ENV`. `!!str` and `!!binary` do not."""
    return bool(tag) and not tag.startswith("!!") and tag.lstrip("!").lower().startswith(_RESOLVED)
