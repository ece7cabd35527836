"""Stores of released versions, and what writes that of the present one."""
