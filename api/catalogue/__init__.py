"""The catalogue over HTTP, and the routes by which portals harvest it."""
