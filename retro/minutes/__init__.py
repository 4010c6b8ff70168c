"""A session as minutes to read and to keep. Imports of this package cost nothing by themselves."""
