"""Between sessions: pure functions over stored values."""
