"""The columns of the Admin's export by their headings, in English, Portuguese and Spanish, and the words in its cells.

The export's own headings (`keyName`, `creationDateToken`, ...): VTEX, "Exporting API keys" (help.vtex.com). The others are the
headings of the Admin's pages of generated and external keys, and those of tables that users make by hand.
"""

import unicodedata
from collections.abc import Collection

from vtexlint._startup.typed import Literal

Column = Literal[
    "id", "key", "roles", "label", "created", "token_created", "renewal_started", "status", "owner", "added", "blocked", "token"
]

_HEADINGS: dict[Column, str] = {
    "id": "id|keyid|identificador|identificadordachave|identificadordelaclave|codigo",
    "key": (
        "keyname|appkey|apikey|key|keyname|keyowner|xvtexapiappkey|applicationkey|chave|chavedeapi|chavenome|nomedachave|chaveapi"
        "|chaveproprietario|chavedono|chavedeaplicacao|clave|clavedeapi|clavenombre|nombredelaclave|claveapi|clavepropietario"
    ),
    "roles": (
        "roles|role|userroles|accessprofiles|perfis|perfil|perfildeacesso|perfisdeacesso|funcao|funcoes|papeis|rol|perfiles|perfildeacceso"
        "|perfilesdeacceso|funciones"
    ),
    "label": "label|name|description|rotulo|etiqueta|nome|descricao|identificacaodachave|nombre|descripcion|identificaciondelaclave",
    "created": "creationdate|createddate|createdin|createdat|created|datadecriacao|criadoem|criadaem|fechadecreacion|creadoel|creadaen",
    "token_created": (
        "creationdatetoken|tokencreationdate|tokencreated|tokencreatedin|datadecriacaodotoken|datadecriacaotoken|criacaodotoken"
        "|fechadecreaciondeltoken|fechadecreaciontoken|creaciondeltoken"
    ),
    "renewal_started": (
        "creationdatenewtoken|newtokencreationdate|newtokencreated|datadecriacaodonovotoken|datadecriacaonovotoken|criacaodonovotoken"
        "|fechadecreaciondelnuevotoken|fechadecreacionnuevotoken|creaciondelnuevotoken"
    ),
    "status": "status|state|isactive|active|situacao|estado|ativo|ativa|activo|activa",
    "owner": "account|accountname|owner|conta|nomedaconta|proprietario|contaproprietaria|cuenta|nombredelacuenta|propietario",
    "added": "addeddate|addedon|added|datadeadicao|datadeinclusao|adicionadaem|adicionadoem|fechadeadicion|fechadeincorporacion|agregadaen",
    "blocked": "isblocked|blocked|bloqueado|bloqueada",
    "token": "apptoken|newtoken|token|apitoken|xvtexapiapptoken|tokendeapi",
}
_BY_HEADING = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split("|")}
_EXTERNAL_SHEETS = "extern"  # External, Externas
_OWN_SHEETS = ("generated", "gerad", "generad", "intern")  # Generated, Geradas, Generadas

_STATES = {
    **dict.fromkeys("active activa activo ativa ativo enabled habilitada habilitado true sim si yes 1 verdadeiro verdadero".split(), True),
    **dict.fromkeys(
        "inactive inactiva inactivo inativa inativo disabled deactivated desativada desativado desactivada desactivado deshabilitada"
        " false nao no 0 falso".split(),
        False,
    ),
}
BLOCKED_WORDS = frozenset("blocked bloqueada bloqueado".split())


def folded(text: str) -> str:
    """Only letters and digits, in lowercase without accents: `Data de criação` is `datadecriacao`."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain.casefold() if c.isalnum() and c.isascii())


def column_of(heading: object) -> Column | None:
    return _BY_HEADING.get(folded(heading)) if isinstance(heading, str) else None


def state_of(word: str) -> bool | None:
    """True for active, yes and the like, False for their opposites, None for any other word."""
    return _STATES.get(folded(word))


def is_external(sheet: str, columns: Collection[Column]) -> bool:
    """Whether a sheet lists keys of other accounts: by its name, else by its columns."""
    name = folded(sheet)
    if name.startswith(_EXTERNAL_SHEETS):
        return True
    if name.startswith(_OWN_SHEETS):
        return False
    return "added" in columns or ("owner" in columns and not {"created", "token_created"} & set(columns))
