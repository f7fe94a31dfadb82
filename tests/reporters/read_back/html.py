"""Read a report of the format `html`, as a browser without JavaScript shows it."""

from html.parser import HTMLParser

from tests.reporters.read_back.told import Told


class _Reader(HTMLParser):
    """The texts of the cells of each row, by the names of their columns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self._column = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr" and given.get("class") == "head":
            self.rows.append({})
        if tag == "td":
            self._column = given.get("data-column") or ""
        if tag == "code":
            self.handle_data("`")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._column = ""
        if tag == "code":
            self.handle_data("`")

    def handle_data(self, data: str) -> None:
        if self._column:
            self.rows[-1][self._column] = self.rows[-1].get(self._column, "") + data


def rows(report: str) -> list[dict[str, str]]:
    reader = _Reader()
    reader.feed(report)
    reader.close()
    return reader.rows


def read(report: str) -> list[Told]:
    found = []
    for row in rows(report):
        path, line, column = row["place"].rsplit(":", 2)
        found.append(Told(row["rule"], row["severity"], path, int(line), int(column), row["message"]))
    return found
