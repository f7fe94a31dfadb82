"""What to write in a file in place of a token: a reference, in the syntax of the file's reader."""

import re

from vtexlint.linter.places.model import BASE64_TEXT, Place

_USUAL = "VTEX_APP_TOKEN"
_VARIABLE = r"[A-Z][A-Z0-9_]*"
_CODE = {
    "js": "process.env.{name}", "jsx": "process.env.{name}", "mjs": "process.env.{name}", "cjs": "process.env.{name}",
    "ts": "process.env.{name}", "tsx": "process.env.{name}", "py": 'os.environ["{name}"]', "rb": 'ENV["{name}"]',
    "php": "getenv('{name}')", "go": 'os.Getenv("{name}")', "java": 'System.getenv("{name}")', "kt": 'System.getenv("{name}")',
    "cs": 'Environment.GetEnvironmentVariable("{name}")', "rs": 'env!("{name}")', "tf": "var.{lower}",
    "ps1": "$env:{name}", "http": "{{{{{name}}}}}", "rest": "{{{{{name}}}}}",
}  # fmt: skip


def reference_for(place: Place) -> str:
    """Such as `${VTEX_APP_TOKEN}`; "" where the file's reader knows no references: base64, .tfvars, a text that nothing reads."""
    if place.form in ("base64", BASE64_TEXT) or place.path.lower().endswith(".tfvars"):
        return ""
    if place.form == "text" and place.path.endswith((".md", ".txt", ".log")):
        return ""
    name = place.name if re.fullmatch(_VARIABLE, place.name) else _USUAL
    path = place.path.lower()
    ending = path.rpartition(".")[2]
    if "/.github/workflows/" in f"/{path}":
        return f"${{{{ secrets.{name} }}}}"
    if "azure-pipelines" in path:
        return f"$({name})"
    if "postman" in path or "insomnia" in path:
        return f"{{{{{name}}}}}"
    return _CODE.get(ending, "${{{name}}}").format(name=name, lower=name.lower())
