"""Misspelled names: reported once, at the odd name, and the two count as a pair."""

import random

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.run import check, rules
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.misspelled import _kind, _Known, _matched, is_misspelling, partner_name
from vtexlint.credentials.names import NameClass, classify
from vtexlint.text.distance import distance
from vtexlint.text.source import Span


@pytest.mark.parametrize(
    ("known", "odd", "meant"),
    [
        ("VTEX_APP_KEY", "VTEX_APP_TOKKEN", "VTEX_APP_TOKEN"),
        ("VTEX_APP_KEY", "VETX_APP_TOKEN", "VTEX_APP_TOKEN"),
        ("VTEX_APP_KEY", "VTXE_APP_TOKNE", "VTEX_APP_TOKEN"),
        ("VTEX_APP_KEY_BR", "VTEX_APPP_TOKEN_BR", "VTEX_APP_TOKEN_BR"),
        ("VTEX_APP_TOKEN", "VTEX_APP_KYE", "VTEX_APP_KEY"),
        ("VTEX_APP_TOKEN", "VTEX_APP_KEYY", "VTEX_APP_KEY"),
        ("FS_DISCOVERY_APP_TOKEN", "FS_DISCOVER_APP_KEY", "FS_DISCOVERY_APP_KEY"),
        ("vtexAppKey", "vtexAppTokenn", "vtexAppToken"),
        ("VTEXAPPKEY", "VTEXAPPTOKKEN", "VTEXAPPTOKEN"),
        ("X-VTEX-API-AppKey", "X-VTEX-API-AppTokn", "X-VTEX-API-AppToken"),
    ],
)
@pytest.mark.parametrize("path", [".env", "a.yaml"])
def test_one_finding_at_the_odd_name(known: str, odd: str, meant: str, path: str) -> None:
    values = (KEY, TOKEN) if "KEY" in known.upper() else (TOKEN, KEY)
    sign = "=" if path == ".env" else ": "
    outcome = check(path, f"{known}{sign}{values[0]}\n{odd}{sign}{values[1]}\n")
    found = [one for one in outcome.findings if one.rule in ("misspelled-name", "missing-key", "missing-token", "name-casing")]
    assert [(one.rule, one.name) for one in found] == [("misspelled-name", odd)]
    assert f"`{meant}`" in found[0].message
    assert outcome.summary.pairs == 1


@pytest.mark.parametrize(
    "text",
    [
        f"VTEX_APP_KEY_AR={KEY}\nVTEX_APP_TOKEN_CL={TOKEN}\n",
        f"VTEX_APP_KEY_AR={KEY}\nVTEX_APP_TOKKEN_CL={TOKEN}\n",
        f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nVTEX_APP_TOKKEN={token(1)}\n",
        f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=${{T}}\nVTEX_APP_TOKKEN={token(1)}\n",
        f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKKEN=changeme\n",
        f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKKEN={key('other')}\n",
        f"VTEX_APP_TOKEN={TOKEN}\nVTEX_APP_NEW={KEY}\n",
        f"VTEX_CHAVE={KEY}\nVTEX_TOKEN={TOKEN}\n",
        f"VTEX_APP_KEY_PROD={KEY}\nVTEX_APP_TOKEN_HML={TOKEN}\n",
        f"VTEX_APP_KEY_PROD={KEY}\nVTEX_APP_TOKEN_PROD={TOKEN}\nVTEX_APP_KEY_PRD={key('b')}\nVTEX_APP_TOKEN_PRD={token(2)}\n",
    ],
)
def test_other_names(text: str) -> None:
    assert "misspelled-name" not in [finding.rule for finding in check(".env", text).findings]


@pytest.mark.parametrize(("one", "other"), [("PROD", "PRD"), ("DEV", "DESARROLLO"), ("HML", "HOMOLOG"), ("STAGING", "STG")])
def test_two_words_for_one_environment_have_no_fix(one: str, other: str) -> None:
    (finding,) = check(".env", f"VTEX_APP_KEY_{one}={KEY}\nVTEX_APP_TOKEN_{other}={TOKEN}\n").findings
    assert (finding.rule, finding.fix) == ("misspelled-name", None)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("token", "token", 0), ("tokken", "token", 1), ("tokne", "token", 1), ("tkn", "token", 2), ("a", "token", 3), ("chave", "token", 3)],
)
def test_distance(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == apart


SPELLED = ("VTEX_APP_KEY", "VTEX_APP_KEY_BR", "vtexAppKey", "NEXT_PUBLIC_VTEX_APP_KEY", "VTEX_BR_APP_KEY", "VTEX_TOKEN")
ODD = ("VTEX_APP_TOKKEN", "VTEXAPP_TOKEN", "VTEX_AP_TOKEN_BR", "vtexAppTokn", "VTEX_BR_APPP_TOKEN", "NEXT_PUBLIC_VTEX_APP_TOKNE", "VTEX_APP_TOKEN_BRR",
       "VTEX_KEYY", "VTEX_SENHA")  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_each_takes_the_nearest_that_is_left(seed: int) -> None:
    chance = random.Random(seed)
    places = chance.sample(range(200), 24)
    known = [_Known(field(name := chance.choice(SPELLED), at, TOKEN), name_class(name)) for at in sorted(places[:12])]
    others = [field(chance.choice(ODD), at, chance.choice((TOKEN, TOKEN, KEY))) for at in sorted(places[12:])]
    left, expected = list(others), []
    for half in known:
        kind = "token" if half.name.kind == "key" else "key"
        meant = partner_name(half.field.name)
        near = [one for one in left if _kind(one.value) == kind and is_misspelling(one.name, meant)]
        if near:
            nearest = min(near, key=lambda one: abs(one.span.start - half.field.span.start))
            left.remove(nearest)
            expected.append((nearest.span.start, meant))
    found = [(one.field.span.start, one.meant) for one in _matched(known, others)]
    assert found == expected


def field(name: str, at: int, value: str) -> CandidateField:
    return CandidateField(name, Span(at, at), value, Span(at, at), 0, None, "mapping")


def name_class(name: str) -> NameClass:
    found = classify(name)
    assert found is not None
    return found


def test_partner_names() -> None:
    assert [partner_name(name) for name in ("VTEX_APP_KEY", "vtexAppToken", "appkey", "x")] == [
        "VTEX_APP_TOKEN",
        "vtexAppKey",
        "apptoken",
        "",
    ]


def test_words_that_are_known_are_no_misspelling() -> None:
    assert not is_misspelling("VTEX_API_TOKEN", "VTEX_APP_TOKEN")
    assert not is_misspelling("NEXT_PUBLIC_VTEX_APP_TOKKEN", "VTEX_APP_TOKEN")


ENVIRONMENTS = (
    "prd prod production producao produccion",
    "hml hom homolog homologacao homologacion",
    "stg stage staging",
    "dev develop development desenvolvimento desarrollo",
)


@pytest.mark.parametrize("row", ENVIRONMENTS)
def test_two_words_for_one_environment(row: str) -> None:
    first, *others = row.split()
    for word in others:
        text = f"VTEX_APP_KEY_{first.upper()}={KEY}\nVTEX_APP_TOKEN_{word.upper()}={TOKEN}\n"
        assert rules(".env", text) == ["misspelled-name"], word
    other = next(one for one in ENVIRONMENTS if one != row).split()[0]
    assert "misspelled-name" not in rules(".env", f"VTEX_APP_KEY_{first.upper()}={KEY}\nVTEX_APP_TOKEN_{other.upper()}={TOKEN}\n")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("VTX_APP_TOKEN", "VTEX_APP_KEY"), ("VTEX_AP_TOKEN", "VTEX_APP_KEY"), ("VTEX_APLICATION_TOKEN", "VTEX_APPLICATION_KEY"),
        ("VTEX_AIP_TOKEN", "VTEX_API_KEY"), ("VTEX_APP_TOKN", "VTEX_APP_KEY"), ("FS_DISCOVRY_APP_TOKEN", "FS_DISCOVERY_APP_KEY"),
        ("F_DISCOVERY_APP_TOKEN", "FS_DISCOVERY_APP_KEY"),
    ],
)  # fmt: skip
def test_words_in_which_a_letter_may_be_wrong(wrong: str, right: str) -> None:
    assert [rule for rule in rules(".env", f"{right}={KEY}\n{wrong}={TOKEN}\n") if rule == "misspelled-name"] == ["misspelled-name"]
    assert "misspelled-name" not in rules(".env", f"{right}_SHOP={KEY}\n{right.replace('KEY', 'TOKEN')}_SHIP={token(2)}\n")
