"""Values that are not filled in: placeholders for a person, references for a program.

Forms and their sources: the syntax of docker compose, GitHub Actions, Azure Pipelines, Helm, Jinja, SOPS, 1Password, dotenvx,
bank-vaults, vals and others, as their own pages document it; VTEX's documentation and API specifications for their example keys,
tokens and accounts.
"""

import re

from vtexlint._startup.digests import digest
from vtexlint.credentials import shapes

# Patterns are texts: re compiles each at its first use and caches it, and most runs use none (4 ms at start-up).
_REFERENCE = r"""(?xs)
      \$\{[^}]*\}                                  # shell, compose, serverless, Terraform: ${VTEX_APP_KEY:?missing}
    | \$[A-Za-z_]\w*
    | \$env:\w+                                    # PowerShell
    | %[A-Za-z_][\w.]*%                            # cmd, Symfony's %vtex.app_key%
    | /[\w.-]+(?:/[\w.-]+)+                        # a path in a parameter store, a mounted secret
    | \{cipher\}.+                                 # Spring Cloud Config
    | \[\w+\(.*\).*\]                              # ARM template expressions
    | \$\([^)]+\)                                  # Azure Pipelines, make, command substitution
    | (?:\$[A-Za-z_]\w*){2,} | \$\$[A-Za-z_]\w*    # several variables; a dollar sign that compose leaves alone
    | \$\{\{.*\}\}                                 # GitHub Actions
    | \$\[.*\]                                     # Azure run-time expression
    | =?\{\{.*\}\}                                 # Jinja, Helm, Postman, n8n, Insomnia
    | =?\{%.*%\}
    | <%.*%>                                       # ERB, EJS, Jenkins
    | \#\{[^}]+\}\#?                               # Octopus, Ruby, Azure replace tokens
    | __[A-Za-z][\w.-]*__                          # replace tokens
    | ENC\[[A-Z0-9_]+,.*\]                         # SOPS
    | ENC\(.*\)                                    # Jasypt
    | encrypted:[A-Za-z0-9+/=]+                    # dotenvx
    | >{0,2}vault:[^#]+\#.+                        # bank-vaults
    | vault:[\w./-]+/[\w./-]+ | vault:v\d+:[A-Za-z0-9+/=]+   # a path, a ciphertext of Vault's transit engine
    | (?:aws-?s?sm|aws-?ps|gcp-?sm|azure-?kv|akv|keyvault|doppler|infisical|conjur|keepass|bw|sops|secretsmanager):[\w./:\#-]+
    | https://[\w-]+\.(?:vault|managedhsm)\.[\w.-]+/\S+  # Azure Key Vault
    | \{(?:env|file|vault|secret|ssm|sm|var|sys|opt):[^{}]*\}      # n8n, log4j and others: {env:X}, {file:X}
    | EJ\[\d+:.*\]                                # EJSON
    | %\(\w+\)s                                   # Python's configparser, supervisor
    | <<\s*[\w.-]+\s*>> | \[\[\s*[\w.-]+\s*\]\] | \(\(.+\)\)   # CircleCI; Consul templates; Concourse, Spruce
    | @[A-Z][A-Z0-9_.]*@                          # Maven, autoconf
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
    | (?!(?i:https?|ftp)://)[A-Za-z][A-Za-z0-9+.-]*://.+   # op://, ssm://, azure-kv://: a store's own scheme
    | %env\(.*\)%                                  # Symfony
    | ENV\[["'].*["']\] | credentials\((["']).*["']\)   # Ruby, Jenkins
    | @(?:env|vault|jinja|format|json|int|float|bool|str|get|path|read_file|this|none)\b.*   # dynaconf
    | env\(.*\) | env:\w+ | os\.environ.* | getenv\(.*\)
    | (?:process|import\.meta|Deno|Bun)\.env\.?\[?.*
    | @[a-z0-9][a-z0-9_-]*                         # Vercel secret
    | !(?:Ref|Sub|GetAtt|ImportValue|secret|env)\b.*
    | <path:.+\#.+>                                # Argo CD Vault Plugin
    | (?:var|local|data|module|secrets?|vars|credentials|parameters|variables|inputs|env|settings|config)\.[\w.\[\]"'-]+
    | \$ANSIBLE_VAULT;.* | AQICAH[A-Za-z0-9+/=]{10,}  # Ansible, AWS KMS
    | gAAAAA[A-Za-z0-9_=-]{10,} | U2FsdGVkX1[A-Za-z0-9+/=]{6,}    # Fernet, OpenSSL
    | -----BEGIN[ ](?:PGP[ ]MESSAGE|AGE[ ]ENCRYPTED[ ]FILE)-----.*
    | \$__file\{.*\} | \$__env\{.*\}               # Grafana
    """
_EMBEDDED_REFERENCE = r"(?s)\$\{[^}]*\}|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\([A-Za-z_][\w.]*\)|%env\(.*?\)%"
_DEFAULT = r"(?s)\$\{[^}:?+=-]*?:?[-=+](?P<shell>.*)\}|\$\{[^}:,]+?:(?P<spring>[^-?+$=].*)\}"
# ${source:name} of serverless, Terraform and the OpenTelemetry collector is not a Spring default
_SOURCES = r"\$\{\s*(?:env|ssm|file|self|opt|cf|sls|s3|vault|param|secrets?|aws|gcp|azure|secretsmanager|var|stage)\b:?"
_TEMPLATE_DEFAULT = r"""(?s)(?:\bdefault\b|\|\||\?\?|:-|\bor\b)\s*\(?\s*(?P<quote>\\?["'])(?P<value>.*?)(?P=quote)"""
_SERVERLESS_DEFAULT = r"""\$\{[^}]*,\s*(?P<quote>["'])(?P<value>[^"'}]*)(?P=quote)\s*\}"""

_PLACEHOLDER = r"""(?xs)
      <[^<>]*> | \[[^\[\]]*\] | \{[A-Za-z][\w .-]*\} | \(\s*[A-Za-z][\w .-]*\)       # <API Key>, [your key], {appKey}
    | %[A-Za-z][\w .-]*% | \#[A-Za-z][\w .-]*\# | @@?[A-Za-z][\w.-]*@@?
    | .*[<{\[]\s*[A-Za-z][\w .-]*\s*[>}\]].*                                        # vtexappkey-{account}-{hash}
    | .*(?:\*{3,}|…|\.\.\.|•{3,}|●{3,}|_{4,}|-{5,}|\#{4,}|\?{3,}).*
    | [-?.*~_!/\\]{1,3}
    | [xX]{3,} | [xX]+(?:[-_][xX]+)+ | [xX0-9]*[xX]{4,}[xX0-9]* | 0{4,} | 123(?:4(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?)? | (.)\1{2,}
    | (?i:n/?a|nil|null|none|undefined|nan|tbd|todo|fixme|wip|unset|empty|blank|secret|secrets|password|senha|redacted|masked
         |hidden|removed|omitted|string|str|value|valor|foo|bar|baz|foobar|abc|abcdef|abc123|qwerty|asdf|lorem|key|token|chave
         |clave|llave|llaves|xyz|abc123xyz789|k|t|a|b
         |pending|unknown|not[-_ ]?(?:set|defined|configured|available|used|needed|yet|provided)|set[-_ ]?me|tb[ac]
         |to[-_ ]be[-_ ]\w+(?:[-_ ]\w+){0,3}|(?:none|nothing)[-_ ]yet
         |(?:injected|provided|set|filled|generated|managed|supplied)[-_ ](?:by|in|at|via|from)[-_ ].{1,40}
         |obrigat[oó]rio|obligatorio|requerido|required|optional|opcional
         |(?:sem|sin|without|no)[-_ ](?:token|chave|clave|llave|key|valor|value|senha|contrase[nñ]a|secret)
         |(?:em|en)[-_ ](?:breve|espera)|(?:aguardando|esperando)(?:[-_ ]\w+)?|(?:por|a)[-_ ]definir
         |(?:n[aã]o|no)[-_ ](?:definido|configurado|usado|aplica)
         |n/?d|nenhum[ao]?|ning[uú]n[ao]?|vac[ií][oa]|vazi[oa]|from[-_ ](?:vault|env|secrets?|ci|the)(?:[-_ ].{0,40})?
         |(?:injetad|inyectad|gerad|generad|definid|preenchid|rellenad|fornecid|provist)[oa][-_ ]
          (?:por|pel[oa]|em|en|n[oa]|via|desde)[-_ ].{1,40})
    | (?i:(?:(?:nullable|sometimes|filled|present|bail)\|)?(?:string|varchar|char|text|integer|int|uuid|boolean|password|required|nullable)
         (?:[|(:;,?!\[].{0,80}))                                              # a type or a validation rule: string|max:255, varchar(255)
    """

# words of which one is enough, in English, Portuguese, Spanish
_WAITING = frozenset(
    """
    your yours yourkey yourtoken my changeme change changeit replace replaceme replacewith fill fillme fillin insert
    enter put paste add here todo fixme tbd example examples sample samples dummy fake mock mocked stub test tests
    testing placeholder demo redacted masked secret-here some any seu sua seus suas tu tus mi mis su sus minha
    minhas meu meus cole colar coloque colocar pegue pegar pega poner ponga pon insira inserir inserte insertar
    introduzca introducir ingrese ingresar digite informe informar preencher preencha completar complete complete
    rellenar rellene reemplazar reemplace reemplazame substituir substitua trocar troque mudar mude alterar altere
    cambiar cambie cambiame aqui aquí aca acá exemplo ejemplo modelo teste prueba pruebas falso falsa ficticio
    ficticia fictício fictícia pendente pendiente vazio vacio definir defina
    """.split()
)
_SPOKEN_TO = frozenset(
    "your yours my change changeme replace insert enter put paste seu sua seus suas tu tus mi mis minha meu cole colar coloque".split()
)
_NOISE = frozenset(
    """
    vtex app application key token api appkey apptoken apikey apitoken x the a an de da do del la el o os as tienda
    loja store shop account conta cuenta chave clave llave value valor provider secret auth credential credentials
    name
    """.split()
)
_WORD = r"[a-zA-Zà-ÿÀ-Ý]+"
_CAMEL = r"[A-ZÀ-Ý]+(?![a-zà-ÿ])|[A-ZÀ-Ý]?[a-zà-ÿ]+"
_X_RUN = r"(.)\1+"
_SEPARATORS = r"[^\w]+|_+"
_GLUED = r"(?:vtex|application|app|api|key|token|secret)+"
_LONGEST_NAME = 24  # letters of a name in which uppercase letters start words
_LONG_WORD = 5  # letters; random text does not contain a word of this length
# a word of a text, not of uppercase letters only: those may be a part of a token
_SENTENCE_WORD = r"(?![A-Z]{5})[^\W\d_][\w.'’/-]{0,23}[.,:;!?)]*|[-–—&/]|\d{1,4}[.,]?"
_EXAMPLES = frozenset("example examples exemplo ejemplo placeholder sample changeme".split())
_MAILBOXES = frozenset("email mail e usuario usuário user username nombre nome correo name integracao integracion".split())
_KEY_WORDS = frozenset({"vtexappkey", "vtex", "app", "hash", "suffix", "sufixo", "sufijo", "letters", "letras", "abcdef"})

_BRACKETED_ACCOUNT = r"(?i)['\"]?vtexappkey-(?:\{\{?|<|\[|\()[^<>{}\[\]()]*(?:\}\}?|>|\]|\))-"  # without the brackets it would be an appKey
_CIPHERTEXTS = ("AQICAH", "gAAAAA", "U2FsdGVkX1")  # the first characters of values of AWS KMS, Fernet, OpenSSL
# placeholders and references are not longer, and a pattern must not search a megabyte
_LONGEST = 1000

DOCUMENTED_ACCOUNTS = frozenset({"apiexamples", "example", "myaccount", "mystore", "your-account-name", "accountname"})
_DOCUMENTED_KEYS = frozenset({"vtexappkey-example", "vtexappkey-appvtex", "vtexappkey-keyEDF"})
# SHA-256 of the appToken in the License Manager specification, of the JWT in the VTEX ID specification, and of the `paymentId` of 128
# uppercase letters in the guide "Pix: Instant payments in Brazil"
_DOCUMENTED_TOKENS = frozenset(
    {
        "7a343ef89cd18a251b4c72ed89fa5fb7966024499742dc7c20de90fcdb768883",
        "65d3a7224f373b009584adfe93fde77e0bf1f23dc77402c7ab3ead62602e8499",
        "39b66fd9a6946a2051a6d966035b1c718ee2023e22620f38abfe278c7737a03b",
    }
)


def is_documented(core: str) -> bool:
    """Whether VTEX itself shows the value in its documentation: it gives no access."""
    parts = shapes.key_parts(core)
    if parts:
        return parts.account in DOCUMENTED_ACCOUNTS
    if core in _DOCUMENTED_KEYS:
        return True
    return (core.startswith("eyJ") or shapes.is_token(core)) and digest(core) in _DOCUMENTED_TOKENS


def is_reference(value: str) -> bool:
    """Whether a program resolves the value, in whole or in part (`vtexappkey-${ACCOUNT}-${SUFFIX}`)."""
    text = value.strip()[:_LONGEST]
    if text.isalnum() and not text.startswith(_CIPHERTEXTS):
        return False
    return re.fullmatch(_REFERENCE, text) is not None or re.search(_EMBEDDED_REFERENCE, text) is not None


def default_span(value: str) -> tuple[int, int] | None:
    """The span of a reference's default in the value: `real` of `${VTEX_APP_TOKEN:-real}`, `{{ x | default "real" }}`."""
    text = value.strip()
    if len(text) > _LONGEST or not ("$" in text or "{" in text):
        return None
    match = re.fullmatch(_DEFAULT, text)
    if match and (match["shell"] is not None or not re.match(_SOURCES, text)):
        group = "shell" if match["shell"] is not None else "spring"
        span = match.span(group)
    elif match := re.fullmatch(_SERVERLESS_DEFAULT, text) or re.search(_TEMPLATE_DEFAULT, text):
        if not re.search(_EMBEDDED_REFERENCE, text):
            return None
        span = match.span("value")
    else:
        return None
    lead = len(value) - len(value.lstrip())
    start, end = span[0] + lead, span[1] + lead
    if end - start >= 2 and value[start] == value[end - 1] and value[start] in "\"'":
        start, end = start + 1, end - 1
    return (start, end) if end > start else None


def is_placeholder(value: str, core: str) -> bool:
    """Whether the value waits for a person. Never if it has a valid format, except for VTEX's own examples and typed values."""
    if is_documented(core):
        return True
    if shapes.has_shape_but_for_case(core):
        return _is_typed(core) or re.match(_BRACKETED_ACCOUNT, value.strip()) is not None
    text = value.strip()
    if not text or len(text) > _LONGEST or re.search(shapes.TOKEN_ANYWHERE, text):
        return False
    kind = shapes.foreign_kind(core)
    if kind is not None:  # a credential that was issued, by any vendor, is not a placeholder
        return kind in ("email", "uuid") and (_is_email_that_asks(core) if kind == "email" else _is_typed_uuid(core))
    if re.fullmatch(_PLACEHOLDER, text):
        return True
    if core.lower().startswith("vtexappkey"):
        return all(_waits(part) for part in re.split(r"[-_ ]", core.lower()))
    return _repeats(core) or _asks(text) or _is_sentence(text)


def _is_typed(core: str) -> bool:
    """Whether a value of a valid format was typed and not issued: `vtexappkey-XXXXX-XXXXXX`, the alphabet again and again."""
    parts = shapes.key_parts_any_case(core)
    if parts is None:
        return _repeats(core)
    account, suffix = parts.account.lower(), parts.suffix.lower()
    return (
        re.fullmatch(r"x{3,}|account(?:-?name)?", account) is not None
        and re.fullmatch(r"(.)\1+|abcdef|suffix|sufixo|sufijo", suffix) is not None
    )


def _is_email_that_asks(address: str) -> bool:
    """`seu-email@loja.com`, `example@...` are placeholders; the address of a person is not, whatever syllables the name has."""
    name = address.partition("@")[0].lower()
    words = [word for word in re.split(r"[^a-z]+", name) if word]
    if any(c.isdigit() for c in name):
        return False
    if not _EXAMPLES.isdisjoint(words):
        return True
    others = [word for word in words if word not in _SPOKEN_TO]
    return len(others) < len(words) and bool(others) and all(word in _NOISE or word in _MAILBOXES for word in others)


def _is_typed_uuid(text: str) -> bool:
    return len(set(text.lower()) - {"-"}) <= 2 or text.lower().startswith(("12345678", "00000000-0000"))


def _is_sentence(text: str) -> bool:
    """Words for people, none of which looks like a credential: `see auth.md`, `ask the team lead`."""
    words = text.split()
    if len(words) < 2 or "vtexappkey" in text.lower():
        return False
    return all(re.fullmatch(_SENTENCE_WORD, word) for word in words) and any(re.fullmatch(r"[a-zà-ÿ]{2,}", word) for word in words)


def asks_by_word(text: str) -> bool:
    """Whether a value that looks like a name asks to be replaced: `seu_app_token_vtex`, `vtex-app-key-123456`.

    `VTEX_APP_KEY_TEST` does not: uppercase letters throughout name a variable, unless the name addresses a reader (`YOUR_APP_KEY`).
    """
    words = {part.lower() for word in re.findall(_WORD, text) for part in re.findall(_CAMEL, word)}
    asking = _SPOKEN_TO if text.isupper() else _WAITING
    return not asking.isdisjoint(words) or re.search(r"\d{4}", text) is not None


def _waits(word: str) -> bool:
    return not word or word in _KEY_WORDS or word in _WAITING or word in _NOISE or re.fullmatch(_X_RUN, word) is not None


def _repeats(core: str) -> bool:
    """`XXXXXXXXXXXX`, `ABABABAB...`, `abcdefghijkl`: typed, not issued."""
    letters = re.sub(r"[-_ ]|(?i:vtexappkey|vtex)", "", core)
    if len(letters) >= 3 and len(set(letters.lower())) <= 2 and not letters.isdigit():
        return True
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return len(letters) >= 4 and letters.lower() in alphabet * 10


def _asks(text: str) -> bool:
    """Whether a word of the value asks to be replaced, and none of its words looks like a credential.

    A long word is enough. A short one (`tu`, `my`, `add`) also occurs by chance in random text, so half of the letters must be in
    known words. Words are separated by separators, or by their uppercase letters if they are no longer than a name.
    """
    found: list[str] = []
    for chunk in re.split(_SEPARATORS, text):
        stem = re.sub(r"^\d{1,8}$|\d{1,4}$", "", chunk)
        if not re.fullmatch(_WORD, stem):
            if stem:
                found.append("?" * len(stem))  # not a word: letters and digits mixed
        elif len(stem) > _LONGEST_NAME:
            found.append(stem.lower())
        else:
            found += [part.lower() for part in re.findall(_CAMEL, stem)]
    letters = sum(map(len, found))
    if not found or max(map(len, found)) > _LONGEST_NAME:
        return False
    digits = len(re.sub(r"\D", "", text))
    waiting = [word for word in found if word in _WAITING]
    if waiting:
        known = sum(len(word) for word in found if word in _WAITING or word in _NOISE or re.fullmatch(_GLUED, word))
        return digits <= 8 and (max(map(len, waiting)) >= _LONG_WORD or 2 * known >= letters)
    return all(word in _NOISE for word in found) and digits <= 6


_RESOLVED = (
    "ref", "sub", "getatt", "importvalue", "findinmap", "join", "select", "split", "if", "transform", "cidr",  # CloudFormation
    "vault", "env", "secret", "include", "reference", "var", "lookup", "file", "sops", "encrypted", "ssm", "aws", "gcp", "azure", "kv",
    "param", "eval", "cf", "opt", "op", "template", "format",
)  # fmt: skip


def is_resolved(tag: str) -> bool:
    """Whether a YAML tag, as written, names where the value comes from: `!Ref`, `!vault`, `!ENV`. `!!str` and `!!binary` do not."""
    return bool(tag) and not tag.startswith("!!") and tag.lstrip("!").lower().startswith(_RESOLVED)
