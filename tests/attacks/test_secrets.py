"""No secret lies in the repository: keys and tokens have forms, and nothing here has them."""

from __future__ import annotations

import re
import secrets
import subprocess
from pathlib import Path

import pytest

from tests.conftest import require

ROOT = Path(__file__).parents[2]
FORMS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a token of ours": r"\blg_[0-9a-f]{12}_(?!0{64})[0-9a-f]{64}\b",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub or GitLab": r"\b(?:gh[pousr]_\w{36}|github_pat_\w{50}|glpat-[\w-]{20})",
    "a key of a language model": r"\bsk-[A-Za-z0-9_-]{32}",
    "a web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}",
    "a password in an address": r"\b(?!https?://user:)[a-z+0-9]{3,}://[^\s/:@<>{}\"']+:"
    r"(?!password|secret|\$)[^\s/:@<>{}\"'…]{8,}@\w",
}
SECRET = re.compile("|".join(f"(?P<f{at}>{form})" for at, form in enumerate(FORMS.values())))


def found(text: str) -> list[str]:
    """Return what secrets a text has, and in which lines."""
    return [
        f"line {text.count(chr(10), 0, one.start()) + 1}: "
        f"{list(FORMS)[int((one.lastgroup or 'f0')[1:])]}"
        for one in SECRET.finditer(text)
    ]


def test_no_file_has_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    require("git's list of files", listed.returncode == 0, "check the repository out with git")
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.is_file():
            assert not found(file.read_text(encoding="utf-8", errors="replace")), name


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "lg_" + secrets.token_hex(6) + "_" + secrets.token_hex(32),
        "AKIA" + "Q" * 16,
        "bolt://neo4j:" + "correcthorse" + "@db.example",
    ],
    ids=["key", "token", "cloud", "address"],
)
def test_one_would_be_found(text: str) -> None:
    assert found(f"a line\nsecret = {text}\n")[0].startswith("line 2: ")
