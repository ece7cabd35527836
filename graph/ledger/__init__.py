"""What sources said and people judged: taking in, taking back, and who may see it."""
