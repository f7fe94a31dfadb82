"""The Admin's export: columns in any order and language, every form of date, tabs and files that are empty or cut off."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fake
from vtexlint.accounts import load, spreadsheet
from vtexlint.accounts.model import SnapshotError, SnapshotFile
from vtexlint.accounts.roles import split_roles

KEY, OTHER, FOREIGN = fake.key(), fake.key(suffix="BBBBBB"), fake.key("otherstore", "CCCCCC")
GENERATED = "id keyName roles label creationDate creationDateToken creationDateNewToken status".split()
EXTERNAL = "id keyName roles account addedDate status".split()
ROW = ["01", KEY, "Catalog; Orders", "erp", "2025-01-02T03:04:05", "2025-02-03", None, "active"]
FOREIGN_ROW = ["09", FOREIGN, "Catalog", "otherstore", "2025-01-02", "inactive"]


def book(**sheets: Sequence[Sequence[Any]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")  # here: a fast file imports no large package

    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def xlsx(**sheets: Sequence[Sequence[Any]]) -> SnapshotFile:
    return spreadsheet.read_spreadsheet("export.xlsx", book(**sheets))


def csv(text: str, encoding: str = "utf-8") -> SnapshotFile:
    return load.read("export.csv", text.encode(encoding))


def test_both_tabs() -> None:
    part = xlsx(
        Generated=[GENERATED, ROW, ["02", OTHER, None, "", datetime(2024, 1, 2), 45000, "2025-11-30", "Inactive"]],
        External=[EXTERNAL, FOREIGN_ROW],
    )
    assert (part.account, part.is_complete, part.problems, part.leaks) == ("fakestore", True, (), ())
    key, other = part.keys[KEY], part.keys[OTHER]
    assert [role.name for role in key.roles or ()] == ["Catalog", "Orders"]
    assert (key.label, key.active, key.created, key.token_created, key.renewal_started) == (
        "erp",
        True,
        date(2025, 1, 2),
        date(2025, 2, 3),
        None,
    )
    assert (other.roles, other.active, other.created) == ((), False, date(2024, 1, 2))
    assert (other.token_created, other.renewal_started) == (date(2023, 3, 15), date(2025, 11, 30))
    assert part.external is not None
    foreign = part.external[FOREIGN]
    assert (foreign.owner, foreign.active, [role.name for role in foreign.roles or ()]) == ("otherstore", False, ["Catalog"])


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (
            ["Status", "Perfil de acesso", "Data de criação do token", "Chave", "Data de criação do novo token"],
            ["Ativo", "Catalog", "31/12/2024", KEY, None],
        ),
        (["Clave/Nombre", "Roles", "Estado", "Fecha de creación del token"], [f"{KEY} erp", "Catalog", "Activa", "31/12/2024"]),
        (["API KEY", "status", "role", "token creation date"], [KEY, "ACTIVE", "Catalog", "12/31/2024"]),
        (["creationDateToken", "ROLES", "isActive", "keyName"], ["2024-12-31", "Catalog", True, KEY]),
    ],
)
def test_columns_in_any_order_and_language(heading: list[str], row: list[Any]) -> None:
    for part in (xlsx(Planilha=[heading, row]), csv(",".join(heading) + "\n" + ",".join(str(cell or "") for cell in row) + "\n")):
        key = part.keys[KEY]
        assert (key.active, key.token_created, [role.name for role in key.roles or ()]) == (True, date(2024, 12, 31), ["Catalog"])
        assert part.problems == ()


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "latin-1"), ("|", "utf-16")]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_csv_in_every_dress(delimiter: str, encoding: str, newline: str) -> None:
    heading = delimiter.join(["Chave", "Perfis", "Situação", "Rótulo"])
    rows = [heading, delimiter.join([KEY, f'"Catálogo{delimiter} x"', "inativa", "última"]), ""]
    part = csv(newline.join(rows), encoding)
    assert (part.keys[KEY].active, part.keys[KEY].label, part.is_complete, part.problems) == (False, "última", True, ())


def test_excel_s_separator_hint_and_a_title_above_the_heading() -> None:
    assert csv(f"sep=;\nkeyName;status\n{KEY};active\n").keys[KEY].active is True
    part = csv(f"API keys of my store\n\nkeyName,status\n{KEY},blocked\n")
    assert (part.keys[KEY].active, part.keys[KEY].blocked) == (None, True)


def test_a_tab_of_external_keys_alone() -> None:
    part = csv("keyName,roles,account,addedDate,status\n" + f"{FOREIGN},Catalog,otherstore,2025-01-02,active\n")
    assert part.external is not None
    assert (part.account, len(part.keys), list(part.external), part.is_complete) == (None, 0, [FOREIGN], False)
    named = xlsx(Geradas=[["keyName", "account"], [KEY, "fakestore"]], Externas=[["keyName", "status"], [FOREIGN, "active"]])
    assert (named.account, list(named.keys), list(named.external or ())) == ("fakestore", [KEY], [FOREIGN])


def test_an_empty_tab_is_told_and_empties_nothing() -> None:
    part = xlsx(Generated=[GENERATED, ROW], External=[])
    assert (part.is_complete, part.external) == (True, None)
    assert [problem.message for problem in part.problems] == ["sheet External is empty"]
    heading_alone = xlsx(Generated=[GENERATED, ROW], External=[EXTERNAL])
    assert heading_alone.external is not None
    assert (len(heading_alone.external), heading_alone.problems) == (0, ())
    with pytest.raises(SnapshotError, match="sheet Generated is empty"):
        xlsx(Generated=[], External=[])


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        (["01", "no key"], ", sheet Generated, row 2, column B", "`keyName`: expected an appKey in the format"),
        (["01", KEY, "", "", "soon"], ", sheet Generated, row 2, column E", "`creationDate`: not a date"),
        (
            ["01", KEY, "", "", "", "03/04/2025"],
            ", sheet Generated, row 2, column F",
            "`creationDateToken`: day and month cannot be distinguished",
        ),
        (["01", KEY, "", "", "", "", "", "asleep"], ", sheet Generated, row 2, column H", "`status`: expected active or inactive"),
    ],
)
def test_cells_that_are_not_understood_are_told_with_their_place(row: list[Any], place: str, message: str) -> None:
    part = xlsx(Generated=[GENERATED, row, ["02", OTHER]])
    assert [problem.place for problem in part.problems] == [place]
    assert message in part.problems[0].message
    assert part.is_complete == (KEY in row)


def test_columns_that_are_not_known_are_told() -> None:
    part = csv(f"keyName,Mood,status\n{KEY},fine,active\n")
    assert [(problem.place, problem.message) for problem in part.problems] == [(":1", "the column 'Mood' is unknown and is not read")]
    assert part.is_complete


def test_a_csv_that_is_cut_off_is_partial() -> None:
    whole = f"keyName,roles,status\n{KEY},Catalog,active\n{OTHER},Orders,active\n"
    for cut in range(whole.index(OTHER) + 1, len(whole) - len("Orders,active\n")):
        part = csv(whole[:cut])
        assert part.problems, cut
        assert not part.is_complete
        assert part.problems[0].place == ":3"
    quoted = csv(f'keyName,roles,status\n{KEY},Catalog,active\n{OTHER},"Orders')
    assert (list(quoted.keys), quoted.is_complete, quoted.problems[0].place) == ([KEY], False, ":3")


def test_a_truncated_spreadsheet_is_told_at_every_length() -> None:
    data = book(Generated=[GENERATED, ROW])
    for length in range(4, len(data), 97):
        with pytest.raises(SnapshotError, match="damaged or cut off"):
            spreadsheet.read_spreadsheet("x.xlsx", data[:length])


SAMPLE = book(Generated=[GENERATED, ROW])  # once: a workbook holds the time of its making


@given(st.data())
def test_a_damaged_spreadsheet_is_read_or_told(data: st.DataObject) -> None:
    whole = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        spreadsheet.read_spreadsheet("x.xlsx", bytes(whole))
    except SnapshotError:
        return


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "just words\n", "keyName\n" + KEY, "---\nvtex: x\n", "VTEX_APP_KEY=x\n"])
def test_a_file_of_another_kind(text: str) -> None:
    with pytest.raises(SnapshotError, match="not a list of API keys"):
        csv(text)


@pytest.mark.slow
def test_other_archives_and_bombs() -> None:
    import zipfile

    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(SnapshotError, match="not an XLSX"):
        spreadsheet.read_spreadsheet("x.xlsx", stream.getvalue())
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (spreadsheet.MAX_UNPACKED + 1))
    with pytest.raises(SnapshotError, match="when unpacked"):
        spreadsheet.read_spreadsheet("x.xlsx", stream.getvalue())


def test_a_wrong_size_in_the_file_does_not_cut_the_rows() -> None:
    import zipfile

    data, out = book(Generated=[GENERATED, ROW, ["02", OTHER]]), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<dimension ref="A1:H3"' in content
                content = content.replace(b'<dimension ref="A1:H3"', b'<dimension ref="A1:A1"')
            new.writestr(name, content)
    assert list(spreadsheet.read_spreadsheet("x.xlsx", out.getvalue()).keys) == [KEY, OTHER]


def test_tokens_in_cells_are_leaks_and_stay_out_of_every_value() -> None:
    token = fake.token()
    rows: list[list[Any]] = [[*GENERATED, "appToken"], [*ROW[:3], token, *ROW[4:], token.lower()], ["02", token], ["03", OTHER, token]]
    part = xlsx(Generated=rows)
    assert [leak.where for leak in part.leaks] == [
        f"sheet Generated, {where}" for where in ("row 2, column D", "row 2, column I", "row 3, column B", "row 4, column C")
    ]
    assert [bool(leak.digest) for leak in part.leaks] == [True, False, True, True]
    text = csv(f"keyName,status,appToken\n{KEY},active,{token}\n")
    assert [(leak.where, leak.position) for leak in text.leaks] == [("line 2", (2, len(KEY) + 9))]
    for one in (part, text):
        assert token[:12] not in repr((one, dict(one.keys))).upper()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("-", []),
        ("Nenhum", []),
        ("Catalog", ["Catalog"]),
        ("Catalog, Orders", ["Catalog", "Orders"]),
        ("Catalog;Orders, all", ["Catalog", "Orders, all"]),
        ("Catalog | Orders", ["Catalog", "Orders"]),
        ("Catalog\nOrders\n", ["Catalog", "Orders"]),
        ('["Catalog", "Orders"]', ["Catalog", "Orders"]),
    ],
)
def test_roles_in_one_cell(cell: str, names: list[str]) -> None:
    assert [role.name for role in split_roles(cell)] == names


def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    data = book(Generated=[GENERATED, ROW])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SnapshotError, match="which is not installed"):
        spreadsheet.read_spreadsheet("x.xlsx", data)


CELLS = st.sampled_from([KEY, OTHER, "active", "2025-01-02", "", '"', "x", fake.TOKEN, "keyName", "status", "1/2/2025", "\0", "é"])


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_any_table_is_read_or_told(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [["keyName", "status", "creationDate"], *rows])
    try:
        part = csv(text)
    except SnapshotError as error:
        assert fake.TOKEN[:12] not in error.message  # noqa: PT017
        return
    assert fake.TOKEN[:12] not in repr((part, dict(part.keys)))
