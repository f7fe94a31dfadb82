"""Numbers and days in the form of the reader's language."""

from vtexlint.text.messages import Message, Template

THOUSANDS = Template("number.thousands", "{thousands},{rest}")
DAY = Template("date.day", "{year}-{month}-{day}")
MOMENT = Template("date.moment", "{day} {time} UTC")


def grouped(number: int) -> Message:
    """A whole number from 0 on, with its thousands set apart: `16,777,216`."""
    if number < 1000:
        return Message(str(number))
    return THOUSANDS(thousands=grouped(number // 1000), rest=f"{number % 1000:03}")


def day(date: str) -> Message:
    """`2026-01-15`, or what begins with it, as a date; any other text as it is."""
    year, _, rest = date[:10].partition("-")
    month, _, number = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and number.isdigit() and len(date) >= 10):
        return Message(date)
    return DAY(year=year, month=month, day=number)
