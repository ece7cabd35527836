"""Which entities the rows of somebody's table mean: the questions, the clues, the candidates."""
