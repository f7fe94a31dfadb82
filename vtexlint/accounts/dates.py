"""Dates as exports write them: ISO, day or month first, Excel's serial numbers, datetimes."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from vtexlint._startup.typed import Literal, QuietError
from vtexlint.text.messages import Message, Template

NOT_A_FLAG = Template("date.flag", "expected a date instead of true or false")
NOT_A_DATE = Template("date.form", "not a date; expected 2025-01-31, 31/01/2025, 01/31/2025 or a date of the spreadsheet")
AMBIGUOUS = Template("date.ambiguous", "day and month cannot be distinguished in this column; write dates as 2025-01-31")
NO_SUCH_DAY = Template("date.no-such-day", "this day does not exist in the calendar")
NOT_A_SERIAL = Template("date.serial", "this number is not a spreadsheet date")

Order = Literal["day-first", "month-first"]

_ISO = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?"
_SPLIT = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?"
_SERIAL = r"\d{5}(?:[.,]\d+)?"
_NOTHING = frozenset({"", "-", "--", "—", "–", "null", "none", "nil", "n/a", "na", "undefined"})
_EPOCH = date(1899, 12, 30)  # Excel counts 1900 as a leap year: its day 60 does not exist, and later ones are counted from this day 0
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_EARLIEST = 1990  # .NET writes a missing date as 0001-01-01


class DateError(QuietError, ValueError):
    """Why a text cannot be read as a date; without the value."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def read_date(value: object, order: Order | None = None) -> date | None:
    """The day of a cell or a JSON value; None without one. `order` is the column's. Raises DateError."""
    if value is None or isinstance(value, bool):
        if value is None:
            return None
        raise DateError(NOT_A_FLAG())
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, (int, float)):
        return _from_serial(value)
    text = str(value).strip()
    if text.lower() in _NOTHING:
        return None
    if match := re.fullmatch(_ISO, text):
        return _made(match[1], match[2], match[3])
    if match := re.fullmatch(_SPLIT, text):
        return _from_split(match[1], match[2], match[3], order)
    if re.fullmatch(_SERIAL, text):
        return _from_serial(float(text.replace(",", ".")))
    raise DateError(NOT_A_DATE())


def order_of(values: Iterable[object]) -> Order | None:
    """Which comes first in a column of dates with slashes, shown by a number above 12; None if no number shows it, or both orders occur."""
    found: set[Order] = set()
    for value in values:
        match = re.fullmatch(_SPLIT, value.strip()) if isinstance(value, str) else None
        if match and int(match[1]) > 12:
            found.add("day-first")
        if match and int(match[2]) > 12:
            found.add("month-first")
    return found.pop() if len(found) == 1 else None


def _from_split(first: str, second: str, year: str, order: Order | None) -> date | None:
    if int(first) > 12 or first == second or (order == "day-first" and int(second) <= 12):
        return _made(year, second, first)
    if int(second) > 12 or order == "month-first":
        return _made(year, first, second)
    raise DateError(AMBIGUOUS())


def _made(year: str, month: str, day: str) -> date | None:
    if int(year) <= 1:
        return None
    try:
        return _day(date(int(year), int(month), int(day)))
    except ValueError:
        raise DateError(NO_SUCH_DAY()) from None


def _from_serial(number: float) -> date:
    """The day of a spreadsheet's number; an integer may be of any size. Raises DateError."""
    if int(number) not in _SERIALS if number == number and abs(number) < 1e9 else True:
        raise DateError(NOT_A_SERIAL())
    return _EPOCH + timedelta(days=int(number))


def _day(day: date) -> date | None:
    return day if day.year >= _EARLIEST else None
