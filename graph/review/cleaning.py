"""Proposals without personal data, which stand in documents beside what is read out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from graph.ledger.cleaning import Cleaning
from graph.ledger.written import withheld, written
from graph.review.proposal import Fact, Proposal, Remark
from ontology.model import load_model
from ontology.values.personal import without_personal
from ontology.values.urls import is_address


class Cleaned(NamedTuple):
    """A proposal as it may be kept, and how much of which kind was left out of it."""

    proposal: Proposal
    withheld: Mapping[str, int]


def without_personal_data(proposal: Proposal) -> Cleaned:
    """Return ``proposal`` without personal data: itself, where it holds none."""
    matter = proposal.matter
    if isinstance(matter, Remark):
        remark, found = _remark(matter)
        return Cleaned(replace(proposal, matter=remark), found)
    if isinstance(matter, Fact):
        fact, found = _fact(matter, proposal.source)
        return Cleaned(replace(proposal, matter=fact), found)
    return Cleaned(proposal, {})


def _remark(remark: Remark) -> tuple[Remark, Mapping[str, int]]:
    texts = {"text": remark.text, "value": remark.value}
    if not is_address(remark.address):
        texts["address"] = remark.address
    left = {name: written(text) for name, text in texts.items()}
    return replace(remark, **left), withheld(*texts.values())


def _fact(fact: Fact, source: str) -> tuple[Fact, Mapping[str, int]]:
    cleaning = Cleaning(load_model(), source)
    records = tuple(map(cleaning.clean, fact.records))
    around = {"before": _left(fact.before), "after": _left(fact.after)}
    found = cleaning.withheld + Counter(withheld(fact.before, fact.after))
    return replace(fact, records=records, **around), found


def _left(text: str) -> str:
    return without_personal(text)[0]
