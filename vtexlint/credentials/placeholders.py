"""Values that wait for a person: placeholders.

VTEX's example keys, tokens and accounts are those of its documentation and its API specifications.
"""

import re

from vtexlint._startup.digests import digest
from vtexlint.credentials import shapes
from vtexlint.credentials.references import LONGEST

# Patterns are texts, as in `references`.

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
    ficticia fictício fictícia pendente pendiente vazio vacio definir defina configurar configure configurado
    configurada solicitar solicite solicitado pedir pida peça consultar consulte obter obtener obtenga gerar generar
    genere buscar busque pergunte filtered scrubbed sanitized censored obfuscated anonymized
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
_X_RUN = r"[xX]+|[0*#?]+"
_SEPARATORS = r"[^\w]+|_+"
_GLUED = r"(?:vtex|application|app|api|key|token|secret)+"
_LONGEST_NAME = 24  # letters of a name in which uppercase letters start words
_LONG_WORD = 5  # letters; random text does not contain a word of this length
# a word of a text, not of uppercase letters only: those may be a part of a token
_SENTENCE_WORD = r"(?![A-Z]{5})[^\W\d_][\w.'’/-]{0,23}[.,:;!?)]*|[-–—&/]|\d{1,4}[.,]?"
_EXAMPLES = frozenset("example examples exemplo ejemplo placeholder sample changeme".split())
_MAILBOXES = frozenset("email mail e usuario usuário user username nombre nome correo name integracao integracion".split())
_KEY_WORDS = frozenset({"vtexappkey", "hash", "suffix", "sufixo", "sufijo", "letters", "letras", "abcdef"})

_BRACKETED_ACCOUNT = r"(?i)['\"]?vtexappkey-(?:\{\{?|<|\[|\()[^<>{}\[\]()]*(?:\}\}?|>|\]|\))-"  # without the brackets it would be an appKey
_ASKING = (
    r"(?i)(?:your?|the|seu|sua|su|tu|nome|nombre|name)[-_]?(?:vtex[-_]?)?(?:d[aeo][-_]?)?(?:la[-_]?)?"
    r"(?:account|store|shop|loja|tienda|conta|cuenta)[-_]?(?:name|nome|nombre|here|aqui)?"
    r"|(?:account|store|loja|tienda|conta|cuenta)[-_]?(?:name|nome|nombre|here|aqui)"
)
_ASKING_FIRST = ("you", "the", "seu", "sua", "su", "tu", "nome", "nombre", "name")
_ASKING_LAST = ("name", "nome", "nombre", "here", "aqui")
DOCUMENTED_ACCOUNTS = frozenset({"apiexamples", "example", "myaccount", "mystore", "your-account-name", "accountname"})
_DOCUMENTED_KEYS = frozenset({"vtexappkey-example", "vtexappkey-appvtex", "vtexappkey-keyEDF"})
# what a recorder writes in place of a value; `<VTEX_APP_TOKEN>` is how VCR names it
_REDACTED = (
    r"(?i:(?<![a-z])(?:redacted|masked|filtered|hidden|removed|omitted|scrubbed|sanitized|censored|obfuscated|anonymized|suppressed|oculto|oculta"
    r"|removid[oa]|mascarad[oa]|censurad[oa]|anonimizad[oa])(?![a-z]))|\*{3}|[•●█]{3}|\A<[A-Z][A-Z0-9_]*>\Z"
)
# SHA-256 of the appToken in the License Manager specification, of the JWT in the VTEX ID specification, and of the `paymentId` of 128
# uppercase letters in the guide "Pix: Instant payments in Brazil"
_DOCUMENTED_TOKENS = frozenset(
    {
        "7a343ef89cd18a251b4c72ed89fa5fb7966024499742dc7c20de90fcdb768883",
        "65d3a7224f373b009584adfe93fde77e0bf1f23dc77402c7ab3ead62602e8499",
        "39b66fd9a6946a2051a6d966035b1c718ee2023e22620f38abfe278c7737a03b",
    }
)


def is_documented(normalized: str) -> bool:
    """Whether VTEX itself shows the value in its documentation: it gives no access."""
    parts = shapes.key_parts(normalized)
    if parts:
        return parts.account in DOCUMENTED_ACCOUNTS
    if normalized in _DOCUMENTED_KEYS:
        return True
    return (normalized.startswith("eyJ") or shapes.is_token(normalized)) and digest(normalized) in _DOCUMENTED_TOKENS


def is_placeholder(value: str, normalized: str) -> bool:
    """Whether the value waits for a person. Never if it has a valid format, except for VTEX's own examples and typed values."""
    if is_documented(normalized):
        return True
    if shapes.has_shape_but_for_case(normalized):
        return _is_typed(normalized) or re.match(_BRACKETED_ACCOUNT, value.strip()) is not None
    text = value.strip()
    if not text or len(text) > LONGEST or re.search(shapes.TOKEN_ANYWHERE, text):
        return False
    kind = shapes.foreign_kind(normalized)
    if kind is not None:  # a credential that was issued, by any vendor, is not a placeholder
        return kind in ("email", "uuid") and (_is_email_that_asks(normalized) if kind == "email" else _is_typed_uuid(normalized))
    if re.fullmatch(_PLACEHOLDER, text):
        return True
    if normalized.lower().startswith("vtexappkey"):
        return all(_waits(part) for part in re.split(r"[-_ ]", normalized.lower()))
    return _repeats(normalized) or _asks(text) or _is_sentence(text)


def is_redacted(value: str) -> bool:
    """Whether a placeholder says that a value was here, and was removed: `[REDACTED]`, `**FILTERED**`, `***`."""
    return re.search(_REDACTED, value.strip()[:LONGEST]) is not None


def _is_typed(normalized: str) -> bool:
    """Whether a value of a valid format was typed and not issued: `vtexappkey-XXXXX-XXXXXX`, the alphabet again and again."""
    parts = shapes.key_parts_any_case(normalized)
    if parts is None:
        return _repeats(normalized)
    account, suffix = parts.account.lower(), parts.suffix.lower()
    if suffix == "xxxxxx":  # under any account: `vtexappkey-lojista-XXXXXX`
        return True
    is_asking = re.fullmatch(r"x{3,}|account", account) is not None or asks_for_account(account)
    return is_asking and re.fullmatch(r"(.)\1+|abcdef|suffix|sufixo|sufijo", suffix) is not None


def asks_for_account(account: str) -> bool:
    """Whether the word in the place of the account is a placeholder: `your-account`, `YOUR_ACCOUNT`, `sualoja`."""
    folded = account.lower()
    if not (folded.startswith(_ASKING_FIRST) or folded.endswith(_ASKING_LAST)):
        return False  # most accounts: compiling the pattern takes as long as linting a small file
    return re.fullmatch(_ASKING, account) is not None


def _is_email_that_asks(address: str) -> bool:
    """`seu-email@loja.com`, `example@...` are placeholders; the address of a person is not, whatever syllables the name has."""
    name = address.partition("@")[0].lower()
    words = [word for word in re.split(r"[^a-z]+", name) if word]
    if any(c.isdigit() for c in name):
        return False
    if not _EXAMPLES.isdisjoint(words):
        return True
    others = [word for word in words if word not in _SPOKEN_TO]
    return 0 < len(others) < len(words) and all(word in _NOISE or word in _MAILBOXES for word in others)


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


def _repeats(normalized: str) -> bool:
    """`XXXXXXXXXXXX`, `ABABABAB...`, `abcdefghijkl`: typed, not issued."""
    letters = re.sub(r"[-_ ]|(?i:vtexappkey|vtex)", "", normalized)
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
