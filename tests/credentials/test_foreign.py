"""Credentials of others are told by their form, before anything is taken for a placeholder."""

import random
import string

import pytest

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
    for seed in range(200):
        value = FORMS[kind](seed)
        assert shapes.foreign_kind(value) == kind, seed
        assert not is_placeholder(value, normalize(value).value), seed


@pytest.mark.parametrize("kind", OTHERS)
def test_chance_writes_no_placeholder(kind: str) -> None:
    wrong = [seed for seed in range(4000) if is_placeholder(value := OTHERS[kind](seed), normalize(value).value)]
    assert not wrong


def test_the_address_of_a_person_is_no_placeholder() -> None:
    for first in PEOPLE:
        for last in PEOPLE:
            for address in (f"{first}.{last}@tienda.com.ar", f"{first}{last}@loja.com.br", f"{first}_{last}7@empresa.internal"):
                assert not is_placeholder(address, address), address


@pytest.mark.parametrize("address", ["seu-email@loja.com", "your.name@company.com", "example@example.com", "tu-correo@tienda.com"])
def test_an_address_that_asks_is_one(address: str) -> None:
    assert is_placeholder(address, address)


def test_the_table_is_one_list() -> None:
    assert len(BY_ID) == len(KINDS)
    for kind in KINDS:
        assert all(prefix == prefix.lower() and len(prefix) <= 24 for prefix in kind.prefixes), kind.id
        assert bool(kind.name) == bool(kind.revoke), kind.id
