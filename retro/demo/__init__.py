"""A session that shows itself: simulated people join over SSH, write, answer and agree."""
