"""What reading a ZIP file raises that is damaged, encrypted, or packed in unknown ways."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

TORN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    AttributeError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
)
