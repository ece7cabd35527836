"""A server under load: who asks it, what it is asked, and the server itself, each a process."""
