"""The figures of `retro.followup.insights` in sentences, tables and pictures."""
