"""Workbooks of members that people edited: what they changed, and what is to be entered of it."""
