"""What the mutants of `python -m tools.mutation` change, and which of them a seed draws."""

import ast

import pytest

from tests.paths import ROOT
from tools.mutation.__main__ import modules, recorded
from tools.mutation.equivalents import LIST, entry, equivalents, gone
from tools.mutation.sites import Site, mutated, sample, sites_of

SITES = [site for module in modules() for site in sites_of(module, (ROOT / module).read_text())]


def changed(text: str) -> list[str]:
    """Each changed text of a module, as far as it differs."""
    return [mutated(site, text) for site in sites_of("m.py", text)]


@pytest.mark.parametrize(
    ("text", "mutants"),
    [
        ("def f(a):\n    return a < 2\n", ["return (a <= 2)", "return a < 3", "return a < 1", "return None"]),
        ("def f(a):\n    g(a)\n", ["pass"]),
        ("def f(a):\n    return not a\n", ["return (a)", "return None"]),
        ("def f(a, b):\n    return a and b\n", ["return (a or b)", "return (b)", "return (a)", "return None"]),
        ("def f(a):\n    yield a\n", ["yield from ()"]),
        ("def f(a):\n    return g(a, é=1)\n", ["return (g(a))", "return g(a, é=2)", "return g(a, é=0)", "return None"]),
        ("def f(a):\n    return a.strip()\n", ["return (a)", "return None"]),
        ("def f(a):\n    return f'{a > 1}'\n", ['return ""', "return None"]),
        ("def f(a):\n    if a:\n        return\n", ["if (not (a)):"]),
    ],
)
def test_changes(text: str, mutants: list[str]) -> None:
    lines = [[line.strip() for line in new.splitlines() if line not in text.splitlines()] for new in changed(text)]
    assert sorted(line for [line] in lines) == sorted(mutants)


@pytest.mark.parametrize(
    "text",
    [
        '"""A page."""\n',
        "def f(a: Literal['x']) -> dict[str, Literal[1]]: ...\n",
        "from a import b\n",
        "def f(a):\n    assert a > 1\n",
        "Kind = Literal['a', 'b']\n",
        "PAGE = __doc__ or ''\n",
    ],
)
def test_what_is_not_run_is_not_changed(text: str) -> None:
    assert changed(text) == []


def test_a_table_is_changed_where_it_is_one() -> None:
    assert changed("T = (a, b)\n") == ["T = ((b,))\n", "T = ((a,))\n"]
    assert changed("def f():\n    t = (a, b)\n") == []


def test_a_mutant_is_a_program() -> None:
    texts = {module: (ROOT / module).read_text() for module in modules()}
    for site in sample(SITES, 1, 500):
        text = mutated(site, texts[site.module])
        assert text != texts[site.module]
        ast.parse(text)


def test_a_site_is_named_by_its_code_and_not_by_its_place() -> None:
    text = "def f(a):\n    return a + 1\n"
    later = f"\n\n{text}"
    assert [site.key for site in sites_of("m.py", text)] == [site.key for site in sites_of("m.py", later)]
    assert len({site.key for site in SITES}) == len(SITES)


def test_the_sample_has_some_of_every_module() -> None:
    drawn = sample(SITES, 1, 450)
    assert len(drawn) == 450
    assert {site.module for site in drawn} == {site.module for site in SITES}
    assert drawn == sample(SITES, 1, 450)
    assert drawn != sample(SITES, 2, 450)


def test_an_earlier_sample_is_kept_where_its_code_is_still_there() -> None:
    drawn = sample(SITES, 1, 450)
    there = [site for place, site in enumerate(SITES) if place % 10]
    again = sample(there, 1, 450, before={site.key for site in drawn})
    assert {site.key for site in drawn if site in there} <= {site.key for site in again}
    assert len(again) == 450


def test_a_change_of_a_module_leaves_the_rest_of_the_sample() -> None:
    module = "vtexlint/rules/key_casing.py"
    drawn = [site for site in sample(SITES, 1, 450) if site.module != module]
    again = sample([site for site in SITES if site.module != module], 1, 450)
    assert len(set(again) & set(drawn)) > 0.95 * len(drawn)


def test_each_equivalent_is_a_site_of_today() -> None:
    assert gone(equivalents(LIST.read_text()), SITES) == []


def test_an_entry_is_that_of_its_site() -> None:
    site = sites_of("m.py", "def f(a):\n    return '\\t\"\\\\' + a\n")[0]
    text = entry(site)
    with pytest.raises(ValueError, match="no reason"):
        equivalents(text)
    assert equivalents(text.replace('reason = ""', 'reason = "so"')) == {site.key: "so"}
    assert gone([site.key], [site]) == []
    assert gone([site.key], [_elsewhere(site)]) == [site.key]


def _elsewhere(site: Site) -> Site:
    return sites_of("m.py", "def g(a):\n    return '\\t\"\\\\' + a\n")[0]


def test_the_page_has_one_result_of_each_seed() -> None:
    page = recorded("a\n<!-- result -->\n<!-- end of result -->\nb\n", 3, "2026-11-28, seed 3:\n\n| all |\n\n- x\n")
    page = recorded(page, 1, "2026-11-27, seed 1:\n\nnew\n")
    page = recorded(page, 3, "2026-11-29, seed 3:\n\n| some |\n\n- y\n")
    inner = "2026-11-27, seed 1:\n\nnew\n\n2026-11-29, seed 3:\n\n| some |\n\n- y\n"
    assert page == f"a\n<!-- result -->\n{inner}<!-- end of result -->\nb\n"
