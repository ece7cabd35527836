"""Documents that facts were read in: their texts, where they are kept, and what they told."""
