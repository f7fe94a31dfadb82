"""The page as one file, which browsers open from a disk: from there they load neither modules nor workers nor parts."""

import base64
import hashlib
import re

_SCRIPTS = ("facts.js", "texts.js", "words.js", "files.js", "show.js", "engine.js", "page.js")
"""In the order in which they need each other."""

_POLICY = (
    "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {style}; worker-src blob:; form-action 'none'; base-uri 'none'"
)


def single(files: dict[str, str], parts: dict[str, bytes]) -> str:
    """The HTML with everything in it. `files`: the page's own by their names. Its policy allows no connection from the beginning."""
    script = "\n".join(_without_modules(files[name]) for name in _SCRIPTS)
    style = files["page.css"]
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    inside = "".join(
        f'<script type="text/plain" id="part-{name}">{base64.b64encode(data).decode()}</script>\n' for name, data in parts.items()
    )
    html = files["index.html"]
    html = re.sub(r'(Content-Security-Policy" content=")[^"]*', lambda match: match[1] + policy, html)
    html = html.replace('<link rel="icon" href="icon.svg">\n', "")
    html = html.replace('<link rel="stylesheet" href="page.css">', f"<style>{style}</style>")
    html = html.replace('<script type="module" src="page.js"></script>', f'<script type="module">{script}</script>')
    html = html.replace('<p><a href="licenses.txt">MPL 2.0, MIT, PSF</a></p>', f"<pre>{files['licenses.txt']}</pre>")
    html = html.replace('<p><a id="single" href="vtexlint.html" download data-text="single"></a></p>', "")
    return html.replace("</body>", f"{inside}</body>")


def _without_modules(script: str) -> str:
    """A script that shares its names with the others. Raises ValueError for an end of the script element in it."""
    if "</script" in script:
        raise ValueError("the end of a script element in a script")
    return re.sub(r"^export (?=const|let|class|function|async)", "", re.sub(r"^import .*\n", "", script, flags=re.M), flags=re.M)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
