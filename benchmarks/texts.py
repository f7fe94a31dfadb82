"""Made texts to measure with: config files of each format, of any size, with or without pairs. The same seed gives the same text."""

import random
import string
from collections.abc import Callable, Iterator
from itertools import count

from tests import fake

FORMATS = ("json", "yaml", "toml", "env")
_WORDS = """account adapter address amount available batch billing brand cart catalog category channel checkout client cloud collection
color config contact content country coupon currency customer default delivery deployment description discount enabled
endpoint environment event export feature filter image import index inventory invoice item label language limit location
market message metric module namespace network offer option order origin package page payment pickup policy price product
profile promotion property provider quantity region release replica report request resource response retry review route sale
schedule seller service session shipping status stock store supplier tax template timeout title token tracking update user
value variant version volume warehouse webhook weight window""".split()


def _words(draw: random.Random, least: int, most: int) -> str:
    return " ".join(draw.choices(_WORDS, k=draw.randint(least, most)))


def _name(draw: random.Random) -> str:
    return f"{draw.choice(_WORDS)}-{draw.choice(_WORDS)}-{draw.randrange(1000)}"


def _hash(draw: random.Random) -> str:
    return f"{draw.getrandbits(256):064x}"


def _json_item(draw: random.Random, number: int) -> str:
    tags = ", ".join(f'"{draw.choice(_WORDS)}"' for _ in range(draw.randint(1, 4)))
    return (
        f'  {{\n   "id": {number},\n   "name": "{_name(draw)}",\n   "url": "https://example.com/{draw.choice(_WORDS)}/{number}/p",\n'
        f'   "description": "{_words(draw, 4, 40)}",\n   "price": {draw.randrange(100000) / 100},\n'
        f'   "active": {draw.choice(("true", "false"))},\n'
        f'   "digest": "{_hash(draw)}",\n   "tags": [{tags}]\n  }}'
    )


def _yaml_item(draw: random.Random, number: int) -> str:
    return (
        f"  - name: {_name(draw)}\n    image: registry.example.com/{draw.choice(_WORDS)}:{draw.randrange(9)}.{number}\n"
        f"    replicas: {number % 7}\n"
        f'    description: "{_words(draw, 4, 30)}"\n    env:\n      - name: {draw.choice(_WORDS).upper()}_URL\n'
        f"        value: https://example.com/{number}\n    resources: {{ cpu: {number % 900}m, memory: {number % 512}Mi }}\n"
        f"    # {_words(draw, 3, 12)}\n    command: [run, --{draw.choice(_WORDS)}, --level={number % 5}]\n"
    )


def _template_item(draw: random.Random, number: int) -> str:
    word, other = draw.choice(_WORDS), draw.choice(_WORDS)
    return (
        f"  {{{{- if .Values.{word}.enabled }}}}\n  {word}-{number}:\n    {other}: {{{{ .Values.{word}.{other} | quote }}}}\n"
        f'    {{{{- include "{word}.labels" . | nindent 4 }}}}\n    path: /etc/{other}/{number}\n  {{{{- end }}}}\n'
    )


def _toml_item(draw: random.Random, number: int) -> str:
    return (
        f'[[items]]\nid = {number}\nname = "{_name(draw)}"\nurl = "https://example.com/{number}"\ndescription = "{_words(draw, 4, 30)}"\n'
        f'enabled = true\nratio = {number % 100}.5\ntags = ["{draw.choice(_WORDS)}", "{draw.choice(_WORDS)}"]\n'
        f'checksum = "{_hash(draw)}"\n\n'
    )


def _env_item(draw: random.Random, number: int) -> str:
    name = f"{draw.choice(_WORDS)}_{draw.choice(_WORDS)}_{number}".upper()
    return f"{name}={draw.choice((_words(draw, 1, 1), str(number), f'https://example.com/{number}', _hash(draw)))}\n"


def pair(form: str, number: int) -> str:
    """A pair with a fault: its token ends with a space."""
    key, token = fake.key(f"store{number}"), f"{fake.token(number)} "
    return {
        "json": f'  {{\n   "vtex": {{\n    "appKey": "{key}",\n    "appToken": "{token}"\n   }}\n  }}',
        "yaml": f'  - name: vtex\n    appKey: {key}\n    appToken: "{token}"\n',
        "template": f'  vtex:\n    appKey: {key}\n    appToken: "{token}"\n',
        "toml": f'[[items]]\n[items.vtex]\nappKey = "{key}"\nappToken = "{token}"\n\n',
        "env": f'VTEX_{number}_APP_KEY={key}\nVTEX_{number}_APP_TOKEN="{token}"\n',
    }[form]


_ITEMS: dict[str, Callable[[random.Random, int], str]] = {
    "json": _json_item, "yaml": _yaml_item, "template": _template_item, "toml": _toml_item, "env": _env_item,
}  # fmt: skip
_AROUND = {
    "json": ('{\n "items": [\n', ",\n", "\n ]\n}\n"), "yaml": ("items:\n", "", ""), "template": ("items:\n", "", ""),
    "toml": ("", "", ""), "env": ("", "", ""),
}  # fmt: skip


def text(form: str, size: int, pairs: int = 0, seed: object = 0) -> str:
    """A document of about `size` bytes with so many pairs, evenly spread."""
    draw = random.Random(f"{form} {size} {pairs} {seed}")
    opening, between, closing = _AROUND[form]
    return opening + between.join(_parts(form, size, pairs, draw)) + closing


def _parts(form: str, size: int, pairs: int, draw: random.Random) -> Iterator[str]:
    written, placed = 0, 0
    for number in count():
        while placed < pairs and written >= (placed + 0.5) * size / pairs:
            yield pair(form, placed)
            placed += 1
        if written >= size and placed == pairs:
            return
        part = _ITEMS[form](draw, number)
        yield part
        written += len(part)


def pairs_alone(form: str, pairs: int) -> str:
    """A document that has nothing but pairs."""
    opening, between, closing = _AROUND[form]
    return opening + between.join(pair(form, number) for number in range(pairs)) + closing


def few() -> dict[str, str]:
    """The small files of the start-up cases, by name: a user's daily ones."""
    lines = "".join(f"SETTING_{i}=value-{i}\n" for i in range(80))
    yaml = "".join(f"      SETTING_{i}: value-{i}\n" for i in range(60))
    wrong = f'      VTEX_APP_KEY: {fake.TOKEN}\n      VTEX_APP_TOKEN: "{fake.KEY} "\n'
    return {
        "nothing.env": lines,
        "findings.env": f"{lines}VTEX_APP_KEY={fake.TOKEN}\nVTEX_APP_TOKEN={fake.KEY} \n",
        "findings.yaml": f"services:\n  a:\n    environment:\n{yaml}{wrong}",
        "settings/nothing.env": lines,
        "settings/pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n\n[tool.vtexlint]\nignore = ["stale-token"]\n',
    }


def minified(size: int, seed: object) -> str:
    """One line of about `size` letters that looks like a minified program, with inlined data now and then."""
    draw = random.Random(f"minified {seed}")
    parts, written = [], 0
    while written < size:
        one, two, three = draw.choices(string.ascii_letters, k=3)
        part = f'function {one}{two}({three}){{return {one}.{draw.choice(_WORDS)}[{draw.randrange(99)}]||"{draw.choice(_WORDS)}"}}'
        if draw.random() < 0.02:
            letters = string.ascii_letters + string.digits + "+/"
            part = f'var {one}{two}="data:image/png;base64,{"".join(draw.choices(letters, k=800))}=="'
        parts.append(part)
        written += len(part) + 1
    return ";".join(parts)
