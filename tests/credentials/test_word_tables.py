"""Each entry of the tables of words does something: what a file with it gives, and what one with another word gives."""

import json

import pytest

from tests.fake import KEY, TOKEN, key, session, token
from tests.run import rules
from vtexlint.credentials.accounts import is_no_account
from vtexlint.credentials.context import is_description, is_file_of_vtex
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.encodings import EncodedPlaces, says_base64
from vtexlint.credentials.extract import extract_credentials
from vtexlint.credentials.hosts import is_vtex_host
from vtexlint.credentials.names import classify, published_prefix, words
from vtexlint.credentials.placeholders import is_documented, is_placeholder
from vtexlint.credentials.references import is_reference
from vtexlint.credentials.requests.header_names import RIGHT, fault_of
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

URL = "https://fakestore.vtexcommercestable.com.br/api"
UUID = "f47ac10b-58cc-4372-a567-0e02b2c3d479"


def parsed(path: str, text: str) -> tuple[Source, Document]:
    source = Source(path, text)
    format = format_of(path)
    assert format is not None
    return source, parse(source, format)


def found(path: str, text: str) -> CredentialSet:
    return extract_credentials(*parsed(path, text))


# names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("vtexapplicationkey", "vtex application key"),
        ("vtexappkey", "vtex app key"),
        ("xvtexapitoken", "x vtex api token"),
        ("vtexaccesskey", "vtex access key"),
        ("appsecret", "app secret"),
        ("VTEXTOKEN", "vtex token"),
        ("xvtexother", "xvtexother"),
        ("vtexshopkey", "vtexshopkey"),
    ],
)
def test_words_without_separators(name: str, parts: str) -> None:
    assert words(name) == tuple(parts.split())


@pytest.mark.parametrize(
    ("word", "strength"),
    [
        ("API", "alias"),
        ("TOOLBELT", "alias"),
        ("AUTH", "alias"),
        ("ADMIN", "alias"),
        ("ACCOUNT", "alias"),
        ("IO", "alias"),
        ("OMS", "infix"),
    ],
)
def test_words_between_vtex_and_key(word: str, strength: str) -> None:
    named = classify(f"VTEX_{word}_KEY")
    assert named is not None
    assert named.strength == strength


@pytest.mark.parametrize(
    "word", "X VTEX API APP APPLICATION KEY TOKEN SECRET TOOLBELT AUTH FS DISCOVERY ACCESS PRIVATE PUBLIC BR OMS SHARED".split()
)
def test_words_that_do_not_distinguish_pairs(word: str) -> None:
    named = classify(f"VTEX_{word}_APP_KEY")
    assert named is not None
    assert named.qualifier == ((word.lower(),) if word in ("BR", "OMS", "SHARED") else ())


PUBLISHED = (
    "NEXT_PUBLIC_ NUXT_PUBLIC_ EXPO_PUBLIC_ REACT_APP_ VUE_APP_ NG_APP_ GATSBY_ VITE_ SANITY_STUDIO_ STORYBOOK_ PLASMO_PUBLIC_ "
    "BUN_PUBLIC_ PUBLIC_"
).split()


@pytest.mark.parametrize("prefix", PUBLISHED)
def test_prefixes_that_bundlers_publish(prefix: str) -> None:
    assert published_prefix(f"{prefix}VTEX_APP_KEY") == prefix
    assert published_prefix(f"{prefix}VTEX_APP_KEY".lower()) == prefix.lower()
    assert published_prefix(f"A_{prefix}VTEX_APP_KEY") == published_prefix(f"{prefix[:-1]}VTEX_APP_KEY") == ""
    assert rules(".env", f"{prefix}VTEX_APP_KEY={KEY}\n{prefix}VTEX_APP_TOKEN={TOKEN}\n").count("client-exposed-secret") == 1


# placeholders and documented values


@pytest.mark.parametrize("word", "hash suffix sufixo sufijo letters letras abcdef vtex app key your loja xxxx".split())
def test_words_of_a_key_that_waits(word: str) -> None:
    for value in (f"vtexappkey-{word}-your", f"vtexappkey-{word}", f"vtexappkey-{word}-{word}-your"):
        assert is_placeholder(value, value), value


@pytest.mark.parametrize("word", ["banana", "hash1", "acme", "lette"])
def test_words_of_a_key_that_does_not_wait(word: str) -> None:
    assert not is_placeholder(f"vtexappkey-{word}-your", f"vtexappkey-{word}-your")


@pytest.mark.parametrize("account", ["apiexamples", "example", "myaccount", "mystore", "your-account-name", "accountname"])
def test_accounts_of_the_documentation(account: str) -> None:
    assert is_documented(key(account))
    assert is_no_account(account)
    assert not is_documented(key(f"{account}1"))


@pytest.mark.parametrize("value", ["vtexappkey-example", "vtexappkey-appvtex", "vtexappkey-keyEDF"])
def test_keys_of_the_documentation(value: str) -> None:
    assert is_documented(value)
    assert not is_documented(f"{value}X")


@pytest.mark.parametrize("beginning", ["AQICAH", "gAAAAA", "U2FsdGVkX1"])
def test_beginnings_of_ciphertexts(beginning: str) -> None:
    assert is_reference(beginning + "a1B2c3D4" * 4)
    assert not is_reference("X" + beginning + "a1B2c3D4" * 4)


# what is around a field


@pytest.mark.parametrize("name", ["openapi", "swagger", "asyncapi", "x-openapi"])
def test_names_that_make_a_description(name: str) -> None:
    assert is_description(parsed("a.yaml", f"{name}: 3.0.0\nvtexAppToken: x\n")[1])
    assert not is_description(parsed("a.yaml", f"info:\n  {name}: 3.0.0\n")[1])
    assert not is_description(parsed("a.yaml", f"{name}s: 3.0.0\n")[1])


@pytest.mark.parametrize("name", ["isActive", "createdIn", "isBlocked"])
def test_names_of_the_license_manager(name: str) -> None:
    fields = {"appKey": KEY, "appToken": TOKEN}
    assert [one for one in found("a.json", json.dumps({"vtex": fields | {name: "x"}})).credentials if one.is_field] == []
    assert len([one for one in found("a.json", json.dumps({"vtex": fields | {f"{name}s": "x"}})).credentials if one.is_field]) == 2


@pytest.mark.parametrize(
    ("path", "is_flat"),
    [(".env", True), ("a.properties", True), ("Dockerfile", True), ("a.ini", True), ("a.tfvars", True), ("a.yaml", False)],
)
def test_formats_with_the_settings_of_all_vendors_together(path: str, is_flat: bool) -> None:
    form = {"Dockerfile": "ENV {}={}\n", "a.yaml": "{}: {}\n", "a.tfvars": '{} = "{}"\n'}.get(path, "{}={}\n")
    lines = [("HOST", "https://fakestore.myvtex.com"), ("API_KEY", "abc"), ("API_TOKEN", "def")]
    text = "".join(form.format(*line) for line in lines)
    assert [one.name for one in found(path, text).credentials] == ([] if is_flat else ["API_KEY", "API_TOKEN"])


@pytest.mark.parametrize("name", ["encryptedData", "parameter-store", "secrets-manager"])
def test_containers_that_refer_to_a_secret(name: str) -> None:
    assert [one.state for one in found("a.yaml", f"{name}:\n  VTEX_APP_TOKEN: AgBxyz\n").credentials] == ["reference"]
    assert [one.state for one in found("a.yaml", f"{name}s:\n  VTEX_APP_TOKEN: AgBxyz\n").credentials] == ["set"]


@pytest.mark.parametrize("place", ["payment", "antifraud", "giftcard", "gift-card", "gift_card", "provider"])
def test_protocols_whose_credentials_may_be_a_uuid(place: str) -> None:
    text = f"{{}}:\n  appKey: {KEY}\n  appToken: {UUID}\n"
    assert "wrong-credential" in rules("vtex.yaml", text.format("shop"))
    assert "wrong-credential" not in rules("vtex.yaml", text.format(f"my-{place}s"))
    titled = f"info:\n  title: The {place.upper()} protocol\n{text.format('shop')}"
    assert "wrong-credential" not in rules("vtex.yaml", titled)
    assert "wrong-credential" in rules("vtex.yaml", titled.replace("title", "words"))


def test_a_provider_is_a_cloud_where_the_name_is_sure() -> None:
    text = f"{{}}:\n  vtexAppKey: {KEY}\n  vtexAppToken: {UUID}\n"
    assert "wrong-credential" in rules("a.yaml", text.format("provider"))
    assert "wrong-credential" not in rules("a.yaml", text.format("payment"))


@pytest.mark.parametrize("environment", "local dev development prod production stage staging stg hml homolog qa test uat ci env".split())
def test_a_file_of_vtex_may_name_an_environment(environment: str) -> None:
    assert is_file_of_vtex(Source(f"vtex.{environment}.yaml", ""))
    assert not is_file_of_vtex(Source(f"vtex.{environment}x.yaml", ""))


# base64


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("VTEX_TOKEN_BASE64", True), ("vtexTokenB64", True), ("TOKEN_ENCODED", True), ("binaryData", True), ("BINARY_DATA", True),
        ("TOKEN_BASE_64", True), ("B_64", True), ("VTEX_TOKEN", False), ("TOKEN_64", False), ("ENCODER", False), ("binary", False),
        ("ENCODING", False), ("dataBinary", False),
    ],
)  # fmt: skip
def test_names_that_say_base64(name: str, says: bool) -> None:
    assert says_base64(name) is says


NAMES = "encoding encoded base64 b64 isBase64 is_encoded base64-encoded isBase64Encoded".split()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["base64", "B64", "true", "yes", "1"])
def test_a_field_may_say_that_its_neighbours_are_base64(name: str, value: str) -> None:
    source, document = parsed("a.json", json.dumps({"a": {name: value, "x": "y"}, "b": {f"{name}s": value}, "c": {name: f"{value}s"}}))
    places = EncodedPlaces(source, document)
    containers = {container.key: number for number, container in enumerate(document.containers)}
    assert [places.has(containers[key], "x") for key in "abc"] == [True, False, False]


# requests


@pytest.mark.parametrize("name", "querystring query queryparams queryparameters query_params params searchparams QueryParams".split())
def test_names_of_a_query(name: str) -> None:
    fields = {"X-VTEX-API-AppKey": KEY, "X-VTEX-API-AppToken": TOKEN}
    faults = found("a.json", json.dumps({"a": {"url": URL, name: fields}})).header_faults
    assert [fault.kind for fault in faults] == ["query", "query"]
    assert found("a.json", json.dumps({"a": {"url": URL, f"{name}s1": fields}})).header_faults == ()


@pytest.mark.parametrize(
    "name",
    """header headers httpheaders http_headers http-headers requestheaders request_headers request-headers defaultheaders default_headers
    extraheaders extra_headers customheaders custom_headers customrequestheaders reqheaders headerparameters authheaders auth_headers
    requestHeaders""".split(),
)
def test_names_of_headers(name: str) -> None:
    fields = {"X-VTEX-API-AppKey": KEY, "X-VTEX-API-AppTokem": TOKEN}
    faults = found("a.json", json.dumps({"a": {"url": URL, name: fields}})).header_faults
    assert [(fault.kind, fault.right) for fault in faults] == [("name", "X-VTEX-API-AppToken")]
    assert found("a.json", json.dumps({"a": {"url": URL, f"{name}1x": fields}})).header_faults == ()


@pytest.mark.parametrize("name", ["Authorization", "Proxy-Authorization", "Cookie"])
def test_headers_whose_values_contain_a_credential(name: str) -> None:
    value = f"VtexIdclientAutCookie={TOKEN}" if name == "Cookie" else f"Bearer {TOKEN}"
    faults = found("a.json", json.dumps({"a": {"url": URL, "headers": {"X-VTEX-API-AppKey": KEY, name: value}}})).header_faults
    assert [(fault.kind, fault.name) for fault in faults] == [("session-token" if name == "Cookie" else "authorization", name)]


@pytest.mark.parametrize(
    "right",
    ["X-VTEX-API-AppKey", "X-VTEX-API-AppToken", "VtexIdclientAutCookie", "X-PROVIDER-API-AppKey", "X-PROVIDER-API-AppToken"],
)
def test_headers_that_vtex_reads(right: str) -> None:
    assert fault_of(right) is fault_of(right.lower()) is None
    for wrong in (right[:-1], f"{right}s", right.replace("-", "_") if "-" in right else f"{right[:4]}-{right[4:]}", f"{right} :"):
        fault = fault_of(wrong)
        assert fault is not None
        assert (fault.right, fault.is_space) == (right, ":" in wrong)
    assert RIGHT[right.lower()] == right


# session tokens


@pytest.mark.parametrize("word", ["token", "cookie", "auth", "session", "jwt"])
def test_names_of_a_session_token(word: str) -> None:
    for name, in_use in ((f"VTEX_{word.upper()}", True), (f"VTEX_{word.upper()}S", False), (word.upper(), False)):
        [one] = found(".env", f"{name}={session()}\n").sessions
        assert (one.credential.name, one.in_use) == (name, in_use)


@pytest.mark.parametrize(
    ("form", "in_use"),
    [("{}", True), ("Bearer {}", True), ("'{}';", True), ("x {}", False), ("{} x", False), ("{}, {}", False), ("a={}", False)],
)
def test_only_a_session_token_alone_is_in_use(form: str, in_use: bool) -> None:
    for one in found("a.json", json.dumps({"VTEX_AUTH_TOKEN": form.format(session(), session())})).sessions:
        assert one.in_use is in_use
    for one in found("a.yaml", f"{{ % }}\nVTEX_AUTH_TOKEN: {session()}\n").sessions:
        assert not one.in_use  # read line by line


@pytest.mark.parametrize("field", ["name", "Name", "key", "Key"])
def test_the_name_of_a_session_token_is_in_another_field(field: str) -> None:
    [one] = found("a.json", json.dumps([{field: "VTEX_AUTH_TOKEN", "value": session()}])).sessions
    assert one.credential.name == "VTEX_AUTH_TOKEN"
    [other] = found("a.json", json.dumps([{f"{field}s": "VTEX_AUTH_TOKEN", "value": session()}])).sessions
    assert other.credential.name == "value"


# misspelled names


ENVIRONMENTS = (
    "prd prod production producao produccion",
    "hml hom homolog homologacao homologacion",
    "stg stage staging",
    "dev develop development desenvolvimento desarrollo",
)


@pytest.mark.parametrize("row", ENVIRONMENTS)
def test_two_words_for_one_environment(row: str) -> None:
    first, *others = row.split()
    for word in others:
        text = f"VTEX_APP_KEY_{first.upper()}={KEY}\nVTEX_APP_TOKEN_{word.upper()}={TOKEN}\n"
        assert rules(".env", text) == ["misspelled-name"], word
    other = next(one for one in ENVIRONMENTS if one != row).split()[0]
    assert "misspelled-name" not in rules(".env", f"VTEX_APP_KEY_{first.upper()}={KEY}\nVTEX_APP_TOKEN_{other.upper()}={TOKEN}\n")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("VTX_APP_TOKEN", "VTEX_APP_KEY"), ("VTEX_AP_TOKEN", "VTEX_APP_KEY"), ("VTEX_APLICATION_TOKEN", "VTEX_APPLICATION_KEY"),
        ("VTEX_AIP_TOKEN", "VTEX_API_KEY"), ("VTEX_APP_TOKN", "VTEX_APP_KEY"), ("FS_DISCOVRY_APP_TOKEN", "FS_DISCOVERY_APP_KEY"),
        ("F_DISCOVERY_APP_TOKEN", "FS_DISCOVERY_APP_KEY"),
    ],
)  # fmt: skip
def test_words_in_which_a_letter_may_be_wrong(wrong: str, right: str) -> None:
    assert [rule for rule in rules(".env", f"{right}={KEY}\n{wrong}={TOKEN}\n") if rule == "misspelled-name"] == ["misspelled-name"]
    assert "misspelled-name" not in rules(".env", f"{right}_SHOP={KEY}\n{right.replace('KEY', 'TOKEN')}_SHIP={token(2)}\n")


# hosts


@pytest.mark.parametrize("host", ["vtexcommercestable", "vtexcommercebeta", "vtexpayments", "vtexcrm", "vtexassets", "myvtex"])
def test_hosts_of_vtex(host: str) -> None:
    has_brazil = host not in ("vtexassets", "myvtex")
    assert is_vtex_host(f"a.{host}.com")
    assert is_vtex_host(f"a.{host}.com.br") is has_brazil
    assert not is_vtex_host(f"a.{host}.org")
    assert not is_vtex_host(f"a.{host}x.com")
