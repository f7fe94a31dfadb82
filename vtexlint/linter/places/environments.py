"""Which environment a place is of, by the words of its name and of its path."""

import re

from vtexlint.credentials.names import words
from vtexlint.linter.places.model import Place

PRODUCTION = "production"
_WORDS = {
    PRODUCTION: "prod production prd producao produccion live",
    "staging": "staging stage stg homolog homologacao homologacion hml hom preprod preproduction uat",
    "test": "test tests testing qa quality ci",
    "development": "dev development develop desenvolvimento desarrollo local localhost",
    "preview": "preview review beta canary",
    "sandbox": "sandbox sbx demo",
}
_ENVIRONMENTS = {word: environment for environment, known in _WORDS.items() for word in known.split()}
ENVIRONMENTS = tuple(_WORDS)
"""All environments, in the order of reports."""


def environments_of(place: Place) -> tuple[str, ...]:
    """The environments that the name or the path of a place names: `VTEX_APP_KEY_PROD`, `.env.staging`, `k8s/overlays/dev/`."""
    named = {*words(place.name), *re.split(r"[^a-z0-9]+", place.path.lower())}
    found = {_ENVIRONMENTS[word] for word in named if word in _ENVIRONMENTS}
    return tuple(environment for environment in ENVIRONMENTS if environment in found)
