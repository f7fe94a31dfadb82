"""How a report is written: what every format takes besides the result."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.messages import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vtexlint.text.messages import Translate


class Style:
    """How to write: with colour escapes or without, findings or not.

    `locate` turns a finding's path into the one that a CI service looks for: below the repository's root. `language`: one of
    `settings.LANGUAGES`. `guides`: a report for people ends with how to read a rule's page. `environment`: the variables by which a CI
    service identifies a build.
    """

    __slots__ = ("_translate", "colour", "environment", "guides", "language", "locate", "quiet", "statistics")

    def __init__(
        self,
        *,
        colour: bool = False,
        quiet: bool = False,
        statistics: bool = False,
        locate: "Callable[[str], str]" = str,
        language: str = "en",
        guides: bool = False,
        environment: "Mapping[str, str] | None" = None,
    ) -> None:
        self.colour = colour
        self.environment: Mapping[str, str] = {} if environment is None else environment
        self.quiet = quiet
        self.statistics = statistics
        self.locate = locate
        self.speak(language)
        self.guides = guides

    def speak(self, language: str) -> None:
        """Write in this language from now on."""
        self.language = language
        self._translate: Translate | None = None if language == "en" else load("vtexlint.languages.catalogue").translation(language)

    def localize(self, message: str) -> str:
        """A message in the report's language; any other text as it is."""
        return message if self._translate is None else render(message, self._translate)
