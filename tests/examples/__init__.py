"""The example data in examples/: half a year of an invented team, lived by the program itself."""
