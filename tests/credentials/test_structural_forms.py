"""Ways in which documents write a name and a value: what is found in each, and what is silent beside it."""

import json

import pytest

from tests.fake import KEY, TOKEN, b64, key, token
from vtexlint.diagnostics import Severity
from vtexlint.linter.lint import lint_bytes

CUT = TOKEN[:127]
SMALL = TOKEN.lower()
SECRET_RULES = {"committed-secret", "unprotected-secret"}


def rules_in(name: str, text: str) -> list[str]:
    """The rules that a file breaks, with the line, but for the secret rules."""
    result = lint_bytes(name, text.encode())
    return sorted(f"{one.finding.rule}:{one.finding.location.start.line}" for one in result.pending if one.finding.rule not in SECRET_RULES)


def secrets_in(name: str, text: str) -> int:
    """How many tokens of a file the secret rules would tell."""
    return sum(one.finding.rule == "committed-secret" for one in lint_bytes(name, text.encode()).pending)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps({KEY: TOKEN})),
        ("a.json", json.dumps([{"key": KEY, "value": TOKEN}])),
        ("a.json", json.dumps({"name": KEY, "value": TOKEN})),
        ("a.yaml", f"- id: {KEY}\n  secret: {TOKEN}\n"),
        ("a.properties", f"{KEY}={TOKEN}\n"),
        ("a.toml", f"[vtex.tokens]\n{KEY} = '{TOKEN}'\n{key('other')} = '{token(1)}'\n"),
    ],
)
def test_a_table_by_app_key_has_tokens_and_no_names(name: str, text: str) -> None:
    assert rules_in(name, text) == []
    assert secrets_in(name, text) == text.count(TOKEN) + text.count(token(1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", f"rateLimits:\n  {KEY}: '100/min'\n"),
        ("a.json", json.dumps({"tags": [{"key": KEY, "value": "erp"}]})),
        ("a.yaml", f"external-accounts:\n  {KEY}: otherstore\n"),
        ("a.yaml", f"limits:\n  {KEY}:\n    burst: 10\n"),
        ("a.yaml", f"limits:\n  {KEY.lower()}: 10/min\n"),
    ],
)
def test_a_table_by_app_key_lacks_nothing(name: str, text: str) -> None:
    assert rules_in(name, text) == []


def test_a_name_that_begins_like_an_app_key_is_a_name() -> None:
    assert rules_in("a.yaml", f"vtexappkey-br: {TOKEN}\nvtexapptoken-br: {KEY}\n") == ["swapped-values:1"]


def arguments(*texts: str) -> str:
    return json.dumps({"mcpServers": {"vtex": {"command": "npx", "args": ["mcp-remote", "https://gateway.example", *texts]}}})


KEY_HEADER, TOKEN_HEADER = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken"


@pytest.mark.parametrize("sign", [": ", ":"])
@pytest.mark.parametrize(
    "written",
    [
        lambda name, value: ["--header", name + value],
        lambda name, value: ["-H", name + value],
        lambda name, value: [f"--header={name}{value}"],
        lambda name, value: [f"-H{name}{value}"],
    ],
    ids=["--header", "-H", "--header=", "-Hname"],
)
def test_a_header_as_an_argument_is_one_field(written, sign: str) -> None:  # type: ignore[no-untyped-def]
    def text(token: str) -> str:
        return arguments(*written(KEY_HEADER + sign, KEY), *written(TOKEN_HEADER + sign, token))

    assert rules_in("a.json", text(TOKEN)) == []
    assert rules_in("a.json", text(CUT)) == ["malformed-token:1"]
    assert lint_bytes("a.json", text(TOKEN).encode()).pairs == 1


@pytest.mark.parametrize("indent", ["run: |\n  ", "a:\n- run: |\n    "])
def test_a_wrong_header_in_a_command_is_told_alone(indent: str) -> None:
    line = indent.count("\n") + 1
    command = f"curl -H 'X-VTEX-API-AppKeys: {KEY}' -H 'X-VTEX-API-AppToken: {{}}' https://fakestore.myvtex.com/x\n"
    assert rules_in("a.yaml", indent + command.format(TOKEN)) == [f"header-name:{line}"]
    assert rules_in("a.yaml", indent + command.format(SMALL)) == [f"header-name:{line}", f"token-casing:{line}"]


def test_two_commands_in_one_text_define_nothing_twice() -> None:
    command = f"curl -H 'X-VTEX-API-AppKey: {KEY}' -H 'X-VTEX-API-AppToken: {TOKEN}' https://fakestore.myvtex.com/x\n"
    assert rules_in("a.yaml", f"run: |\n  {command}  {command}") == []
    assert rules_in("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\nvtexAppKey: {KEY}\n") == ["duplicate-name:3"]


PAIR, CUT_PAIR, SMALL_PAIR = (f"VTEX_APP_KEY={KEY} VTEX_APP_TOKEN={one}" for one in (TOKEN, CUT, SMALL))
COMMANDS = [
    "{} node x.js",
    "export {}",
    "export {} && node x.js",
    "cross-env NODE_ENV=production {} node x.js",
    "bash -c '{} node x.js'",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("a.yaml", "run: {}\n"),
        ("a.yaml", "run: |\n  {}\n"),
        ("a.yaml", "run: |\n  A=1\n  echo: b\n  {}\n"),
        ("package.json", '{{"scripts": {{"start": "{}"}}}}'),
        ("compose.yaml", 'services:\n  a:\n    command: [sh, -c, "{}"]\n'),
    ],
)
def test_variables_of_a_command(name: str, document: str, command: str) -> None:
    def rules(pair: str) -> list[str]:
        return [rule.partition(":")[0] for rule in rules_in(name, document.format(command.format(pair)))]

    assert rules(PAIR) == []
    assert rules(CUT_PAIR) == ["malformed-token"]
    assert rules(SMALL_PAIR) == ["token-casing"]
    assert lint_bytes(name, document.format(command.format(PAIR)).encode()).pairs == 1


@pytest.mark.parametrize(
    "command",
    [
        "docker run -e VTEX_APP_KEY={} -e VTEX_APP_TOKEN={} image",
        "docker run -e 'VTEX_APP_KEY={}' -e 'VTEX_APP_TOKEN={}' image",
        "export VTEX_APP_KEY={}; export VTEX_APP_TOKEN={}; node x.js",
        "VTEX_APP_KEY='{}' VTEX_APP_TOKEN='{}' node x.js",
        "A=$(cat b c) VTEX_APP_KEY={} VTEX_APP_TOKEN={}",
        r"printf 'VTEX_APP_KEY={}\nVTEX_APP_TOKEN={}\n' > .env",
        r"printf 'VTEX_APP_KEY={}\n' > .env; printf 'VTEX_APP_TOKEN={}\r\n' >> .env",
        r'echo -e "A=1\n# VTEX\nVTEX_APP_KEY={}\nVTEX_APP_TOKEN={}" > .env',
        "java -Dvtex.app-key={} -Dvtex.app-token={} -jar x.jar",
        "./gradlew run -PvtexAppKey='{}' -PvtexAppToken='{}'",
        "helm upgrade x ./x --set vtex.appKey={} --set vtex.appToken={}",
        "helm upgrade x ./x --set a.b=c,vtex.appKey={},vtex.appToken={}",
        "kubectl create secret generic x --from-literal=appKey={} --from-literal=appToken={}",
        'aws lambda update-function-configuration --environment "Variables={{A=b,VTEX_APP_KEY={},VTEX_APP_TOKEN={}}}"',
        "aws lambda update-function-configuration --environment Variables={{VTEX_APP_KEY={},VTEX_APP_TOKEN={}}}",
    ],
)
def test_variables_in_the_words_of_a_command(command: str) -> None:
    for document in ("run: |\n  {}\n", "run: >-\n  {}\n"):
        assert rules_in("a.yaml", document.format(command.format(KEY, TOKEN))) == []
        assert rules_in("a.yaml", document.format(command.format(KEY, SMALL))) == ["token-casing:2"]


OPTIONS = [
    "run: vtex login --app-key {} --app-token {}\n",
    "run: vtex login --app-key={} --app-token={}\n",
    "args: [x, --app-key, '{}', --app-token, '{}']\n",
    "args: [x, '--app-key={}', '--app-token={}']\n",
]


@pytest.mark.parametrize("text", OPTIONS)
def test_an_option_next_to_a_credential_is_its_partner(text: str) -> None:
    """It is the partner with a fault, not missing."""
    wrong = f"{TOKEN[:20]}0{TOKEN[21:]}"
    assert rules_in("a.yaml", text.format(KEY, TOKEN)) == []
    assert rules_in("a.yaml", text.format(KEY, "$TOKEN")) == []
    assert rules_in("a.yaml", text.format(KEY, wrong)) == ["malformed-token:1"]
    assert rules_in("a.yaml", text.format("fakestore-AAAAAA", TOKEN)) == ["malformed-key:1"]
    assert rules_in("a.yaml", text.format("abc", "def")) == []


@pytest.mark.parametrize(
    "text",
    [
        "run: dotnet x.dll --Vtex:AppKey {} --Vtex:AppToken={}\n",
        "args: [x, '--Vtex:AppKey={}', '--Vtex:AppToken={}']\n",
        "args: [x, '--Vtex:AppKey', '{}', '--Vtex:AppToken', '{}']\n",
    ],
)
def test_an_option_may_have_the_name_of_a_section(text: str) -> None:
    """As .NET reads it."""
    assert rules_in("a.yaml", text.format(KEY, TOKEN)) == []
    assert rules_in("a.yaml", text.format("fakestore-AAAAAA", TOKEN)) == ["malformed-key:1"]
    assert rules_in("a.yaml", text.format(KEY, TOKEN[1:])) == ["malformed-token:1"]


@pytest.mark.parametrize("flags", ["-s", "--silent", "-sS --fail", "-X GET", "-sL -o /dev/null"])
@pytest.mark.parametrize("name", ["a.yaml", "Dockerfile", "package.json"])
def test_a_flag_is_not_an_option_with_a_value(flags: str, name: str) -> None:
    """What follows it is the next option."""
    form = {"a.yaml": "run: |\n  {}\n", "Dockerfile": "RUN {}\n", "package.json": '{{"scripts": {{"a": "{}"}}}}'}[name]
    line = 2 if name == "a.yaml" else 1
    for command in (
        "curl {} -H 'X-VTEX-API-AppKey: {}' -H 'X-VTEX-API-AppToken: {}' https://fakestore.myvtex.com",
        "sync {} --vtex-app-key {} --vtex-app-token {}",
    ):
        assert rules_in(name, form.format(command.format(flags, KEY, TOKEN))) == []
        assert rules_in(name, form.format(command.format(flags, KEY[:-1], TOKEN))) == [f"malformed-key:{line}"]
        assert rules_in(name, form.format(command.format(flags, KEY, SMALL))) == [f"token-casing:{line}"]


def test_options_of_another_command_are_not_judged() -> None:
    pair = f"--app-key {KEY} --app-token {TOKEN}"
    for other in (
        f"x {pair}\n  y --app-key abc",
        f"x {pair} && y --app-token abc",
        f"x --vtex-app-key {KEY} --vtex-app-token {TOKEN} --app-key abc",
    ):
        assert rules_in("a.yaml", f"run: |\n  {other}\n") == []
    assert rules_in("a.yaml", f"run: |\n  x --app-key {KEY} \\\n  --app-token abcd1234\n") == ["malformed-token:3"]


@pytest.mark.parametrize("first", ["", "export ", "A=1 ", "docker run -e "])
def test_variables_of_a_command_on_several_lines(first: str) -> None:
    text = "run: |\n  {}VTEX_APP_KEY={} \\\n    VTEX_APP_TOKEN={} \\\n    node x.js\n"
    assert rules_in("a.yaml", text.format(first, KEY, TOKEN)) == []
    assert rules_in("a.yaml", text.format(first, KEY, SMALL)) == ["token-casing:3"]


def test_a_form_sets_no_variables() -> None:
    assert rules_in("a.yaml", f"run: curl -d 'appKey={KEY}&appToken={TOKEN}' https://a.example\n") == []


def test_each_command_sets_variables_of_its_own() -> None:
    assert rules_in("a.yaml", f"run: |\n  {PAIR} node a.js\n  {PAIR} node b.js\n") == []
    assert rules_in("a.yaml", f"content: |\n  VTEX_APP_KEY={KEY}\n  VTEX_APP_TOKEN={TOKEN}\n  VTEX_APP_KEY={KEY}\n") == ["duplicate-name:4"]


@pytest.mark.parametrize(
    "text",
    [
        "description: Set VTEX_APP_KEY=your-key and VTEX_APP_TOKEN=your-token before you start\n",
        "run: VTEX_APP_KEY=$VTEX_APP_KEY VTEX_APP_TOKEN=$VTEX_APP_TOKEN node x.js\n",
        "run: java -Dvtex.appKey=$KEY -Dvtex.appToken=${TOKEN} -jar x.jar\n",
        "run: sed -i s/vtex.appKey=.*/vtex.appKey=$KEY/ a.properties\n",
        "script:\n  - node -e 'vtex.appKey=a.b; vtex.appToken=c.d'\n",
        f"run: java -Dvtex.appKey={KEY} -Dvtex.appToken=$TOKEN -jar x.jar\n",
        f"run: VTEX_APP_KEY={KEY} VTEX_APP_TOKEN=${{{{ secrets.VTEX_APP_TOKEN }}}} node x.js\n",
    ],
)
def test_names_without_values_in_a_command(text: str) -> None:
    assert rules_in("a.yaml", text) == []


def test_a_blank_in_a_value_of_an_embedded_file_is_no_command() -> None:
    text = f"data:\n  .env: |\n    VTEX_APP_KEY={KEY}\n    VTEX_APP_TOKEN={TOKEN[:60]} {TOKEN[60:]}\n"
    assert rules_in("a.yaml", text) == ["inner-whitespace:4"]


def test_a_host_of_an_inventory_has_variables() -> None:
    line = "{} ansible_host=10.0.0.1 vtex_app_key={} vtex_app_token={}\n"
    sound = "[web]\n" + line.format("one", KEY, TOKEN) + line.format("two", key("other"), token(1))
    assert rules_in("inventory.ini", sound) == []
    assert lint_bytes("inventory.ini", sound.encode()).pairs == 2
    assert rules_in("inventory.ini", f"[web]\none vtex_app_key={KEY} vtex_app_token={SMALL}\n") == ["token-casing:2"]
    assert rules_in("inventory.ini", f"[web]\none vtex_app_key={KEY} vtex_app_token=wrong\n") == ["malformed-token:2"]
    assert rules_in("a.ini", f"[vtex]\nvtex app key = {KEY}\nvtex app token = {SMALL}\n") == ["token-casing:3"]


def test_files_of_a_generator_are_references() -> None:
    generator = "secretGenerator:\n- name: vtex\n  {}: [VTEX_APP_KEY=key.txt, VTEX_APP_TOKEN=token.txt]\n"
    assert rules_in("kustomization.yaml", generator.format("files")) == []
    assert rules_in("kustomization.yaml", generator.format("literals")) == ["malformed-key:3", "malformed-token:3"]
    assert rules_in("a.yaml", generator.format("files").replace("secretGenerator", "parameters")) == [
        "malformed-key:3",
        "malformed-token:3",
    ]
    mixed = "secretGenerator:\n- files: [VTEX_APP_KEY=key.txt]\n  literals: [VTEX_APP_TOKEN={}]\n"
    assert rules_in("kustomization.yaml", mixed.format(TOKEN)) == []
    assert rules_in("kustomization.yaml", mixed.format(SMALL)) == ["token-casing:3"]


def test_files_of_kubectl_are_references() -> None:
    def text(option: str, value: str) -> str:
        return json.dumps({"args": ["create", "secret", f"--from-{option}=VTEX_APP_KEY={KEY}", f"--from-{option}=VTEX_APP_TOKEN={value}"]})

    assert rules_in("a.json", text("file", "./token.txt")) == []
    assert rules_in("a.json", text("literal", TOKEN)) == []
    assert rules_in("a.json", text("literal", SMALL)) == ["token-casing:1"]


def test_an_object_of_a_shape_without_its_value_is_a_reference() -> None:
    def text(**key_parameter: object) -> str:
        return json.dumps([{"ParameterKey": "VtexAppKey", **key_parameter}, {"ParameterKey": "VtexAppToken", "ParameterValue": TOKEN}])

    assert rules_in("a.json", text(UsePreviousValue=True)) == []
    assert rules_in("a.json", text(ParameterValue=KEY)) == []
    assert rules_in("a.json", text(ParameterValue="wrong")) == ["malformed-key:1"]
    assert rules_in("a.json", json.dumps([{"ParameterKey": "VtexAppToken", "ParameterValue": TOKEN}])) == ["missing-key:1"]


STORE, GATEWAY = "https://fakestore.myvtex.com/x", "https://gateway.example/x"


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("a.yaml", f"url: {STORE}\nheaders:\n- 'X-VTEX-API-AppKey: {KEY}'\n- 'X-VTEX-API-Token: {TOKEN}'\n", [4]),
        ("a.yaml", f"url: {STORE}\nheaders:\n- 'Cookie: VtexIdclientAutCookie={TOKEN}'\n", [3]),
        ("a.http", f"GET {STORE}\nCookie: a=b; VtexIdclientAutCookie={TOKEN}\n", [2]),
        ("a.http", f"GET {STORE}\nCookie: VtexIdclientAutCookie_fakestore={TOKEN}; c=d\n", [2]),
        ("a.http", f"GET {STORE}?X-VTEX-API-AppKey={KEY}&X-VTEX-API-AppToken={TOKEN}\n", [1, 1]),
        ("a.http", f"GET {STORE}?an=x&x-vtex-api-apptoken={TOKEN}\n", [1]),
        ("a.yaml", f"request:\n  url: {STORE}\n  queryString:\n  - name: X-VTEX-API-AppKey\n    value: {KEY}\n", [4]),
        ("a.yaml", f"run: curl -u {KEY}:{TOKEN} {STORE}\n", [1]),
        ("a.yaml", f"run: curl --user '{KEY}:{TOKEN}' {STORE}\n", [1]),
        ("a.yaml", f"run: [curl, -u, '{KEY}:{TOKEN}', '{STORE}']\n", [1]),
        ("a.yaml", f"run: |\n  curl -H 'Authorization: Bearer {TOKEN}' {STORE}\n", [2]),
        ("a.yaml", f"run: |\n  curl -H 'Cookie: VtexIdclientAutCookie={TOKEN}' {STORE}\n", [2]),
    ],
)
def test_a_credential_in_another_place_of_a_request(name: str, text: str, wrong: list[int]) -> None:
    found = [one.finding for one in lint_bytes(name, text.encode()).pending if one.finding.rule == "header-name"]
    assert sorted(one.location.start.line for one in found) == wrong
    assert {one.severity for one in found} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", f"url: {STORE}\nheaders:\n- 'X-VTEX-API-AppKey: {KEY}'\n- 'X-VTEX-API-AppToken: {TOKEN}'\n"),
        ("a.yaml", "headers: [X-VTEX-API-AppKeys, X-VTEX-API-Token]\n"),
        ("a.http", f"GET {STORE}\nCookie: VtexIdclientAutCookie={{{{session}}}}\n"),
        ("a.http", f"GET {STORE}?an=fakestore&x-b=c\nX-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppToken: {TOKEN}\n"),
        # REST Client takes blanks off both ends of a name
        ("a.http", f"GET {STORE}\nX-VTEX-API-AppKey : {KEY}\nX-VTEX-API-AppToken: {TOKEN}\n"),
        ("a.yaml", f"request:\n  url: {STORE}\n  queryString:\n  - name: X-VTEX-API-AppKey\n    value: '{{{{key}}}}'\n"),
        ("a.yaml", f"run: curl -u {KEY}:{TOKEN} {GATEWAY}\n"),
        ("a.yaml", f"run: curl -u user:password {STORE}\n"),
        ("a.yaml", f"run: curl --username {KEY} {STORE}\n"),
        ("a.http", f"GET {GATEWAY}\nX-App-Key: {KEY}\nX-App-Token: {TOKEN}\n"),
        ("a.yaml", f"run: |\n  curl -H 'X-App-Key: {KEY}' -H 'X-App-Token: {TOKEN}' {GATEWAY}\n"),
    ],
)
def test_requests_without_such_a_fault(name: str, text: str) -> None:
    assert rules_in(name, text) == []


def test_only_names_with_vtex_count_where_the_request_goes_elsewhere() -> None:
    def text(url: str, name: str) -> str:
        return f"GET {url}\n{name}-Key: {KEY}\n{name}-Token: {TOKEN}\n"

    assert rules_in("a.http", text(GATEWAY, "X-VTEX-App")) == ["header-name:2", "header-name:3"]
    assert rules_in("a.http", text("{{host}}/x", "X-App")) == ["header-name:2", "header-name:3"]
    assert rules_in("a.http", text(STORE, "X-App")) == ["header-name:2", "header-name:3"]
    assert rules_in("a.http", text(GATEWAY, "X-App").replace(TOKEN, SMALL)) == ["token-casing:3"]


@pytest.mark.parametrize(
    "instruction",
    [
        'CMD ["x", "--vtex-app-key", "{}", "--vtex-app-token", "{}"]',
        'ENTRYPOINT ["x", "--vtex-app-key={}", "--vtex-app-token={}"]',
        "ENTRYPOINT x --vtex-app-key={} --vtex-app-token={}",
        'CMD ["java", "-Dvtex.app-key={}", "-Dvtex.app-token={}", "-jar", "x.jar"]',
        "RUN curl -H 'X-VTEX-API-AppKey: {}' -H 'X-VTEX-API-AppToken: {}' https://fakestore.myvtex.com",
        "RUN --mount=type=cache,target=/a VTEX_APP_KEY={} VTEX_APP_TOKEN={} ./x",
        'HEALTHCHECK --interval=5s CMD ["curl", "-H", "X-VTEX-API-AppKey: {}", "-H", "X-VTEX-API-AppToken: {}"]',
    ],
)
def test_commands_of_a_dockerfile(instruction: str) -> None:
    assert rules_in("Dockerfile", "FROM a\n" + instruction.format(KEY, TOKEN) + "\n") == []
    assert rules_in("Dockerfile", "FROM a\n" + instruction.format(KEY, CUT) + "\n") == ["malformed-token:2"]
    assert rules_in("Dockerfile", "FROM a\n" + instruction.format(KEY, SMALL) + "\n") == ["token-casing:2"]
    continued = instruction.replace(" {}", " \\\n # a comment\n {}").replace("={} ", "={} \\\n ")
    assert [one.partition(":")[0] for one in rules_in("Dockerfile", "FROM a\n" + continued.format(KEY, SMALL) + "\n")] == ["token-casing"]


@pytest.mark.parametrize(
    "instruction",
    [
        "RUN --mount=type=secret,id=vtex VTEX_APP_TOKEN=$(cat /run/secrets/vtex) ./x",
        "RUN echo VTEX_APP_KEY=$VTEX_APP_KEY > .env && echo VTEX_APP_TOKEN=$VTEX_APP_TOKEN >> .env",
        'CMD ["node", "vtex.js", "--vtex-app-key", "$KEY"]',
        f"ENV VTEX_APP_KEY={KEY} VTEX_APP_TOKEN={TOKEN}\nRUN VTEX_APP_KEY={KEY} VTEX_APP_TOKEN={TOKEN} ./x",
    ],
)
def test_commands_of_a_dockerfile_without_a_fault(instruction: str) -> None:
    assert rules_in("Dockerfile", f"FROM a\n{instruction}\n") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ({"config": [{"path": "vtex/api/app_key", "value": KEY}, {"path": "vtex/api/app_token", "value": "{}"}]}, "{}"),
        ({"headers": [["X-VTEX-API-AppKey", KEY], ["X-VTEX-API-AppToken", "{}"]]}, "{}"),
        ({"rawHeaders": ["X-VTEX-API-AppKey", KEY, "X-VTEX-API-AppToken", "{}"]}, "{}"),
        ({"request": {"headers": {"X-VTEX-API-AppKey": {"equalTo": KEY}, "X-VTEX-API-AppToken": {"equalTo": "{}"}}}}, "{}"),
        ({"list": [{"Name": "VTEX_APP_KEY", "Val": KEY}, {"Name": "VTEX_APP_TOKEN", "Val": "{}"}]}, "{}"),
    ],
)
def test_shapes_of_lists_and_objects(text: object, value: str) -> None:
    def rules(token: str) -> list[str]:
        return rules_in("a.json", json.dumps(text).replace(value, token))

    assert rules(TOKEN) == []
    assert rules(CUT) == ["malformed-token:1"]
    assert rules(SMALL) == ["token-casing:1"]
    assert lint_bytes("a.json", json.dumps(text).replace(value, TOKEN).encode()).pairs == 1


@pytest.mark.parametrize(
    "text",
    [
        {"globalEnv": ["VTEX_APP_KEY", "VTEX_APP_TOKEN"]},
        {"globalEnv": ["VTEX_APP_TOKEN", "DATABASE_URL"]},
        {"environment": ["VTEX_APP_KEY", f"VTEX_APP_TOKEN={TOKEN}"]},
        {"errors": [{"field": "vtexAppKey", "value": "is required"}, {"field": "vtexAppToken", "value": "must not be empty"}]},
        {"options": [{"label": "vtexAppKey", "value": "vtexAppKey"}, {"label": "vtexAppToken", "value": "vtexAppToken"}]},
        {"form": [{"field": "vtexAppKey", "type": "text"}, {"field": "vtex_app_token", "type": "text"}]},
        {"vtex": [{"field": "key", "value": "orderId"}, {"meta_key": "token", "meta_value": "x"}]},
        {"headers": {"X-VTEX-API-AppKey": {"matches": ".*"}, "X-VTEX-API-AppToken": {"matches": ".*"}}},
    ],
)
def test_lists_and_objects_without_credentials(text: object) -> None:
    assert rules_in("a.json", json.dumps(text)) == []


@pytest.mark.parametrize(
    ("name", "document", "line"),
    [
        (".env", "VTEX_CREDENTIALS_BASE64={}\n", 1),
        ("a.yaml", "a:\n  VTEX_CONFIG_B64: {}\n", 2),
        ("a.yaml", "write_files:\n- encoding: b64\n  content: {}\n", 3),
        ("a.yaml", "write_files:\n- content: {}\n  path: /etc/vtex.env\n  encoding: base64\n", 2),
    ],
)
def test_a_document_in_base64(name: str, document: str, line: int) -> None:
    for inner in (f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=%s\n", f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "%s"}}'):
        assert rules_in(name, document.format(b64(inner % TOKEN))) == []
        assert rules_in(name, document.format(b64(inner % CUT))) == [f"malformed-token:{line}"]
        assert secrets_in(name, document.format(b64(inner % TOKEN))) == 1


def test_base64_that_nothing_names_is_not_opened() -> None:
    inner = b64(f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={SMALL}\n")
    assert rules_in(".env", f"VTEX_LOGO={inner}\n") == []
    assert rules_in(".env", f"VTEX_LOGO_BASE64={inner}\n") == ["token-casing:1"]
    assert rules_in(".env", f"VTEX_LOGO_BASE64={b64('a text of no interest at all to anybody')}\n") == []


@pytest.mark.parametrize("name", ["X-VTEX-API-AppToken", "x-vtex-api-apptoken"])
def test_a_recorded_header_has_its_only_value(name: str) -> None:
    values = [f"    - {CUT}\n", f"    - {TOKEN}\n"]
    assert rules_in("a.yaml", f"replay:\n  {name}:\n{values[0]}") == ["malformed-token:3", "missing-key:2"]
    assert rules_in("a.yaml", f"replay:\n  {name}:\n{''.join(values)}") == []


@pytest.mark.parametrize("name", ["name", "Name", "key", "Key", "NAME", "KEY", "variable"])
@pytest.mark.parametrize("value", ["value", "Value", "VALUE", "val", "Val", "currentValue", "initialValue", "default"])
def test_spellings_of_a_name_and_its_value(name: str, value: str) -> None:
    fields = {"VTEX_APP_KEY": KEY, "VTEX_APP_TOKEN": CUT}
    assert rules_in("a.json", json.dumps([{name: one, value: text} for one, text in fields.items()])) == ["malformed-token:1"]
    assert rules_in("a.json", json.dumps([{name: one, "other": text} for one, text in fields.items()])) == []


def test_a_text_in_braces_is_a_document_only_with_quotes() -> None:
    fields = {"vtexAppKey": KEY, "vtexAppToken": CUT}
    assert rules_in("a.yaml", f"text: '{json.dumps(fields)}'\n") == ["malformed-token:1"]
    assert rules_in("a.yaml", f"text: '{json.dumps(fields).replace(chr(34), '')}'\n") == []


def test_a_document_in_a_document_says_itself_what_is_in_base64() -> None:
    inner = b64(f"VTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY={KEY[:-1]}\nPADDING={'x' * 50}\n")
    lines = f"{inner[:200]}\n{inner[200:]}"
    for encoding, damaged in (("base64", 1), ("none", 0)):
        text = json.dumps({"long": "x" * 200, "file": json.dumps({"app_token": "", "encoding": encoding, "content": lines})})
        assert rules_in("a.json", text).count("malformed-key:1") == damaged


@pytest.mark.parametrize(
    "text", ['"paymentId": "{}"', "transactionId: '{}'", "paymentId: {}", "# paymentId: {}", 'text: \'{"paymentId": "{}"}\'']
)
def test_an_identifier_of_a_payment_is_no_token(text: str) -> None:
    for name in ("a.md", "a.yaml"):
        assert secrets_in(name, f"{text}\n".replace("{}", TOKEN)) == 0
        assert secrets_in(name, f"{text}\n".replace("{}", TOKEN).replace("Id", "Data")) == 1


def test_a_wrong_header_in_a_command_can_be_renamed() -> None:
    text = f"cmd: curl -H 'X-VTEX-API-AppKeys: {KEY}' -H 'X-VTEX-API-AppToken: {TOKEN}' https://fakestore.vtexcommercestable.com.br\n"
    (finding,) = [one.finding for one in lint_bytes("a.yaml", text.encode()).pending if one.finding.rule == "header-name"]
    assert finding.fix is not None
    assert [edit.text.reveal() for edit in finding.fix.edits] == ["X-VTEX-API-AppKey"]


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "proxy-authorization"])
def test_a_token_in_another_header_of_a_list(name: str) -> None:
    def found(header: str) -> list[str]:
        return rules_in("a.yaml", f"url: https://fakestore.vtexcommercestable.com.br/api\nheaders:\n  - '{header}'\n")

    assert found(f"{name}: Bearer {TOKEN}") == ["header-name:3"]
    command = f"cmd: curl -H '{name}: Bearer {TOKEN}' https://fakestore.vtexcommercestable.com.br/api\n"
    assert "header-name:1" in rules_in("a.yaml", command)
    assert found(f"{name}: Bearer x") == []


@pytest.mark.parametrize("field", ["content", "vtexAppToken"])
def test_base64_in_a_document_in_a_text_is_reported_once(field: str) -> None:
    assert secrets_in("a.json", json.dumps({"file": json.dumps({field: b64(TOKEN), "note": "text"})})) == 1
    assert secrets_in("a.json", json.dumps({"file": json.dumps({field: "", "note": f"{b64(TOKEN)} and more"})})) == 1


def test_the_app_key_of_a_table_is_the_name_of_the_object() -> None:
    for fields, expected in (
        ({"appToken": TOKEN}, []),
        ({"vtexAppToken": TOKEN, "name": "ERP"}, []),
        ({"appToken": CUT}, ["malformed-token:5"]),
        ({"appToken": TOKEN, "appKey": KEY}, []),
        ({"name": "ERP", "roles": ["Owner"]}, []),
    ):
        text = json.dumps({"vtex": {"credentials": {KEY: fields}}}, indent=1)
        assert rules_in("a.json", text) == expected, fields
    # a name that is no appKey says nothing
    assert rules_in("a.json", json.dumps({"vtex": {"erp": {"appToken": TOKEN}}})) == ["missing-key:1"]


@pytest.mark.parametrize("bracket", ["[{", "[\n    {", "[\r\n\r\n    {", "[ {"])
def test_a_list_of_objects_in_a_text(bracket: str) -> None:
    for value, expected in ((TOKEN, []), (SMALL, ["token-casing"])):
        inner = f'{bracket}"account": "fakestore", "appKey": "{KEY}", "appToken": "{value}"}}\n    ]'
        for name, text in (
            ("a.yaml", f"variables:\n  VTEX_STORES: |\n    {inner}\n"),
            ("a.json", json.dumps({"stores": inner})),
            (".env", f"VTEX_STORES='{inner}'\n"),
        ):
            assert [one.partition(":")[0] for one in rules_in(name, text)] == expected, (name, text)


def test_tables_of_credentials_have_plural_names() -> None:
    other = key("other")
    table = {"appKeys": {"br": KEY, "ar": other}, "appTokens": {"br": TOKEN, "ar": token(2)}}
    assert rules_in("a.json", json.dumps({"vtex": table})) == []
    assert rules_in("a.json", json.dumps({"vtex": {**table, "appTokens": {"br": TOKEN, "ar": SMALL}}})) == ["token-casing:1"]
    assert rules_in("a.json", json.dumps({"vtex": {**table, "appTokens": {"br": TOKEN}}})) == ["missing-token:1"]
    assert rules_in("a.json", json.dumps({"secrets": {"a": KEY}, "tokens": {"a": TOKEN, "b": "x"}, "keys": {"a": "1"}})) == []


GITHUB, GITLAB = "jobs:\n  a:\n    steps:\n    - run: |\n        {}\n", "a:\n  script:\n  - |\n        {}\n"
FROM_SHELL = [("$(cat k)", "$(cat t)"), ("`jq -r .k x`", "`jq -r .t x`"), ("$1", '"$2"'), ("$KEY", "$TOKEN"), ('"$(jq <(x))"', "$(cat t)")]


@pytest.mark.parametrize("document", [GITHUB, GITLAB])
@pytest.mark.parametrize("between", ["\n        ", " ", "; ", " && ", "; export "])
@pytest.mark.parametrize(("app_key", "app_token"), FROM_SHELL)
def test_a_value_that_a_shell_fills_is_a_reference(document: str, between: str, app_key: str, app_token: str) -> None:
    script = f"export VTEX_APP_KEY={app_key}{between}VTEX_APP_TOKEN={app_token}"
    assert rules_in("a.yaml", document.format(script)) == []
    assert rules_in("a.yaml", document.format(script.replace("VTEX", "TF_VAR_vtex"))) == []
    for value, found in ((TOKEN, ""), (CUT, "malformed-token"), (SMALL, "token-casing")):
        told = [one.split(":")[0] for one in rules_in("a.yaml", document.format(script.replace(app_token, value)))]
        assert told == ([found] if found else []), value


@pytest.mark.parametrize("name", [".env", ".envrc", "a.sh"])
def test_a_command_in_backticks_is_a_reference(name: str) -> None:
    assert rules_in(name, "export VTEX_APP_KEY=`jq -r .k x`\nexport VTEX_APP_TOKEN=`jq -r .t x`\n") == []


def test_a_text_of_two_lines_in_a_script_is_two_commands() -> None:
    """GitLab's `- |`; a text of one line in `environment` still has its newline."""
    script = "a:\n  script:\n  - |\n    VTEX_APP_KEY={}\n    VTEX_APP_TOKEN={}\n"
    assert rules_in("a.yaml", script.format(KEY, TOKEN)) == []
    assert rules_in("a.yaml", script.format(KEY, CUT)) == ["malformed-token:5"]
    assert "surrounding-whitespace:3" in rules_in("a.yaml", f"environment:\n- |\n  VTEX_APP_KEY={KEY}\n- VTEX_APP_TOKEN={TOKEN}\n")


LABELLED = [
    ("environment_scope", "production", "staging"),  # GitLab
    ("label", "prod", "hml"),  # Azure App Configuration
    ("persona", "development", "production"),  # SAP Commerce
    ("scope_id", "1", "2"),  # Magento
]


@pytest.mark.parametrize(("label", "one", "other"), LABELLED)
def test_variables_for_several_environments(label: str, one: str, other: str) -> None:
    other_key, other_token = key("otherstore"), token("other")

    def rules(*rows: tuple[str, str, str]) -> list[str]:
        listed = [{"key": name, "value": value, label: where} for name, value, where in rows]
        return [rule.partition(":")[0] for rule in rules_in("a.json", json.dumps(listed))]

    second = (("VTEX_APP_KEY", other_key, other), ("VTEX_APP_TOKEN", other_token, other))
    assert rules(("VTEX_APP_KEY", KEY, one), ("VTEX_APP_TOKEN", TOKEN, one), *second) == []
    assert rules(("VTEX_APP_KEY", TOKEN, one), ("VTEX_APP_TOKEN", KEY, one), *second) == ["swapped-values"]
    assert rules(("VTEX_APP_KEY", KEY, one), ("VTEX_APP_TOKEN", "", one), *second) == ["empty-value"]
    assert rules(("VTEX_APP_KEY", KEY, one), ("VTEX_APP_TOKEN", TOKEN, one), ("VTEX_APP_TOKEN", other_token, one)) == ["duplicate-name"]
    assert rules(("VTEX_APP_KEY", KEY, "*"), ("VTEX_APP_TOKEN", TOKEN, one)) == []  # for all, and for one
