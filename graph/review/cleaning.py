"""Proposals without personal data, which stand in documents beside what is read out of them."""

from __future__ import annotations

from dataclasses import replace

from graph.ledger.cleaning import Cleaning
from graph.review.proposal import Fact, Proposal, Remark
from ontology.model import load_model
from ontology.values.personal import without_personal


def without_personal_data(proposal: Proposal) -> Proposal:
    """Return ``proposal`` as it may be kept: itself, where it holds nothing personal."""
    matter = proposal.matter
    if isinstance(matter, Remark):
        said = {"text": _left(matter.text), "value": _left(matter.value)}
        return replace(proposal, matter=replace(matter, **said))
    if not isinstance(matter, Fact):
        return proposal
    cleaning = Cleaning(load_model(), proposal.source)
    records = tuple(map(cleaning.clean, matter.records))
    around = {"before": _left(matter.before), "after": _left(matter.after)}
    return replace(proposal, matter=replace(matter, records=records, **around))


def _left(text: str) -> str:
    return without_personal(text)[0]
