"""The light named tuples behave as `typing.NamedTuple`'s."""

import pickle
import typing

import pytest

from vtexlint._startup import typed
from vtexlint.diagnostics import Finding
from vtexlint.parsers.model import Entry
from vtexlint.text.source import Position, Span


class Light(typed.NamedTuple):
    one: int
    two: str = "x"

    @property
    def both(self) -> str:
        return f"{self.one}{self.two}"


class Heavy(typing.NamedTuple):  # noqa: TID251  the model
    one: int
    two: str = "x"


def test_made_read_compared_unpacked() -> None:
    assert Light(1) == (1, "x") == Heavy(1)
    assert Light(two="y", one=2).both == "2y"
    assert Light(1).one == 1
    assert hash(Light(1)) == hash((1, "x"))
    one, two = Light(3, "z")
    assert (one, two) == (3, "z")
    assert sorted([Light(2), Light(1)])[0].one == 1
    match Light(5):
        case Light(five, two=word):
            assert (five, word) == (5, "x")


def test_the_methods_are_the_models() -> None:
    assert tuple(Light(1)._replace(two="y")) == tuple(Heavy(1)._replace(two="y"))
    assert Light(1)._asdict() == Heavy(1)._asdict()
    assert repr(Light(1)).replace("Light", "Heavy") == repr(Heavy(1))
    assert Light._fields == Heavy._fields
    assert pickle.loads(pickle.dumps(Light(7))) == Light(7)


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(TypeError):
        Light()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Light(1, three=1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="three"):
        Light(1)._replace(three=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Light(1).one = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Light(1).more = 2  # type: ignore[attr-defined]


def test_the_packages_own_hold_their_own_methods() -> None:
    assert "secret-value" not in repr(Entry(0, "a", Span(0, 0), "secret-value", Span(0, 0)))
    assert Position(1, 2)._replace(column=3) == Position(1, 3)
    assert "sort_key" in vars(Finding)
