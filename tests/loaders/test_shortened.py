"""A file is compared without most of the lines that all loaders read alike: with the same outcome."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN, key, token
from vtexlint.linter.parse_file import parse_file
from vtexlint.loaders import compare
from vtexlint.loaders.table import LOADERS
from vtexlint.rules import loader_dependent_value as rule
from vtexlint.rules.base import LintContext, Violation
from vtexlint.settings import Settings
from vtexlint.text.source import Source

PLAIN = ("A=1", "export B=x y", "C=", "# a comment", "", "D = 2", "E=z # why", 'F="q r"', "G='s'  # it's", "_H1=a=b", "I=é", "\t", "J=1:2")
CREDENTIALS = (
    f"VTEX_APP_KEY={KEY}", f"VTEX_APP_TOKEN={TOKEN}", f"VTEX_APP_KEY_B={key(suffix='BBBBBB')} ", f"VTEX_APP_TOKEN_B='{token(1)}'",
    f'VTEX_APP_TOKEN_C="{token(2)} "', f"VTEX_APP_KEY_C: {KEY}",
)  # fmt: skip
ODD = (
    "VTEX_NEW", "A B=1", "K='open", 'L="open', "M=`open", "N=a\"b'c", "O=\\", 'P="\\"', "Q=x#y", "R: s", "=", "export", "export S", '"', "'", "`",
    "T=1\r", "U=\u00a0x", "\u00a0V=1", "- W", "{", "}", "X=`a`", "Y=''z", "#'", '# "', "Z='a' b", "a.b=1", "=c", "d==", 'e="\n"', "f='x\\'", "\ufeffg=1",
    "h=${A}", "i=$A", f"VTEX_APP_TOKEN_D='{token(3)}' # it's", f"VTEX_APP_TOKEN_E={token(4)}#", f"VTEX_APP_TOKEN_F=\"{token(5)}", "j=1 #k", "l!=1",
)  # fmt: skip


def found(text: str, loaders: tuple[str, ...]) -> list[tuple[object, ...]]:
    source = Source(".env", text)
    chosen = Settings(loaders=loaders)
    parsed = parse_file(source, "dotenv", chosen)
    context = LintContext(source, parsed.document, parsed.found, chosen, is_template=False)
    return [shown(one) for one in rule.check(context)]


def shown(violation: Violation) -> tuple[object, ...]:
    fix = violation.fix() if violation.fix else None
    return violation.span, violation.message, violation.help, fix


def texts() -> st.SearchStrategy[str]:
    runs = st.lists(st.sampled_from(PLAIN), min_size=2, max_size=6)
    odd = st.lists(st.sampled_from(ODD), min_size=1, max_size=2)
    ours = st.lists(st.sampled_from(CREDENTIALS), min_size=1, max_size=2)
    return st.lists(st.one_of(runs, runs, odd, ours), min_size=2, max_size=8).flatmap(
        lambda groups: st.sampled_from(("", "\n")).map(lambda end: "\n".join(line for group in groups for line in group) + end)
    )


@settings(max_examples=300)
@given(texts(), st.sampled_from([(*Settings().loaders,), ("compose", "node"), ("ruby", "godotenv", "python-dotenv"), ("dotenv",)]))
def test_the_outcome_is_that_of_the_whole_text(text: str, loaders: tuple[str, ...]) -> None:
    short = found(text, loaders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "_shortened", lambda *_: None)
        assert found(text, loaders) == short


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the texts that a loader's model reads."""
    sizes: list[int] = []
    model = LOADERS["node"]

    def counted(text: str) -> object:
        sizes.append(len(text))
        return model(text)

    monkeypatch.setitem(LOADERS, "node", counted)
    return sizes


@pytest.mark.parametrize("odd", ["VTEX_NEW", "A B=1", "R: s", "K='x' y"])
def test_a_line_that_is_being_written_has_the_models_read_a_few_lines(read: list[int], odd: str) -> None:
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n" + "A=1\n" * 1000
    found(f"{text}{odd}\n{text}", ("dotenv", "node"))
    assert 0 < max(read) < 1000
