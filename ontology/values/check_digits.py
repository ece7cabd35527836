"""Does an identifier fit its own check digits?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stdnum import get_cc_module
from stdnum.iso7064 import mod_11_2, mod_97_10

from ontology.regions import load_regions

# Crockford's base 32: digits and letters without i, l, o, u.
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
_PLAIN = str.maketrans(BASE_32, "0123456789abcdefghijklmnopqrstuv")


def ror(identifier: str) -> bool:
    """ISO 7064 mod 97-10 over the number that the six characters in the middle write in base 32.

    >>> ror("03nadee84"), ror("03nadee85")
    (True, False)
    """
    number = int(identifier[1:7].translate(_PLAIN), 32)
    return 98 - number * 100 % 97 == int(identifier[7:])


def vat(identifier: str) -> bool:
    """Whether a VAT number fits the rules of the country that its first two letters name.

    A country whose rules are not known lets everything pass, what is no country nothing. The
    Swiss leave out the word at the end as often as not.

    >>> vat("LT119511515"), vat("LT119511516"), vat("CHE115978205"), vat("XX12345")
    (True, False, True, False)
    """
    country = {"EL": "GR", "XI": "GB"}.get(identifier[:2], identifier[:2])
    rules = [get_cc_module(country.lower(), name) for name in ("vat", "uid")]
    known = [rule for rule in rules if rule]
    bare = identifier[2:]
    if not known:
        return load_regions().get(country) is not None
    return any(rule.is_valid(identifier) or rule.is_valid(bare) for rule in known)


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "ror": ror,
    "vat": vat,
    "mod_11_2": mod_11_2.is_valid,
    "mod_97_10": mod_97_10.is_valid,
}
