"""Containers whose own fields name a value: one table, for what finds credentials and for the parsers of large texts.

A new shape is a row. Objects with `name` and `value`, in any spelling, are a separate form in `credentials.candidates`.
"""

from vtexlint._startup.typed import NamedTuple


class ContainerShape(NamedTuple):
    """A name field and a value field of one object; `name` "": the name of the container.

    `below`: the name, in lowercase, of the container around it, "" for any. `is_default`: the value is used if no other is given,
    so an empty one is not a fault. `is_common`: many objects have such fields, so the name must certainly be a credential's.
    """

    name: str
    value: str
    below: str = ""
    is_default: bool = False
    is_common: bool = False


NAME_FIELDS = ("name", "Name", "key", "Key", "variable", "header", "NAME", "KEY")
VALUE_FIELDS = ("value", "Value", "currentValue", "default", "initialValue", "VALUE", "val", "Val")
"""The fields of an object with `name` and `value`, the first that it has counts."""

DESCRIBING = frozenset({"openapi", "swagger", "asyncapi", "x-openapi", "$schema"})
"""The names at the top of a document that may say that it describes an API or a format: its names are not fields of credentials."""

PATTERNS = frozenset({"configvariables"})
"""The containers, in lowercase, whose objects have their value in `pattern`: variables of Datadog's tests. Elsewhere that is a regular
expression.
"""

OFF = {"enabled": "false", "disabled": "true"}
"""The fields of an object that switch it off, and their values."""

_STEMS = "parameter param option property setting config env variable attribute header".split()
_NAMES_OF_VALOR = "nome nombre chave clave campo parametro codigo propriedade propiedad variavel opcao".split()  # Portuguese and Spanish

SHAPES = (
    ContainerShape("", "value"),  # ARM parameters, GitLab's and Azure's variables, Heroku's app.json
    ContainerShape("", "Value"),
    ContainerShape("", "valor"),
    ContainerShape("", "stringValue"),  # documents of Firestore
    ContainerShape("", "S"),  # items of DynamoDB
    ContainerShape("", "Default", "parameters", is_default=True),  # CloudFormation, SAM
    ContainerShape("", "defaultValue", "parameters", is_default=True),  # ARM templates
    ContainerShape("", "default", "variable", is_default=True),  # Terraform in JSON
    ContainerShape("", "default", "inputs", is_default=True),  # GitHub actions and workflows
    ContainerShape("", "default", "parameters", is_default=True),  # Azure Pipelines, CircleCI
    ContainerShape("", "default", "config", is_default=True),  # Pulumi
    ContainerShape("OptionName", "Value"),  # Elastic Beanstalk
    ContainerShape("id", "secret"),  # Jenkins, configuration as code
    ContainerShape("id", "value"),
    ContainerShape("option_name", "value"),  # .ebextensions
    ContainerShape("meta_key", "meta_value", is_common=True),  # WordPress
    ContainerShape("path", "value", is_common=True),  # Magento: vtex/api/app_token
    *(ContainerShape(name, "value", is_common=True) for name in ("property", "field", "label", "setting", "param", "option")),
    *(ContainerShape(name, "valor", is_common=True) for name in _NAMES_OF_VALOR),
    *(ContainerShape(name.title(), "Valor", is_common=True) for name in _NAMES_OF_VALOR),
    ContainerShape("id", "valor"),
    ContainerShape("parametro", "conteudo", is_common=True),  # Protheus
    ContainerShape("displayName", "value", is_common=True),  # named values of Azure API Management
    ContainerShape("keyValue", "valueValue"),  # Node-RED
    ContainerShape("ApiKeyName", "ApiKeyValue"),  # connections of Amazon EventBridge
    ContainerShape("k", "v", is_common=True),
    ContainerShape("", "equalTo"),  # WireMock
    *(ContainerShape(f"{stem}{name}", f"{stem}Value") for stem in _STEMS for name in ("Key", "Name")),
    *(ContainerShape(f"{stem.title()}{name}", f"{stem.title()}Value") for stem in _STEMS for name in ("Key", "Name")),  # CloudFormation
    *(ContainerShape(f"{stem}_{name}", f"{stem}_value") for stem in _STEMS for name in ("key", "name")),
)

NAMED = tuple(shape for shape in SHAPES if not shape.name)
VALUES_OF: dict[str, tuple[str, ...]] = {}
"""The value fields of an object, by its name field."""
for _shape in SHAPES:
    if _shape.name:
        VALUES_OF[_shape.name] = (*VALUES_OF.get(_shape.name, ()), _shape.value)
COMMON = frozenset(shape.name for shape in SHAPES if shape.is_common)
ALL_NAMES = frozenset((*NAME_FIELDS, *VALUES_OF))
ALL_VALUES = frozenset((*VALUE_FIELDS, "pattern", *(shape.value for shape in SHAPES)))
"""The fields that name a value, and those that are one, of any object."""
