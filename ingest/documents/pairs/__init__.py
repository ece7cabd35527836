"""Relations between two things of a sentence, weighed by what hints at them."""
