"""What other programs and libraries say of an error is never repeated, however short it is: our own words, and nothing of the file."""

import errno
import os

import pytest

from vtexlint.linter.baseline import BaselineError, parse
from vtexlint.parsers.toml import refusal
from vtexlint.parsers.toml_errors import NOT_TOML, about
from vtexlint.project.errors import ConfigError, cause
from vtexlint.project.git import refusals
from vtexlint.project.settings_file import parsed

WORD = "Hunter2"
BROKEN = [
    f"{WORD}", f"{WORD} =", f"{WORD} = {WORD}", f"{WORD} = 1\n{WORD} = 1", f"[{WORD}]\n[{WORD}]", f"{WORD}.a = 1\n[{WORD}.a.b]", f"[{WORD}",
    f"a = {{{WORD} = 1, {WORD} = 2}}", f"a = \"\\{WORD}\"", f"a = '{WORD}\n'", f"[a.{WORD}]\n[a]\n{WORD}.b = 1", f"a = 1 {WORD}",
    f"a = {{{WORD} = 1}}\n[a.{WORD}]",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_toml(text: str) -> None:
    problem = refusal(text)
    assert problem is not None
    assert WORD not in problem.message
    assert problem.message.template is not NOT_TOML  # each of tomli's errors is known
    with pytest.raises(ConfigError) as caught:
        parsed("vtexlint.toml", text.encode())
    assert WORD not in str(caught.value)


def test_an_unknown_error_of_toml_is_not_repeated() -> None:
    assert about(f"New error about {WORD!r}") == NOT_TOML()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"fatal: detected dubious ownership in repository at '/{WORD}'", refusals.ANOTHER_USER()),
        (f"fatal: bad config line 12 in file /{WORD}/.git/config", refusals.CONFIG_LINE(line="12")),
        (f"fatal: bad config variable '{WORD}' in file '.git/config'", "its configuration is not valid"),
        (f"fatal: not a git repository: {WORD}", "this is not a git repository"),
        (f"fatal: unknown repository extension found: {WORD}", "this git is too old for the format of the repository"),
        (f"error: object file .git/objects/{WORD} is corrupt", "an object is missing or damaged; `git fsck` reports what"),
        (f"fatal: {WORD} happened", refusals.OTHER()),
    ],
)
def test_git(said: str, told: str) -> None:
    assert refusals.about(said) == told


def test_the_system() -> None:
    assert cause(OSError(errno.ENOENT, WORD, WORD)) == os.strerror(errno.ENOENT)
    assert cause(OSError(WORD)) == "OSError"


@pytest.mark.parametrize("text", [f"{{{WORD}", f'{{"a": "\\{WORD}"}}', f'{{"version": {"1" * 5000}}}', f"[] {WORD}"])
def test_json(text: str) -> None:
    with pytest.raises(BaselineError) as caught:
        parse(text)
    assert WORD not in caught.value.message
    assert "1111" not in caught.value.message
