"""What the steps on names find in a text, for the tests of names, places and technologies."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.documents.document import Document
from ingest.documents.known import Known, Named, vocabulary
from ingest.documents.pipeline import read

THINGS = (
    Named(
        "litek",
        "organisation",
        (
            ("en", "Laser and Engineering Technologies Cluster"),
            ("lt", "Lazerinių ir inžinerinių technologijų klasteris"),
        ),
        ("LITEK",),
        "LT",
    ),
    Named(
        "cpic",
        "organisation",
        (("en", "Canadian Photonic Industry Consortium"),),
        ("CPIC",),
        "CA",
    ),
    Named("optence", "organisation", (("de", "Optence e.V."),), ("OpTence",), "DE"),
    Named("vtt", "organisation", (("en", "VTT Technical Research Centre of Finland"),), (), "FI"),
    Named("iop-gb", "organisation", (("en", "Institute of Photonics"),), ("IOP",), "GB"),
    Named("iop-pl", "organisation", (("en", "Photonics Institute Warsaw"),), ("IOP",), "PL"),
    Named("mug", "organisation", (("de", "Medizinische Universität Graz"),), (), "AT"),
    Named("uni-graz", "organisation", (("de", "Universität Graz"),), (), "AT"),
    Named("osa", "organisation", (("en", "The Optical Society"),), ("OSA",)),
    Named("optivar", "organisation", (("fr", "Pôle Optivar"), ("en", "Optivar")), (), "FR"),
    Named("vug", "organisation", (("nl", "Vrije Universiteit Gruno"),), (), "BE"),
    Named("medivalley", "organisation", (("en", "MediValley"),), (), "FR"),
    Named("leibniz-ipo", "organisation", (("de", "Leibniz-Institut für Photonik (Leibniz-IPO)"),)),
    Named("st-odran", "organisation", (("en", "University of St Odran"),), (), "GB"),
    Named("moon", "project", (), ("MOON",)),
    Named("laser-go", "project", (), ("LASER-GO",)),
    Named("laser-go-global", "project", (), ("LASER-GO GLOBAL",)),
    Named("horizon-europe", "programme", (("en", "Horizon Europe"),)),
)
KNOWN = Known({**vocabulary().things, **{one.id: one for one in THINGS}})


def found(text: str, language: str, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Return the quotes of some kinds in a text, each with what it means."""
    reading = read(Document("post", text, language, text.partition("\n")[0]), KNOWN)
    return [(text[one.start : one.end], one.meant) for one in reading.mentions if one.kind in kinds]


def organisations(text: str, language: str) -> list[tuple[str, str]]:
    """Return the organisations of a text."""
    return found(text, language, ["organisation"])


def projects(text: str, language: str) -> list[tuple[str, str]]:
    """Return the projects of a text."""
    return found(text, language, ["project"])
