"""What people add, correct and end by hand."""
