"""A text, with its faults repaired."""

from tests.fake import TOKEN
from tests.run import context_of
from vtexlint.linter.conclude import conclude
from vtexlint.linter.fix_file import FixResult, fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.settings import Settings
from vtexlint.text.source import Source

DEFAULTS = Settings()
FIXED_RULES = frozenset("surrounding-whitespace inner-whitespace invisible-character stray-delimiter key-casing swapped-values".split())


def repair(path: str, text: str | bytes, *, unsafe: bool = False, settings: Settings = DEFAULTS) -> FixResult:
    source = Source.from_bytes(path, text if isinstance(text, bytes) else text.encode())
    context = context_of(settings)
    return fix_file(lint_file(source, format_of(path) or guess_format(source.text, path), context), context, unsafe=unsafe)


def text_of(path: str, text: str | bytes, *, unsafe: bool = False, settings: Settings = DEFAULTS) -> str:
    done = repair(path, text, unsafe=unsafe, settings=settings)
    assert done.refused == ()
    return done.after.source.text


def rules_in(path: str, text: str) -> list[str]:
    source = Source(path, text)
    return [f.rule for f in conclude([lint_file(source, format_of(path) or guess_format(text))], {}).findings]


# what is safe, what is not, what is left alone

LOWER = TOKEN.lower()
