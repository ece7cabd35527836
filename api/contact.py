"""Whom readers may write to."""

from __future__ import annotations

from fastapi import Request

from api.catalogue.catalog_keeper import keeper_of


def contact_of(request: Request) -> str:
    """Return the publisher's contact as an address to link to, '' where the settings name none."""
    by = keeper_of(request).by
    return f"mailto:{by.contact_email}" if by.contact_email else by.contact_url
