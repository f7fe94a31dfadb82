"""Classify names: whether a name is that of a VTEX appKey or appToken, and how certainly.

Sources for the names: the variants and their counts in public repositories, VTEX's FastStore guide
(`FS_DISCOVERY_APP_KEY`) and provider protocols (`X-PROVIDER-API-AppKey`).
"""

import re
from functools import lru_cache

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.text.patterns import lazy

CredentialKind = Literal["key", "token"]

Strength = Literal["strong", "alias", "provider", "weak", "bare", "infix"]
"""How certainly a name is that of a VTEX credential.

`strong`: VTEX_APP_KEY; `alias`: VTEX_API_KEY, VTEX_TOKEN; `provider`: X-PROVIDER-API-AppKey, a payment provider's own.
`weak`: appKey, app_token; `bare`: apiKey, key, token; `infix`: VTEX_PROD_KEY, KEY_VTEX. These three need evidence from their context.
"""

SURE: tuple[Strength, ...] = ("strong", "alias")
"""The strengths of names that are VTEX's wherever they appear."""
NAMED: tuple[Strength, ...] = (*SURE, "provider")
"""The strengths of names that need no evidence."""

_NAMES = 16_384  # names whose results are kept: as many as the largest files have; several steps ask for each

# words without separators or camelCase between them: VTEXAPPKEY, vtexapptoken, appkey
_GLUED = ("vtex", "application", "app", "api", "access", "key", "token", "secret")
_SEGMENT = lazy(r"[^\W_]+")
_CAMEL = lazy(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\WA-Za-z\d_]+")

# a name with one of these words after `key`, `token` or `account` only describes one: VTEX_APP_KEY_FILE
NOT_VALUES = frozenset(
    """
    file files filename path paths url urls uri uris host hosts endpoint endpoints header headers name names id ids
    env envs arn arns ttl expiry expires expire expiration expired exp label labels title titles description
    descriptions desc hint hints enabled disabled enable disable hash hashes md5 sha sha1 sha256 checksum
    fingerprint type types kind format length len size regex regexp pattern prefix suffix var vars variable
    variables ref refs reference references version versions timeout interval days hours minutes seconds date dates
    at on age docs doc help placeholder required optional valid validation validator status state count limit
    algorithm alg alias aliases location dir directory folder vault providers error errors message
    messages text tooltip caption example examples policy policies role roles scope scopes rotation rotated created
    updated issuer audience method methods field fields column columns index selector mapping map schema
    parser generator manager page screen button input form section tab link cache prefixes encrypted
    masked visible hidden show edit editable readonly rule rules word words arquivo caminho nome descricao
    titulo rotulo validade vencimento fecha renovacao renovado renovacion email mail responsavel responsable owner
    perfil permissoes permisos permissions cookie cookies ciphertext configured configurado configurada missing exists
    """.split()
)

# credentials of other vendors, whatever is next to them
VENDORS = frozenset(
    """
    slack datadog dd pusher pushover laravel github gitlab bitbucket google gcp facebook fb meta instagram twitter
    tiktok aws azure firebase sentry newrelic algolia stripe paypal mercadopago mercadolivre mercadolibre meli adyen
    cielo pagseguro pagarme hubspot zendesk socrata powerreviews bazaarvoice yotpo trustvox twilio sendgrid
    mailchimp mailgun salesforce shopify magento woocommerce nuvemshop linx totvs bling tiny omie anymarket dropbox
    intercom amplitude mixpanel segment contentful cloudinary mapbox vercel netlify cloudflare heroku docker npm
    sonar sonarqube jira confluence asana trello notion telegram discord whatsapp openai anthropic okta auth0
    keycloak onesignal klaviyo emarsys dynamics sap oracle mongodb redis postgres mysql rabbitmq kafka elastic
    elasticsearch grafana prometheus pagerduty rollbar bugsnag launchdarkly optimizely riskified clearsale konduto
    feedzai siftscience sift signifyd melhorenvio correios fedex dhl ups loggi intelipost frenet wap pipedrive
    rdstation dito insider connectly zenvia braze gotify pushover pushbullet wxpusher betfair infobip dahua hikvision ezviz tuya
    baidu alibaba aliyun taobao ticktick dingtalk feishu wechat weixin kakao naver agora ifood rappi uber
    """.split()
)

_APP = ("app", "application")
_ALIAS_MIDDLE = frozenset({"api", "toolbelt", "auth", "admin", "account", "io"})
# words that do not distinguish pairs: x-vtex-api-appkey and vtexAppToken are a pair
_COMMON = frozenset({"x", "vtex", "api", "app", "application", "key", "token", "secret", "toolbelt", "auth", "fs", "discovery",
                     "access", "private", "public"})  # fmt: skip
_PUBLISHED = ("NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "REACT_APP_", "VUE_APP_", "NG_APP_", "GATSBY_", "VITE_",
              "SANITY_STUDIO_", "STORYBOOK_", "PLASMO_PUBLIC_", "BUN_PUBLIC_", "PUBLIC_")  # fmt: skip
"""Prefixes that bundlers publish to the browser (VTEX's AI skills page forbids the first, VITE_ and REACT_APP_)."""


class NameClass(NamedTuple):
    """A name that may be that of a credential.

    `qualifier` contains the words that distinguish this pair from its neighbours (`br` of `VTEX_APP_KEY_BR`); a key and a token
    with the same qualifier belong together.
    """

    kind: CredentialKind
    strength: Strength
    qualifier: tuple[str, ...] = ()
    session: bool = False  # VTEX_TOKEN, VTEX_AUTH_TOKEN: a session JWT is accepted there without an appKey


class ExtraNames(NamedTuple):
    """Names that the settings declare to be those of an appKey or appToken."""

    keys: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()

    def classes(self) -> dict[str, NameClass]:
        found = {name: NameClass("key", "strong", ("extra",)) for name in self.keys}
        return found | {name: NameClass("token", "strong", ("extra",)) for name in self.tokens}


NO_EXTRA_NAMES = ExtraNames()


def may_be_token(name: str) -> bool:
    """Whether the value decides if a key's name means the token: `VTEX_SECRET_KEY` next to `VTEX_ACCESS_KEY`, `VTEX_PRIVATE_KEY`."""
    return words(name)[-2:] in (("secret", "key"), ("private", "key"))


def other_kind(kind: CredentialKind) -> CredentialKind:
    """The kind of the other credential of a pair."""
    return "token" if kind == "key" else "key"


@lru_cache(maxsize=_NAMES)
def words(name: str) -> tuple[str, ...]:
    """`vtexAppKey`, `VTEX_APPKEY`, `vTEX-appKEY` -> ("vtex", "app", "key"), in lowercase."""
    found: list[str] = []
    for segment in _SEGMENT.findall(name):
        found += _words_of(segment)
    return tuple(found)


@lru_cache(maxsize=1024)
def _words_of(segment: str) -> tuple[str, ...]:
    """The words of a part of a name without a separator: the names of a large file consist of a few parts."""
    lower = segment.lower()
    if parts := _glued(lower):
        return tuple(parts)
    if segment.isalpha() and segment in (lower, segment.upper()):
        return (lower,)
    found: list[str] = []
    for part in _CAMEL.findall(segment):
        found += _glued(part.lower()) or (part.lower(),)
    return tuple(found)


def _glued(text: str) -> list[str]:
    """The words of a lowercase text (`vtexappkey`, `xvtexapi`), if they are words of credential names; else none."""
    found = ["x"] if text.startswith("xvtex") else []
    at = len(found)
    while at < len(text):
        for word in _GLUED:
            if text.startswith(word, at):
                found.append(word)
                at += len(word)
                break
        else:
            return []
    return found


def has_vtex(name: str) -> bool:
    """Whether `vtex` is a word of the name (`vtex_dr`, `VtexConfig`, `myvtex`); names of other vendors do not count."""
    return "vtex" in name.lower() and any(map(_is_vtex, words(name)))


def _is_vtex(word: str) -> bool:
    return word.startswith("vtex") or word.endswith("vtex")


def names_vendor(name: str) -> bool:
    """Whether the name contains another vendor's, and not VTEX's."""
    parts = words(name)
    return _has_vendor(parts) and "vtex" not in parts


def _has_vendor(parts: tuple[str, ...]) -> bool:
    """Whether a word, or two in a row (`CLEAR_SALE`, `mercadoPago`), are another vendor's name."""
    if not VENDORS.isdisjoint(parts):
        return True
    return any(len(joined := parts[i] + parts[i + 1]) > 5 and joined in VENDORS for i in range(len(parts) - 1))  # not `d` and `hl`


def published_prefix(name: str) -> str:
    """The prefix that makes bundlers publish the variable, as written; empty without one."""
    upper = name.upper()
    return next((name[: len(prefix)] for prefix in _PUBLISHED if upper.startswith(prefix)), "") if upper.startswith(_PUBLISHED) else ""


# what was meant as an appKey, also a damaged one, is a value: `{"vtexappkey-store-ABCDE": T}`, a table by appKey
_KEY_AS_NAME = r"vtexappkey-[a-z0-9_.]+(?:-[a-z0-9]*)+"


@lru_cache(maxsize=_NAMES)
def classify(name: str) -> NameClass | None:
    """The classification of a name; None if it is not that of a VTEX credential. Case and separators do not count."""
    lower = name.lower()
    if len(name) > 120 or not ("key" in lower or "token" in lower or "secret" in lower):
        return None
    if lower.startswith("vtexappkey-") and re.fullmatch(_KEY_AS_NAME, lower):
        return None  # a table by appKey: the name is itself a value
    parts = words(name[len(published_prefix(name)) :])
    at = _kind_at(parts)
    if at is None:
        return None
    kind: CredentialKind = "key" if parts[at] == "key" else "token"
    before, after = parts[:at], parts[at + 1 :]
    if not NOT_VALUES.isdisjoint(after) or _has_vendor(parts):
        return None
    return _strength(kind, parts[at], before, after)


def _kind_at(parts: tuple[str, ...]) -> int | None:
    """Index of the word that decides the kind: `key` or `token` after `app` if there is one, else the last."""
    candidates = [i for i, word in enumerate(parts) if word in ("key", "token", "secret")]
    behind_app = [i for i in candidates if i and parts[i - 1] in _APP]
    chosen = behind_app or candidates
    return chosen[-1] if chosen else None


def _strength(kind: CredentialKind, noun: str, before: tuple[str, ...], after: tuple[str, ...]) -> NameClass | None:
    is_app = bool(before) and before[-1] in _APP and noun != "secret"
    around = before + after
    qualifier = tuple(word for word in around if word not in _COMMON)
    if is_app and "provider" in around:
        return NameClass(kind, "provider", qualifier)
    if is_app and (before[-3:-1] == ("fs", "discovery") or any(_is_vtex(word) for word in around)):
        return NameClass(kind, "strong", qualifier)
    if "vtex" in before:
        return _alias(kind, noun, before, qualifier)
    if "vtex" in after:
        return NameClass(kind, "infix", qualifier)
    return _weak(kind, noun, before, after, qualifier)


def _alias(kind: CredentialKind, noun: str, before: tuple[str, ...], qualifier: tuple[str, ...]) -> NameClass | None:
    middle = before[len(before) - before[::-1].index("vtex") :]
    if any(word not in _ALIAS_MIDDLE and word not in _APP for word in middle):
        return NameClass(kind, "infix", qualifier)
    if noun == "secret" and middle not in (("api",), ("app",)):
        return NameClass(kind, "infix", qualifier)
    session = kind == "token" and middle in ((), ("auth",))
    return NameClass(kind, "alias", qualifier, session)


def _weak(kind: CredentialKind, noun: str, before: tuple[str, ...], after: tuple[str, ...], qualifier: tuple[str, ...]) -> NameClass | None:
    if noun == "secret" and not (before and before[-1] in (*_APP, "api")):
        return None  # `secret` alone is a common word
    if before and before[-1] in _APP:
        return NameClass(kind, "weak", qualifier) if len(qualifier) <= 2 else None
    if before in ((), ("api",)) and not after:
        return NameClass(kind, "bare")
    return None


def is_known_name(text: str) -> bool:
    """Whether a *value* is itself a credential's name (`X-VTEX-API-AppKey`): names are not values."""
    if len(text) > 60 or not re.fullmatch(r"[A-Za-z][\w.-]*", text):
        return False
    if text.lower().startswith("vtexappkey-") or re.match(_MISTYPED_KEY, text):
        return False
    found = classify(text)
    return found is not None and (found.strength in NAMED or (found.strength == "weak" and not found.qualifier))


# an appKey with other separators, or none: `vtexappkey_store_ABCDEF`; no name ends with uppercase letters after lowercase ones
_MISTYPED_KEY = (
    r"x?vtex[-_.]?(?:app|api)[-_.]?(?:key|token)[\w.-]*?[A-Z]{5,8}$"
    r"|(?i:x?[-_.]?vtex[-_.]?(?:api[-_.]?)?(?:app|api)[-_.]?(?:key|token))[-_.][a-z][a-z0-9-]{2,}[-_.]?[A-Z]{5,8}$"
)


_ACCOUNTS = {"conta": "account", "cuenta": "account"}
_NAME_OF = frozenset("nome nombre da de la do del".split())  # `nome_da_conta`


@lru_cache(maxsize=_NAMES)
def account_name(name: str) -> tuple[bool, tuple[str, ...]] | None:
    """Whether a name names the VTEX account: (has the word vtex, the other words), else None.

    `VTEX_ACCOUNT`, `accountName`, `NEXT_PUBLIC_VTEX_ACCOUNT`, `VTEX_ACCOUNT_BR`; not `ACCOUNT_ID`, `VTEX_STORE_NAME`.
    """
    lower = name.lower()
    if not ("account" in lower or "vtex" in lower or "cuenta" in lower or "conta" in lower):
        return None
    parts = [_ACCOUNTS.get(w, w) for w in words(name[len(published_prefix(name)) :]) if w != "x"]
    with_vtex = "vtex" in parts or any(word.startswith("vtex") for word in parts)
    rest = [word.removeprefix("vtex") for word in parts if word not in ("vtex", "api")]
    if "account" in rest:
        at = rest.index("account")
        tail = rest[at + 1 :]
        if tail[:1] == ["name"]:
            tail = tail[1:]
        if not NOT_VALUES.isdisjoint(tail) or not {"key", "token", "manager"}.isdisjoint(rest):
            return None
        return with_vtex, tuple([word for word in rest[:at] if word not in _NAME_OF] + tail)
    if "accountname" in rest:
        return with_vtex, tuple(word for word in rest if word != "accountname")
    if with_vtex and rest == ["scope"]:
        return with_vtex, ()
    return None
