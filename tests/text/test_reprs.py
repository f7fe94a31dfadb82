"""No class of the package shows a token that is in it: not by `repr`, `str` and `format`, and not in the text of an error."""

import enum
import importlib
import pickle
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

import vtexlint
from tests.fake import TOKEN
from vtexlint._startup.typed import QuietError
from vtexlint.text.messages import Message
from vtexlint.text.secret import Secret

MODULES = [found.name for found in pkgutil.walk_packages(vtexlint.__path__, "vtexlint.") if not found.name.endswith("__main__")]
CLASSES: dict[str, type] = {
    f"{name}.{each.__qualname__}": each
    for name in MODULES
    for each in vars(importlib.import_module(name)).values()
    if isinstance(each, type) and each.__module__ == name
}
PIECES = {TOKEN[at : at + 12] for at in range(len(TOKEN) - 11)}
SHOW: dict[str, Callable[[object], str]] = {"repr": repr, "str": str, "format": format, "f-string": lambda made: f"{[made]} {made!s:>9}"}

# each with the reason why it cannot be made with a token in it, or shows one
OTHERS = {
    "vtexlint._startup.typed._Maker": "a metaclass",
    "vtexlint._startup.typed._Record": "has no fields: the base of all records",
    "vtexlint.cli.parser.Parser": "argparse's: has the words of the program, and none of the command line",
    "vtexlint.cli.parser._Extend": "argparse's: an option of the program",
    "vtexlint.lsp.transport.Messages": "asyncio's: shows how many bytes it has",
    "vtexlint.text.memory.GivenUp": "is raised without a text, and is no Exception",
    "vtexlint.text.messages.ListMessage": "is a text itself",
    "vtexlint.text.messages.Message": "is a text itself: what it quotes leaves through `say`",
}


def planted(made: type) -> Any:
    """An object of the class with a token in every field: as a text, and within what a field may contain."""
    if issubclass(made, tuple):
        return tuple.__new__(made, _values(len(made._fields)))  # type: ignore[attr-defined]
    if issubclass(made, BaseException):
        error = made.__new__(made, TOKEN, (TOKEN,))
        error.args = (TOKEN, (TOKEN,))
        return error
    thing = made.__new__(made)
    for base in made.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot not in ("__weakref__", "__dict__"):
                object.__setattr__(thing, slot, TOKEN)
    if hasattr(thing, "__dict__"):
        vars(thing).update(dict.fromkeys(("text", "value", "name", "path", "_text"), TOKEN))
    return thing


def _values(count: int) -> list[object]:
    return [TOKEN if at % 3 else Text(TOKEN) for at in range(count)]


class Text(str):
    """A text that also has what a record's own `repr` asks of an object in it."""

    display_path = TOKEN


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - OTHERS.keys()))
def test_no_class_shows_a_token(name: str) -> None:
    made = CLASSES[name]
    if issubclass(made, enum.Enum) or (made.__new__ is not object.__new__ and not issubclass(made, (tuple, BaseException))):
        assert issubclass(made, enum.Enum) or _is_bare(made), f"{name}: say in OTHERS why it shows no token"
        return
    thing = planted(made)
    for way, show in SHOW.items():
        shown = show(thing)
        assert not any(piece in shown for piece in PIECES), (way, shown)


def _is_bare(made: Any) -> bool:
    """Whether a class that is made otherwise has the `repr` of all objects, or a dict's that is made of numbers."""
    return made.__repr__ in (object.__repr__, dict.__repr__)


def test_the_walk_finds_classes_of_every_layer() -> None:
    assert len(CLASSES) > 300
    assert {"vtexlint.parsers.model.Entry", "vtexlint.text.secret.Secret", "vtexlint.lsp.session._Linted"} <= CLASSES.keys()
    assert OTHERS.keys() <= CLASSES.keys()


def test_every_error_is_quiet() -> None:
    errors = {name for name, made in CLASSES.items() if issubclass(made, BaseException) and not issubclass(made, QuietError)}
    assert errors == {"vtexlint.text.memory.GivenUp"}


def test_the_text_of_an_error_about_a_record_is_quiet() -> None:
    for name in ("vtexlint.parsers.model.Entry", "vtexlint.parsers.fallback.escapes.Spelled", "vtexlint.credentials.fields.CandidateField"):
        record = planted(CLASSES[name])
        for error in (ValueError(record), QuietError(record), QuietError(str(record._asdict())), QuietError(Message(TOKEN))):
            assert not any(piece in f"{error} {error!r}" for piece in PIECES)


def test_what_cannot_be_pickled_is_not_quoted() -> None:
    with pytest.raises(TypeError) as caught:
        pickle.dumps(planted(CLASSES["vtexlint.diagnostics.Edit"])._replace(text=Secret(TOKEN)))
    assert not any(piece in f"{caught.value!r} {caught.value}" for piece in PIECES)


def test_short_values_are_not_shown_either() -> None:
    for name in ("vtexlint.parsers.fallback.escapes.Spelled", "vtexlint.credentials.fields.CandidateField", "vtexlint.loaders.words.Word"):
        made = CLASSES[name]
        shown = repr(tuple.__new__(made, ["Hunter2" if field == "value" else 1 for field in made._fields]))  # type: ignore[attr-defined]
        assert "Hunter2" not in shown
        assert made.__name__ in shown
