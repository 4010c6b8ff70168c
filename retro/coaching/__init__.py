"""Words: hints for whoever writes. Pure functions over texts; nothing of retro is needed here."""
