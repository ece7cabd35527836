"""Attacks that must fail; `docs/security.md` says which promise each file proves."""
