"""Names that nothing known bears, found by what they are made of and by what stands beside them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found, organisations, projects

ORGANISATIONS = [
    # Legal forms, before and behind.
    ("de", "Partner ist die Saale Medizinoptik GmbH & Co. KG.", "saale-medizinoptik"),
    ("lt", "Prisijungė UAB „Nemuno optika“.", "nemuno-optika"),
    ("pl", "Członkiem jest Światłomed Sp. z o.o. z Gdyni.", "swiatlomed"),
    ("it", "Ne è partner Ottica Lariana S.r.l. con sede a Como.", "ottica-lariana"),
    ("en", "We met Lion City Endoscopy Pte Ltd there.", "lion-city-endoscopy"),
    # Heads.
    ("en", "At the Aarhus Light Campus all went well.", "aarhus-light-campus"),
    ("en", "A guest from the Cork Institute of Science and Light came.",
     "cork-institute-of-science-and-light"),
    ("de", "Das Labor für Lichtakustik Potsdam tritt bei.", "labor-fur-lichtakustik-potsdam"),
    ("de", "Die Gäste des Klinikums am Kyffhäuser kamen.", "klinikum-am-kyffhauser"),
    ("de", "Gefördert von der Donau-Optik-Stiftung.", "donau-optik-stiftung"),
    ("fr", "Le Cluster photonique du Léman a voté.", "cluster-photonique-du-leman"),
    ("es", "Fue el Hospital General de Burgos.", "hospital-general-de-burgos"),
    ("pl", "Dolnośląska Grupa Optyczna powstała w 2014 roku.", "dolnoslaska-grupa-optyczna"),
    ("lt", "Dalyvavo Kauno šviesos technologijų institutas.",
     "kauno-sviesos-technologiju-institutas"),
    ("lt", "Jie lankėsi Kauno šviesos technologijų institute.",
     "kauno-sviesos-technologiju-institutas"),
    ("de", "Die Licht- und Handelskammer Saaletal lud ein.", "licht-und-handelskammer-saaletal"),
    ("de", "Gestern hat das Institut für Lichtakustik die Pläne gezeigt.",
     "institut-fur-lichtakustik"),
    ("de", "Gestern hat Optoluxa Photonics die Ziele genannt.", "optoluxa-photonics"),
    ("de", "Das Institut für die Optik des Nordens lud ein.", "institut-fur-die-optik-des-nordens"),
    ("en", "They gave the Cork Light Institute the Lantern.", "cork-light-institute"),
    ("de", "Es half die Bundesanstalt für Lichtkunde.", "bundesanstalt-fur-lichtkunde"),
    ("pl", "Byli z Optoluxa Light Alliance w Gdyni.", "optoluxa-light-alliance"),
    ("de", "Wir sahen das Labor von Optoluxa Photonics.", "optoluxa-photonics"),
    ("de", "Er sprach an der Universität von Wittenberg.", "universitat-von-wittenberg"),
    ("de", "Das teilte der Fonds Elbe Capital mit.", "elbe-capital"),
    ("lt", "Vidurio Lietuvos optikos klasteris auga.", "vidurio-lietuvos-optikos-klasteris"),
    ("de", "Die Gäste des Optischen Instituts Elbtal kamen.", "optisches-institut-elbtal"),
    ("de", "An der Medizinischen Klinik Elbtal war das.", "medizinische-klinik-elbtal"),
    ("de", "Es half das Team des Deutschen Laserzentrums Elbtal.",
     "deutsches-laserzentrum-elbtal"),
    ("de", "Das waren die Kliniken Oberes Elbtal.", "kliniken-oberes-elbtal"),
    ("lt", "Jie aplankė Nemuno klinikas.", "nemuno-klinikos"),
    ("fr", "Versé par l'Agence rhodanienne de l'innovation hier.",
     "agence-rhodanienne-de-l-innovation"),
    ("fr", "Voici le Centre national de recherche en optique appliquée.",
     "centre-national-de-recherche-en-optique-appliquee"),
    ("es", "Participa la Sociedad leonesa de óptica y luz.",
     "sociedad-leonesa-de-optica-y-luz"),
    ("it", "Vi partecipa l'Agenzia lariana per l'innovazione.",
     "agenzia-lariana-per-l-innovazione"),
    ("it", "Entra Secchia Ottica.", "secchia-ottica"),
    ("pl", "Partnerem jest Uniwersytet Medyczny w Lublinie.", "uniwersytet-medyczny-w-lublinie"),
    # Words that announce, acts, rows, initials.
    ("fr", "La PME rennaise Optoluxa est du voyage.", "optoluxa"),
    ("fr", "L'entreprise familiale Optoluxa est du voyage.", "optoluxa"),
    ("es", "Lo dijo la empresa navarra Optoluxa.", "optoluxa"),
    ("it", "Lo disse l'azienda milanese Optoluxa.", "optoluxa"),
    ("fr", "Le voyage, financé par l'ANR, est long.", "anr"),
    ("es", "Financiado por el CDTI, comenzó el viaje.", "cdti"),
    ("pl", "Wyjazd finansowany przez NCBR, rozpoczął się.", "ncbr"),
    ("de", "Die Reise wird vom BMFX bezahlt, koordiniert von der OPTEX.", "optex"),
    ("en", "Optoluxa announced the move.", "optoluxa"),
    ("en", "Anna Berg, CEO of Optoluxa, was there.", "optoluxa"),
    ("fr", "Le PDG d'Optoluxa était là.", "optoluxa"),
    ("en", "9:30 New lenses for all, Anna Berg, Optoluxa\n", "optoluxa"),
    ("en", "“Seeing the eye”, Prof. Anna Berg (Optoluxa, Jena)", "optoluxa"),
    ("en", "It was Danish SME Visuline that grew.", "visuline"),
    ("fr", "La jeune pousse Visiosphère était du voyage.", "visiosphere"),
    ("lt", "Bendrovė „Šviesos tiltas“ dirba Kaune.", "sviesos-tiltas"),
    ("en", "Iroise Vision, founded in 2017, grew.", "iroise-vision"),
    ("fr", "OPTEAS a été fondée à Nantes.", "opteas"),
    ("fr", "Le réseau Euro-Santé-Lumière (ESL) grandit.", "euro-sante-lumiere"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "slug"), ORGANISATIONS)
def test_a_new_organisation(language: str, text: str, slug: str) -> None:
    assert [meant for _, meant in organisations(text, language)] == [slug]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Innovation Award and the General Assembly are on Friday 10 November 2023."),
        ("en", "Members of the Board of Directors spoke of it on Tuesdays, as always."),
        ("en", "The university and its institute are in Graz."),
        ("de", "Die Laser- und Optikbranche wächst, sagten Laser- und Lichtfirmen."),
        ("de", "Die Mitgliederversammlung wählte am 1. September 2022 einen Vorstand."),
        ("lt", "Lietuvos ir Čekijos klasteriai susitiko Kaune."),
        ("lt", "Naujas klasteris pradėjo veiklą."),
        ("fr", "Les partenaires se sont réunis à Lyon."),
        (
            "en",
            "They are customers of the Irish institute, said Anna Berg, CEO, and Mary Dee, Graz.",
        ),
        (
            "fr",
            "Les membres du Conseil régional et le Centre de la ville, un Institut de recherche.",
        ),
    ],
)
def test_what_is_no_organisation(language: str, text: str) -> None:
    assert organisations(text, language) == []


def test_a_row_goes_on_from_a_known_name() -> None:
    text = "Optence, Hansefaser Nord and Provence Cristal took part."
    assert [meant for _, meant in organisations(text, "en")] == [
        "optence",
        "hansefaser-nord",
        "provence-cristal",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Neu sind drei Unternehmen: Optoluxa, Visuline und Lumitec Sensors."),
        ("pl", "Dołączyły trzy nowe firmy: Optoluxa, Visuline i Lumitec Sensors."),
        ("lt", "Prisijungė trys nauji nariai: Optoluxa, Visuline ir Lumitec Sensors."),
        ("fr", "Trois entreprises : Optoluxa, Visuline et Lumitec Sensors."),
    ],
)
def test_a_row_behind_a_colon(language: str, text: str) -> None:
    assert [quote for quote, _ in organisations(text, language)] == [
        "Optoluxa",
        "Visuline",
        "Lumitec Sensors",
    ]


def test_a_column_of_names_and_countries() -> None:
    lines = ["Optoluxa / Germany", "Elbtal Lenses / France", "Lumitec Sensors / Malta"]
    text = "\n".join(["Partners of it all", "", *lines])
    assert [quote for quote, _ in organisations(text, "en")] == [
        "Optoluxa",
        "Elbtal Lenses",
        "Lumitec Sensors",
    ]


def test_a_sentence_that_introduces_a_list() -> None:
    text = "It begins\n\nIt began in May. The project partners are:\n- Optoluxa\n- Visuline, Graz\n"
    assert [quote for quote, _ in organisations(text, "en")] == ["Optoluxa", "Visuline"]


def test_labels_above_a_list_are_none_of_it() -> None:
    text = "Kurz\n\nZertifikate: zwei\nBüros: drei\n– Optence (seit 2020)\n– Optivar (neu)\n"
    assert [meant for _, meant in organisations(text, "de")] == ["optence", "optivar"]


def test_acronym_and_short_name_mean_what_was_introduced() -> None:
    text = (
        "Nordlight Medical Cluster grows\n\n"
        "The Nordlight Medical Cluster™ (NMC) is in Aarhus. NMC has 12 members."
    )
    assert organisations(text, "en") == [
        ("Nordlight Medical Cluster", "nordlight-medical-cluster"),
        ("Nordlight Medical Cluster™ (NMC)", "nordlight-medical-cluster"),
        ("NMC", "nordlight-medical-cluster"),
    ]


def test_forms_of_one_name_have_one_slug() -> None:
    text = "UAB „Akies technologijos“ veikia Kaune. Atvyko „Akies technologijų“ atstovai."
    assert {meant for _, meant in organisations(text, "lt")} == {"akies-technologijos"}


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("en", "The project Photon Bridge East has ended.", "photon-bridge-east"),
        ("en", "They prepare a proposal called SEPSIWATCH now.", "sepsiwatch"),
        ("en", "Optence is the coordinator of DERMASPECT.", "dermaspect"),
        ("de", "Das Verbundprojekt EndoLicht läuft bis 2025.", "endolicht"),
        ("de", "Das LUMIDERM-Projekt begann im Mai.", "lumiderm"),
        ("de", "Im Mai tagte das LumiDerm-Konsortium.", "lumiderm"),
        ("de", "Das Forschungsvorhaben LumiDerm beginnt.", "lumiderm"),
        ("de", "Im März fiel der Startschuss für LumiDerm.", "lumiderm"),
        ("de", "Im Konsortium von LumiDerm 2 liefert Optence die Gläser.", "lumiderm-2"),
        ("en", "Coordinator of LumiDerm 2 is Optence.", "lumiderm-2"),
        ("en", "At the kick-off meeting of LumiDerm we met.", "lumiderm"),
        ("de", "Das Kick-off von LumiDerm war in Graz.", "lumiderm"),
        ("fr", "BRUME est achevé depuis octobre. Le projet avait trois partenaires.", "brume"),
        ("en", "All came to the LUMIDERM kick-off.", "lumiderm"),
        ("fr", "Le projet de recherche LumiDerm commence.", "lumiderm"),
        ("fr", "Optence coordonne RETINOVA, un projet européen.", "retinova"),
        ("es", "Arranca DERMOLUZ, un proyecto para la piel.", "dermoluz"),
        ("lt", "Projektą „Regos šviesa“ vykdo trys partneriai.", "regos-sviesa"),
        ("pl", "Projekt OKOŚWIAT potrwa trzy lata.", "okoswiat"),
    ],
)
def test_a_new_project(language: str, text: str, slug: str) -> None:
    assert [meant for _, meant in projects(text, language)] == [slug]


def test_the_acronym_of_a_title_is_the_first_in_brackets() -> None:
    text = "The project “Light for Skin” (LUMIDERM, GA 101012345) ended."
    assert {meant for _, meant in projects(text, "en")} == {"lumiderm"}
    text = "The project “Light for Skin” (Optence, 2023) ended."
    assert [meant for _, meant in projects(text, "en")] == ["light-for-skin"]


def test_a_number_behind_a_project_makes_another() -> None:
    text = "The project CardioFibre ended. CardioFibre II would start in 2023."
    assert [meant for _, meant in projects(text, "en")] == ["cardiofibre", "cardiofibre-ii"]


def test_the_longest_name_goes_first() -> None:
    text = "Tai Fizikos instituto mokslo ir technologijų parko koordinuojamas klasteris."
    assert organisations(text, "lt") == [
        (
            "Fizikos instituto mokslo ir technologijų parko",
            "fizikos-instituto-mokslo-ir-technologiju-parkas",
        )
    ]


def test_an_acronym_in_brackets_may_come_from_another_language() -> None:
    text = "Atvyko Japonijos Pramonės Šviesos Konsorciumo (JILC) atstovai. JILC veikia Tokijuje."
    assert {meant for _, meant in organisations(text, "lt")} == {
        "japonijos-pramones-sviesos-konsorciumas"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Partners of many EU projects met.",
        "It is a £1.9m project.",
    ],
)
def test_a_kind_of_projects_is_no_project(text: str) -> None:
    assert projects(text, "en") == []


@pytest.mark.parametrize(
    "word", ["EU-Projekt", "BMBF-Vorhaben", "Laser-Projekt", "LUMIDERM-Partner"]
)
def test_a_word_of_a_kind_of_projects_is_none(word: str) -> None:
    assert projects(f"Das {word} begann im Mai.", "de") == []


def test_a_fair_in_quotation_marks_is_no_organisation() -> None:
    text = "Parodoje „Spindulys“ buvo daug svečių."
    assert found(text, "lt", ["event", "organisation"]) == [("„Spindulys“", "spindulys")]
    assert found(text, "lt", ["event"]) != []


def test_words_all_in_capitals_are_projects_where_the_text_speaks_of_projects() -> None:
    text = "Das Vorhaben beginnt. In diesen Tagen ist WUNDLICHT angelaufen."
    assert [meant for _, meant in projects(text, "de")] == ["wundlicht"]
    assert projects("In diesen Tagen ist WUNDLICHT erschienen.", "de") == []


def test_a_word_in_capitals_behind_a_project_in_capitals_makes_another() -> None:
    text = "The project LASER-FIT ended. LASER-FIT WORLDWIDE took two years."
    assert [meant for _, meant in projects(text, "en")] == ["laser-fit", "laser-fit-worldwide"]
