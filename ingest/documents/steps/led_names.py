"""New organisations and events whose heads alone have capitals: "Agence rhodanienne de
l'innovation", "Journées nationales de l'optique".

Behind the head stand adjectives, and what "de" and the like join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.claims import claim
from ingest.documents.naming import Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import CAPITAL
from ingest.documents.steps.event_names import event_word
from ontology.fold import fold

CONFIDENCE = 0.7
_NEXT = re.compile(r"[ \u00a0'’]([^\W\d_]+(?:-[^\W\d_]+)*)(?![\w@/-])")
_FEWEST, _MOST_WORDS = 2, 12
"""So many words that say something a name has at least behind its head, and at most of all."""


def led_names(reading: Reading) -> None:
    """Find heads in capitals with words in small letters behind them that go on with the name."""
    language = reading.document.language
    endings = tuple(rules_of("names", language).get("adjective_endings", ()))
    if not endings:
        return
    text, naming = reading.document.text, naming_of(language)
    for head in CAPITAL.finditer(text):
        kind = _kind(head[0], naming)
        if not kind or not reading.free(*head.span()):
            continue
        end = _end(text, head.end(), naming, endings)
        if end > head.end():
            claim(reading, kind, head.start(), end, "led-names", CONFIDENCE)


def _kind(word: str, naming: Naming) -> str:
    """Return what a word is the head of, an organisation in the singular; "" for nothing."""
    if naming.leads(word) and any(
        fold(head) == fold(word) for head in naming.forms.heads.get(naming.stem(word), ())
    ):
        return "organisation"
    event = event_word(naming.language)
    return "event" if event and event.fullmatch(f"{fold(word)} ") else ""


def _end(text: str, start: int, naming: Naming, endings: tuple[str, ...]) -> int:
    """Return where a name ends whose head ends at ``start``: there, where the words behind say too
    little, or join the head to a word in capitals, which other steps read."""
    end, joined = start, False
    said: list[str] = []
    for word in _words(text, start):
        small = fold(word[1])
        if not word[1].islower() and joined:
            return start
        if small in naming.connectors or small in naming.articles:
            joined = True
        elif _ends(word[1], naming) or not (joined or small.endswith(endings)):
            break
        else:
            said.append(word[1])
            end, joined = word.end(), False
    return end if _says_enough(said, naming) else start


def _ends(word: str, naming: Naming) -> bool:
    """Whether a word belongs to no name any more."""
    return not word.islower() or naming.starts(word)


def _words(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the words behind a head that nothing but spaces and apostrophes parts."""
    for _ in range(_MOST_WORDS):
        word = _NEXT.match(text, start)
        if not word:
            return
        yield word
        start = word.end()


def _says_enough(said: list[str], naming: Naming) -> bool:
    """Whether words tell one organisation from others, and what it deals with."""
    return len(said) >= _FEWEST and any(naming.topical(one) or naming.nation(one) for one in said)
