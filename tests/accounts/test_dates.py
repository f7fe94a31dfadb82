"""Dates as people and programs write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtexlint.accounts.dates import DateError, Order, order_of, read_date

DAY = date(2025, 3, 31)


@pytest.mark.parametrize(
    "value",
    [
        "2025-03-31",
        "2025-03-31T23:59:59",
        "2025-03-31T03:04:05.1234567Z",
        "2025-03-31 03:04:05 +00:00",
        " 2025/3/31 ",
        "2025.03.31",
        "31/03/2025",
        "31/03/2025 14:05",
        "31-3-2025",
        "31.03.2025",
        "03/31/2025",
        "3/31/2025, 2:05:00 PM",
        datetime(2025, 3, 31, 12),
        DAY,
        45747,
        45747.75,
        "45747",
        "45747,75",
    ],
)
def test_one_day_in_many_forms(value: object) -> None:
    assert read_date(value) == DAY


@pytest.mark.parametrize("value", [None, "", " ", "-", "—", "null", "N/A", "0001-01-01T00:00:00", "01/01/0001", datetime(1900, 1, 1)])
def test_no_day(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("soon", "not a date"),
        ("2025-02-30", "does not exist in the calendar"),
        ("31/31/2025", "does not exist in the calendar"),
        ("03/04/2025", "cannot be distinguished"),
        (True, "true or false"),
        (12, "not a spreadsheet date"),
        (1e300, "not a spreadsheet date"),
        (float("nan"), "not a spreadsheet date"),
        ("99999", "not a spreadsheet date"),
        ("31/03/25", "not a date"),
    ],
)
def test_what_is_none_is_told(value: object, message: str) -> None:
    with pytest.raises(DateError, match=message):
        read_date(value)


def test_a_column_tells_its_order() -> None:
    assert order_of(["03/04/2025", None, "31/12/2024"]) == "day-first"
    assert order_of(["03/04/2025", 45000, "12/31/2024"]) == "month-first"
    assert order_of(["03/04/2025", "2025-31-12"]) is None
    assert order_of(["31/12/2024", "12/31/2024"]) is None
    assert read_date("03/04/2025", "day-first") == date(2025, 4, 3)
    assert read_date("03/04/2025", "month-first") == date(2025, 3, 4)
    assert read_date("05/05/2025") == date(2025, 5, 5)


DAYS = st.dates(date(1991, 1, 1), date(2100, 1, 1))


@given(DAYS, st.sampled_from(["day-first", "month-first"]))
def test_every_form_reads_back(day: date, order: Order) -> None:
    split = f"{day.day}/{day.month}/{day.year}" if order == "day-first" else f"{day.month:02}-{day.day:02}-{day.year}"
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    assert {read_date(value, order) for value in (day.isoformat(), split, serial, str(int(serial)))} == {day}


@given(st.none() | st.text() | st.floats() | st.integers() | st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,4}[-/.][0-9]{1,4}.?", fullmatch=True))
def test_anything_is_read_or_told(value: object) -> None:
    try:
        read_date(value)
    except DateError as error:
        assert str(error)  # noqa: PT017


def test_no_value_is_quoted() -> None:
    with pytest.raises(DateError) as caught:
        read_date("vtexlint")
    assert "vtexlint" not in str(caught.value)
