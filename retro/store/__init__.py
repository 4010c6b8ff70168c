"""Durable sessions and actions as TinyDB files with a journal. Start at ``protocol``."""
