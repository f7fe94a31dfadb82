"""A secret cannot be shown by accident."""

import copy
import pickle

import pytest

from tests.fake import TOKEN
from vtexlint.diagnostics import Edit, Fix
from vtexlint.text.messages import Message
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{!r:>60}".format, "%s".__mod__, lambda s: f"{s}", lambda s: f"{[s]}"])
def test_shows_its_length_alone(show: object) -> None:
    shown = show(Secret(TOKEN))  # type: ignore[operator]
    assert "128" in shown
    assert TOKEN[:6] not in shown


def test_refuses_to_be_pickled_or_copied_by_pickle() -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            attempt(Secret(TOKEN))


def test_an_edit_is_as_secret_as_what_it_mends() -> None:
    fix = Fix(Message("trim"), (Edit(Span(0, 1), Secret(TOKEN)),), "safe")
    assert TOKEN not in repr(fix)


def test_equal_by_value() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a")}) == 1
