"""Random letters are told from names; the rates that `random_letters` states."""

import random
import re
import string

import pytest

from tests.fake import TOKEN, token
from vtexlint.reporters.plain import without_tokens
from vtexlint.text.random_letters import in_message, in_name

NAMES = """
mundodosparafusos lojacentraldobrasil casadosrelogios farmaciapopular supermercadobomjesus calcadosgaucho modafemininabr
brinquedoslegais pneustore autopecasparana tintasecores moveisplanejados eletrodomesticos cosmeticosnatural livrariacultural
petshopamigo sorvetesdosul cervejariaartesanal acougueboi padariasaojoao joalheriadiamante otica oticasvisao esportesradical
bicicletaria surfshopbrasil materiaisdeconstrucao ferramentasgerais instrumentosmusicais papelariauniversitaria uniformesescolares
artigosparafestas floriculturajardim distribuidoradebebidas vinhosdoporto cafeteriaexpresso chocolatesgramado queijosdaserra
azeitesportugueses docesmineiros temperosdabahia lojadoshopping outletdafabrica atacadaodasroupas importadoraoriental tecidosnordeste
cortinasetapetes colchoesconforto iluminacaomoderna climatizacao refrigeracao eletronicosparatodos celularesbaratos informaticaexpress
gamesworld perfumesimportados suplementosfit zapateriamadrid tiendadelsur ferreteriaelmartillo farmaciasguadalajara mueblesdelnorte
jugueteriafeliz librerianacional ropadeportiva cerveceriaandina panaderialaespiga carniceriaelgaucho joyeriaesmeralda opticavision
deporteselcampeon bicicletasbogota materialesconstruccion herramientasperu instrumentosmusica papeleriacentral uniformesmexico
articulosfiesta floreriajardin distribuidoraandes vinosmendoza cafedecolombia chocolatesbariloche quesosartesanales aceitesdeoliva
dulcestipicos especiaslima outletfabrica importadoraoriente telaslima colchonesdescanso iluminacionhogar refrigeracionquito
electronicatotal celularesya perfumeriaparis suplementosgym supermercadosdia mercadolibertad almacenesparis tiendascoppel hogarycocina
cocinaperfecta mascotasfelices bebesymas hardwarestore gardencenter toolsandparts sportswearhouse kitchenandbath petsupplies
bookshoponline shoefactory fashionoutlet jewelrybox homefurniture mattresscity lightingworld electronicsdepot mobilephones computerparts
perfumegallery vitaminshop groceryexpress wholesaleclub farmersmarket coffeeroasters chocolatefactory cheesemongers oliveoilcompany
spicetraders wineandspirits craftbrewery flowerdelivery partysupplies schooluniforms musicinstruments bikerepair surfboards campinggear
outdooradventure fishingtackle huntingstore babyboutique toyskingdom giftsandmore stationeryplus artsupplies craftcorner fabricwarehouse
curtainsandrugs paintanddecor bathroomstore production development homologacao homologation desenvolvimento produccion desarrollo
integracion integracao marketplace fulfillment checkout logistics warehouse inventory promotions subscriptions masterdata catalogo
pagamentos transportadora credenciais seguimiento transaction customerservice orderhook webhook middleware backoffice storefront
faststore salesforce paymentgateway antifraude chaveiro24horas fastshopbr westcoastcycles hertzelektronik schwarzwaldshop kbbimoveis
wxsportswear htmlservices httpclient xmlparser graphqlgateway postgresql kubernetes nginxproxy mysqldump jdbcdriver oauthclient
grpcserver tlscerts sshkeys pnpmworkspace webpackconfig dynamodb elasticsearch cloudfront lambdafunctions rabbitmqbroker kafkastream
prometheus sonarqube githubactions bitbucketpipelines
""".split()  # fmt: skip
ABBREVIATIONS = {"jewelrybox", "mysqldump", "jdbcdriver", "pnpmworkspace"}
"""Names that are taken for random letters."""


@pytest.mark.parametrize(
    "form", ["{0}", "{1}_APP_KEY", "VTEX_{1}_APP_TOKEN", "vtex.{0}.appToken", "{0}.myvtex.com", "NEXT_PUBLIC_{1}_APPTOKEN"]
)
def test_names_are_shown(form: str) -> None:
    assert len(NAMES) > 150
    hidden = {name for name in NAMES if in_name(name_of := form.format(name, name.upper())) != name_of}
    assert hidden <= ABBREVIATIONS


def random_runs(length: int) -> list[str]:
    chance = random.Random(length)
    return ["".join(chance.choices(string.ascii_uppercase, k=length)) for _ in range(2000)]


@pytest.mark.parametrize(("length", "most"), [(8, 400), (10, 220), (12, 150), (16, 60), (19, 20), (39, 0)])
@pytest.mark.parametrize("form", ["{}", "VTEX_APP_TOKEN_{}", "{}.appToken"])
def test_random_letters_are_not(form: str, length: int, most: int) -> None:
    runs = random_runs(length)
    for spelled in (str.upper, str.lower):
        assert sum(spelled(run) in in_name(form.format(spelled(run))) for run in runs) <= most


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"VTEX_APP_TOKEN_{TOKEN[:18]}", "VTEX_APP_TOKEN_…"), (f"{TOKEN[:19]}.appToken", "….appToken"), (f"vtex{TOKEN[:19].title()}AppKey", "…"),
        ("-".join(TOKEN[at : at + 7] for at in range(0, 49, 7)), "…"), ("VTEX_APP_TOKEN", "VTEX_APP_TOKEN"), ("sha256", "sha256"), ("", ""),
        ("Q1W2E3R4T5Y6U7I8O9P0", "Q1W2E3R4T5Y6U7I8O9P0"), ("LOJACENTRALDOBRASIL_APP_KEY", "LOJACENTRALDOBRASIL_APP_KEY"),
    ],
)  # fmt: skip
def test_a_part_of_a_name(name: str, shown: str) -> None:
    assert in_name(name) == shown


SEPARATORS = ("-", "_", ".", " ", "7", "/", ", ", "\\u200b", "\\n", " . ")


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("step", [1, 3, 4, 7, 11, 20])
def test_a_token_with_separators_is_taken_out_of_a_message(step: int, separator: str) -> None:
    for length in (74, 128):
        for number in range(20):
            letters = token(number)[:length]
            parts = [letters[at : at + step] for at in range(0, length, step)]
            shown = without_tokens(f"unknown setting `vtex_{separator.join(parts)}`, see VTEX_APP_TOKEN")
            # pieces at an end may look like words
            assert sum(len(part) for part in parts if len(part) > 3 and part in shown) < 24
            assert "…" in shown
            assert shown.endswith("`, see VTEX_APP_TOKEN")


@pytest.mark.parametrize("step", [7, 11, 20, 39])
def test_lowercase_letters_too(step: int) -> None:
    letters = TOKEN.lower()
    assert without_tokens("names: " + "-".join(letters[at : at + step] for at in range(0, 128, step))) == "names: …"


@pytest.mark.parametrize(
    "text",
    [
        "VTEX_APP_KEY, VTEX_APP_TOKEN, VTEX_ACCOUNT, VTEX_WORKSPACE, VTEX_API_KEY, VTEX_PRODUCTION_APP_TOKEN, VTEX_HML_BR_SKU_URL",
        "SRC/MAIN/RESOURCES/PROD/BR/OMS/WMS/ERP/CRM/SQL/DDL/HML/STG/DEV/QA/CONFIG.YAML", "AWS_IAM_KMS_SNS_SQS_CDN_DNS_TLS_SSL_HTTP_URL_API_KEY",
        " ".join(name.upper() for name in NAMES if name not in ABBREVIATIONS), "-".join(NAMES), "0F3A9BC2D1E4" * 20,
        "committed-secret, conflicting-pair, client-exposed-secret, surrounding-whitespace, invisible-character, misspelled-name",
    ],
)  # fmt: skip
def test_what_people_write_stays(text: str) -> None:
    assert without_tokens(text) == text


def test_a_hostile_text_is_examined_once() -> None:
    chains = "QX " * 100_000 + "VTEX " * 10 + "Q X " * 100_000
    assert not re.search("[QX]", in_message(chains).replace("VTEX", ""))
