"""Which records of organisations mean the same one, by what they say rather than by identifiers.

``naming`` reads names, ``columns`` puts records into a table, ``comparisons.yaml`` says how two
rows are compared, ``model`` and ``training`` what each answer weighs, ``scoring`` runs Splink over
the table, ``grouping`` draws the conclusions.
"""
