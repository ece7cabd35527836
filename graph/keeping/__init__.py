"""Keeping a graph for years: what it holds as a whole, copies of it, and moving between stores."""
