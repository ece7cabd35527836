"""Text that was decoded by the wrong table: "MÃ¼nchen" for "München"."""

from __future__ import annotations

import re

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

# Only what another table decodes without a guess; ftfy's repairs of lost bytes are guesses.
_CERTAIN = TextFixerConfig(
    restore_byte_a0=False,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=False,
    fix_c1_controls=False,
    explain=False,
)
# A byte of UTF-8 that begins a character, read as a letter, and one that continues it, read as a
# sign; or what no text holds.
_SIGNS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(rf"[\u00c2-\u00f4ĂÄĎÐВГРСђÎÏΓ][{_SIGNS}]|[\x80-\x9f\ufffd]")


def may_be_wrong(text: str) -> bool:
    """Tell cheaply whether ``text`` may be wrongly decoded; most texts are not."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def repaired(text: str) -> tuple[str, bool]:
    """Return ``text`` as it was meant where that is certain, and whether it still looks wrong.

    >>> repaired("MÃ¼nchen"), repaired("M\ufffdnchen")[1]
    (('München', False), True)
    """
    if "\ufffd" in text:  # a character is lost for good
        return text, True
    meant = fix_encoding(text, _CERTAIN)
    return meant, is_bad(meant)
