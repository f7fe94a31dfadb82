"""The file formats: one table; which of them a file has, by its name and, where the name says nothing, by its content."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.model import Format


class FileFormat(NamedTuple):
    """A row of the table.

    `module` has `parse(source) -> Document` and `source_map(source, entry) -> list[int] | None`. `endings` are file endings without
    the dot, `names` whole file names, `stems` names that any ending may follow, all in lower case. `languages` are the editors' ids
    of the format. `comment` starts a comment, None if the format has none; `commented` are the endings that have comments all
    the same, started by `//`. `default_name` is what a text of this format is called where no file name is given.
    `near_module` has `parse_near(source, mentions) -> Document | None`, for large texts.
    """

    name: Format
    module: str
    default_name: str
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    comment: str | None = "#"
    commented: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    near_module: str = ""


FORMATS: tuple[FileFormat, ...] = (
    FileFormat("dotenv", "vtexlint.parsers.envrc", ".envrc", names=(".envrc",), near_module="vtexlint.parsers.dotenv_near"),
    FileFormat(
        "dotenv", "vtexlint.parsers.dotenv", ".env", names=(".flaskenv",), languages=("dotenv", "env"),
        near_module="vtexlint.parsers.dotenv_near",
    ),
    FileFormat(
        "json", "vtexlint.parsers.json", "config.json",
        ("json", "jsonc", "json5", "jsonl", "ndjson", "code-workspace", "har", "tfstate"), (".env-cmdrc",),
        languages=("json", "jsonc", "json5", "jsonl"), comment=None, commented=("jsonc", "json5", "code-workspace"),
        near_module="vtexlint.parsers.json_near",
    ),
    FileFormat(
        "toml", "vtexlint.parsers.toml", "config.toml", ("toml",), ("pipfile", "poetry.lock", "uv.lock"), ("toml",),
        near_module="vtexlint.parsers.toml_near",
    ),
    FileFormat(
        "yaml", "vtexlint.parsers.yaml.parser", "config.yaml", ("yaml", "yml"),
        languages=("yaml", "yml", "dockercompose", "github-actions-workflow", "helm"), near_module="vtexlint.parsers.yaml.near",
    ),
    FileFormat(
        "properties", "vtexlint.parsers.properties", "config.properties", ("properties",),
        languages=("properties", "java-properties", "jproperties"), near_module="vtexlint.parsers.properties_near",
    ),
    FileFormat(
        "ini", "vtexlint.parsers.ini", "config.ini", ("ini", "cfg"), (".npmrc", ".gitconfig", ".pypirc"), ("ini", "dosini"), ";",
        near_module="vtexlint.parsers.ini_near",
    ),
    FileFormat("tfvars", "vtexlint.parsers.tfvars", "terraform.tfvars", ("tfvars",), languages=("terraform-vars",)),
    FileFormat(
        "dockerfile", "vtexlint.parsers.dockerfile", "Dockerfile", ("dockerfile",), ("dockerfile", "containerfile"), ("dockerfile",),
        stems=("dockerfile", "containerfile"),
    ),
    FileFormat("http", "vtexlint.parsers.http", "requests.http", ("http", "rest"), languages=("http",)),
    FileFormat("text", "vtexlint.parsers.fallback.parser", "config.txt"),
)  # fmt: skip
"""The one list: parsers, name detection, editors, hooks and the documentation are made from it."""

LANGUAGES: dict[str, Format] = {language: row.name for row in FORMATS for language in row.languages}
"""The format of each language id of the editors."""

_BY_NAME = {row.name: row for row in FORMATS}
_ENDINGS: dict[str, Format] = {ending: row.name for row in FORMATS for ending in row.endings}
_NAMES: dict[str, Format] = {name: row.name for row in FORMATS for name in row.names}
_STEMS = tuple(f"{stem}." for row in FORMATS for stem in row.stems)
WRAPPERS = (
    ".tpl", ".j2", ".jinja2", ".jinja", ".tmpl", ".tftpl", ".gotmpl", ".erb", ".ctmpl", ".hbs", ".mustache", ".template", ".example",
    ".sample", ".dist", ".bak", ".backup",
    ".old", ".orig", ".save", ".prod", ".production", ".staging", ".dev", ".local",
)  # fmt: skip
"""Endings of templates, copies and environments: `values.yaml.j2` is YAML. So are `values.yaml~` and `values.yaml copy 2`."""
# what a name such as `.env.ts` or `env.d.ts` really is
CODE = frozenset(
    "py pyi ts tsx js jsx mjs cjs mts cts d.ts go rb php java kt kts scala groovy cs rs swift dart c cc cpp cxx h hpp m mm vb "
    "sh bash zsh fish ps1 bat cmd vue svelte lua pl pm "
    "html css scss md mdx rst txt log xml lock map gpg asc age enc png svg zip gz conf tf hcl sql csv ipynb "
    "so dll dylib exe pyc pyd jar wasm jpg jpeg gif webp ico pdf woff woff2 ttf tar tgz bz2 xz zst 7z rar".split()
)

_TEMPLATE_WORDS = frozenset("example examples sample samples template templates dist".split())
# what CloudFormation and SAM call the stack itself
_STACKS = frozenset({"template.yaml", "template.yml", "template.json"})
_TEMPLATE_ENDINGS = (".tpl", ".j2", ".jinja2", ".jinja", ".tmpl", ".tftpl", ".gotmpl", ".erb", ".ctmpl", ".hbs", ".mustache", ".md", ".mdx")
_TEMPLATE_FOLDERS = frozenset("docs doc documentation examples example samples sample test tests __tests__ spec fixtures testdata".split())

_HEAD = 20_000
_JSON_START = r"\s*+(?:\{\s*+(?:\"|\}|//|/\*)|\[\s*+(?:\[(?![ ]+-)|[\]{\"\d-]|true|false|null))"  # not a shell's `[[ -f file ]]`
_TOML_HEADER = r"[ \t]*+\[{1,2}[\w.\-\"' ]+\]{1,2}[ \t]*+(?:#.*)?"
_TOML_PAIR = r"[ \t]*+[\w.\-\"']+[ \t]*+=[ \t]*+(?:[\"'\[{\d+-]|true|false)"
_SHELL = (".sh", ".bash", ".zsh", ".fish")
_DOTENV_LINE = r"[ \t]*+(?:export[ \t]++)?[A-Za-z_][\w.\-]*+="


def format_of(path: str) -> Format | None:
    """The format that the name gives, None if it says nothing."""
    base = _without_copy_mark(_base(path))
    core = _unwrapped(base)
    named = _NAMES.get(base) or _NAMES.get(core)
    if named is not None:
        return named
    ending = core.rpartition(".")[2]
    by_ending = _ENDINGS.get(ending) if "." in core else None
    if by_ending is not None:
        return by_ending
    if ending in CODE:
        return None
    return "dockerfile" if core.startswith(_STEMS) else "dotenv" if _is_dotenv(base) else None


def core_name(path: str) -> str:
    """The file's name in lower case, without what marks a template or a copy: `a.json5` of `a.json5.tmpl`."""
    return _unwrapped(_base(path))


def row_of(format: Format, path: str) -> FileFormat:
    """The table's row for a file of this format: the `.envrc` dialect by its name."""
    return FORMATS[0] if format == "dotenv" and is_envrc(path) else _BY_NAME[format]


def is_template_name(path: str) -> bool:
    """Whether a file of this name awaits values: an example, a template, a page of documentation, a test's data."""
    base = _base(path)
    if base in _STACKS:
        return False
    if base.endswith(_TEMPLATE_ENDINGS) or not _TEMPLATE_WORDS.isdisjoint(base.replace("_", ".").replace("-", ".").split(".")):
        return True
    folders = path.replace("\\", "/").lower().split("/")[:-1]
    return not _TEMPLATE_FOLDERS.isdisjoint(folders)


def is_envrc(path: str) -> bool:
    """Whether bash reads a file of this name, for direnv: `.envrc`, `.envrc.local`."""
    return _base(path).startswith(".envrc")


def guess_format(text: str, path: str = "") -> Format:
    """The format that the content suggests, unless the name is a shell script's. YAML is known by name only: nearly any text is YAML."""
    if path.lower().endswith(_SHELL):
        return "text"
    if re.match(_JSON_START, text):
        return "json"
    lines = [line for line in text[:_HEAD].splitlines() if line.strip() and line.lstrip()[0] not in "#;"]
    if not lines:
        return "text"
    pairs = sum(re.match(_TOML_PAIR, line) is not None for line in lines)
    headers = sum(re.fullmatch(_TOML_HEADER, line) is not None for line in lines)
    if headers and pairs and headers + pairs >= 0.6 * len(lines):
        return "toml"
    # a script of nothing but assignments is read by a shell, not by a loader
    if not text.startswith("#!") and sum(re.match(_DOTENV_LINE, line) is not None for line in lines) >= 0.9 * len(lines):
        return "dotenv"
    return "text"


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].lower()


def _unwrapped(base: str) -> str:
    """The name without the endings that mark a template or a copy: `values.yaml.j2` is YAML."""
    while True:
        core = _without_copy_mark(base)
        if core.endswith(WRAPPERS):
            core = core.rpartition(".")[0]
        if core == base:
            return base
        base = core


def _without_copy_mark(base: str) -> str:
    """The name without an editor's or a file manager's mark of a copy: `.env~`, `.env copy`, `.env copy 2`."""
    while base.endswith("~") or " copy" in base:
        core = re.sub(r"(?:~| copy(?: [0-9]+)?)\Z", "", base)
        if core == base:
            break
        base = core
    return base


def _is_dotenv(base: str) -> bool:
    if base.startswith((".env-", ".env_")):
        return True
    # `env` alone is a folder's or a program's name
    return base != "env" and ("env" in base.split(".") or ".dev.vars." in f".{base}.")
