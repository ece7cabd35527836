"""What is done with every request, whatever it asks: named, logged, counted, bounded."""
