"""The catalogues of other languages: `python -m tools.translations` brings them up to date with the English texts, and compiles them.

A text whose English has changed keeps its translation, marked `fuzzy` with the English before it, and is not used until a translator
removes the mark. `--missing` lists what is not translated, pages too; `--check` names what is stale or wrong, and exits with 1; with
`--complete` it does so for what is missing, too. Needs Babel.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.templates import located
from vtexlint.languages.catalogue import DOMAIN, FOLDER, compiled_path
from vtexlint.pages.localized import is_translated, path_of, title_of
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.registry import ORDER, module_of
from vtexlint.settings import LANGUAGES
from vtexlint.text.messages import Template, pieces

ROOT = Path(FOLDER).parent.parent
TRANSLATED = LANGUAGES[1:]

_PLURALS = {"es": "(n != 1)", "pt-BR": "(n > 1)"}
"""One form for one, another for more: numbers are in digits, so that the form for millions (`un millón de`) is not needed."""

_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # fixed: the files change with their texts alone
_WIDTH = 120
_HEADER = "# Texts of vtexlint. How to translate them: docs/translating.md"
_CODE = re.compile(r"`([^`]*)`")
_PERCENT = re.compile(r"%(?:\(\w+\))?[a-z]")


def texts() -> Iterator[tuple[Template, str]]:
    """Every text to translate, with the file that it is from: all templates, and the titles of the rules."""
    found = {template.id: (template, f"{module.replace('.', '/')}.py") for template, module in located()}
    for name in ORDER:
        title = title_of(name).template
        assert title is not None
        found[title.id] = (title, f"{module_of(name).replace('.', '/')}.py")
    yield from sorted(found.values(), key=lambda one: (one[1], one[0].id))


def source_path(language: str) -> Path:
    """Where translators write."""
    return Path(compiled_path(language)).with_suffix(".po")


def template_catalogue() -> Catalog:
    """All English texts, without a translation."""
    return _filled(None, {})


def updated(language: str) -> Catalog:
    """A language's catalogue for today's English texts, with what is translated so far."""
    path = source_path(language)
    old: dict[str, Entry] = {}
    if path.exists():
        with path.open("rb") as file:
            old = {entry.context: entry for entry in read_po(file, locale=_locale(language)) if entry.context}
    return _filled(language, old)


def _filled(language: str | None, old: Mapping[str, Entry]) -> Catalog:
    catalogue = Catalog(
        locale=None if language is None else _locale(language),
        domain=DOMAIN,
        header_comment=_HEADER,
        project="vtexlint",
        version="",
        copyright_holder="the vtexlint authors",
        creation_date=_DATE,
        revision_date=_DATE,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    if language is not None:
        catalogue._num_plurals, catalogue._plural_expr = 2, _PLURALS[language]  # type: ignore[assignment]  # not in its types
    for template, path in texts():
        english = template.text if template.one is None else (template.one, template.text)
        entry = old.get(template.id)
        same = entry is not None and entry.id == english
        string = None if entry is None else _shaped(entry.string, template.one is not None, catalogue.num_plurals)
        is_kept = string is not None and any(string if isinstance(string, tuple) else (string,))
        flags = {"fuzzy"} if entry is not None and is_kept and (not same or "fuzzy" in entry.flags) else set()
        catalogue.add(
            english,
            string=string if is_kept else None,
            locations=[(path, None)],  # type: ignore[list-item]  # no line: it would change with each edit
            flags=flags,
            auto_comments=[f"Fields: {', '.join(f'{{{name}}}' for name in sorted(template.fields))}"] if template.fields else [],
            # Babel takes `#|`, the English from before, for a comment
            user_comments=[line for line in entry.user_comments if not line.startswith("| ")] if entry is not None else [],
            previous_id=(entry.previous_id if same else entry.id) if entry is not None and flags else (),
            context=template.id,
        )
    return catalogue


def _shaped(string: object, is_plural: bool, forms: int) -> "str | tuple[str, ...]":
    """A translation in the form that its English text needs now."""
    if isinstance(string, (tuple, list)):
        return tuple(string) if is_plural else str(string[-1])
    return (str(string or ""),) * forms if is_plural else str(string or "")


def _locale(language: str) -> str:
    return language.replace("-", "_")


def po_text(catalogue: Catalog) -> bytes:
    """The catalogue as translators edit it."""
    out = BytesIO()
    write_po(out, catalogue, width=_WIDTH, include_previous=True)
    lines = out.getvalue().decode().split("\n")
    # what a tool for translators adds is left out: it says nothing, or changes with the tool
    return "\n".join(
        line for line in lines if not re.match(r'"(Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By)', line)
    ).encode()


def compiled(language: str) -> bytes:
    """The compiled catalogue of what is in the `.po` file; the same bytes for the same texts."""
    with source_path(language).open("rb") as file:
        catalogue = read_po(file, locale=_locale(language))
    catalogue.creation_date = catalogue.revision_date = _DATE
    for entry in list(catalogue):
        if entry.id and not _is_usable(entry):
            catalogue.delete(entry.id, entry.context)  # Babel would write empty plural forms
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(language: str) -> list[str]:
    """The ids of the texts that are not translated, or only as their English was."""
    with source_path(language).open("rb") as file:
        entries = {entry.context: entry for entry in read_po(file, locale=_locale(language)) if entry.context}
    return [template.id for template, _ in texts() if template.id not in entries or not _is_usable(entries[template.id])]


def missing_pages(language: str) -> list[str]:
    """The files to write: the pages of rules and topics that are not translated."""
    return [str(Path(path_of(name, language)).relative_to(ROOT)) for name in (*ORDER, *TOPICS) if not is_translated(name, language)]


def _is_usable(entry: Entry) -> bool:
    strings = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    return bool(strings) and all(strings) and "fuzzy" not in entry.flags


def faults(language: str) -> Iterator[str]:
    """What is wrong with translations: `<id>: <what>`."""
    with source_path(language).open("rb") as file:
        entries = [entry for entry in read_po(file, locale=_locale(language)) if entry.context and _is_usable(entry)]
    known = {template.id: template for template, _ in texts()}
    for entry in entries:
        template = known.get(str(entry.context))
        if template is None:
            yield f"{entry.context}: not a text of the program"
            continue
        strings = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
        for string in strings:
            yield from (f"{template.id}: {fault}" for fault in faults_of(template, str(string)))


def faults_of(template: Template, string: str) -> Iterator[str]:
    """What is wrong with the translation of one text."""
    fields, wanted = set(pieces(string)[1::2]), template.fields
    optional = {"count"} if template.one is not None else set()
    if not (wanted - optional <= fields <= wanted):
        yield f"has the fields {sorted(fields)}, not {sorted(wanted)}"
    if string != string.strip():
        yield "begins or ends with whitespace"
    if string.count("`") % 2:
        yield "has a backtick without another one"
    elif code_in(string) != code_in(template.text):
        yield f"has the code {sorted(code_in(string))}, not {sorted(code_in(template.text))}"
    if sorted(_PERCENT.findall(string)) != sorted(_PERCENT.findall(template.text)):
        yield "has other `%` fields"
    if string.count("\n") != template.text.count("\n") and not template.id.endswith(".screen"):
        yield "has another number of lines"


def code_in(text: str) -> set[str]:
    """What is between backticks, but for what is translated: labels of the VTEX Admin, which begin with a capital, and `{6 letters}`."""
    found = (code for code in _CODE.findall(text) if not re.fullmatch(r"[A-Z][a-z]+(?:\s+[^\W\d_]+)+", code))
    return {re.sub(r"\{\d+ [^\W\d_]+(?: [^\W\d_]+)*\}", "{}", code) for code in found}


def wanted() -> dict[Path, bytes]:
    """Each file as it should be, but for the compiled ones, which are made of the others."""
    found = {Path(FOLDER) / f"{DOMAIN}.pot": po_text(template_catalogue())}
    return found | {source_path(language): po_text(updated(language)) for language in TRANSLATED}


def main(arguments: list[str]) -> int:
    if "--missing" in arguments:
        for language in TRANSLATED:
            files = (f"page {path}" for path in missing_pages(language))
            names = [*missing(language), *files]
            print("\n".join([f"{language}:" if names else f"{language}: nothing is missing", *(f"  {name}" for name in names)]))
        return 0
    is_check = "--check" in arguments
    stale = [path for path, data in wanted().items() if not path.exists() or path.read_bytes() != data]
    if not is_check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted()[path])
    for language in TRANSLATED:
        path = Path(compiled_path(language))
        if not source_path(language).exists():
            continue
        data = compiled(language)
        if not path.exists() or path.read_bytes() != data:
            stale.append(path)
            if not is_check:
                path.write_bytes(data)
    for path in stale:
        print(f"{path.relative_to(ROOT)} is stale: run `python -m tools.translations`" if is_check else f"wrote {path.relative_to(ROOT)}")
    wrong = [f"{language}: {fault}" for language in TRANSLATED for fault in faults(language)]
    print("".join(f"{line}\n" for line in wrong), end="")
    left = {language: (len(missing(language)), len(missing_pages(language))) for language in TRANSLATED}
    for language, (number, pages) in left.items():
        of_pages = f"{pages} of {len(ORDER) + len(TOPICS)} pages"
        print(f"{language}: {number} of {sum(1 for _ in texts())} texts and {of_pages} are not translated (--missing lists them)")
    return 1 if wrong or (is_check and stale) or ("--complete" in arguments and any(map(any, left.values()))) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
