"""The report in HTML: one file that loads nothing, in the reader's language, with what the charts count."""

import importlib.metadata
import re
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.reporters.read_back.html import rows
from tests.run import check
from vtexlint.cli.console import safe
from vtexlint.cli.main import run
from vtexlint.diagnostics import CommitOrigin, Finding
from vtexlint.linter.coverage import HistoryStats
from vtexlint.linter.report import LintResult
from vtexlint.pages.localized import localize
from vtexlint.reporters.html import page_of, render
from vtexlint.reporters.html_charts import by_date
from vtexlint.reporters.page.charts import MOST_BARS, drawn
from vtexlint.reporters.page.markdown import html
from vtexlint.reporters.page.model import Bar, BarPart, Chart
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.rules.registry import ORDER, rule
from vtexlint.settings import LANGUAGES, SEVERITY_WORDS
from vtexlint.text.messages import Message

SWAPPED = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
VOID = {"meta", "link", "img", "input", "br", "hr"}


class _Tags(HTMLParser):
    """All start tags; what closes must have been opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), (tag, attrs)
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(report: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = _Tags()
    reader.feed(report)
    reader.close()
    assert reader.open == []
    return reader.found


def test_headings_and_lists_are_in_order() -> None:
    """What the Nu Html Checker asks of them: no level is skipped, and a list names a thing once."""
    copies = check("a.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n# {TOKEN}\n; {TOKEN}\n", state="tracked", snippets=True)
    report = render(copies, Style())
    levels = [int(tag[1]) for tag, _ in tags(report) if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert 3 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels))
    lists = [re.findall("<dt>(.*?)</dt>", one) for one in re.findall('<dl class="notes">.*?</dl>', report, re.DOTALL)]
    assert lists
    assert all(len(set(labels)) == len(labels) for labels in lists)
    copied = report[report.index("<dt>same token</dt>") :]
    assert re.findall("<dd>(.*?)</dd>", copied[: copied.index("</div>")]) == ["a.env:3:3", "a.env:4:3"]


def of_history(*dates: str, head: bool = False, account: str = "fakestore") -> LintResult:
    """A history with a token for each date."""
    found = check(".env", f"VTEX_APP_TOKEN={TOKEN}\n", state="tracked", snippets=True).findings
    finding = next(one for one in found if one.rule == "committed-secret")

    def one(number: int, date: str) -> Finding:
        origin = CommitOrigin(f"{number:040x}", date, 1, (".env",), (".env",) if head else ())
        return finding._replace(origin=origin, account=account, digest=f"{number}")

    findings = tuple(one(number, date) for number, date in enumerate(dates))
    return LintResult(findings, check(".env", "").summary, history=HistoryStats(12, 34))


@pytest.mark.parametrize("language", [*LANGUAGES, "pseudo"])
def test_the_policy_names_this_style_and_this_program_after_all_that_changes_a_report_on_its_way(language: str) -> None:
    report = safe(render(check("a.env", SWAPPED, snippets=True), Style(language=language)))
    assert report.isascii()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', report)
    directives = dict(part.split(None, 1) for part in policy.replace("&#39;", "'").split("; "))
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.DOTALL)
        assert directives.pop(directive) == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert directives == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def test_nothing_in_it_leads_elsewhere_but_the_links_of_the_rules_pages() -> None:
    text = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN[:120]}\n"
    for tag, attributes in tags(render(check("a.env", text, state="tracked", snippets=True), Style())):
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "use", "image")
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action", "xlink:href")}
        if tag == "a":
            assert re.match("#rule-|https://", attributes["href"] or "")
            assert (attributes["href"] or "").startswith("#") or "noreferrer" in (attributes["rel"] or "")


@pytest.mark.parametrize(
    "name", ["\"'><b onclick=x>", "</script><script>x</script>", "`<i>`[x](https://x.example)", "{{ 7 * 7 }}{% x %}", "&lt;&#60;"]
)
def test_names_make_no_tag_and_no_link(name: str) -> None:
    usual = tags(render(check("a.env", SWAPPED, snippets=True), Style()))
    outcome = check(f"{name}.env", SWAPPED, snippets=True)
    (finding,) = outcome.findings
    finding = finding._replace(message=Message(f"{finding.message} {name}"), account=name)
    report = render(outcome._replace(findings=(finding,), troubles=(Message(name),), notes=(Message(name),)), Style())
    new = [tag for tag, attributes in tags(report) if tag in ("b", "i", "script", "style", "a")]
    assert sorted(new) == sorted(tag for tag, _ in usual if tag in ("b", "i", "script", "style", "a"))
    (row,) = rows(report)
    assert row["place"] == f"{name}.env:1:14"
    assert row["account"] == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_language_of_its_reader(language: str) -> None:
    report = render(check("a.env", SWAPPED, snippets=True), Style(language=language))
    assert f'<html lang="{language}">' in report
    (row,) = rows(report)
    assert row["severity"] == localize(SEVERITY_WORDS["error"](), language)


def test_the_language_of_people_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(SWAPPED)
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    run(["check", "--format", "html", "--output", "json=x.json"])
    assert '<html lang="pt-BR">' in capfd.readouterr().out
    assert "the appKey and the appToken are swapped" in Path("x.json").read_text()


def test_a_row_shows_the_pair_the_masked_lines_the_remedy_the_fix_and_the_rule_s_page() -> None:
    report = render(check("a.env", SWAPPED, snippets=True), Style())
    assert "<mark>&lt;token, 128 letters&gt;</mark>" in report
    assert f"<mark>{KEY}</mark>" in report
    assert 'class="frame related"' in report
    for words in ("VTEX rejects the pair as it is (401 or 403)", "<code>vtexlint check --fix</code>", 'href="#rule-swapped-values"'):
        assert words in report
    assert '<details id="rule-swapped-values">' in report


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        (SWAPPED, {"fakestore"}),
        (f"VTEX_APP_KEY={key('other-store')}\n", {"other-store"}),
        (f"VTEX_APP_KEY={KEY.upper()}\nVTEX_APP_TOKEN={TOKEN}\n", {"fakestore"}),
        (f"VTEX_APP_TOKEN={TOKEN} \n", {""}),
        (
            f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\nOTHER_VTEX_APP_KEY={key('b')} \nOTHER_VTEX_APP_TOKEN={token(1)}\n",
            {"fakestore", "b"},
        ),
    ],
)
def test_the_account_of_a_finding_is_that_of_the_pair_s_key(text: str, accounts: set[str]) -> None:
    findings = check("a.env", text).findings
    assert {finding.account for finding in findings} == accounts


def test_without_any_account_there_is_neither_a_column_nor_a_chart() -> None:
    page = page_of(check("a.env", f"VTEX_APP_TOKEN={TOKEN} \n", state="tracked"), Style())
    assert "account" not in [column.name for column in page.tables[0].columns]
    assert [chart.column for chart in page.charts] == ["rule"]


def test_charts_count_every_finding_once() -> None:
    text = f"A_VTEX_APP_KEY={KEY} \nA_VTEX_APP_TOKEN={TOKEN}\nB_VTEX_APP_KEY={key('b')}\nB_VTEX_APP_TOKEN={TOKEN[:120]}\n"
    outcome = check("a.env", text, state="tracked")
    for chart in page_of(outcome, Style()).charts:
        assert sum(bar.total for bar in chart.bars) == len(outcome.findings)


def test_copies_of_one_token_are_named_at_each() -> None:
    outcome = check("a.env", f"# {TOKEN}\n# {TOKEN}\n", state="tracked", snippets=True)
    report = render(outcome, Style())
    assert len(outcome.findings) == 2
    assert report.count("<dt>same token</dt>") == 2


def test_what_is_incomplete_is_said_first() -> None:
    outcome = check("a.env", "")._replace(troubles=(Message("git refuses"),), notes=(Message("a note"),))
    report = render(outcome, Style())
    assert report.index("git refuses") < report.index("<h2>")
    assert 'class="notice error"' in report
    assert "a note" in report
    assert "Nothing was found." in report


def test_a_history_has_dates_and_what_head_still_has() -> None:
    outcome = of_history("2024-11-30T10:00:00+01:00", "2025-02-01T00:00:00Z", "2025-02-03T00:00:00Z", "", head=True)
    report = render(outcome, Style())
    assert [(row["date"], row["head"], row["account"]) for row in rows(report)] == [
        ("2024-11-30", "yes", "fakestore"), ("2025-02-01", "yes", "fakestore"), ("2025-02-03", "yes", "fakestore"), ("unknown", "yes", "fakestore"),
    ]  # fmt: skip
    assert [(bar.label, bar.total) for bar in by_date(outcome, Style()).bars] == [
        ("2024-11", 1),
        ("2024-12", 0),
        ("2025-01", 0),
        ("2025-02", 2),
    ]
    assert 'data-filter="2025-02"' in report
    assert "<dt>HEAD</dt>" in report


def test_a_long_history_is_shown_in_years() -> None:
    chart = by_date(of_history("2019-01-01", "2021-01-01"), Style())
    assert [(bar.label, bar.total) for bar in chart.bars] == [("2019", 1), ("2020", 0), ("2021", 1)]


def test_a_history_without_tokens_is_a_page_too() -> None:
    report = render(of_history(), Style())
    assert "no appToken in 12 commits, 34 blobs" in report
    assert "<svg" not in report


def test_bars_that_are_too_many_are_one() -> None:
    bars = tuple(Bar(f"b{number}", (BarPart("error", 1),), f"b{number}") for number in range(MOST_BARS + 5))
    groups = drawn(Chart("x", bars), "others").groups
    assert len(groups) == MOST_BARS
    assert (groups[-1].title, groups[-1].filter) == ("others: 6", "")
    assert len(drawn(Chart("x", bars[:MOST_BARS]), "others").groups) == MOST_BARS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b <c>` d", "<p>a <code>b &lt;c&gt;</code> d</p>"),
        ("[x](https://a.example/y)", '<p><a href="https://a.example/y" rel="noreferrer noopener">x</a></p>'),
        ("[x](javascript:alert) [y](../rules/y.md)", "<p>x y</p>"),
        ("**bold** and *Renew token*, 2 * 3 * 4", "<p><strong>bold</strong> and <em>Renew token</em>, 2 * 3 * 4</p>"),
        ("a\nb\n- c\n  d\n- e", "<p>a b</p>\n<ul><li>c d</li><li>e</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("| a | b |\n|---|---|\n| c | `d` |", "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td><code>d</code></td></tr></table>"),
        ("#### Head\ntext", "<h3>Head</h3>\n<p>text</p>"),
        ("```dotenv .env\nA=<1>\n\nB=2\n```", "<figure><figcaption>.env</figcaption><pre><code>A=&lt;1&gt;\n\nB=2</code></pre></figure>"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_s_page_is_well_formed(language: str) -> None:
    (finding,) = check("a.env", SWAPPED).findings
    outcome = LintResult(tuple(finding._replace(rule=name) for name in ORDER if rule(name)), check("a.env", "").summary)
    report = render(outcome, Style(language=language))
    assert {attributes["id"] for tag, attributes in tags(report) if tag == "details"} == {f"rule-{name}" for name in ORDER}
    body = report.partition('<section class="pages">')[2].partition("</section>")[0]
    shown = re.sub(r"<(pre|code)\b.*?</\1>", "", body, flags=re.DOTALL)
    assert not re.search(r"```|\*\*|\]\(|<p>[-#|]", shown)


@pytest.fixture
def without_jinja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vtexlint.cli.extras.find_spec", lambda name: None)
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["pyyaml>=6", 'jinja2>=3.1; extra == "html"'])
    return tmp_path


@pytest.mark.parametrize("words", [["check", "--format", "html"], ["check", "--output", "html=x.html"], ["history", "--format=html"]])
def test_without_jinja2_the_command_says_what_to_install(without_jinja: Path, words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    Path(".env").write_text(SWAPPED)
    assert run(words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "the report format `html` needs jinja2, which is not installed; to install it: " in err
    assert f'{sys.executable} -P -m pip install "jinja2>=3.1"' in err
    assert not Path("x.html").exists()
    assert run(["check", "--format", "markdown"]) == 1


def test_it_replaces_its_own_kind_and_nothing_else() -> None:
    assert is_report(render(check("a.env", SWAPPED), Style(language="es")).encode(), "html")
    for other in ('<!doctype html>\n<html lang="en">\n<head>\n<title>Our shop</title>', "<html>", f"VTEX_APP_TOKEN={TOKEN}\n"):
        assert not is_report(other.encode(), "html")
