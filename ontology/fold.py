"""One way to make written names comparable."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and the plain letters people type instead of them.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "ĸ": "k",
    }
)
# Unicode decomposes these to letters, but they are no part of a name: "LITEK™".
_SIGNS = re.compile("[™℠]")
# The short way for what most names are.
_ASCII_GAP = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form of `text` in which names are compared.

    Lower case without accents; every run of characters that are neither letters nor digits
    becomes one space, none at the ends. Letters of other scripts stay. Two spellings that differ
    only in case, accents, hyphens, spaces or punctuation fold to the same string, and folding
    twice changes nothing:

    >>> fold(" Tomographie par cohérence-optique ")
    'tomographie par coherence optique'
    >>> fold("Straße")
    'strasse'
    """
    if text.isascii():
        return " ".join(_ASCII_GAP.sub(" ", text.lower()).split())
    text = _SIGNS.sub(" ", text)
    # Case folding can undo normalisation and the reverse ("ϔ"), so each is done on both sides.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = decomposed.casefold().translate(_PLAIN)
    kept = (c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())
