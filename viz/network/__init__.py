"""The graph as a network to be seen: what is shown, where it lies, which parts belong together."""
