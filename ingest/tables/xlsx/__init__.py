"""Workbooks of the Office Open XML kind (.xlsx, .xlsm), read row by row: memory stays flat."""
