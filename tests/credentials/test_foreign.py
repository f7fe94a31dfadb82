"""Credentials of others are told by their form, before anything is taken for a placeholder."""

import random
import string

import pytest

from tests.fake import KEY
from tests.run import check
from vtexlint.credentials import shapes
from vtexlint.credentials.foreign import BY_ID, KINDS
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import is_placeholder

HEX = "0123456789abcdef"
ALNUM = string.ascii_letters + string.digits
URL = ALNUM + "-_"


def made(seed: int, alphabet: str, length: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(alphabet) for _ in range(length))


def uuid(seed: int) -> str:
    return "-".join(made(seed + length, HEX, length) for length in (8, 4, 4, 4, 12))


FORMS = {
    "github": lambda n: "gh" + "pousr"[n % 5] + "_" + made(n, ALNUM, 36),
    "gitlab": lambda n: "glpat-" + made(n, URL, 20),
    "aws": lambda n: "AKIA" + made(n, string.ascii_uppercase + string.digits, 16),
    "slack": lambda n: f"xoxb-{made(n, string.digits, 11)}-{made(n + 1, string.digits, 12)}-{made(n, ALNUM, 24)}",
    "stripe": lambda n: "sk_live_" + made(n, ALNUM, 24),
    "google-api": lambda n: "AIza" + made(n, URL, 35),
    "google-oauth": lambda n: "GOCSPX-" + made(n, URL, 28),
    "sendgrid": lambda n: f"SG.{made(n, URL, 22)}.{made(n + 1, URL, 43)}",
    "npm": lambda n: "npm_" + made(n, ALNUM, 36),
    "pypi": lambda n: "pypi-AgEI" + made(n, URL, 80),
    "anthropic": lambda n: "sk-ant-api03-" + made(n, URL, 93),
    "openai": lambda n: "sk-proj-" + made(n, URL, 48),
    "shopify": lambda n: "shpat_" + made(n, HEX, 32),
    "mercado-pago": lambda n: f"APP_USR-{made(n, string.digits, 16)}-{made(n, string.digits, 6)}-{made(n, HEX, 32)}-123456",
    "twilio": lambda n: "SK" + made(n, HEX, 32),
    "digitalocean": lambda n: "dop_v1_" + made(n, HEX, 64),
    "docker": lambda n: "dckr_pat_" + made(n, URL, 27),
    "hugging-face": lambda n: "hf_" + made(n, ALNUM, 34),
    "postman": lambda n: f"PMAK-{made(n, HEX, 24)}-{made(n, HEX, 34)}",
    "telegram": lambda n: f"{made(n, '123456789', 10)}:AA{made(n, URL, 33)}",
    "jwt": lambda n: f"eyJ{made(n, URL, 30)}.{made(n, URL, 60)}.{made(n, URL, 43)}",
    "laravel": lambda n: "base64:" + made(n, ALNUM + "+/", 43) + "=",
    "hubspot": lambda n: f"pat-{('na', 'eu', 'ap')[n % 3]}1-{uuid(n)}",
    "atlassian": lambda n: "ATATT3" + made(n, URL, 186),
    "private-key": lambda n: f"-----BEGIN PRIVATE KEY-----\\n{made(n, ALNUM, 64)}",
}
HEX_32 = made(1, HEX, 32)
WORD_40 = made(1, ALNUM, 40)
# what else a value of a kind may begin with
BEGINNINGS = {
    "share-link": [
        f"{scheme}share.vtex.com/{lang}credentials/x" for scheme in ("", "http://", "https://") for lang in ("", "pt/", "es-ar/")
    ],
    "github": [f"github_pat_{WORD_40}"],
    "gitlab": [f"gl{kind}-{WORD_40}" for kind in "pat dt rt cbt ptt ft agent oas soat ffct".split()],
    "aws": ["ASIA" + made(1, string.ascii_uppercase, 16)],
    "slack": [*(f"xox{kind}-{WORD_40}" for kind in "abeoprs"), f"xapp-{WORD_40}"],
    "stripe": [*(f"{kind}k_{mode}_{WORD_40}" for kind in "srp" for mode in ("live", "test")), f"whsec_{WORD_40}"],
    "google-oauth": [f"ya29.{WORD_40}"],
    "openai": [f"sk-{kind}{WORD_40}" for kind in ("", "proj-", "svcacct-", "admin-")],
    "shopify": [f"shp{kind}_{HEX_32}" for kind in ("at", "ca", "pa", "ss")],
    "mercado-pago": [f"TEST-{'1' * 16}-{'2' * 6}-{HEX_32}-1", f"APP_USR-{uuid(1)}"],
    "twilio": [f"AC{HEX_32}"],
    "digitalocean": [f"do{kind}_v1_{HEX_32}{HEX_32}" for kind in "opr"],
    "docker": [f"dckr_oat_{WORD_40}"],
    "private-key": ["-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    "uuid": [uuid(1), uuid(1).upper()],
    "email": ["ana.silva@loja.com.br"],
}
OTHERS = {
    "letters": lambda n: made(n, string.ascii_letters, 20 + n % 100),
    "letters and digits": lambda n: made(n, ALNUM, 20 + n % 80),
    "base64": lambda n: made(n, ALNUM + "+/", 88),
    "url-safe": lambda n: made(n, URL, 40 + n % 60),
    "small": lambda n: made(n, string.ascii_lowercase + string.digits, 32),
}
PEOPLE = ("ana", "su", "tu", "mi", "my", "add", "sua", "perez", "lopez", "silva", "souza", "marta", "put", "joao", "daniel")


@pytest.mark.parametrize("kind", FORMS)
def test_a_kind_is_known_by_its_form(kind: str) -> None:
    assert "" not in BY_ID[kind].prefixes
    for seed in range(200):
        value = FORMS[kind](seed)
        assert shapes.foreign_kind(value) == kind, seed
        assert not is_placeholder(value, normalize(value).value), seed


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in BEGINNINGS for value in BEGINNINGS[kind]])
def test_a_kind_has_several_beginnings(kind: str, value: str) -> None:
    assert shapes.foreign_kind(value) == kind
    assert "" not in BY_ID[kind].prefixes  # every value begins with it


def test_each_kind_and_each_prefix_has_a_value_here() -> None:
    values = {kind: [FORMS[kind](n) for n in range(5)] if kind in FORMS else [] for kind in BY_ID}
    for kind in KINDS:
        here = [value.lower() for value in values[kind.id] + BEGINNINGS.get(kind.id, [])]
        assert here, kind.id
        assert [prefix for prefix in kind.prefixes if not any(value.startswith(prefix) for value in here)] == [], kind.id


@pytest.mark.parametrize("kind", OTHERS)
def test_chance_writes_no_placeholder(kind: str) -> None:
    wrong = [seed for seed in range(4000) if is_placeholder(value := OTHERS[kind](seed), normalize(value).value)]
    assert not wrong


def test_the_address_of_a_person_is_no_placeholder() -> None:
    for first in PEOPLE:
        for last in PEOPLE:
            for address in (f"{first}.{last}@tienda.com.ar", f"{first}{last}@loja.com.br", f"{first}_{last}7@empresa.internal"):
                assert not is_placeholder(address, address), address


@pytest.mark.parametrize(
    "address", ["seu-email@loja.com", "your.name@company.com", "example@example.com", "tu-correo@tienda.com", "seu.nome.email@x.com"]
)
def test_an_address_that_asks_is_one(address: str) -> None:
    assert is_placeholder(address, address)


@pytest.mark.parametrize(
    "address", ["su@tienda.com", "seu@loja.com", "your.your@company.com", "seu1.email@loja.com", "seu.email.silva@loja.com"]
)
def test_an_address_that_only_addresses_somebody_is_not_one(address: str) -> None:
    assert not is_placeholder(address, address)


def test_the_table_is_one_list() -> None:
    assert len(BY_ID) == len(KINDS)
    for kind in KINDS:
        assert all(prefix == prefix.lower() and 0 < len(prefix) <= 24 for prefix in kind.prefixes), kind.id
        assert bool(kind.name) == bool(kind.revoke), kind.id


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{{"vtexAppKey": "{key}", "vtexAppToken": "{begin}\\n{body}\\n{end}\\n"}}'),
        ("a.yaml", "vtexAppKey: {key}\nvtexAppToken: |-\n  {begin}\n  {body}\n  {end}\n"),
        (".env", 'VTEX_APP_KEY={key}\nVTEX_APP_TOKEN="{begin}\n{body}\n{end}"\n'),
    ],
)
def test_a_private_key_is_that_and_its_lines_are_not_to_be_joined(path: str, text: str) -> None:
    for name in ("", "RSA ", "OPENSSH "):
        for size in (64, 1600):
            begin, end = (f"-----{word} {name}PRIVATE KEY-----" for word in ("BEGIN", "END"))
            found = check(path, text.format(key=KEY, begin=begin, body=made(size, ALNUM, size), end=end)).findings
            assert {one.message for one in found if one.rule != "surrounding-whitespace"} == {"the appToken field contains a private key"}
