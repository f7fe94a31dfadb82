"""What the plain parsers take, printed as seconds of processor time: `python -I baselines.py FORMAT FILE`, or `tree DIRECTORY`.

The interpreter's start and the imports are left out, so that a ratio to these figures counts vtexlint's start against vtexlint.
"""

import json
import re
import sys
import time
import tomllib
from pathlib import Path

import yaml

_LINE = re.compile(r"^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(.*)$", re.MULTILINE)


def read(form: str, data: bytes) -> None:
    """json.loads, tomllib, libyaml's events, or one regex for each line of a .env file."""
    if form == "json":
        json.loads(data)
    elif form == "toml":
        tomllib.loads(data.decode())
    elif form == "yaml":
        for _ in yaml.parse(data, Loader=yaml.CLoader):
            pass
    elif form == "env":
        for _ in _LINE.finditer(data.decode()):
            pass


def _form(path: Path) -> str:
    return {".yml": "yaml", ".yaml": "yaml", ".json": "json", ".toml": "toml"}.get(path.suffix, "env" if path.name == ".env" else "")


def main(form: str, name: str) -> None:
    began = time.process_time()
    if form == "tree":
        for path in sorted(Path(name).rglob("*")):
            if path.is_file() or path.is_symlink():
                try:
                    read(_form(path), path.read_bytes())
                except (ValueError, yaml.YAMLError):
                    continue  # a template
    else:
        read(form, Path(name).read_bytes())
    print(time.process_time() - began)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
