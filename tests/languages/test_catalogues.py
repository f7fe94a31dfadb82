"""The catalogues: what is translated has the fields, the code and the form of the English text; the compiled ones are of today."""

import gettext
import re
from pathlib import Path

import pytest

from vtexlint.languages import catalogue
from vtexlint.languages.catalogue import compiled_path, of_catalogue, translation
from vtexlint.pages import localized as pages
from vtexlint.pages import render, terminal
from vtexlint.pages.topics import TOPICS
from vtexlint.reporters.text import OWN_LINE
from vtexlint.rules.registry import rule, rules
from vtexlint.settings import LANGUAGES, SEVERITY_WORDS
from vtexlint.text.messages import Template
from vtexlint.text.messages import render as rendered
from vtexlint.text.numbers import day, grouped

TRANSLATED = LANGUAGES[1:]
IN_EACH = pytest.mark.parametrize("language", TRANSLATED)
SPACES = Template("test.spaces", "ends with {count} spaces", one="ends with a space")


@pytest.fixture
def tools() -> object:
    """tools.translations, which needs Babel."""
    pytest.importorskip("babel", reason="Babel is not installed")
    from tools import translations

    return translations


def test_the_files_are_of_today_and_without_faults(tools: object, capsys: pytest.CaptureFixture[str]) -> None:
    from tools import translations

    assert translations.main(["--check"]) == 0, capsys.readouterr().out


@IN_EACH
def test_what_is_compiled_can_be_read_and_fits(language: str) -> None:
    """Without Babel: each compiled text is of a template, with its fields."""
    from tools.templates import templates
    from vtexlint.text.messages import pieces

    with open(compiled_path(language), "rb") as file:
        found = gettext.GNUTranslations(file)
    known = {template.id: template for template in templates()}
    entries = {key if isinstance(key, str) else key[0]: text for key, text in found._catalog.items() if key}  # type: ignore[attr-defined]
    assert len(entries) > 200
    for key, text in entries.items():
        id, _, english = key.partition("\x04")
        template = known.get(id)
        assert template is not None or id.startswith("title."), id
        if template is not None:
            assert english in (template.text, template.one), f"{id} is of another English text"
            assert set(pieces(text)[1::2]) <= template.fields, id


def test_translate_takes_the_form_for_the_count_and_falls_back_to_english() -> None:
    class Catalogue(gettext.NullTranslations):
        def pgettext(self, context: str, message: str) -> str:
            return {"a.b": "traduzido"}.get(context, message)

        def npgettext(self, context: str, one: str, many: str, number: int) -> str:
            return (
                (one if number == 1 else many)
                .replace("ends with", "termina con")
                .replace("spaces", "espacios")
                .replace("a space", "un espacio")
            )

    translate = of_catalogue(Catalogue())
    assert rendered(SPACES(count=1), translate) == "termina con un espacio"
    assert rendered(SPACES(count=3), translate) == "termina con 3 espacios"
    assert rendered(Template("a.b", "translated")(), translate) == "traduzido"
    assert rendered(Template("a.c", "not yet")(), translate) == "not yet"


def test_a_catalogue_that_is_missing_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", str(tmp_path))
    assert catalogue.translation.__wrapped__("es") is None


@IN_EACH
def test_the_severities_of_a_report_are_recognized(language: str) -> None:
    translate = translation(language)
    assert translate is not None
    for template in SEVERITY_WORDS.values():
        assert re.fullmatch(OWN_LINE, f"{rendered(template(), translate)} key-casing: x")


@pytest.mark.parametrize(
    ("language", "number", "date"),
    [("en", "16,777,216", "2026-01-15"), ("pt-BR", "16.777.216", "15/01/2026"), ("es", "16,777,216", "15/01/2026")],
)
def test_numbers_and_days(language: str, number: str, date: str) -> None:
    translate = translation(language)
    shown = [
        text if translate is None else rendered(text, translate) for text in (grouped(16 * 1024 * 1024), day("2026-01-15"), grouped(999))
    ]
    assert shown == [number, date, "999"]
    assert (day("yesterday"), day("2026"), grouped(1000), grouped(0)) == ("yesterday", "2026", "1,000", "0")


PAGE = """\
## O que diz
Todas as letras.

## Por que importa
Importa *Muito*.

## Sinalizado
<!-- example 1 -->
<!-- example 2 -->
<!-- example 3 -->

## Aceito
<!-- example 4 -->

## O que fazer
Escreva o valor exato.
"""


def test_a_translated_page_has_the_examples_of_the_english_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pt_BR/pages"
    folder.mkdir(parents=True)
    (folder / "key-casing.md").write_text(PAGE, "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", str(tmp_path))
    pages._translated.cache_clear()
    try:
        english, translated = (render.page(rule("key-casing"), language) for language in ("en", "pt-BR"))
        assert pages.FENCE.findall(english)[:4] == pages.FENCE.findall(translated)
        assert "## Por que importa" in translated
        shown = terminal.for_terminal(rule("key-casing"), False, "pt-BR", 60)
        assert '  Importa "Muito".' in shown
        assert "key-casing.pt-BR.md" in render.rendered()
        assert "malformed-key.pt-BR.md" not in render.rendered()
        assert "[key-casing](key-casing.pt-BR.md)" in render.rendered()["README.pt-BR.md"]
        assert list(render.sections(rule("malformed-key"), "pt-BR")) == list(render.HEADINGS)
        with pytest.raises(IndexError):
            pages.with_examples("<!-- example 99 -->", english)
    finally:
        pages._translated.cache_clear()


def test_each_language_has_the_same_pages_and_none_that_is_left_over() -> None:
    """A new rule may be in English alone until `tools.translations --complete`; its page is then written in every language."""
    names = [{path.stem for path in Path(pages.path_of("x", language)).parent.glob("*.md")} for language in TRANSLATED]
    assert all(one == names[0] for one in names)
    assert len(names[0]) >= 46
    assert names[0] <= {one.name for one in rules()} | set(TOPICS)


def test_lists_and_topics_link_to_the_other_languages() -> None:
    for name, shown in (("README", render.rendered()), ("authentication", render.rendered_topics()), ("loaders", render.rendered_topics())):
        assert f"\n\n[English]({name}.md) | [Español]({name}.es.md) | Português\n\n" in shown[f"{name}.pt-BR.md"]
        assert f"\n\nEnglish | [Español]({name}.es.md) | [Português]({name}.pt-BR.md)\n\n" in shown[f"{name}.md"]
    assert set(render.LANGUAGE_NAMES) == set(LANGUAGES)


@IN_EACH
def test_the_pages_have_the_same_headings_examples_code_and_sources(language: str) -> None:
    translate = translation(language)
    assert translate is not None
    headings = [rendered(name(), translate) for name in render.HEADING_NAMES]
    for one in rules():
        if pages.is_translated(one.name, language):
            assert list(render.sections(one, language)) == headings, one.name
            assert pages.FENCE.findall(render.page(one, language)) == pages.FENCE.findall(render.page(one)), one.name
            _compare_code_and_sources(render.page(one), render.page(one, language), language)
    for name, english in TOPICS.items():
        if pages.is_translated(name, language):
            text = pages.localized(name, english, language)
            kinds = [[block.split()[0] for block in pages.FENCE.findall(page)] for page in (text, english)]
            assert kinds[0] == kinds[1], name
            assert text.count("\n## ") == english.count("\n## "), name
            _compare_code_and_sources(english, text, language)


def _compare_code_and_sources(english: str, translated: str, language: str) -> None:
    """Code of one word is not translated; VTEX's help has other addresses in other languages, and its list of known issues one."""
    assert set(re.findall(r"help\.vtex\.com/([\w-]+)/", translated)) <= {language[:2], "known-issues"}
    prose = [pages.FENCE.sub("", page) for page in (english, translated)]
    wanted, found = ({" ".join(code.split()) for code in re.findall(r"`([^`]+)`", page)} for page in prose)
    assert {code for code in wanted if " " not in code} - found == set()
    sources = [
        [re.sub(r"(help\.vtex\.com/)(?:en|es|pt)/.*", r"\1", source) for source in re.findall(r"\]\((https:[^)\s]+)", page)]
        for page in prose
    ]
    assert sorted(sources[0]) == sorted(sources[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_s_page_in_a_terminal_has_no_files_and_no_gaps_in_code(language: str) -> None:
    """A link to another rule's page is its name; code that the page breaks has one space there, not the indentation too."""
    for one in rules():
        text = terminal.for_terminal(one, False, language, 100)
        assert ".md)" not in text, one.name
        assert [code for code in re.findall(r"`([^`\n]*)`", text) if "  " in code] == [], one.name
    assert "`unknown-key`" in terminal.for_terminal(rule("account-mismatch"), False, language, 100)


@pytest.mark.parametrize(
    ("text", "string", "fault"),
    [
        ("reads {path}", "lê {path}", ""), ("reads {path}", "lê {caminho}", "fields"), ("reads {path}", "lê", "fields"), ("use `--fix`", "use `--fix`", ""),
        ("use `--fix`", "use `--corrigir`", "code"), ("use `--fix`", "use `--fix", "backtick"), ("click `Renew token`", "clique em `Renovar token`", ""),
        ("is `a-{6 letters}`", "é `a-{6 letras}`", ""), ("is `a-{{name}}`", "é `a-{{nome}}`", "code"),
        ("a", " a", "whitespace"), ("a %s", "a", "%"), ("a", "a\nb", "lines"),
    ],
)  # fmt: skip
def test_what_is_a_fault_of_a_translation(tools: object, text: str, string: str, fault: str) -> None:
    from tools.translations import faults_of

    found = list(faults_of(Template("test.text", text), string))
    assert (len(found) == 1 and fault in found[0]) if fault else found == []


def test_a_changed_english_text_keeps_its_translation_as_fuzzy(tools: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from babel.messages.catalog import Catalog

    from tools import translations

    monkeypatch.setattr(translations, "source_path", lambda language: tmp_path / f"{language}.po")
    old = Catalog(locale="es")
    old.add("old text", "texto", context="test.changed")
    old.add("text", "texto", context="test.same")
    old.add("gone", "nada", context="test.gone")
    old.add("{count} files", "{count} archivos", context="test.counted")
    (tmp_path / "es.po").write_bytes(translations.po_text(old))
    new = [
        Template("test.changed", "new text"),
        Template("test.same", "text"),
        Template("test.new", "new"),
        Template("test.counted", "{count} files", one="a file"),
    ]
    monkeypatch.setattr(translations, "texts", lambda: ((template, "x.py") for template in new))
    text = translations.po_text(translations.updated("es")).decode()
    assert '#, fuzzy\n#| msgid "old text"\nmsgctxt "test.changed"\nmsgid "new text"\nmsgstr "texto"' in text
    assert 'msgctxt "test.same"\nmsgid "text"\nmsgstr "texto"' in text
    assert "test.gone" not in text
    (tmp_path / "es.po").write_text(text, "utf-8")
    assert translations.missing("es") == ["test.changed", "test.new", "test.counted"]
    assert b"texto" in translations.compiled("es")
    assert b"new text" not in translations.compiled("es")


def test_a_page_that_is_missing_is_listed_and_not_complete(
    tools: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tools import translations

    monkeypatch.setattr(translations, "missing", lambda language: [])
    monkeypatch.setattr(translations, "ORDER", ("key-casing",))
    monkeypatch.setattr(translations, "texts", lambda: ())
    monkeypatch.setattr(translations, "faults", lambda language: ())
    monkeypatch.setattr(translations, "wanted", dict)
    for topics, code in ((["loaders"], 0), (["loaders", "new-topic"], 1)):
        monkeypatch.setattr(translations, "TOPICS", dict.fromkeys(topics, ""))
        assert translations.main(["--missing"]) == 0
        listed = (
            [f":\n  page vtexlint/locales/{name}/pages/new-topic.md" for name in ("es", "pt_BR")] if code else [": nothing is missing"] * 2
        )
        assert capsys.readouterr().out == f"es{listed[0]}\npt-BR{listed[1]}\n"
        assert translations.main(["--check"]) == 0
        assert translations.main(["--check", "--complete"]) == code
        assert f"es: 0 of 0 texts and {code} of {len(topics) + 1} pages are not translated" in capsys.readouterr().out
