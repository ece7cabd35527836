"""Two months of a list of sixty members: three joined, two left, four are called otherwise."""

from __future__ import annotations

HEAD = "Pavadinimas;Šalis;Miestas;Svetainė;PIC;El. paštas"
NUMBER = 60
JOINED = ("Nauja optika", "Nauji lazeriai", "Naujas vaizdas")
LEFT = ("Narys 31", "Narys 32")
RENAMED = {
    "Narys 11": "Vienuoliktas žvilgsnis",
    "Narys 12": "Dvylikta banga",
    "Narys 13": "Trylikta prizmė",
    "Narys 14": "Keturiolikta šviesa",
}
PIC = "999643492"
"""Narys 14 has this instead of a website."""


def november() -> bytes:
    """Return the list as it was."""
    return _table([_member(n, f"Narys {n:02}") for n in range(1, NUMBER + 1)])


def december() -> bytes:
    """Return the list of the next month, in another order."""
    names = [f"Narys {n:02}" for n in range(1, NUMBER + 1)]
    rows = [
        _member(n, RENAMED.get(name, name)) for n, name in enumerate(names, 1) if name not in LEFT
    ]
    joined = [
        f"{name};Lietuva;Kaunas;https://naujas-{n}.example;;" for n, name in enumerate(JOINED)
    ]
    return _table([*joined, *reversed(rows)])


def _member(number: int, name: str) -> str:
    known = f";{PIC}" if number == 14 else f"https://narys-{number:02}.example;"
    return f"{name};Lietuva;Vilnius;{known};info@narys-{number:02}.example"


def _table(rows: list[str]) -> bytes:
    return "\n".join([HEAD, *rows]).encode()
