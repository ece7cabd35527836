"""Words in quotation marks, whatever marks a language has."""

from __future__ import annotations

import re

QUOTED = re.compile(r"[„“\"«][ \u00a0]?([^„“”\"«»\n]{2,80}?)[ \u00a0]?[“”\"»]")
OPENING = '„“"«'
"""Marks that begin a quote."""
