"""Template files are read as templates by every rule, whatever their engine and format."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import check, rules
from vtexlint.diagnostics import Severity
from vtexlint.settings import Settings

PAIR = "VTEX_APP_KEY={{ k }}\nVTEX_APP_TOKEN={{ t }}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".env.j2", "{% if prod %}\n" + PAIR + "{% endif %}\n"),
        (".env.j2", "{# note #}\n{%- for a in b %}\n" + PAIR + "{%- endfor %}\n"),
        (".env", "{% if prod %}\n" + PAIR + "{% endif %}\n"),
        (".env.tmpl", "{{- if .prod }}\nVTEX_APP_KEY={{ .k }}\nVTEX_APP_TOKEN={{ .t }}\n{{- end }}\n"),
        (".env.erb", "<% if prod %>\nVTEX_APP_KEY=<%= k %>\nVTEX_APP_TOKEN=<%= t %>\n<% end %>\n"),
        (".envrc.j2", '{# note #}\n{% if a %}\nexport VTEX_APP_KEY="{{ k }}"\n{% endif %}\nexport VTEX_APP_TOKEN={{ t }}\n'),
        ("x.yaml.j2", '{# note #}\nvtex:\n  appKey: "{{ k }}"\n  appToken: "{{ t }}"\n'),
        ("x.yaml.j2", "{% for a in b %}\nvtex:\n  appKey: {{ k }}\n  appToken: {{ t }}\n{% endfor %}\n"),
        ("x.yaml.gotmpl", "{{- range .x }}\nvtex:\n  appKey: {{ .k }}\n  appToken: {{ .t }}\n{{- end }}\n"),
        ("x.yml.erb", "<% if a %>\nvtex:\n  appKey: <%= k %>\n  appToken: <%= t %>\n<% end %>\n"),
        ("chart/templates/a.yaml", "{{- if .Values.a }}\nvtex:\n  appKey: {{ .Values.k }}\n  appToken: {{ .Values.t | quote }}\n{{- end }}\n"),
        ("x.json.j2", '{# note #}\n{"vtexAppKey": "{{ k }}", {% if a %} "vtexAppToken": "{{ t }}"{% endif %}}\n'),
        ("x.json.tftpl", '{"vtexAppKey": "${k}", %{ if a }"vtexAppToken": "${t}"%{ endif }}\n'),
        ("x.toml.j2", '{# note #}\n[vtex]\n{% if a %}\napp_key = "{{ k }}"\n{% endif %}\napp_token = "{{ t }}"\n'),
        ("x.ini.j2", "{# note #}\n[vtex]\n{% if a %}\napp_key = {{ k }}\n{% endif %}\napp_token = {{ t }}\n"),
        ("x.properties.j2", "{# note #}\n{% if a %}\nvtex.app-key = {{ k }}\n{% endif %}\nvtex.app-token = {{ t }}\n"),
        ("terraform.tfvars.j2", '{% if a %}\nvtex_app_key = "{{ k }}"\n{% endif %}\nvtex_app_token = "{{ t }}"\n'),
        ("Dockerfile.j2", "{# note #}\nFROM a\n{% if a %}\nENV VTEX_APP_KEY={{ k }}\n{% endif %}\nENV VTEX_APP_TOKEN={{ t }}\n"),
        # one of two branches: the name is defined once
        (".env.j2", "{% if a %}\nVTEX_APP_KEY={{ k }}\n{% else %}\nVTEX_APP_KEY={{ l }}\n{% endif %}\nVTEX_APP_TOKEN={{ t }}\n"),
        ("x.yaml.tpl", "vtex:\n{{ if a }}\n  appKey: {{ k }}\n{{ else }}\n  appKey: {{ l }}\n{{ end }}\n  appToken: {{ t }}\n"),
    ],
)  # fmt: skip
def test_a_template_is_no_fault(name: str, text: str) -> None:
    assert rules(name, text) == []


def test_without_branches_a_name_is_defined_twice() -> None:
    assert rules(".env.j2", "VTEX_APP_KEY={{ k }}\nVTEX_APP_KEY={{ l }}\nVTEX_APP_TOKEN={{ t }}\n") == ["duplicate-name"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sh", "if [ -f k ]; then\n  VTEX_APP_KEY=$(cat k)\nelse\n  VTEX_APP_KEY=$K\nfi\nVTEX_APP_TOKEN=$T\n"),
        ("a.py", "if test:\n    vtex_app_key = a.k\nelse:\n    vtex_app_key = b.k\nvtex_app_token = a.t\n"),
        ("a.js", "const vtexToken = get('t')\nlet VTEX_KEY = get('k')\n"),
        ("a.php", "<?php\n$h = ['X-VTEX-API-AppKey' => $this->key, 'X-VTEX-API-AppToken' => $this->token];\n"),
        ("a.py", "h = {'X-VTEX-API-AppKey': f\"{s.k}\", 'X-VTEX-API-AppToken': f\"{s.t}\"}\n"),
        ("a.ts", f"const h = {{\n  'X-VTEX-API-AppKey':\n    '{KEY}',\n  'X-VTEX-API-AppToken':\n    process.env.T,\n}}\n"),
    ],
)
def test_a_program_that_is_checked_in_full_is_no_fault(name: str, text: str) -> None:
    """With --full: a program assigns a name in branches, and takes values from elsewhere."""
    assert rules(name, text) == []


def test_what_a_program_has_wrong_is_reported() -> None:
    found = rules("a.ts", f"const h = {{\n  'X-VTEX-API-AppKey':\n    '{KEY} ',\n  'X-VTEX-API-AppToken':\n    '{TOKEN[:100]}',\n}}\n")
    assert found == ["surrounding-whitespace", "malformed-token"]


# what awaits a value is at most an info, whichever rule reports it

UNLIKE = {
    "malformed": ("hello1", "hello2"),
    "surrounding-whitespace": ('" hello1 "', '" hello2 "'),
    "inner-whitespace": ('"Kjhgfd qw3rty zx9vb"', '"Mnbvc p0iuy"'),
    "stray-delimiter": ("hello1,", "hello2;"),
    "same-value": ("hello1", "hello1"),
    "invisible-character": ("hel\u200blo1", "hello2"),
    "prefix": ("kjh-4711-abc", "mnb-4711-abc"),
}


@pytest.mark.parametrize("what", UNLIKE)
@pytest.mark.parametrize("name", [".env.example", "config/sample.env", ".env.j2", "docs/a.env"])
def test_a_value_that_is_not_like_a_credential_is_at_most_an_info(name: str, what: str) -> None:
    key, token = UNLIKE[what]
    found = check(name, f"VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n").findings
    assert {finding.severity for finding in found} <= {Severity.INFO}
    # in a file that is used it is what it was
    used = check(".env", f"VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n").findings
    assert max(finding.severity for finding in used) is Severity.ERROR


@pytest.mark.parametrize(
    ("key", "token", "rule"),
    [
        (KEY, TOKEN[:127], "malformed-token"),
        (KEY, TOKEN[:64], "malformed-token"),
        (KEY, f'"{TOKEN} "', "surrounding-whitespace"),
        (KEY, TOKEN.lower(), "token-casing"),
        (KEY + "B", TOKEN, "malformed-key"),
        ("VTEXAPPKEY-fakestore", TOKEN, "malformed-key"),
        (TOKEN, KEY, "swapped-values"),
        (KEY, "ghp_Pqk1KgBaK8b1mi59lOtd4qlLWBja7PcGz7Ce", "wrong-credential"),
        ("su.perez@tienda.com.ar", TOKEN, "wrong-credential"),
    ],
)
def test_what_is_left_of_a_credential_is_reported_in_a_template_too(key: str, token: str, rule: str) -> None:
    text = f"VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n"
    in_template, used = ({finding.rule: finding.severity for finding in check(name, text).findings} for name in (".env.example", ".env"))
    assert in_template[rule] is used[rule]


def test_a_public_name_is_a_fault_of_the_template_itself() -> None:
    found = {f.rule: f.severity for f in check(".env.example", "NEXT_PUBLIC_VTEX_APP_TOKEN=hello1\n").findings}
    assert found["client-exposed-secret"] is Severity.ERROR


def test_a_severity_of_the_settings_counts_in_a_template() -> None:
    settings = Settings(severity=(("malformed-key", "error"),))
    found = check(".env.example", "VTEX_APP_KEY=hello1\nVTEX_APP_TOKEN=hello2\n", settings=settings).findings
    assert {finding.rule: finding.severity for finding in found} == {"malformed-key": Severity.ERROR, "malformed-token": Severity.INFO}
