"""Identifiers of registers, with their check digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rdflib import Literal, URIRef

from ontology.values.check_digits import CHECKS
from ontology.values.cleaner import Cleaner, UnparsedError

FILE = Path(__file__).with_name("identifiers.yaml")


@dataclass(frozen=True, slots=True)
class Register:
    """A register that names entities: a line of ``identifiers.yaml``, which explains the fields."""

    scheme: str
    label: str
    kind: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    drop: Mapping[int, None]
    case: str
    check: str
    page: str
    example: str

    def bare(self, raw: str) -> str:
        """Return ``raw`` without what may stand around an identifier, in the register's case."""
        text = raw.strip()
        if text.lower().startswith(f"{self.scheme}:"):
            text = text[len(self.scheme) + 1 :].strip()
        if self.before and (found := self.before.match(text)):
            text = text[found.end() :].strip()
        if self.drop:
            text = text.translate(self.drop)
        if self.case == "upper":
            return text.upper()
        return text.lower() if self.case == "lower" else text

    def is_bare(self, raw: str) -> bool:
        """Tell whether nothing stands around the identifier in ``raw``."""
        if self.pattern.fullmatch(raw) is None:
            return False
        return self.before is None or self.before.match(raw) is None


class Identifier(Cleaner[str]):
    """An identifier of one register, by the register's scheme (``pic``).

    >>> Identifier("ror").parse("https://ror.org/03NADEE84")
    '03nadee84'
    """

    def __init__(self, scheme: str) -> None:
        self.register = registers()[scheme]

    def parse(self, raw: str) -> str:
        """Return the bare identifier."""
        register = self.register
        bare = raw if register.is_bare(raw) else register.bare(raw)
        if not register.pattern.fullmatch(bare):
            remedy = f"write it like {register.example}"
            raise UnparsedError(raw, f"it is no {register.label}", remedy)
        if register.check and not CHECKS[register.check](bare):
            reason = f"the check digits of this {register.label} do not fit"
            raise UnparsedError(raw, reason, "correct the digit that is wrong")
        return bare

    def key(self, value: str) -> str:
        """Return the key under which records name the entity: ``pic:999643492``."""
        return f"{self.register.scheme}:{value}"

    def rdf(self, value: str) -> URIRef | Literal:
        """Return the address in the register, or the key where it has none."""
        page = self.register.page
        return URIRef(page.format(value)) if page else Literal(self.key(value))


@cache
def registers() -> Mapping[str, Register]:
    """Return the registers by scheme, the one that lends an entity its id best first."""
    listed: Mapping[str, Mapping[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
    return {scheme: _register(scheme, line) for scheme, line in listed.items()}


def _register(scheme: str, line: Mapping[str, Any]) -> Register:
    return Register(
        scheme=scheme,
        label=line["label"],
        kind=line["kind"],
        pattern=re.compile(line["pattern"]),
        before=re.compile(line["before"], re.IGNORECASE) if "before" in line else None,
        drop={ord(character): None for character in line.get("drop", "")},
        case=line.get("case", ""),
        check=line.get("check", ""),
        page=line.get("page", ""),
        example=str(line["example"]),
    )


def key_of(raw: str) -> str:
    """Return the key that ``raw`` means by itself: ``pic:999643492``, an address of a register.

    Raises UnparsedError when it names no register, or is no identifier of it.

    >>> key_of("https://ror.org/03nadee84"), key_of("PIC: 999 643 492")
    ('ror:03nadee84', 'pic:999643492')
    """
    text = raw.strip()
    for scheme, register in registers().items():
        address = register.before and "/" in text and register.before.match(text)
        if address or text.lower().startswith(f"{scheme}:"):
            cleaner = Identifier(scheme)
            return cleaner.key(cleaner.parse(text))
    known = ", ".join(registers())
    raise UnparsedError(raw, "it names no register", f"write one of {known}, a colon, the value")
