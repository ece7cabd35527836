"""Reading facts out of running text: news posts, notices, minutes."""
