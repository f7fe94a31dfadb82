"""What a report says of a finding, read back from it."""

from vtexlint._startup.typed import NamedTuple


class Told(NamedTuple):
    """What every format tells of a finding; a column is 0 where the format has none."""

    rule: str
    severity: str
    path: str
    line: int
    column: int
    message: str


def without_remedy(text: str) -> str:
    return text.partition(" Remedy: ")[0]
