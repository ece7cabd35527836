"""What no name and no text holds, and what XML and databases refuse."""

import re

# Control characters but tabs and line breaks, halves of characters, and what is no character.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
