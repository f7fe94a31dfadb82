"""Report formats that need a package of an extra: said before the work, not after it."""

from collections.abc import Iterable
from importlib.util import find_spec

from vtexlint._startup.modules import load
from vtexlint.project.errors import MessageError
from vtexlint.reporters.table import required_package
from vtexlint.text.messages import Template

NEEDED = Template("extras.needed", "the report format `{format}` needs {package}, which is not installed; to install it: {command}")


class MissingPackageError(MessageError):
    """A package is missing that a requested report needs; the message says how to install it."""


def demand(formats: Iterable[str]) -> None:
    """Raises MissingPackageError for the first of these formats that cannot be written here."""
    for name in formats:
        package = required_package(name)
        if package and find_spec(package) is None:
            install = load("vtexlint.project.missing_package").command(package)  # imports a tenth of what a history takes
            raise MissingPackageError(NEEDED(format=name, package=package, command=install))
