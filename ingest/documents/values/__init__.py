"""How dates and numbers are written in running text, by the rules of a language."""
