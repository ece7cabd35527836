"""Projects and places of a store: which of them are one, by rules that people wrote.

``project`` and ``place`` read them as rows, ``projects.yaml`` and ``places.yaml`` say what is asked
of two of them and what each answer weighs, ``sheet`` by which keys they are compared at all.
"""
