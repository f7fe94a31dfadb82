"""What to write in a file in place of a credential: a reference, in the syntax of the program that reads the file.

Only what a reader is known to replace: `${NAME}` in any JSON or YAML file would be sent to VTEX as it is, unless the user's own program
replaces it. Where no reader is known, the advice is in words.
"""

import re

from vtexlint.credentials.names import CredentialKind
from vtexlint.linter.places.model import BASE64_TEXT, Place

_SHELL = "${{{name}}}"
_NODE = "process.env.{name}"
# what the path of a file ends with, in lower case; the first that matches counts
_BY_PATH = tuple(
    (re.compile(rf"(?:^|/)(?:{pattern})\Z"), form)
    for pattern, form in (
        (r"\.github/workflows/[^/]+\.ya?ml", "${{{{ secrets.{name} }}}}"),
        (r"(?:[^/]*\.)?azure-pipelines[^/]*\.ya?ml", "$({name})"),
        (r"(?:docker-)?compose[^/]*\.ya?ml", _SHELL),
        (r"(?:[^/]*\.)?gitlab-ci\.ya?ml|bitbucket-pipelines\.ya?ml", _SHELL),
        (r"(?:application|bootstrap)(?:-[^/]*)?\.(?:ya?ml|properties)", _SHELL),  # Spring
        (r"serverless[^/]*\.(?:ya?ml|json)", "${{env:{name}}}"),
        (r"\.vscode/(?:launch|tasks)\.json", "${{env:{name}}}"),
        (r"(?:\.devcontainer/)?\.?devcontainer\.json", "${{localEnv:{name}}}"),
        (r"\.npmrc", _SHELL),
        (r"makefile|[^/]*\.mk", "$({name})"),
        (r"[^/]*postman[^/]*", "{{{{{name}}}}}"),
        (r"[^/]*insomnia[^/]*", "{{{{ _.{name} }}}}"),
    )
)
_BY_ENDING = {
    "js": _NODE, "jsx": _NODE, "mjs": _NODE, "cjs": _NODE, "ts": _NODE, "tsx": _NODE, "mts": _NODE, "cts": _NODE,
    "py": 'os.environ["{name}"]', "rb": 'ENV["{name}"]', "php": "getenv('{name}')", "go": 'os.Getenv("{name}")',
    "java": 'System.getenv("{name}")', "kt": 'System.getenv("{name}")', "rs": 'std::env::var("{name}")',
    "cs": 'Environment.GetEnvironmentVariable("{name}")', "tf": "var.{lower}",
    "sh": _SHELL, "bash": _SHELL, "zsh": _SHELL, "fish": "${name}", "ps1": "$env:{name}", "bat": "%{name}%", "cmd": "%{name}%",
    # a variable of the environment that is chosen in the client, which all clients of these files know
    "http": "{{{{{name}}}}}", "rest": "{{{{{name}}}}}",
}  # fmt: skip
_IN_EDITOR = {"http": "{{{{$processEnv {name}}}}}", "rest": "{{{{$processEnv {name}}}}}"}
"""What an editor writes instead. It edits the file for the client in it, which reads the process's environment by this name: there the
reference works at once. A report does not know the client, and JetBrains' has no `$processEnv`.
"""


def reference_in(path: str, variable: str, *, in_editor: bool = False) -> str:
    """A reference to a variable or secret, as the program that reads a file of this path replaces it; "" where none is known to."""
    path = path.replace("\\", "/").lower()
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    form = next((form for pattern, form in _BY_PATH if pattern.search(path)), "") or (_BY_ENDING.get(ending, "") if stem else "")
    if in_editor and form:
        form = _IN_EDITOR.get(ending, form)
    return form.format(name=variable, lower=variable.lower())


def reference_for(place: Place) -> str:
    """What replaces the value of a place; "" also for base64."""
    if place.form in ("base64", BASE64_TEXT):
        return ""
    return reference_in(place.path, variable_for(place.name, place.half))


def variable_for(name: str, kind: CredentialKind) -> str:
    """The name of an environment variable for a credential: `VTEX_APP_TOKEN` of `vtex.appToken`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    found = re.sub(r"\W+|_+", "_", spaced).strip("_").upper()
    if found not in ("KEY", "TOKEN") and re.fullmatch(r"[A-Z][A-Z0-9_]{2,50}", found) and found.isascii():
        return found if "VTEX" in found else f"VTEX_{found}"
    return f"VTEX_APP_{kind.upper()}"
