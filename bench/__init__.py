"""Repeatable benchmarks, the peers that they are measured against, and their last figures."""
