"""Names that are VTEX's, and those that only look so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN, b64
from tests.run import rules
from vtexlint.credentials import names
from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.names import account_name, classify, has_vtex, is_known_name, published_prefix, words


@pytest.mark.parametrize(
    "name",
    [
        "VTEX_APP_TOKEN_FILE", "VTEX_KEYWORDS", "VTEX_GITHUB_BOT_TOKEN", "FACEBOOK_APP_KEY", "GOOGLE_APP_KEY", "SLACK_APP_TOKEN",
        "DD_APP_KEY", "SOCRATA_APP_TOKEN", "VTEX_APP_KEY_ID", "VTEX_APP_KEY_NAME", "monkey",
        "VTEX_APP_TOKEN_URL", "VTEX_APP_TOKEN_PATH", "VTEX_APP_TOKEN_HEADER", "VTEX_APP_TOKEN_ARN", "VTEX_APP_TOKEN_TTL", "keyboard",
        "VTEX_APP_TOKEN_EXPIRY", "vtexAppKeyLabel", "vtexAppKeyTitle", "vtexAppKeyDescription", "vtexAppKeyHint", "VTEX_APP_KEY_ENABLED",
        "VTEX_APP_TOKEN_HASH", "VTEX_APP_KEY_ENV", "VtexIdclientAutCookie", "VTEX_ACCOUNT", "tokenize", "VTEX_KEY_VAULT_NAME", "",
        "clearSaleAppKey", "CLEAR_SALE_APP_TOKEN", "MERCADO_PAGO_APP_KEY", "pag-seguro.app-token", "VTEX_RD_STATION_TOKEN",
    ],
)  # fmt: skip
def test_silent(name: str) -> None:
    assert classify(name) is None


@pytest.mark.parametrize(
    ("name", "kind", "strength", "qualifier"),
    [
        ("X-VTEX-API-AppKey", "key", "strong", ()),
        ("VTEX_CACHE_KEY", "key", "infix", ("cache",)),  # counts with a value of VTEX's shape alone
        ("VTEX_SECRET_KEY", "key", "infix", ()),
        ("VTEX_PROD_TOKEN", "token", "infix", ("prod",)),
        ("API_KEY_VTEX", "key", "infix", ()),
        ("VTEX_SECRET", "token", "infix", ()),
        ("x-vtex-api-apptoken", "token", "strong", ()),
        ("VTEX_APP_KEY", "key", "strong", ()),
        ("VTEXAPPKEY", "key", "strong", ()),
        ("vtexAppToken", "token", "strong", ()),
        ("vTEX_appKEY", "key", "strong", ()),
        ("vtex-app-key", "key", "strong", ()),
        ("appkey_vtex", "key", "strong", ()),
        ("AppKey_VTEX", "key", "strong", ()),
        ("FS_DISCOVERY_APP_TOKEN", "token", "strong", ()),
        ("VTEX_API_App_key", "key", "strong", ()),
        ("VTEX_OMS_APP_KEY", "key", "strong", ("oms",)),
        ("VTEX_APP_KEY_BR", "key", "strong", ("br",)),
        ("STAGING_VTEX_APP_TOKEN", "token", "strong", ("staging",)),
        ("NEXT_PUBLIC_VTEX_APP_KEY", "key", "strong", ()),
        ("vtex.api.vtex-app-key", "key", "strong", ()),
        ("VTEX_API_KEY", "key", "alias", ()),
        ("VTEX_API_SECRET", "token", "alias", ()),
        ("VTEX_KEY", "key", "alias", ()),
        ("API_VTEX_TOKEN", "token", "alias", ()),
        ("VTEX_TOOLBELT_TOKEN", "token", "alias", ()),
        ("X_VTEX_API_KEY_HOPE", "key", "alias", ("hope",)),
        ("X-PROVIDER-API-AppKey", "key", "provider", ("provider",)),
        ("appKey", "key", "weak", ()),
        ("saleClearAppKey", "key", "weak", ("sale", "clear")),
        ("D_HL_APP_KEY", "key", "weak", ("d", "hl")),
        ("APP_TOKEN", "token", "weak", ()),
        ("applicationKey", "key", "weak", ()),
        ("apiKey", "key", "bare", ()),
        ("api_token", "token", "bare", ()),
        ("token", "token", "bare", ()),
    ],
)
def test_classified(name: str, kind: str, strength: str, qualifier: tuple[str, ...]) -> None:
    found = classify(name)
    assert found is not None
    assert (found.kind, found.strength, found.qualifier) == (kind, strength, qualifier)


def test_session_names() -> None:
    assert [bool((c := classify(n)) and c.session) for n in ("VTEX_TOKEN", "VTEX_AUTH_TOKEN", "VTEX_APP_TOKEN")] == [
        True,
        True,
        False,
    ]


def test_words_part_glued_and_camel_names() -> None:
    assert words("vtexAppKey") == words("VTEX_APPKEY") == words("VTEXAPPKEY") == words("vTEX-appKEY") == ("vtex", "app", "key")


def test_a_word_of_vtex() -> None:
    assert [has_vtex(n) for n in ("vtex_dr", "VtexConfig", "myvtex", "api.vtex", "convtext", "vortex")] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VTEX_ACCOUNT", (True, ())), ("accountName", (False, ())), ("NEXT_PUBLIC_VTEX_ACCOUNT", (True, ())),
        ("VTEX_ACCOUNT_BR", (True, ("br",))), ("X_VTEX_AccountName", (True, ())), ("VTEX_SCOPE", (True, ())),
        ("ACCOUNT_ID", None), ("VTEX_STORE_NAME", None), ("accountType", None), ("AZURE_STORAGE_ACCOUNT_KEY", None),
        ("VTEX_NOME_DA_CONTA", (True, ())), ("nombreCuenta", (False, ())), ("VTEX_NOME_CONTA_BR", (True, ("br",))),
    ],
)  # fmt: skip
def test_account_names(name: str, expected: object) -> None:
    assert account_name(name) == expected


@pytest.mark.parametrize("start", range(4))
def test_a_name_that_is_a_part_of_a_token_is_not_shown(start: int) -> None:
    packed = b64(TOKEN)
    for name in (TOKEN[:30], TOKEN.lower()[:50], packed[60 + start :], packed[start : start + 24], f"x-{packed[start:100]}"):
        assert printable_name(name) == ""
    for name in ("VTEX_APP_TOKEN", "X-VTEX-API-AppToken", "TheVtexSettingsTokenUsedWithStores", "Q1W2E3R4T5Y6U7I8O9P0", "sha256:4d7f3a9b"):
        assert printable_name(name) == name


def test_random_letters_in_a_name_are_not_shown() -> None:
    assert printable_name(f"VTEX_APP_TOKEN_{TOKEN[:18]}") == "VTEX_APP_TOKEN_…"
    assert printable_name(f"{TOKEN[:19]}.appToken") == "….appToken"
    assert printable_name(TOKEN[:16]) == ""
    for name in ("VTEX_PRODUCTION_APP_TOKEN", "LOJACENTRALDOBRASIL_APP_KEY", "mundodosparafusos", "NEXT_PUBLIC_VTEX_APP_KEY"):
        assert printable_name(name) == name


def test_names_are_no_values() -> None:
    assert is_known_name("X-VTEX-API-AppKey")
    assert not is_known_name("vtexappkey-fakestore-AAAAAA")


@given(
    st.lists(
        st.sampled_from(["vtex", "x", "app", "application", "api", "key", "Key", "TOKEN", "a", "ß", "_", "-", "1", "É"]), max_size=6
    ).map("".join)
)
def test_words_are_what_the_expressions_find(name: str) -> None:
    glued = r"(?:x(?=vtex))?(?:vtex|application|app|api|access|key|token|secret)+"
    parts = r"x(?=vtex)|vtex|application|app|api|access|key|token|secret"
    found: list[str] = []
    for segment in re.findall(r"[^\W_]+", name):
        if re.fullmatch(glued, segment.lower()):
            found += re.findall(parts, segment.lower())
            continue
        if segment.isalpha() and segment in (segment.lower(), segment.upper()):  # `contraseña` is one word
            found.append(segment.lower())
            continue
        for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\WA-Za-z\d_]+", segment):
            lower = part.lower()
            found += re.findall(parts, lower) if re.fullmatch(glued, lower) else [lower]
    assert names.words(name) == tuple(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VTEX_ACCOUNT", (True, ())), ("accountName", (False, ())), ("accountname", (False, ())), ("vtexaccountname", (True, ())),
        ("VTEX_ACCOUNTNAME_BR", (True, ("br",))), ("VTEX_ACCOUNT_NAME_BR", (True, ("br",))), ("BR_VTEX_ACCOUNT", (True, ("br",))),
        ("NEXT_PUBLIC_VTEX_ACCOUNT", (True, ())), ("X_VTEX_ACCOUNT", (True, ())), ("VTEX_API_ACCOUNT", (True, ())),
        ("CONTA_VTEX", (True, ())), ("VTEX_CUENTA_BR", (True, ("br",))), ("VTEX_SCOPE", (True, ())), ("VTEX_SCOPE_BR", None),
        ("SCOPE", None), ("ACCOUNT_ID", None), ("ACCOUNT_NAME_ID", None), ("ACCOUNT_KEY", None), ("TOKEN_ACCOUNT", None),
        ("VTEX_ACCOUNT_MANAGER", None), ("VTEX_MANAGER_ACCOUNT", None), ("VTEX_STORE_NAME", None), ("VTEX", None), ("", None),
    ],
)  # fmt: skip
def test_every_form_of_an_account_s_name(name: str, expected: object) -> None:
    assert account_name(name) == expected


PUBLISHED = (
    "NEXT_PUBLIC_ NUXT_PUBLIC_ EXPO_PUBLIC_ REACT_APP_ VUE_APP_ NG_APP_ GATSBY_ VITE_ SANITY_STUDIO_ STORYBOOK_ PLASMO_PUBLIC_ "
    "BUN_PUBLIC_ PUBLIC_"
).split()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("vtexapplicationkey", "vtex application key"),
        ("vtexappkey", "vtex app key"),
        ("xvtexapitoken", "x vtex api token"),
        ("vtexaccesskey", "vtex access key"),
        ("appsecret", "app secret"),
        ("VTEXTOKEN", "vtex token"),
        ("xvtexother", "xvtexother"),
        ("vtexshopkey", "vtexshopkey"),
    ],
)
def test_words_without_separators(name: str, parts: str) -> None:
    assert words(name) == tuple(parts.split())


@pytest.mark.parametrize(
    ("word", "strength"),
    [
        ("API", "alias"),
        ("TOOLBELT", "alias"),
        ("AUTH", "alias"),
        ("ADMIN", "alias"),
        ("ACCOUNT", "alias"),
        ("IO", "alias"),
        ("OMS", "infix"),
    ],
)
def test_words_between_vtex_and_key(word: str, strength: str) -> None:
    named = classify(f"VTEX_{word}_KEY")
    assert named is not None
    assert named.strength == strength


@pytest.mark.parametrize(
    "word", "X VTEX API APP APPLICATION KEY TOKEN SECRET TOOLBELT AUTH FS DISCOVERY ACCESS PRIVATE PUBLIC BR OMS SHARED".split()
)
def test_words_that_do_not_distinguish_pairs(word: str) -> None:
    named = classify(f"VTEX_{word}_APP_KEY")
    assert named is not None
    assert named.qualifier == ((word.lower(),) if word in ("BR", "OMS", "SHARED") else ())


@pytest.mark.parametrize("prefix", PUBLISHED)
def test_prefixes_that_bundlers_publish(prefix: str) -> None:
    assert published_prefix(f"{prefix}VTEX_APP_KEY") == prefix
    assert published_prefix(f"{prefix}VTEX_APP_KEY".lower()) == prefix.lower()
    assert published_prefix(f"A_{prefix}VTEX_APP_KEY") == published_prefix(f"{prefix[:-1]}VTEX_APP_KEY") == ""
    assert rules(".env", f"{prefix}VTEX_APP_KEY={KEY}\n{prefix}VTEX_APP_TOKEN={TOKEN}\n").count("client-exposed-secret") == 1
